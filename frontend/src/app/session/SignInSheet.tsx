import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import type { PracticePerson } from "#protocol/house/practice.ts";
import { practiceDesk } from "#protocol/house/practiceDesk.ts";
import { useSeatName } from "../../chain/membership/useSeatName.ts";
import { type House, useHouse } from "../../chain/node/house.ts";
import { signInDemo, signInWallet, signOut } from "../../chain/session/entering.ts";
import type { OfferedWallet } from "../../chain/session/ownWallet.ts";
import { closeSignIn, type SignedIn, useSeat, useSession, useSignIn } from "../../chain/session/session.ts";
import { useText } from "../../i18n/text.ts";
import { useNetworkSwitch } from "../../parts/useNetworkSwitch.ts";
import { Button, ButtonLink } from "../../ui/form/Button.tsx";
import { CopyText } from "../../ui/form/CopyText.tsx";
import { TextField } from "../../ui/form/Field.tsx";
import { Disclosure } from "../../ui/layout/Disclosure.tsx";
import { Row, Stack } from "../../ui/layout/Layout.tsx";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { SeatGlyph } from "../../ui/pictures/seats/SeatGlyph.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { SkeletonLines } from "../../ui/state/Skeleton.tsx";
import { Failed } from "../../ui/state/WhenLoaded.tsx";
import styles from "./SignInSheet.module.css";
import { useSessionName } from "./useSessionName.ts";

/** The way in: a demo person's place (practice networks only) or a wallet of one's own. */
export function SignInSheet() {
  const t = useText();
  const house = useHouse();
  const session = useSession();
  const [another, setAnother] = useState(false);
  const here = session.kind !== "none" && !another;
  return (
    <Sheet open onClose={closeSignIn} title={t(here ? "accounts.here.title" : "accounts.signIn.title")}>
      {here ? (
        <WhoIsHere session={session} onAnother={() => setAnother(true)} />
      ) : (
        <Stack gap={4}>
          {__PRACTICE__ && house.practice && (
            <WayIn title={t("accounts.demo.title")} about={t("accounts.demo.about")}>
              <DemoPeople />
            </WayIn>
          )}
          <WayIn title={t("accounts.wallet.title")} about={t("accounts.wallet.about")}>
            <OwnWallets />
          </WayIn>
        </Stack>
      )}
    </Sheet>
  );
}

function WayIn({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section>
      <Stack gap={2}>
        <h3>{title}</h3>
        <p>{about}</p>
        {children}
      </Stack>
    </section>
  );
}

function WhoIsHere({ session, onAnother }: { session: SignedIn; onAnother: () => void }) {
  const t = useText();
  const house = useHouse();
  const seat = useSeat();
  const seatName = useSeatName();
  const detour = useNetworkSwitch();
  const number = seat.status === "ready" ? seat.data : undefined;
  // A person is called by their own name, not by their wallet's.
  const { name: called } = useSessionName();
  const isCalled = session.kind === "demo" && called !== "";
  const name = !isCalled && number ? seatName(number, true) : called;
  const works = session.kind === "demo" && practiceDesk(session.label) !== undefined;
  return (
    <Stack gap={3}>
      <Row>
        <SeatGlyph seat={number || undefined} size={44} tone="own" />
        <div>
          <strong>
            <bdi>{name || t("accounts.wallet.unnamed")}</bdi>
          </strong>
          <div className={styles.small}>
            {number === undefined
              ? "…"
              : number > 0
                ? t("accounts.here.seat", { n: number })
                : t(works ? "accounts.here.works" : "accounts.here.noSeat")}
          </div>
        </div>
      </Row>
      <p className={styles.small}>{t(session.kind === "demo" ? "accounts.here.demo" : "accounts.here.wallet")}</p>
      {detour && (
        <Notice
          kind="wait"
          title={t("accounts.wrongChain")}
          action={<Button onClick={detour.go}>{detour.label}</Button>}
        >
          {detour.note}
        </Notice>
      )}
      <Row>
        <span onClickCapture={closeSignIn}>
          <ButtonLink href="/me" look="primary">
            {t("accounts.here.me")}
          </ButtonLink>
        </span>
        <Button onClick={onAnother}>{t("accounts.here.another")}</Button>
        <Button
          look="quiet"
          onClick={() => {
            closeSignIn();
            void signOut(house);
          }}
        >
          {t("accounts.here.signOut")}
        </Button>
      </Row>
      <Disclosure>
        <CopyText text={session.account} />
      </Disclosure>
    </Stack>
  );
}

/** As many names as one looks through; the rest is found by typing. */
const SHOWN = 30;

function DemoPeople() {
  const t = useText();
  const house = useHouse();
  const [typed, setTyped] = useState("");
  const people = useQuery({
    queryKey: ["practice", "people"],
    staleTime: 0,
    queryFn: async () => (await import("../../chain/session/demoSeat.ts")).demoPeople(),
  });
  if (people.isPending) return <SkeletonLines lines={4} />;
  if (people.isError) return <Failed retry={() => void people.refetch()} />;
  const wanted = typed.trim().toLocaleLowerCase();
  const fits = ({ name, seat }: PracticePerson) =>
    wanted === "" || name.toLocaleLowerCase().includes(wanted) || String(seat) === wanted;
  const found = people.data
    .map((person) =>
      person.role && person.role !== "table" ? { ...person, name: t(`shell.desk.${person.role}`) } : person,
    )
    .filter(fits);
  const newcomers = found.filter(({ label, seat }) => seat === null && label.startsWith("newcomer:"));
  const inOffice = found.filter(({ role }) => role === "table");
  const desks = found.filter(({ role }) => role === "operator" || role === "registrar");
  const members = found.filter((one) => ![...newcomers, ...inOffice, ...desks].includes(one));
  // What somebody is called by what they do is said anew in each language.
  const take = ({ label, name }: PracticePerson) =>
    void signInDemo(house, label, practiceDesk(label) === undefined ? name : "");
  return (
    <Stack gap={2}>
      <TextField
        label={t("accounts.demo.find")}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        inputMode="search"
      />
      {newcomers.length > 0 && <PersonList title={t("accounts.demo.newcomers")} people={newcomers} take={take} />}
      {inOffice.length > 0 && <PersonList title={t("house.table")} people={inOffice} take={take} />}
      {desks.length > 0 && <PersonList title={t("accounts.demo.desks")} people={desks} take={take} />}
      {wanted === "" && (
        <a href="/terminal/" target="_blank" rel="noopener">
          {t("accounts.demo.counter")}
        </a>
      )}
      {members.length > 0 && (
        <PersonList title={t("accounts.demo.members")} people={members.slice(0, SHOWN)} take={take} />
      )}
      {members.length > SHOWN && (
        <p className={styles.small}>{t("accounts.demo.more", { n: members.length - SHOWN })}</p>
      )}
      {found.length === 0 && <p>{t("accounts.demo.nobody")}</p>}
    </Stack>
  );
}

function PersonList({
  title,
  people,
  take,
}: {
  title: string;
  people: readonly PracticePerson[];
  take: (person: PracticePerson) => void;
}) {
  const t = useText();
  const numberOf = ({ seat }: PracticePerson) =>
    seat === null ? t("accounts.here.noSeat") : t("accounts.here.seat", { n: seat });
  return (
    <div>
      <h4 className={styles.small}>{title}</h4>
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.label}>
            <button type="button" className={styles.person} onClick={() => take(person)}>
              <SeatGlyph seat={person.seat ?? undefined} />
              <bdi>{person.name || numberOf(person)}</bdi>
              {person.name !== "" && (person.seat !== null || person.role === undefined) && (
                <span className={styles.seat}>{numberOf(person)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function OwnWallets() {
  const t = useText();
  const house = useHouse();
  const { locked } = useSignIn();
  const [trying, setTrying] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const [wallets, isLooking] = useWallets(house);
  if (wallets.length === 0) return <p>{t(isLooking ? "accounts.wallet.looking" : "accounts.wallet.none")}</p>;
  const take = async (id: string) => {
    setTrying(id);
    setRefused(undefined);
    try {
      await signInWallet(house, id);
    } catch {
      setRefused(id);
    } finally {
      setTrying(undefined);
    }
  };
  return (
    <Stack gap={2}>
      {locked && <Notice kind="wait" title={t("accounts.wallet.locked")} />}
      <ul className={styles.people}>
        {wallets.map(({ id, name, icon }) => (
          <li key={id}>
            <Button wide busy={trying === id && t("ui.write.confirm")} onClick={() => void take(id)}>
              {icon && <img src={icon} alt="" width="24" height="24" className={styles.icon} />}
              <bdi>{name || t("accounts.wallet.unnamed")}</bdi>
            </Button>
            {refused === id && <p className={styles.small}>{t("accounts.wallet.refused")}</p>}
          </li>
        ))}
      </ul>
    </Stack>
  );
}

/** Milliseconds until there is no wallet: they announce themselves when they please. */
const LOOKING = 1_500;

/** The wallets of this browser, and whether one is still looked for. */
function useWallets(house: House): [readonly OfferedWallet[], boolean] {
  const [wallets, setWallets] = useState<readonly OfferedWallet[]>([]);
  const [isLooking, setLooking] = useState(true);
  useEffect(() => {
    let end: (() => void) | undefined;
    let isOver = false;
    void import("../../chain/session/ownWallet.ts").then(({ watchWallets }) => {
      if (!isOver) end = watchWallets(house, setWallets);
    });
    const timer = setTimeout(() => setLooking(false), LOOKING);
    return () => {
      isOver = true;
      end?.();
      clearTimeout(timer);
    };
  }, [house]);
  return [wallets, isLooking];
}

import type { Address } from "viem";
import { type SignedIn, useSeat, useSession, useSignIn } from "../../chain/session/session.ts";
import { useRoles } from "../../chain/treasury/roles.ts";
import { BuyBackCard } from "../../features/funding/buyBack/BuyBackCard.tsx";
import { MyPlaces } from "../../features/funding/rounds/MyPlaces.tsx";
import { VoidSigned } from "../../features/membership/going/VoidSigned.tsx";
import { MyLine } from "../../features/membership/share/MyLine.tsx";
import { MyShare } from "../../features/membership/share/MyShare.tsx";
import { FirstWelcome } from "../../features/membership/welcome/FirstWelcome.tsx";
import { MyVouchers } from "../../features/voucher/code/MyVouchers.tsx";
import { useText } from "../../i18n/text.ts";
import { SignInFirst } from "../../parts/SignInFirst.tsx";
import { ButtonLink } from "../../ui/form/Button.tsx";
import { Card } from "../../ui/layout/Card.tsx";
import { Columns, Section, Stack } from "../../ui/layout/Layout.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { SkeletonLines } from "../../ui/state/Skeleton.tsx";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";
import { useSessionName } from "../session/useSessionName.ts";
import { DeskCards, Desks, FirstDesk } from "./DeskCards.tsx";
import { type Desk, desksOf, type Task, taskOf } from "./desks.ts";
import { OnTheWay } from "./OnTheWay.tsx";
import { Settings } from "./Settings.tsx";
import { MyTurn } from "./turn/MyTurn.tsx";

/** What is mine here: my turn, my vouchers, my share, and how I want it. */
export function MePage() {
  const t = useText();
  const session = useSession();
  const { resuming } = useSignIn();
  if (session.kind !== "none") return <SignedInMe key={session.account} session={session} />;
  if (resuming) {
    return (
      <>
        <PageHeader title={t("shell.me")} />
        <SkeletonLines lines={6} />
      </>
    );
  }
  return (
    <>
      <PageHeader title={t("shell.me")} lead={t("me.out.lead")} />
      <Stack gap={3}>
        <ul>
          <li>{t("me.out.turn")}</li>
          <li>{t("me.out.vouchers")}</li>
          <li>{t("me.out.share")}</li>
        </ul>
        <SignInFirst />
        <p>
          {t("me.out.noMember")}{" "}
          <ButtonLink look="quiet" href="/rounds">
            {t("membership.seat.rounds")}
          </ButtonLink>
        </p>
      </Stack>
    </>
  );
}

function SignedInMe({ session }: { session: SignedIn }) {
  const t = useText();
  const seat = useSeat();
  const { name, isOwn } = useSessionName();
  // A wallet's name is not its owner's.
  const called = session.kind === "demo" ? name : "";
  return (
    <>
      <PageHeader
        title={called || t("shell.me")}
        isWritten={called !== "" && isOwn}
        lead={<Lead account={session.account} />}
      />
      <Stack gap={4}>
        <OnTheWay />
        <WhenLoaded state={seat}>
          {(number) => (
            <>
              <h2 className="visually-hidden">{t("me.mine")}</h2>
              <Columns>
                <Stack gap={3}>
                  {number > 0 && <FirstWelcome seat={number} />}
                  {number > 0 ? (
                    <Member seat={number} account={session.account} />
                  ) : (
                    <WithoutShare account={session.account} />
                  )}
                </Stack>
                <Stack gap={3}>
                  {number > 0 && <Share seat={number} session={session} />}
                  <OwnSettings session={session} />
                </Stack>
              </Columns>
            </>
          )}
        </WhenLoaded>
        {/* Whoever cannot be found out about still signs out here. */}
        {seat.status === "failed" && <OwnSettings session={session} />}
      </Stack>
    </>
  );
}

function OwnSettings({ session }: { session: SignedIn }) {
  const t = useText();
  return (
    <Section title={t("me.settings")}>
      <Settings session={session} />
      <VoidSigned account={session.account} />
    </Section>
  );
}

function Lead({ account }: { account: Address }) {
  const t = useText();
  const seat = useSeat();
  const roles = useRoles(account, seat.status === "ready" ? seat.data : undefined);
  if (seat.status !== "ready") return null;
  if (seat.data > 0) return t("me.lead.member", { n: seat.data });
  if (roles.status === "loading") return null;
  return t(`me.lead.${(roles.status === "ready" && taskOf(roles.data)) || "newcomer"}`);
}

/** What is to be done, and what one comes for most. */
function Member({ seat, account }: { seat: number; account: Address }) {
  return (
    <>
      <MyTurn seat={seat} />
      <DeskCards account={account} seat={seat} />
      <MyVouchers account={account} />
      <BuyBackCard seat={seat} account={account} />
      <MyPlaces account={account} seat={seat} />
    </>
  );
}

/** What one has, and how others see it. */
function Share({ seat, session }: { seat: number; session: SignedIn }) {
  const t = useText();
  return (
    <>
      <Card href="/me/records" title={t("me.records")}>
        <p>{t("me.records.lead")}</p>
      </Card>
      <MyShare seat={seat} />
      <Section title={t("me.line")}>
        <MyLine seat={seat} session={session} />
      </Section>
    </>
  );
}

/** Who works for the house comes for that; everybody else is led to a place. */
function WithoutShare({ account }: { account: Address }) {
  const roles = useRoles(account, 0);
  if (roles.status === "loading") return <SkeletonLines lines={4} />;
  const task = roles.status === "ready" ? taskOf(roles.data) : undefined;
  if (roles.status !== "ready" || task === undefined) return <NotYetMember account={account} />;
  return <AtWork account={account} desks={desksOf(roles.data)} task={task} />;
}

type AtWorkProps = { account: Address; desks: readonly Desk[]; task: Task };

function AtWork({ account, desks: [first, ...more], task }: AtWorkProps) {
  const t = useText();
  return (
    <>
      <Section title={t("me.task")}>
        <Stack gap={3}>
          {first && <FirstDesk desk={first} />}
          <Desks desks={more} />
        </Stack>
      </Section>
      <MyVouchers account={account} ifAny />
      <MyPlaces account={account} seat={0} invites={false} />
      <p>
        {t(task === "staff" ? "me.task.noShare.staff" : "me.task.noShare")}{" "}
        <ButtonLink look="quiet" href="/rounds">
          {t("membership.seat.rounds")}
        </ButtonLink>
      </p>
    </>
  );
}

function NotYetMember({ account }: { account: Address }) {
  const t = useText();
  return (
    <>
      <MyVouchers account={account} ifAny />
      <MyPlaces account={account} seat={0} />
      <Card title={t("me.later")}>
        <p>{t("me.later.body")}</p>
      </Card>
    </>
  );
}

import { type ReactNode, useState } from "react";
import type { Hex } from "viem";
import { wordOfOpening } from "#protocol/membership/invitations.ts";
import { answerLink, handOutLinks } from "../../../chain/membership/invitations.ts";
import { useHouse } from "../../../chain/node/house.ts";
import type { SignedIn } from "../../../chain/session/session.ts";
import type { SaidEnd } from "../../../chain/write/said.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { UndoButton } from "../../../parts/UndoButton.tsx";
import { useSaying } from "../../../parts/useSaying.ts";
import { Tag } from "../../../ui/data/Badge.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { Checkbox } from "../../../ui/form/Choice.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { TextArea } from "../../../ui/form/Field.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Row, Stack } from "../../../ui/layout/Layout.tsx";
import { Written } from "../../../ui/layout/Written.tsx";
import { ConfirmButton } from "../../../ui/state/WriteState.tsx";
import { LINK_LASTS } from "./AddPeople.tsx";
import { linkOf } from "./linkOf.ts";
import type { Person } from "./PeopleList.tsx";
import { entriesFor } from "./register.ts";
import { ADMITTED_FOR, attestDeed, revokeDeed } from "./registrarDeeds.ts";
import type { Standing } from "./standing.ts";
import type { OpenRegister } from "./useRegister.ts";

type PersonProps = { person: Person; open: OpenRegister; session: SignedIn };

const tones: Record<Standing["is"], Parameters<typeof Tag>[0]["tone"]> = {
  waiting: "plain",
  opened: "accent",
  compared: "accent",
  twice: "stop",
  over: "wait",
  admitted: "good",
  ended: "wait",
  revoked: "plain",
  refused: "plain",
  member: "good",
};

/** Somebody in the register: how it stands with them, and what the registrar can do next. */
export function PersonCard({ person, open, session }: PersonProps) {
  const t = useText();
  const { entry, standing } = person;
  return (
    <Card title={<bdi>{entry.name}</bdi>}>
      <Stack gap={2}>
        <Row>
          <Tag tone={tones[standing.is]}>{t(`membership.desk.is.${standing.is}`)}</Tag>
          <small>
            {entry.born}
            {entry.contact && (
              <>
                {" · "}
                <bdi>{entry.contact}</bdi>
              </>
            )}
          </small>
        </Row>
        <StandingWords person={person} />
        <NextStep person={person} open={open} session={session} />
      </Stack>
    </Card>
  );
}

function StandingWords({ person: { entry, standing } }: { person: Person }) {
  const t = useText();
  const format = useFormat();
  switch (standing.is) {
    case "waiting":
      return <p>{t("membership.desk.waiting", { until: format.date(standing.until) })}</p>;
    case "over":
      return <p>{t("membership.desk.over", { until: format.date(standing.until) })}</p>;
    case "twice":
      return <p>{t("membership.desk.twice", { n: standing.count })}</p>;
    case "opened":
    case "compared":
      return (
        <p>
          {t("membership.desk.opened", {
            when: format.dateTime(standing.at),
            word: wordOfOpening(entry.secret, standing.account),
          })}
        </p>
      );
    case "admitted":
      return (
        <p>
          {t(standing.isUsed ? "membership.desk.used" : "membership.desk.admitted", {
            until: format.date(standing.until),
          })}
        </p>
      );
    case "ended":
      return <p>{t("membership.desk.ended", { until: format.date(standing.until) })}</p>;
    case "refused":
      return (
        <p>
          {t("membership.desk.refused")} <Written words={standing.reason} />
        </p>
      );
    case "member":
      return <p>{t("membership.seat.title", { n: standing.seat })}</p>;
    default:
      return null;
  }
}

/** What whoever appeals puts into the motion, so that they stay one person. */
function CheckCode({ of }: { of: Hex }) {
  const t = useText();
  return (
    <Disclosure summary={t("membership.desk.person")}>
      <Stack gap={1}>
        <p>{t("membership.desk.person.why")}</p>
        <CopyText text={of} />
      </Stack>
    </Disclosure>
  );
}

function NextStep({ person, open, session }: PersonProps): ReactNode {
  const { entry, standing } = person;
  switch (standing.is) {
    case "waiting":
      return (
        <Stack gap={2}>
          <CopyText
            text={linkOf(location.origin, entry.secret)}
            shown={`${location.host}/join/…${entry.secret.slice(-4)}`}
          />
          <Refuse person={person} open={open} session={session} />
        </Stack>
      );
    case "opened":
    case "compared":
      return (
        <Stack gap={2}>
          <Compare person={person} open={open} account={standing.account} />
          <NewLink person={person} open={open} session={session} />
          <Refuse person={person} open={open} session={session} />
        </Stack>
      );
    case "twice":
    case "over":
    case "revoked":
      return <NewLink person={person} open={open} session={session} />;
    case "refused":
      return (
        <Stack gap={2}>
          <NewLink person={person} open={open} session={session} />
          <CheckCode of={entry.nullifier} />
        </Stack>
      );
    case "admitted":
      return (
        <Stack gap={2}>
          <Renew person={person} open={open} account={standing.account} />
          {!standing.isUsed && <Revoke person={person} session={session} account={standing.account} />}
        </Stack>
      );
    case "ended":
      return <Renew person={person} open={open} account={standing.account} />;
    default:
      return null;
  }
}

type AccountProps = Pick<PersonProps, "person"> & { account: `0x${string}` };

/** The digits were read out and are the same: this account is this person's. */
function Compare({ person: { entry, standing }, open, account }: AccountProps & { open: OpenRegister }) {
  const t = useText();
  return (
    <Checkbox
      label={t("membership.desk.same", { word: wordOfOpening(entry.secret, account) })}
      hint={t("membership.desk.same.hint")}
      checked={standing.is === "compared"}
      onChange={(isSame) => {
        // Where it finds no room, the desk says so above.
        open.write([{ ...entry, compared: isSame ? account : undefined }]).catch(() => undefined);
      }}
    />
  );
}

/** Another link in the place of one that is of no use any more; the old one says so to who opens it. */
function NewLink({ person: { entry }, open, session }: PersonProps) {
  const t = useText();
  const house = useHouse();
  const { write, say, reset } = useSaying();
  const make = async (): Promise<SaidEnd> => {
    const until = house.clock.now() + LINK_LASTS;
    const [fresh] = await entriesFor(open.register, [entry], { houseId: house.deployment.houseId, until });
    if (fresh === undefined) throw new Error("No link was made");
    const { secret, invitation } = fresh;
    const next = { ...entry, secret, invitation, until, compared: undefined, refused: undefined };
    await open.makeSureOfRoom([next]);
    const made = await handOutLinks(house, session, { ids: [invitation], until });
    if (made.is !== "kept") return made;
    const old = { invitation: entry.invitation, secret: entry.secret, kind: "withdrawn", words: "" } as const;
    const ended = entry.until < house.clock.now() ? made : await answerLink(house, session, old);
    await open.write([next]);
    return ended;
  };
  return (
    <ConfirmButton
      label={t("membership.desk.newLink")}
      look="quiet"
      write={write}
      onConfirm={() => void say(make).then((kept) => kept && reset())}
    />
  );
}

/** Says no, with a reason that only who has the link can read. */
function Refuse({ person: { entry }, open, session }: PersonProps) {
  const t = useText();
  const house = useHouse();
  const { write, say } = useSaying();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const reason = typed.trim();
  const refuse = async (): Promise<SaidEnd> => {
    const { invitation, secret } = entry;
    const next = { ...entry, refused: reason, compared: undefined };
    await open.makeSureOfRoom([next]);
    const end = await answerLink(house, session, { invitation, secret, kind: "refused", words: reason });
    if (end.is === "kept") await open.write([next]);
    return end;
  };
  if (!isOpen) {
    return (
      <div>
        <Button look="quiet" onClick={() => setOpen(true)}>
          {t("membership.desk.refuse")}
        </Button>
      </div>
    );
  }
  return (
    <Stack gap={2}>
      <TextArea
        label={t("membership.desk.reason")}
        hint={t("membership.desk.reason.hint")}
        rows={3}
        maxLength={600}
        value={typed}
        onChange={setTyped}
      />
      <ConfirmButton
        label={t("membership.desk.refuse.do")}
        look="danger"
        write={write}
        notNow={reason === "" && t("membership.desk.reasonFirst")}
        onConfirm={() => void say(refuse)}
      />
      <div>
        <Button look="quiet" onClick={() => setOpen(false)}>
          {t("ui.undo.keep")}
        </Button>
      </div>
    </Stack>
  );
}

function Renew({ person: { entry, standing }, open, account }: AccountProps & { open: OpenRegister }) {
  const t = useText();
  const house = useHouse();
  const format = useFormat();
  const acting = useAct();
  const expiry = house.clock.now() + ADMITTED_FOR;
  if (standing.is === "admitted" && standing.until > expiry - 30 * 86_400) return null;
  return (
    <ActButton
      acting={acting}
      look="secondary"
      label={t("membership.desk.renew", { until: format.date(expiry) })}
      onConfirm={async () => {
        await open.write([{ ...entry, signedUntil: expiry }]);
        return acting.run(await attestDeed(house, entry, account, expiry));
      }}
    />
  );
}

function Revoke({ person: { entry }, session, account }: AccountProps & { session: SignedIn }) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  return (
    <UndoButton
      acting={acting}
      label={t("membership.desk.revoke")}
      question={t("membership.desk.revoke.ask")}
      confirm={t("membership.desk.revoke.do")}
      onConfirm={async () =>
        acting.run(await revokeDeed(house, session.account, account, entry.signedUntil ?? house.clock.now()))
      }
    />
  );
}

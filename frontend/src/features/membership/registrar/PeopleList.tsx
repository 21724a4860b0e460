import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Address, Hex } from "viem";
import type { Invitation } from "#protocol/membership/invitations.ts";
import { readOpenedLinks } from "../../../chain/membership/invitations.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import type { SignedIn } from "../../../chain/session/session.ts";
import { useActEach } from "../../../chain/write/useActEach.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { useNow } from "../../../ui/clock.ts";
import { Button } from "../../../ui/form/Button.tsx";
import { SelectField, TextField } from "../../../ui/form/Field.tsx";
import { Grid, Row, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { LinksFile } from "./LinksFile.tsx";
import { PersonCard } from "./PersonCard.tsx";
import type { Entry } from "./register.ts";
import { ADMITTED_FOR, attestDeed } from "./registrarDeeds.ts";
import { type OnRecord, readOnRecord, type Standing, standingOf } from "./standing.ts";
import type { OpenRegister } from "./useRegister.ts";

/** People on the screen at once. */
const PAGE = 20;
/** Milliseconds between two looks at who has opened a link. */
const LOOK = 10_000;

const groups = ["todo", "waiting", "done", "all"] as const;
type Group = (typeof groups)[number];

const groupOf: Record<Standing["is"], Exclude<Group, "all">> = {
  opened: "todo",
  compared: "todo",
  twice: "todo",
  over: "todo",
  ended: "todo",
  waiting: "waiting",
  admitted: "done",
  member: "done",
  refused: "done",
  revoked: "done",
};

export interface Person {
  entry: Entry;
  standing: Standing;
}

/** Everybody in the register, what waits for the registrar first. */
export function PeopleList({ open, session }: { open: OpenRegister; session: SignedIn }) {
  const t = useText();
  const { people, failed } = usePeople(open);
  const [group, setGroup] = useState<Group>("todo");
  const [typed, setTyped] = useState("");
  const [shown, setShown] = useState(PAGE);
  const counts = Object.fromEntries(
    groups.map((name) => [
      name,
      people.filter(({ standing }) => name === "all" || groupOf[standing.is] === name).length,
    ]),
  ) as Record<Group, number>;
  const wanted = typed.trim().toLocaleLowerCase();
  const found = people.filter(({ entry, standing }) =>
    wanted !== "" ? entry.name.toLocaleLowerCase().includes(wanted) : group === "all" || groupOf[standing.is] === group,
  );
  const waiting = people.flatMap(({ entry, standing }) => (standing.is === "waiting" ? [entry] : []));
  if (people.length === 0) {
    return <EmptyState title={t("membership.desk.none")}>{t("membership.desk.none.body")}</EmptyState>;
  }
  return (
    <Section title={t("membership.desk.people")}>
      <Stack gap={3}>
        {failed && <Notice kind="wait" title={t("membership.said.unreachable")} />}
        <ConfirmAll people={people} open={open} />
        <Grid min="14rem">
          <SelectField
            label={t("membership.desk.show")}
            value={group}
            onChange={(name) => setGroup(name as Group)}
            options={groups.map((name) => ({
              value: name,
              label: t(`membership.desk.show.${name}`, { n: counts[name] }),
            }))}
          />
          <TextField label={t("membership.desk.find")} value={typed} onChange={setTyped} autoComplete="off" />
        </Grid>
        {found.length === 0 && <p>{t("membership.desk.nobody")}</p>}
        {found.slice(0, shown).map((person) => (
          <PersonCard key={person.entry.nullifier} person={person} open={open} session={session} />
        ))}
        <Row>
          {found.length > shown && <Button onClick={() => setShown(shown + PAGE)}>{t("ui.more")}</Button>}
          {waiting.length > 0 && <LinksFile entries={waiting} />}
        </Row>
      </Stack>
    </Section>
  );
}

function usePeople({ register }: OpenRegister): { people: readonly Person[]; failed: boolean } {
  const now = useNow(20);
  const links = useQuery({
    queryKey: ["openedLinks"],
    queryFn: readOpenedLinks,
    refetchInterval: LOOK,
    staleTime: 0,
    retry: 1,
  });
  const opened: ReadonlyMap<Hex, Invitation> = links.data ?? new Map();
  const accountOf = ({ compared, invitation }: Entry): Address | undefined =>
    compared ?? opened.get(invitation)?.openings[0]?.account;
  const accounts = register.people.flatMap((entry) => accountOf(entry) ?? []);
  const read = useRead(["onRecord", ...accounts], (house) => readOnRecord(house, accounts), { keep: true });
  const records: ReadonlyMap<Address, OnRecord> = read.status === "ready" ? read.data : new Map();
  const people = register.people.map((entry): Person => {
    const account = accountOf(entry);
    const record = account === undefined ? undefined : records.get(account);
    return { entry, standing: standingOf(entry, opened.get(entry.invitation), record, now) };
  });
  return { people, failed: links.isError };
}

/** Admits everybody whose digits were compared, one signature after the other. */
function ConfirmAll({ people, open }: { people: readonly Person[]; open: OpenRegister }) {
  const t = useText();
  const house = useHouse();
  const compared = people.flatMap(({ entry, standing }) =>
    standing.is === "compared" ? [{ entry, account: standing.account }] : [],
  );
  // A person who has got another link comes once more.
  const { acting, left, confirm } = useActEach(
    compared,
    ({ entry }) => entry.invitation,
    async ({ entry, account }) => {
      const expiry = house.clock.now() + ADMITTED_FOR;
      // Written down before it is signed: what was signed can be taken back.
      await open.write([{ ...entry, signedUntil: expiry }]);
      return attestDeed(house, entry, account, expiry);
    },
  );
  if (left.length === 0 && acting.state.step === "idle") return null;
  const n = left.length || compared.length;
  return (
    <Notice kind="info" title={t("membership.desk.compared", { n })}>
      <ActButton acting={acting} label={t("membership.desk.confirm", { n })} onConfirm={confirm} />
    </Notice>
  );
}

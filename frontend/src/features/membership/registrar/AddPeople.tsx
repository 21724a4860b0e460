import { useState } from "react";
import { handOutLinks } from "../../../chain/membership/invitations.ts";
import { useHouse } from "../../../chain/node/house.ts";
import type { SignedIn } from "../../../chain/session/session.ts";
import { useText } from "../../../i18n/text.ts";
import { useNetworkSwitch } from "../../../parts/useNetworkSwitch.ts";
import { useSaying } from "../../../parts/useSaying.ts";
import { Bar } from "../../../ui/data/Bar.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { TextField } from "../../../ui/form/Field.tsx";
import { FileField } from "../../../ui/form/FileField.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Grid, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { ConfirmButton } from "../../../ui/state/WriteState.tsx";
import { dayTyped } from "./dayTyped.ts";
import { LinksFile } from "./LinksFile.tsx";
import { linkOf } from "./linkOf.ts";
import { type ListedPerson, type PeopleFile, type PeopleRead, personKey, readPeople } from "./peopleCsv.ts";
import { type Entry, entriesFor } from "./register.ts";
import type { OpenRegister } from "./useRegister.ts";

const DAY = 86_400;
/** How long a link can be opened, seconds. */
export const LINK_LASTS = 60 * DAY;
/** Faults of a list that are shown at once. */
const SHOWN = 12;

type DeskProps = { open: OpenRegister; session: SignedIn };

/** People who shall get a link: one, or a whole list. */
export function AddPeople({ open, session }: DeskProps) {
  const t = useText();
  const adding = useAdding({ open, session });
  return (
    <Section title={t("membership.desk.add")}>
      <Stack gap={4}>
        <AddOne key={open.register.people.length} open={open} adding={adding} />
        <Disclosure summary={t("membership.desk.list")}>
          <AddList open={open} adding={adding} />
        </Disclosure>
        {adding.made.length > 0 && <Made entries={adding.made} />}
      </Stack>
    </Section>
  );
}

/** Hands links out and writes their people into the register, once it has room for them: no link is without its person. */
function useAdding({ open, session }: DeskProps) {
  const house = useHouse();
  const { write, say, reset } = useSaying();
  const [done, setDone] = useState(0);
  const [made, setMade] = useState<readonly Entry[]>([]);
  return {
    write,
    reset,
    done,
    made,
    add: async (people: readonly ListedPerson[]) => {
      const kept = await say(async () => {
        const until = house.clock.now() + LINK_LASTS;
        const place = { houseId: house.deployment.houseId, until };
        const entries = await entriesFor(open.register, people, place, setDone);
        setDone(0);
        await open.makeSureOfRoom(entries);
        const end = await handOutLinks(house, session, { ids: entries.map(({ invitation }) => invitation), until });
        if (end.is === "kept") {
          await open.write(entries);
          setMade(entries);
        }
        return end;
      });
      // The next one can be added at once; what was made stands below.
      if (kept) reset();
      return kept;
    },
  };
}

type Adding = ReturnType<typeof useAdding>;

function useToday(): string {
  return new Date(useHouse().clock.now() * 1000).toISOString().slice(0, 10);
}

function AddOne({ open, adding }: { open: OpenRegister; adding: Adding }) {
  const t = useText();
  const detour = useNetworkSwitch();
  const today = useToday();
  const [name, setName] = useState("");
  const [typed, setTyped] = useState("");
  const [contact, setContact] = useState("");
  const born = dayTyped(typed, today);
  const known = born !== undefined && open.register.people.some((one) => personKey(one) === personKey({ name, born }));
  const notNow =
    name.trim() === ""
      ? t("membership.desk.nameFirst")
      : born === undefined
        ? t("membership.desk.bornFirst")
        : known && t("membership.desk.fault.known");
  return (
    <Stack gap={3}>
      <Grid min="14rem">
        <TextField
          label={t("membership.desk.name")}
          value={name}
          onChange={setName}
          autoComplete="off"
          maxLength={200}
        />
        <TextField
          label={t("membership.desk.born")}
          hint={t("membership.desk.born.hint")}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
        />
        <TextField
          label={t("membership.desk.contact")}
          optional
          value={contact}
          onChange={setContact}
          autoComplete="off"
          maxLength={200}
        />
      </Grid>
      <ConfirmButton
        label={t("membership.desk.link")}
        look="secondary"
        write={adding.write}
        detour={detour}
        notNow={notNow}
        onConfirm={() => born && void adding.add([{ name: name.trim(), born, contact: contact.trim() }])}
      />
    </Stack>
  );
}

function AddList({ open, adding }: { open: OpenRegister; adding: Adding }) {
  const t = useText();
  const detour = useNetworkSwitch();
  const today = useToday();
  const [read, setRead] = useState<PeopleFile>();
  const take = async (file: File) => {
    adding.reset();
    const known = new Set(open.register.people.map(personKey));
    setRead(readPeople(new Uint8Array(await file.arrayBuffer()), (key) => known.has(key), today));
  };
  const found = read?.ok ? read : undefined;
  return (
    <Stack gap={3}>
      <FileField
        label={t("membership.desk.file")}
        hint={t("membership.desk.file.hint")}
        accept=".csv,.txt,text/csv,text/plain"
        onFile={(file) => void take(file)}
        error={read && !read.ok ? t(`membership.desk.file.${read.why}`) : undefined}
      />
      {found && <ListFaults read={found} />}
      {adding.done > 0 && found && (
        <Bar
          label={t("membership.desk.making")}
          text={t("membership.desk.made", { n: adding.done, all: found.people.length })}
          value={adding.done}
          max={found.people.length}
        />
      )}
      {found && found.people.length > 0 && (
        <ConfirmButton
          label={t("membership.desk.links", { n: found.people.length })}
          write={adding.write}
          detour={detour}
          onConfirm={() => void adding.add(found.people).then((kept) => kept && setRead(undefined))}
        />
      )}
    </Stack>
  );
}

/** What was made just now: one link to copy, or many as a file. */
function Made({ entries }: { entries: readonly Entry[] }) {
  const t = useText();
  const [first] = entries;
  if (first === undefined) return null;
  return (
    <Notice kind="good" live title={t("membership.desk.made.done", { n: entries.length })}>
      {entries.length === 1 ? (
        <CopyText
          text={linkOf(location.origin, first.secret)}
          shown={`${location.host}/join/…${first.secret.slice(-4)}`}
        />
      ) : (
        <LinksFile entries={entries} />
      )}
    </Notice>
  );
}

function ListFaults({ read: { people, faults } }: { read: PeopleRead }) {
  const t = useText();
  return (
    <Notice
      kind={faults.length > 0 ? "wait" : "good"}
      title={t("membership.desk.read", { n: people.length, left: faults.length })}
    >
      {faults.length > 0 && (
        <ul>
          {faults.slice(0, SHOWN).map(({ line, why, of }) => (
            <li key={line}>
              {t("membership.desk.line", { n: line })} <bdi>{of}</bdi> · {t(`membership.desk.fault.${why}`)}
            </li>
          ))}
          {faults.length > SHOWN && <li>{t("membership.desk.fault.more", { n: faults.length - SHOWN })}</li>}
        </ul>
      )}
    </Notice>
  );
}

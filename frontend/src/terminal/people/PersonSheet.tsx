import { useContext, useEffect, useState } from "react";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { ClockContext } from "../../ui/clock.ts";
import { Button } from "../../ui/form/Button.tsx";
import { TextField } from "../../ui/form/Field.tsx";
import { Row, Stack } from "../../ui/layout/Layout.tsx";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { useOverCounter } from "../useOverCounter.ts";
import type { Till } from "../useTill.ts";
import { isPin, openPeople, type PinAnswer } from "./people.ts";

/** Who is at the counter: chosen by name, let in by PIN. Somebody who is in puts others on the list. */
export function PersonButton({ till, houseId }: { till: Till; houseId: string }) {
  const t = useText();
  const [open, setOpen] = useOverCounter(till, false);
  const { person, setPerson } = till;
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {person ?? t("terminal.person.who")}
      </Button>
      <Sheet open={open} onClose={() => setOpen(false)} title={t("terminal.person.who")}>
        <People
          houseId={houseId}
          person={person}
          onPerson={(name) => {
            setPerson(name);
            setOpen(false);
          }}
        />
      </Sheet>
    </>
  );
}

function People({
  houseId,
  person,
  onPerson,
}: {
  houseId: string;
  person: string | undefined;
  onPerson: (name: string | undefined) => void;
}) {
  const t = useText();
  const [names, setNames] = useState<readonly string[] | "unread">();
  const [chosen, setChosen] = useState<string>();
  const reload = () =>
    void withPeople(houseId, (people) => people.names())
      .catch(() => "unread" as const)
      .then(setNames);
  useEffect(reload, [houseId]);
  if (names === undefined) return null;
  // There may be people on it: nobody is put there anew.
  if (names === "unread") return <Notice kind="stop" live title={t("terminal.close.unread")} />;
  const mayAdd = names.length === 0 || person !== undefined;
  return (
    <Stack gap={3}>
      {names.length > 0 && (
        <Row gap={1}>
          {names.map((name) => (
            <Button key={name} look={name === chosen ? "primary" : "secondary"} onClick={() => setChosen(name)}>
              {name}
            </Button>
          ))}
        </Row>
      )}
      {chosen !== undefined && <Pin key={chosen} houseId={houseId} name={chosen} onRight={() => onPerson(chosen)} />}
      {person !== undefined && (
        <Button onClick={() => onPerson(undefined)}>{t("terminal.person.out", { name: person })}</Button>
      )}
      {mayAdd ? <AddPerson houseId={houseId} onAdded={reload} /> : <p>{t("terminal.person.addByOther")}</p>}
    </Stack>
  );
}

function Pin({ houseId, name, onRight }: { houseId: string; name: string; onRight: () => void }) {
  const t = useText();
  const format = useFormat();
  const clock = useContext(ClockContext);
  const [pin, setPin] = useState("");
  const [answer, setAnswer] = useState<PinAnswer | { is: "notKept" }>();
  const check = async () => {
    // At once: what is typed meanwhile is the next try, and a second tap is none.
    setPin("");
    setAnswer(undefined);
    const said = await withPeople(houseId, (people) => people.check(name, pin, clock())).catch(notKept);
    setAnswer(said);
    if (said.is === "right") onRight();
  };
  const error =
    answer?.is === "wrong"
      ? t("terminal.person.wrong", { n: answer.left })
      : answer?.is === "locked"
        ? t("terminal.person.locked", { until: format.time(answer.until) })
        : answer?.is === "notKept"
          ? t("terminal.no.notKept")
          : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isPin(pin)) void check();
      }}
    >
      <Stack gap={1}>
        <TextField
          label={t("terminal.person.pin", { name })}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          value={pin}
          onChange={setPin}
          error={error}
        />
        <Button type="submit" look="primary" disabled={!isPin(pin)}>
          {t("terminal.person.in")}
        </Button>
      </Stack>
    </form>
  );
}

function AddPerson({ houseId, onAdded }: { houseId: string; onAdded: () => void }) {
  const t = useText();
  const [name, setName] = useState("");
  const [pin, setPin] = useState("");
  const [isFull, setFull] = useState(false);
  const ready = name.trim() !== "" && isPin(pin);
  const add = async () => {
    const kept = await withPeople(houseId, (people) => people.add(name.trim(), pin)).catch(notKept);
    setFull(kept !== undefined);
    if (kept !== undefined) return;
    setName("");
    setPin("");
    onAdded();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void add();
      }}
    >
      <Stack gap={1}>
        <TextField label={t("terminal.person.name")} value={name} onChange={setName} autoComplete="off" />
        <TextField
          label={t("terminal.person.newPin")}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          value={pin}
          onChange={setPin}
          error={isFull && t("terminal.no.notKept")}
        />
        <Button type="submit" disabled={!ready}>
          {t("terminal.person.add")}
        </Button>
      </Stack>
    </form>
  );
}

/** The tablet's storage refuses: nobody is let in by what could not be counted. */
const notKept = () => ({ is: "notKept" }) as const;

async function withPeople<T>(
  houseId: string,
  use: (people: Awaited<ReturnType<typeof openPeople>>) => Promise<T>,
): Promise<T> {
  const people = await openPeople(houseId);
  try {
    return await use(people);
  } finally {
    people.close();
  }
}

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { lineOf, writeLine } from "../../../chain/membership/directoryLine.ts";
import type { DirectoryEntry } from "../../../chain/membership/readDirectory.ts";
import { useDirectory } from "../../../chain/membership/useDirectory.ts";
import { useHouse } from "../../../chain/node/house.ts";
import type { SignedIn } from "../../../chain/session/session.ts";
import { useText } from "../../../i18n/text.ts";
import { useNetworkSwitch } from "../../../parts/useNetworkSwitch.ts";
import { Button } from "../../../ui/form/Button.tsx";
import { TextArea, TextField } from "../../../ui/form/Field.tsx";
import { Row, Stack } from "../../../ui/layout/Layout.tsx";
import { ConfirmButton, type Write } from "../../../ui/state/WriteState.tsx";

/** How the others see one: a name and a sentence of one's own in the public directory, or the number alone. */
export function MyLine({ seat, session }: { seat: number; session: SignedIn }) {
  const line = useDirectory().get(seat);
  // What the directory says now is where the form begins; a line from elsewhere begins it anew.
  return <LineForm key={`${line?.name} ${line?.sentence}`} line={line} seat={seat} session={session} />;
}

type LineFormProps = { line: DirectoryEntry | undefined; seat: number; session: SignedIn };

function LineForm({ line, seat, session }: LineFormProps) {
  const t = useText();
  const { write, keep } = useLine(seat, session);
  const detour = useNetworkSwitch();
  const [name, setName] = useState(line?.name ?? "");
  const [sentence, setSentence] = useState(line?.sentence ?? "");
  const words = lineOf({ name, sentence });
  const same = words?.name === (line?.name ?? "") && words.sentence === (line?.sentence ?? "");
  const busy = write.step === "confirm" || write.step === "recording";
  const notNow =
    name.trim() === ""
      ? t("membership.line.nameFirst")
      : words === undefined
        ? t("membership.line.long")
        : same && t("membership.line.same");
  return (
    <Stack gap={2}>
      <p>{t("membership.line.about", { n: seat })}</p>
      <TextField
        label={t("membership.line.name")}
        value={name}
        onChange={setName}
        maxLength={60}
        autoComplete="name"
        disabled={busy}
      />
      <TextArea
        label={t("membership.line.sentence")}
        hint={t("membership.line.sentence.hint")}
        optional
        rows={2}
        maxLength={200}
        value={sentence}
        onChange={setSentence}
        disabled={busy}
      />
      <ConfirmButton
        label={t("membership.line.keep")}
        look="secondary"
        write={write}
        detour={detour}
        notNow={notNow}
        onConfirm={() => words && void keep(words)}
      />
      {line !== undefined && detour === undefined && (
        <Row>
          <Button look="quiet" disabled={busy} onClick={() => void keep({ name: "", sentence: "" })}>
            {t("membership.line.remove")}
          </Button>
        </Row>
      )}
    </Stack>
  );
}

function useLine(seat: number, session: SignedIn) {
  const t = useText();
  const house = useHouse();
  const queries = useQueryClient();
  const [write, setWrite] = useState<Write>({ step: "idle" });
  const keep = async (words: DirectoryEntry) => {
    setWrite({ step: "confirm" });
    const end = await writeLine(house, session, seat, words, () => setWrite({ step: "recording" }));
    if (end.is === "kept") {
      await queries.invalidateQueries({ queryKey: ["directory"] });
      setWrite({ step: "recorded", at: house.clock.now() });
    } else if (end.is === "nothingSent") setWrite({ step: "nothingSent" });
    else setWrite({ step: "refused", why: t(`membership.line.refused.${end.why}`) });
  };
  return { write, keep };
}

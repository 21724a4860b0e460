import { useEffect, useState } from "react";
import { roundStateNames } from "#protocol/abi/enums.ts";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import { useRoundNames } from "../../../chain/funding/useRoundNames.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useText } from "../../../i18n/text.ts";
import { SelectField } from "../../../ui/form/Field.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import type { DecisionFormProps } from "./formProps.ts";

/** What a vote can still stop: nothing is decided before the lock. */
const undecided: ReadonlySet<string> = new Set(["upcoming", "open", "coolOff"]);

/** The rounds that a vote can cancel, the newest first. */
async function readUndecided(house: House): Promise<number[]> {
  const count = await readHouse(house, roundsAbi.roundCount);
  const ids = Array.from({ length: count }, (_, i) => count - i);
  const rounds = await Promise.all(ids.map((id) => readHouse(house, roundsAbi.round, [id])));
  return ids.filter((_, i) => undecided.has(roundStateNames[rounds[i]?.state ?? -1] ?? ""));
}

/** A round that shall end before it is decided: everybody gets their money back. */
export function CancelForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const rounds = useRead(["undecidedRounds"], readUndecided);
  return (
    <WhenLoaded state={rounds}>
      {(ids) =>
        ids.length === 0 ? <p>{t("governance.new.cancelRound.none")}</p> : <RoundChoice ids={ids} onChange={onChange} />
      }
    </WhenLoaded>
  );
}

function RoundChoice({ ids, onChange }: { ids: readonly number[] } & Pick<DecisionFormProps, "onChange">) {
  const t = useText();
  const roundName = useRoundNames();
  const [chosen, setChosen] = useState(String(ids[0]));
  const round = ids.find((id) => String(id) === chosen) ?? 0;
  useEffect(() => {
    onChange(round > 0 ? { decision: { kind: "cancelRound", round } } : undefined);
  }, [round, onChange]);
  return (
    <SelectField
      label={t("governance.new.cancelRound.which")}
      hint={t("governance.new.cancelRound.hint")}
      value={chosen}
      onChange={setChosen}
      options={ids.map((id) => ({ value: String(id), label: t("ui.round", { ...roundName(id) }) }))}
    />
  );
}

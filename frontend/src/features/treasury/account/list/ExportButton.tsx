import { useContext, useState } from "react";
import { useHouse } from "../../../../chain/node/house.ts";
import { MoneyUnitContext, toDecimal } from "../../../../i18n/formats.ts";
import { useLanguage, useText } from "../../../../i18n/text.ts";
import { csv, csvAmount } from "../../../../parts/csv/csv.ts";
import { Button } from "../../../../ui/form/Button.tsx";
import { download } from "../../../../ui/form/download.ts";
import { signedAmount } from "../entry/kinds.ts";
import { useAccountWord } from "../entry/useAccountWord.ts";
import { useEntryWords } from "../entry/useEntryWords.ts";
import { type BookFilter, type BookLine, findEntries } from "./find.ts";

/** Takes exactly the list that is shown along as a file, to its last line. */
export function ExportButton({ filter }: { filter: BookFilter }) {
  const t = useText();
  const house = useHouse();
  const language = useLanguage();
  const { decimals } = useContext(MoneyUnitContext);
  const wordsOf = useEntryWords();
  const accountWord = useAccountWord();
  const [state, setState] = useState<"idle" | "failed" | { looked: number; all: number }>("idle");

  const row = (line: BookLine): string[] => {
    const { what, who, kind } = wordsOf(line);
    return [
      String(line.seq),
      isoTime(line.time),
      plain(what),
      plain(kind),
      plain(who),
      csvAmount(toDecimal(signedAmount(line), decimals), language === "de" ? "," : "."),
      accountWord(line.debit),
      accountWord(line.credit),
      String(line.term),
      String(line.blockNumber),
    ];
  };
  const take = async () => {
    setState({ looked: 0, all: 0 });
    try {
      const says = (line: BookLine) => Object.values(wordsOf(line)).join(" ");
      const found = await findEntries(house, filter, Number.MAX_SAFE_INTEGER, says, (looked, all) =>
        setState({ looked, all }),
      );
      const heads = ["no", "date", "what", "kind", "who", "amount", "debit", "credit", "term", "block"] as const;
      const table = [heads.map((head) => t(`treasury.account.csv.${head}`)), ...found.lines.map(row)];
      download(
        csv(table, language === "de" ? ";" : ","),
        `${t("treasury.account.csv.file")}.csv`,
        "text/csv;charset=utf-8",
      );
      setState("idle");
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <Button
        busy={typeof state === "object" && t("treasury.account.csv.busy", { n: state.looked, all: state.all })}
        onClick={() => void take()}
      >
        {t("treasury.account.csv.take")}
      </Button>
      {state === "failed" && <p role="alert">{t("ui.failed.body")}</p>}
    </>
  );
}

function isoTime(seconds: number): string {
  return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: "UTC" })
    .format(seconds * 1000)
    .concat(" UTC");
}

/** On screen names stand apart from the sentence around them; in a file the signs that do it are only in the way. */
function plain(words: string): string {
  return words.replace(/[\u2060\u2068\u2069]/g, "");
}

import type { P256PublicKey } from "#protocol/voucher/p256.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { useOverCounter } from "../useOverCounter.ts";
import type { Till } from "../useTill.ts";
import { LetIn } from "./LetIn.tsx";

/** Above the counter of a tablet that may not sell any more: since when, and how two of those in office let it in again. */
export function Closed({ till, houseId, publicKey }: { till: Till; houseId: string; publicKey: P256PublicKey }) {
  const t = useText();
  const format = useFormat();
  const [asking, setAsking] = useOverCounter(till, false);
  const { standing } = till;
  if (standing.state === "paired") return null;
  const word = standing.state === "shutOut" ? "terminal.shutOut" : "terminal.over";
  const when = format.dateTime(standing.state === "shutOut" ? standing.since : standing.ended);
  return (
    <>
      <Notice
        kind="stop"
        live
        title={t(word)}
        action={<Button onClick={() => setAsking(true)}>{t("terminal.pair.again")}</Button>}
      >
        {t(`${word}.body`, { when })}
      </Notice>
      <Sheet open={asking} onClose={() => setAsking(false)} title={t("terminal.pair.again")}>
        <LetIn houseId={houseId} publicKey={publicKey} name={standing.label} />
      </Sheet>
    </>
  );
}

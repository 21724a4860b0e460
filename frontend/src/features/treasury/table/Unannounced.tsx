import * as journalAbi from "#protocol/abi/journal.ts";
import * as treasuryAbi from "#protocol/abi/treasury.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useActEach } from "../../../chain/write/useActEach.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { bookUnannouncedDeed } from "./tableDeeds.ts";

/** Money in the account that the books do not know yet: anybody has it booked. Nothing while there is none. */
export function Unannounced() {
  const t = useText();
  const format = useFormat();
  const read = useRead<{ amount: bigint; entry: bigint }>(["unbooked"], readUnbooked);
  const { amount, entry } = read.status === "ready" ? read.data : { amount: 0n, entry: 0n };
  // More may come while this page is open: another entry then, and the button again.
  const { acting, confirm } = useActEach(amount > 0n ? [entry] : [], String, bookUnannounced);
  if (amount <= 0n && acting.state.step === "idle") return null;
  return (
    <Notice
      kind="info"
      title={t("desks.table.unannounced", { amount: format.money(amount > 0n ? amount : 0n, { cents: "always" }) })}
    >
      <p>{t("desks.table.unannounced.body")}</p>
      <ActButton acting={acting} anybody look="secondary" label={t("desks.table.unannounced.do")} onConfirm={confirm} />
    </Notice>
  );
}

const bookUnannounced = () => Promise.resolve(bookUnannouncedDeed());

/** What is there beyond the books, and the entry that it would become. */
async function readUnbooked(house: House): Promise<{ amount: bigint; entry: bigint }> {
  const [amount, booked] = await Promise.all([
    readHouse(house, treasuryAbi.unbooked),
    readHouse(house, journalAbi.journalCount),
  ]);
  return { amount, entry: booked + 1n };
}

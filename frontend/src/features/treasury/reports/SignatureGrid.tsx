import type { Hex } from "viem";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { useRecord } from "../../../chain/records/useRecord.ts";
import { useText } from "../../../i18n/text.ts";
import { Mark } from "../../../ui/data/Mark.tsx";
import type { Word } from "./reports.ts";
import styles from "./SignatureGrid.module.css";

/** Who of the table agrees, who does not and why, and who has said nothing. */
export function SignatureGrid({ words }: { words: readonly Word[] }) {
  const t = useText();
  const seatName = useSeatName();
  return (
    <ul className={styles.grid} aria-label={t("treasury.desk.signed")}>
      {words.map(({ seat, agrees, reason }) => (
        <li key={seat} className={styles.word}>
          <Mark kind={agrees === undefined ? "wait" : agrees ? "good" : "stop"} />
          <div>
            <div>{seatName(seat)}</div>
            <div className={styles.said}>
              {t(
                agrees === undefined
                  ? "treasury.desk.silent"
                  : agrees
                    ? "treasury.desk.agrees"
                    : "treasury.desk.dissents",
              )}
              {agrees === false && <Why reason={reason} />}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Why({ reason }: { reason: Hex | undefined }) {
  const text = useRecord(reason);
  return text === undefined ? null : (
    <>
      {": "}
      <q>
        <bdi>{text}</bdi>
      </q>
    </>
  );
}

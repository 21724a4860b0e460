import { useText } from "../../../i18n/text.ts";
import { RecordText } from "../../../parts/RecordText.tsx";
import { SeatName } from "../../../parts/SeatName.tsx";
import { Mark } from "../../../ui/data/Mark.tsx";
import type { Word } from "./reports.ts";
import styles from "./SignatureGrid.module.css";

/** Who of the table agrees, who does not and why, and who has said nothing. */
export function SignatureGrid({ words }: { words: readonly Word[] }) {
  const t = useText();
  return (
    <ul className={styles.grid} aria-label={t("desks.request.signed")}>
      {words.map(({ seat, agrees, reason }) => (
        <li key={seat} className={styles.word}>
          <Mark kind={agrees === undefined ? "wait" : agrees ? "good" : "stop"} />
          <div>
            <div>
              <SeatName seat={seat} />
            </div>
            <div className={styles.said}>
              {t(
                agrees === undefined
                  ? "desks.request.silent"
                  : agrees
                    ? "desks.request.agrees"
                    : "desks.request.dissents",
              )}
              {agrees === false && (
                <RecordText hash={reason}>
                  {(words) => (
                    <>
                      {": "}
                      <q>{words}</q>
                    </>
                  )}
                </RecordText>
              )}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

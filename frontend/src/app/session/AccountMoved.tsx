import { sawMove, useSeat, useSignIn } from "../../chain/session/session.ts";
import { useText } from "../../i18n/text.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import styles from "./AccountMoved.module.css";

/** A wallet may show another account from one moment to the next, in the middle of a ballot too: who one is now is said. */
export function AccountMoved() {
  const t = useText();
  const seat = useSeat();
  const { movedFrom } = useSignIn();
  if (movedFrom === undefined || seat.status !== "ready") return null;
  return (
    <div className={styles.moved}>
      <Notice
        kind="info"
        live
        title={t("accounts.moved")}
        action={<Button onClick={sawMove}>{t("accounts.moved.ok")}</Button>}
      >
        {seat.data > 0 ? t("accounts.moved.seat", { n: seat.data }) : t("accounts.moved.noSeat")}
      </Notice>
    </div>
  );
}

import { useLocation } from "wouter";
import { useSession, useSignIn } from "../../chain/session/session.ts";
import { loadRoom } from "../../i18n/load.ts";
import { useText } from "../../i18n/text.ts";
import { Late, latePart } from "../../ui/state/latePart.tsx";
import styles from "./FirstDuty.module.css";

const dutyLine = latePart(async () => {
  const [file] = await Promise.all([import("../me/turn/DutyLine.tsx"), loadRoom("me")]);
  return file.DutyLine;
});

/**
 * Under the head, for who is signed in: the first thing they have to do, a tap away. Its place is kept from the first
 * moment on, so that nothing moves when it comes; on one's own page it stands anyway.
 */
export function FirstDuty() {
  const t = useText();
  const session = useSession();
  const { resuming } = useSignIn();
  const [location] = useLocation();
  const isHere = session.kind !== "none";
  if (location === "/me" || !(isHere || resuming)) return null;
  return (
    <nav className={styles.line} aria-label={t("shell.duty")} data-print="no">
      {isHere && <Late key={session.account} of={dutyLine} props={{}} frame={() => null} />}
    </nav>
  );
}

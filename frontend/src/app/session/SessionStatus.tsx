import { useSeatName } from "../../chain/membership/useSeatName.ts";
import { askSignIn, useSeat, useSession } from "../../chain/session/session.ts";
import { useText } from "../../i18n/text.ts";
import { cx } from "../../ui/cx.ts";
import { SeatGlyph } from "../../ui/pictures/seats/SeatGlyph.tsx";
import styles from "./SessionStatus.module.css";
import { useSessionName } from "./useSessionName.ts";

/** Top right: who is here, in a word on every screen. One tap signs in, or shows who one is. */
export function SessionStatus() {
  const t = useText();
  const session = useSession();
  const seat = useSeat();
  const { name } = useSessionName();
  const number = seat.status === "ready" && seat.data > 0 ? seat.data : undefined;
  if (session.kind === "none") return <Who label={t("shell.signIn")} seat={undefined} isAsking />;
  if (number !== undefined && (session.kind === "wallet" || name === "")) return <OwnName seat={number} />;
  return <Who label={name || t("shell.me")} seat={number} />;
}

/** A person is called by their own name, not by their wallet's. */
function OwnName({ seat }: { seat: number }) {
  const seatName = useSeatName();
  return <Who label={seatName(seat, true)} seat={seat} />;
}

type WhoProps = {
  label: string;
  seat: number | undefined;
  /** Nobody is here: the word is a button, and needs no picture on a phone. */
  isAsking?: boolean;
};

function Who({ label, seat, isAsking = false }: WhoProps) {
  return (
    <button
      type="button"
      className={cx(styles.who, isAsking && styles.asking)}
      aria-haspopup="dialog"
      aria-label={label}
      title={label}
      onClick={askSignIn}
    >
      {seat === undefined ? (
        <svg className={styles.person} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <circle cx="12" cy="8" r="4" />
          <path d="M4.5 20.5c1-4 4-6 7.5-6s6.500 2 7.500 6" />
        </svg>
      ) : (
        <SeatGlyph seat={seat} size={24} tone="own" />
      )}
      <span className={styles.name}>
        <bdi>{label}</bdi>
      </span>
    </button>
  );
}

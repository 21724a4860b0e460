import styles from "./Mark.module.css";

const ways = {
  left: "M20 12H4m7-7-7 7 7 7",
  right: "M4 12h16m-7-7 7 7-7 7",
  up: "M12 20V4M5 11l7-7 7 7",
  down: "M12 4v16m-7-7 7 7 7-7",
} as const;

/** Drawn, because the letters of the pages have no arrows. Whoever shows it says in words where it leads. */
export function Arrow({ to }: { to: keyof typeof ways }) {
  return (
    <svg className={styles.mark} viewBox="0 0 24 24" width="1.15em" height="1.15em" aria-hidden="true">
      <path d={ways[to]} />
    </svg>
  );
}

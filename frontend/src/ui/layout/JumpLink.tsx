import type { ReactNode } from "react";
import { Arrow } from "../data/Arrow.tsx";
import styles from "./JumpLink.module.css";

type JumpLinkProps = {
  /** The id of what the page is for. */
  to: string;
  children: ReactNode;
};

/** Down to what a page is for, on the smallest phones, which show first what is read before it. */
export function JumpLink({ to, children }: JumpLinkProps) {
  return (
    <a href={`#${to}`} className={styles.jump} data-print="no">
      <Arrow to="down" />
      {children}
    </a>
  );
}

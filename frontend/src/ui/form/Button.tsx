import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link } from "wouter";
import { cx } from "../cx.ts";
import styles from "./Button.module.css";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";

type ButtonShape = { look?: ButtonLook; wide?: boolean; children: ReactNode };

type ButtonProps = ButtonShape &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "style" | "children"> & {
    /** What it is busy with, in words. It keeps the focus and ignores clicks meanwhile. */
    busy?: string | false;
  };

export function Button({ look = "secondary", wide, busy, children, onClick, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes(look, wide)}
      aria-disabled={busy ? true : undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span className={styles.busy}>{busy}</span> : children}
    </button>
  );
}

/** Looks like a button, is a link: for going somewhere. */
export function ButtonLink({ look = "secondary", wide, href, children }: ButtonShape & { href: string }) {
  return (
    <Link href={href} className={classes(look, wide)}>
      {children}
    </Link>
  );
}

function classes(look: ButtonLook, wide?: boolean): string {
  return cx(styles.button, styles[look], wide && styles.wide);
}

import styles from "./Shape.module.css";

const shapes = { good: "m18 52 22 22 42-48", wait: "M22 50h.01M50 50h.01M78 50h.01", stop: "m24 24 52 52m0-52-52 52" };

/** The sign of a result, told apart without its colour: a tick in a circle, dots alone, a cross in an octagon. */
export function Shape({ kind }: { kind: keyof typeof shapes }) {
  return (
    <svg className={`${styles.shape} ${styles[kind]}`} viewBox="0 0 100 100" aria-hidden="true">
      <path d={shapes[kind]} />
    </svg>
  );
}

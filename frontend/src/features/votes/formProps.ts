import type { Drafted } from "./decision.ts";

/** A form tells what it describes, and undefined while it is not complete. */
export type DecisionFormProps = {
  /** The running and the next term. */
  terms: readonly number[];
  onChange: (decision: Drafted | undefined) => void;
};

import type { Drafted } from "../motions/decision.ts";

/** What a form describes, and the text that its call names by hash: it is kept before anybody hears of the motion. */
export type Described = { decision: Drafted; text?: string };

/** A form tells what it describes, and undefined while it is not complete. */
export type DecisionFormProps = {
  /** The running and the next term. */
  terms: readonly number[];
  onChange: (described: Described | undefined) => void;
};

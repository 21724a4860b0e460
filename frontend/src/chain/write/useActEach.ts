import { useState } from "react";
import type { Deed } from "./act.ts";
import { type Acting, useAct } from "./useAct.ts";

export interface ActingOnEach<T> {
  acting: Acting;
  /** What the next confirmation would be about. */
  left: readonly T[];
  /** Confirms all that is left, one after the other, up to the first that does not come on the record. */
  confirm(): Promise<void>;
}

/**
 * Confirms several things under one button, which is there again as soon as there is another one.
 *
 * @param idOf What a thing is known by, from one look at it to the next.
 */
export function useActEach<T>(
  things: readonly T[],
  idOf: (thing: T) => string,
  deedOf: (thing: T) => Promise<Deed>,
): ActingOnEach<T> {
  const acting = useAct();
  /** Confirmed here, or about to be: the record may not say so yet. */
  const [taken, setTaken] = useState<readonly string[]>([]);
  const left = things.filter((one) => !taken.includes(idOf(one)));
  const confirm = async () => {
    const ids = left.map(idOf);
    setTaken((before) => [...before, ...ids]);
    let done = 0;
    try {
      while (done < left.length && (await acting.run(await deedOf(left[done]!)))) done += 1;
    } finally {
      // What did not come on the record, also because nobody answered, is there to be confirmed.
      setTaken((before) => before.filter((id) => !ids.slice(done).includes(id)));
    }
  };
  const isOver = acting.state.step === "recorded" && left.length > 0;
  return { acting: isOver ? { ...acting, state: { step: "idle" } } : acting, left, confirm };
}

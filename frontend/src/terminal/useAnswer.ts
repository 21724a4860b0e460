import { useEffect, useState } from "react";

/** Asked once; undefined until somebody answers. */
export function useAnswer<T>(ask: () => Promise<T>): T | undefined {
  const [answer, setAnswer] = useState<T>();
  useEffect(() => {
    let gone = false;
    ask().then(
      (said) => !gone && setAnswer(said),
      // Nobody answers: what hangs on it is left out.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [ask]);
  return answer;
}

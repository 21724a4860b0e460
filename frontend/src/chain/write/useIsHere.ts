import { type RefObject, useEffect, useRef } from "react";

/** Whether this part is still on the page: what was begun here may end when whoever began it has gone on. */
export function useIsHere(): Readonly<RefObject<boolean>> {
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return isHere;
}

import { createContext, useContext, useEffect, useState } from "react";

/** UTC seconds of the house. The app provides it; no component asks the device for the time. */
export const ClockContext = createContext<() => number>(() => {
  throw new Error("No ClockContext: the app shell provides the house clock");
});

/** The house's time, renewed every `everySeconds`. */
export function useNow(everySeconds: number): number {
  const clock = useContext(ClockContext);
  const [now, setNow] = useState(clock);
  useEffect(() => {
    setNow(clock());
    const timer = setInterval(() => setNow(clock()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [clock, everySeconds]);
  return now;
}

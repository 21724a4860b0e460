import { type Query, useIsFetching, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useContext, useEffect, useState } from "react";
import { useSignIn } from "../chain/session/session.ts";
import { BehindFallback } from "../ui/layout/PageHeader.tsx";
import { PageFallback } from "../ui/state/PageFallback.tsx";
import { Arrival } from "./Arrival.tsx";
import { ToldContext } from "./told.ts";

/** Milliseconds without a question, after which a page is taken to have asked everything that it shows first. */
const QUIET = 80;
/** Milliseconds after which it is shown as far as it is there. */
const PATIENCE = 6_000;

/** The first page of a visit is there before it is known whether somebody was signed in. */
let isBeginning = true;

/** What has brought nothing yet; what is only renewed moves nothing. */
const isFirst = { predicate: ({ state }: Query) => state.data === undefined };

/** What could not be read, and nobody looks at. */
const unread = {
  type: "inactive",
  predicate: ({ state }: Query) => state.status === "error" && state.data === undefined,
} as const;

/**
 * Shows a page when it is there, not piece by piece: nothing that somebody has begun to read or to tap is pushed away by
 * what comes later. Its questions are asked meanwhile, and a page whose answers are known is shown at once.
 */
export function Settling({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const { resuming } = useSignIn();
  const isAsking = useIsFetching(isFirst) > 0 || resuming;
  // The first page may have come drawn, with all that it asks.
  const told = useContext(ToldContext);
  const [isDrawn] = useState(() => told !== undefined && isBeginning);
  const [step, setStep] = useState<"begun" | "waiting" | "shown">(isDrawn ? "shown" : "begun");

  // The page's own effects have run by now: what it asks is known.
  useEffect(() => {
    if (isDrawn) {
      isBeginning = false;
      return;
    }
    setStep(isBeginning || queries.isFetching(isFirst) > 0 ? "waiting" : "shown");
    isBeginning = false;
  }, [queries, isDrawn]);
  useEffect(() => {
    if (step !== "waiting") return;
    const late = setTimeout(() => setStep("shown"), PATIENCE);
    return () => clearTimeout(late);
  }, [step]);
  useEffect(() => {
    if (step !== "waiting" || isAsking) return;
    const quiet = setTimeout(() => setStep("shown"), QUIET);
    return () => clearTimeout(quiet);
  }, [step, isAsking]);

  // What could not be read here is asked again wherever it is shown next.
  useEffect(() => () => void setTimeout(() => queries.removeQueries(unread)), [queries]);

  return (
    <>
      {step === "waiting" && <PageFallback />}
      <div hidden={step !== "shown"}>
        <BehindFallback value={step === "waiting"}>{children}</BehindFallback>
      </div>
      {step === "shown" && <Arrival />}
    </>
  );
}

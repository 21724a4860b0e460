import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Address } from "viem";

export interface Desk {
  step: "idle" | "asking" | "failed";
  ask(): Promise<void>;
}

/** Practice networks only: the registrar's credential and test money for who lacks them. */
export function useDesk(account: Address): Desk {
  const queries = useQueryClient();
  const [step, setStep] = useState<Desk["step"]>("idle");
  const ask = async () => {
    setStep("asking");
    try {
      await (await import("./demoSeat.ts")).visitDesk(account);
      await queries.invalidateQueries({ queryKey: ["house"] });
      setStep("idle");
    } catch {
      setStep("failed");
    }
  };
  return { step, ask };
}

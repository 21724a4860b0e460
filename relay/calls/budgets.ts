import type { RelayError } from "#protocol/relay/relayApi.ts";
import { DAY, type JobBook } from "../sending/jobBook.ts";
import type { AllowedCall } from "./policy.ts";

/** What the relay gives in a day of house time. Coin in wei. */
export interface Budgets {
  /**
   * What each till, each seat, each applicant may use up. It is their own: nothing that others do takes from it. How
   * many there are the chain decides, so the whole is bounded too.
   */
  each: Record<"till" | "seat" | "applicant", bigint>;
  /** What everybody of whom the house knows nothing has together. */
  strangers: bigint;
  /** What the calls may cost that the relay makes by itself. */
  house: bigint;
  /** Gas that failed calls of one person may burn; a till's may be made to fail by whoever is faster with its batch. */
  failedGasEach: bigint;
  /** Calls of one person that wait at once. */
  waitingEach: number;
  /** Calls of strangers that wait at once. */
  waitingStrangers: number;
}

/** @param coin Wei that a usual day may cost, the busiest till a quarter of it. */
export function budgetsOf(coin: bigint): Budgets {
  return {
    each: { till: coin / 4n, seat: coin / 100n, applicant: coin / 100n },
    strangers: coin / 50n,
    house: coin / 4n,
    failedGasEach: 5_000_000n,
    waitingEach: 50,
    waitingStrangers: 20,
  };
}

/** Why a call must wait or go elsewhere, before anything is spent on it. */
export function tooMuch(
  book: JobBook,
  { whose, standing }: Pick<AllowedCall, "whose" | "standing">,
  now: number,
  budgets: Budgets,
): RelayError | undefined {
  const { own, all } = book.spentOn(Math.floor(now / DAY), standing, whose);
  const refuse = (message: string): RelayError => ({ code: "tooMuch", message });
  if (standing === "stranger") {
    if (all.cost >= budgets.strangers)
      return refuse("What this relay gives to accounts it does not know is used up today");
    if (all.waiting >= budgets.waitingStrangers)
      return refuse("Too many calls of accounts it does not know are waiting");
    return undefined;
  }
  if (standing === "house")
    return all.cost >= budgets.house ? refuse("The house's own calls wait for tomorrow") : undefined;
  if (standing !== "till" && own.failedGas > budgets.failedGasEach)
    return refuse(`Too many calls of ${whose} have failed today`);
  if (own.cost >= budgets.each[standing]) return refuse(`${whose} has used up its share of today`);
  return own.waiting >= budgets.waitingEach ? refuse(`Calls of ${whose} are still waiting`) : undefined;
}

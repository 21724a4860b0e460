import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../process/runTool.ts";
import type { BuiltProject } from "./builtProject.ts";
import { findMutants, mutated } from "./findMutants.ts";
import type { Workshop } from "./Workshop.ts";

/** A change that a certain test must see. */
export interface FixedChange {
  /** What it would break. */
  of: string;
  /** As `npm run mutants` names it: file, operator, the line's text. */
  name: string;
  /** The contract that is deployed with it. */
  contract: string;
  /** The file of the test, in `test/unit`, and the end of its full title. */
  test: string;
  title: string;
}

/** One of each that a member would notice, each with the test that stands before it. `npm test` tries them. */
export const fixedChanges: readonly FixedChange[] = [
  {
    of: "money",
    name: "treasury/Treasury.sol: < to <=: if (cash < needed + amount) revert ReserveBroken(cash, amount, needed);",
    contract: "Treasury",
    test: "treasury/TreasuryVotes.ts",
    title: "leaves the reserve whole in the ordinary way, to the cent; two thirds may pay all there is",
  },
  {
    of: "journal",
    name: "treasury/Journal.sol: leave out a statement: _head = head;",
    contract: "Journal",
    test: "treasury/Journal.ts",
    title: "writes the entry, chains its hash and moves both balances",
  },
  {
    of: "vote",
    name: "governance/SeatCounting.sol: never go in: if (bits & bit != 0) return abi.encodeWithSelector(AlreadyVoted.selector, open.id, seat);",
    contract: "HouseGovernor",
    test: "governance/Voting.ts",
    title: "counts a seat once, and abstentions as turnout",
  },
  {
    of: "draw",
    name: "oversight/Seating.sol: == to !=: if (_isMarked(hand.taken, seat) || (field.byApprovals && approvals == 0)) continue;",
    contract: "Elections",
    test: "oversight/Seating.ts",
    title: "seats those with approvals by their number, and draws the other chairs",
  },
  {
    of: "elections",
    name: "oversight/Elections.sol: >= to >: if (nowAt >= since) revert SeatingTooLate(term, since, nowAt);",
    contract: "Elections",
    test: "oversight/Seating.ts",
    title: "stays possible until the next ballot begins, and no longer",
  },
  {
    of: "counter",
    name: "voucher/Counter.sol: > to >=: if (code.amount > uint32(key >> PER_PAYMENT_AT)) return SkipReason.OverPaymentCap;",
    contract: "Counter",
    test: "voucher/Counter.ts",
    title: "skips an amount over the phone's cap for one payment",
  },
  {
    of: "pockets",
    name: "voucher/Pockets.sol: leave out a guard: if (balance + amount > cap) revert PocketFull(uint128(balance), amount, uint128(cap));",
    contract: "Pockets",
    test: "voucher/CounterPockets.ts",
    title: "reverts with NotEnoughVouchers beyond what the account has, PocketFull beyond the cap",
  },
  {
    of: "share",
    name: "membership/Share.sol: leave out a guard: if (_holdings[owner].seat != 0) revert OwnsSeatAlready(owner, _holdings[owner].seat);",
    contract: "Share",
    test: "membership/Share.ts",
    title: "reverts with SeatAlreadyAssigned the second time, and OwnsSeatAlready for a second seat",
  },
  {
    of: "funding",
    name: "funding/BuyBack.sol: leave out a guard: if (amount == 0 || amount > paid) revert BuyBackAmountImpossible(seat, amount, paid);",
    contract: "BuyBack",
    test: "funding/BuyBack.ts",
    title: "reverts with BuyBackAmountImpossible for nothing and for one unit more than was paid",
  },
  {
    of: "signed calls",
    name: "lib/SignedCalls.sol: leave out a statement: _nonces[subject] = nonce + 1;",
    contract: "SignedNote",
    test: "lib/SignedCalls.ts",
    title: "counts each once, whichever way it comes",
  },
];

/**
 * Runs the test of a fixed change without the change and with it, and says whether it fails then. A place that is no longer
 * in the contract, and a test that is no longer there, are errors that say so.
 */
export async function isSeen(change: FixedChange, workshop: Workshop, built: BuiltProject): Promise<boolean> {
  const name = `contracts/${change.name}`;
  const file = name.slice(0, name.indexOf(":"));
  const source = `project/${file}`;
  const bytes = readFileSync(join(root, file));
  const tree = built.trees.get(source);
  const found = tree && findMutants(file, bytes, tree).find((one) => one.name === name);
  if (found === undefined) {
    throw new Error(
      `${file} has no place any more for "${name}": choose another one in scripts/mutants/fixedChanges.ts`,
    );
  }
  const heirs = built.deployables.filter((one) => one.name === change.contract && one.madeOf.has(source));
  if (heirs.length === 0) throw new Error(`${change.contract} is not made of ${file} any more`);
  const errand = { file: `test/unit/${change.test}`, ending: change.title, bail: true, backwards: false, seconds: 120 };
  const without = await workshop.run(errand);
  if (without.ended !== "passed") throw new Error(`${errand.file}, "${change.title}", without a change: ${without.by}`);
  const compiles = await workshop.exchange(heirs, new Map([[source, mutated(bytes, found)]]));
  if (!compiles) throw new Error(`"${name}" does not compile`);
  try {
    return (await workshop.run(errand)).ended === "failed";
  } finally {
    workshop.restore(heirs);
  }
}

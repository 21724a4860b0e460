/** Who of a term's list sits when; twin of `contracts/oversight/Sitting.sol`. Times are UTC seconds, 0 = not. */
export interface ListedChair {
  seat: number;
  yesAt: number;
  leftAt: number;
}

export interface Bench {
  list: readonly ListedChair[];
  chairs: number;
  answersUntil: number;
}

type ChairState = "gone" | "asked" | "ready" | "late";

/** How one of the list stands at `t`. */
function stateAt(chair: ListedChair, answersUntil: number, t: number): ChairState {
  if (chair.leftAt !== 0 && chair.leftAt <= t) return "gone";
  if (chair.yesAt !== 0 && chair.yesAt <= t) return chair.yesAt < answersUntil ? "ready" : "late";
  return t < answersUntil ? "asked" : "gone";
}

/** The lines that hold a chair at `t` or are asked to, and whether each sits already. */
function chairsHeld({ list, chairs, answersUntil }: Bench, t: number): { index: number; sits: boolean }[] {
  const held: { index: number; sits: boolean }[] = [];
  let free = chairs;
  list.forEach((chair, index) => {
    const state = stateAt(chair, answersUntil, t);
    if (state === "late") held.push({ index, sits: true });
    if (free === 0 || state === "gone" || state === "late") return;
    free -= 1;
    held.push({ index, sits: state === "ready" });
  });
  return held;
}

/** Seats in office at `t`, in the list's order. */
export function inOffice(bench: Bench, t: number): number[] {
  return chairsHeld(bench, t)
    .filter(({ sits }) => sits)
    .map(({ index }) => bench.list[index]!.seat);
}

/** Lines that hold a chair at `t`, or are asked to. */
export function holding(bench: Bench, t: number): Set<number> {
  return new Set(chairsHeld(bench, t).map(({ index }) => index));
}

/** Seconds for which each line has been in office in a term that began at `start`, until `until`. */
export function timeHeld({ list, chairs, answersUntil }: Bench, start: number, until: number): number[] {
  return list.map((chair, index) => {
    if (chair.yesAt === 0) return 0;
    let from = Math.max(chair.yesAt, start);
    if (index >= chairs && chair.yesAt < answersUntil) {
      // The n-th to go of those above brings a chair down to the n-th reserve.
      const gone = list.slice(0, index).map((above) => goneAt(above, answersUntil));
      gone.sort((a, b) => a - b);
      from = Math.max(from, gone[index - chairs]!);
    }
    const to = chair.leftAt !== 0 ? Math.min(chair.leftAt, until) : until;
    return Math.max(0, to - from);
  });
}

/** When a chair went on to the next of the list. */
function goneAt(chair: ListedChair, answersUntil: number): number {
  const last = chair.yesAt !== 0 && chair.yesAt < answersUntil ? Number.POSITIVE_INFINITY : answersUntil;
  return chair.leftAt !== 0 ? Math.min(chair.leftAt, last) : last;
}

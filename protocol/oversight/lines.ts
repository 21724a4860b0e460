/** A line of a term's list; twin of `contracts/oversight/Lines.sol`. Times are UTC seconds, 0 = not. */
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

export type Standing =
  /** Has a chair and said yes. */
  | "holds"
  /** Has a chair if they say yes. */
  | "asked"
  /** Called when somebody above has gone. */
  | "reserve"
  /** Declined, gave up, or was silent at the answers' end. */
  | "left";

/**
 * How each line stands at `t`, the one rule for who is in office: a chair is kept free for each who may still answer,
 * silence means no, and who says yes too late has only a chair that nobody else took.
 */
export function standings({ list, chairs, answersUntil }: Bench, t: number): Standing[] {
  let free = chairs;
  return list.map(({ yesAt, leftAt }) => {
    if (leftAt !== 0 && leftAt <= t) return "left";
    const said = yesAt !== 0 && yesAt <= t;
    if (said && yesAt >= answersUntil) return "holds";
    if (!said && t >= answersUntil) return "left";
    if (free === 0) return "reserve";
    free -= 1;
    return said ? "holds" : "asked";
  });
}

/** Seats in office at `t`, in the list's order. */
export function inOffice(bench: Bench, t: number): number[] {
  return standings(bench, t).flatMap((standing, i) => (standing === "holds" ? [bench.list[i]!.seat] : []));
}

/** Lines that hold a chair at `t`, or are asked to. */
export function holding(bench: Bench, t: number): Set<number> {
  return new Set(
    standings(bench, t).flatMap((standing, i) => (standing === "holds" || standing === "asked" ? [i] : [])),
  );
}

/**
 * Whether a seat may still take a chair at `t`: it has said nothing until the answers' end, and a chair is free. It was
 * counted as a decline; the line stays open.
 */
export function mayComeLate(bench: Bench, seat: number, t: number): boolean {
  const line = bench.list.find((one) => one.seat === seat);
  if (line === undefined || t < bench.answersUntil || line.yesAt !== 0 || line.leftAt !== 0) return false;
  return inOffice(bench, t).length < bench.chairs;
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

/** What a receipt's code leads to: its place in the house. */
export type ReceiptPlace =
  /** The `item`-th payment of a till's batch, from 1. */
  | { is: "payment"; till: number; batch: number; item: number }
  | { is: "ballot"; term: number; seat: number }
  | { is: "vote"; motion: number; seat: number }
  | { is: "gift"; id: number }
  /** A place in a round, by its entry in the books; and whatever else has no other place. */
  | { is: "entry"; entry: number }
  | { is: "office"; term: number; seat: number };

const shapes = {
  C: (till: number, batch: number, item: number): ReceiptPlace => ({ is: "payment", till, batch, item }),
  B: (term: number, seat: number): ReceiptPlace => ({ is: "ballot", term, seat }),
  V: (motion: number, seat: number): ReceiptPlace => ({ is: "vote", motion, seat }),
  G: (id: number): ReceiptPlace => ({ is: "gift", id }),
  E: (entry: number): ReceiptPlace => ({ is: "entry", entry }),
  T: (term: number, seat: number): ReceiptPlace => ({ is: "office", term, seat }),
} as const;

const LARGEST = 0xffffffff;

/** "C-3-1042-17": nothing but the place, so that anybody can look it up. */
export function writeReceiptCode(place: ReceiptPlace): string {
  switch (place.is) {
    case "payment":
      return `C-${place.till}-${place.batch}-${place.item}`;
    case "ballot":
      return `B-${place.term}-${place.seat}`;
    case "vote":
      return `V-${place.motion}-${place.seat}`;
    case "gift":
      return `G-${place.id}`;
    case "entry":
      return `E-${place.entry}`;
    case "office":
      return `T-${place.term}-${place.seat}`;
  }
}

/** The place that a code names, as somebody types it; undefined: it is no code. */
export function readReceiptCode(typed: string): ReceiptPlace | undefined {
  const [, letter = "", tail = ""] =
    /^([CBVGET])((?:-[1-9]\d{0,9})+)$/.exec(typed.normalize("NFKC").trim().toUpperCase()) ?? [];
  const shape = shapes[letter as keyof typeof shapes] as ((...numbers: number[]) => ReceiptPlace) | undefined;
  const numbers = tail.split("-").slice(1).map(Number);
  if (shape === undefined || numbers.length !== shape.length || numbers.some((n) => n > LARGEST)) return undefined;
  return shape(...numbers);
}

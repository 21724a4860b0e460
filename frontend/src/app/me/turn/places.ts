import type { Turn } from "./turn.ts";

export type TurnWay = {
  href: string;
  word:
    | "me.turn.answer.do"
    | "me.turn.vote.do"
    | "me.turn.voted.do"
    | "me.turn.stand.do"
    | "me.turn.office.do"
    | "me.turn.approve.do"
    | "me.turn.sign.do"
    | "me.turn.write.do";
};

/** Where one goes to do it, and what the button says. */
export function wayOf(turn: Turn): TurnWay | undefined {
  switch (turn.is) {
    case "answer":
    case "free":
      return { href: `/votes/ballot/${turn.term}`, word: "me.turn.answer.do" };
    case "vote":
      return { href: `/votes/ballot/${turn.term}`, word: "me.turn.vote.do" };
    case "motion":
      return { href: `/votes/${turn.number}`, word: "me.turn.vote.do" };
    case "voted":
      return { href: `/votes/ballot/${turn.term}`, word: "me.turn.voted.do" };
    case "stand":
      return { href: `/votes/ballot/${turn.term}`, word: "me.turn.stand.do" };
    case "approve":
    case "sign":
    case "write":
      return { href: "/desk/table", word: `me.turn.${turn.is}.do` };
    case "office":
    case "caretaker":
      return { href: "/desk/table", word: "me.turn.office.do" };
    default:
      return undefined;
  }
}

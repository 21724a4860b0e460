import type { Club } from "#ignition/club.ts";
import type { Category } from "#protocol/treasury/accounts.ts";

/** A story is data: who takes part, what they write, and what happens when. `playScene` makes it true. */
export interface Story {
  /** In order of purchase: the first is `person:1`. */
  people: readonly StoryPerson[];
  /** Admitted and with test money, but without a place: `newcomer:1` is the first. */
  newcomers: readonly StoryPerson[];
  /** The story's first second; the house is built just before. */
  beginsAt: number;
  /** What happens after `from` and until `to`, in order of time, the same at every call. It never ends. */
  scenes(from: number, to: number): readonly Scene[];
}

/** What `story/story.ts` in a club's folder exports as `story`, told for a present that begins at `anchor` (UTC seconds). */
export type ClubStory = (anchor: number, club: Club) => Story;

export interface StoryPerson {
  name: string;
  /** What they say of themselves in the directory; may be empty. */
  sentence: string;
  /** Never signed a line: the house knows the seat's number only. */
  shy?: boolean;
}

/** Numbers of people, both ends included. */
export type Range = readonly [from: number, to: number];

/** Something that happens. Nobody is named who sits at a table: the player asks the chain. */
export type Scene = Act & {
  /** UTC seconds. */
  at: number;
};

export type Act =
  | JoinAct
  | RefundAct
  | { act: "offerAgain"; opensAt: number }
  | { act: "finalise"; round: number }
  | { act: "introduce"; people: Range }
  | HandOverAct
  | LeaveAct
  | NominateAct
  | { act: "ballots"; term: number; voters: number }
  | { act: "seat"; term: number }
  | { act: "answer"; term: number; no: number }
  | { act: "credit"; term: number }
  | EnrolAct
  | PhonesAct
  | CupsAct
  | { act: "closeDay"; till: number }
  | AskAct
  | ApproveAct
  | { act: "sales"; amount: string; note: string }
  | GiftAct
  | ProposeAct
  | VoteAct
  | { act: "carryOut"; title: string; step: "queue" | "execute" }
  | ReportAct
  | SignReportAct
  | QuestionAct
  | ReplyAct
  | { act: "welcome" };

export type ActName = Act["act"];

/** People are admitted, get test money and take a place. */
export interface JoinAct {
  act: "join";
  round: number;
  people: Range;
}

/** Money of a failed round: pushed by anybody, or fetched by the payers themselves. */
export interface RefundAct {
  act: "refund";
  round: number;
  people: Range;
  way: "pushed" | "fetched";
}

/** Somebody of these people who sits at no table hands the seat to a person without one, at the price that was paid. */
export interface HandOverAct {
  act: "handOver";
  people: Range;
  /** A person's number. */
  to: number;
}

/** Somebody of these people who sits at no table leaves the house. */
export interface LeaveAct {
  act: "leave";
  people: Range;
}

/** Members who have not served stand for a term, one for each statement. */
export interface NominateAct {
  act: "nominate";
  term: number;
  statements: readonly string[];
}

/** Two of the table let a tablet in. */
export interface EnrolAct {
  act: "enrolTill";
  till: number;
  name: string;
  /** Whole units a day. */
  dayCap: string;
  expiry: number;
}

/** Members who have no pocket yet set up their phones to pay with. */
export interface PhonesAct {
  act: "phones";
  members: number;
  /** Set aside by each, whole units. */
  amount: string;
}

/** Payments with vouchers, handed in as one batch at one till. */
export interface CupsAct {
  act: "serve";
  till: number;
  /** Whole units with two decimals. */
  prices: readonly string[];
}

/** The operator asks for a payment. Payee and note make it findable. */
export interface AskAct {
  act: "ask";
  payee: string;
  amount: string;
  category: Category;
  note: string;
}

/** So many of the table approve what was asked for; with enough of them it is paid. */
export interface ApproveAct {
  act: "approve";
  note: string;
  approvals: number;
}

export interface GiftAct {
  act: "gift";
  /** A person's number. */
  person: number;
  amount: string;
  note: string;
  project?: string;
  nameless?: boolean;
}

/** Members put a decision to the vote. The title makes it findable. */
export interface ProposeAct {
  act: "propose";
  title: string;
  why: string;
  what: readonly Decision[];
}

export interface VoteAct {
  act: "vote";
  title: string;
  inFavour: number;
  against: number;
  abstain: number;
}

/** Who admits in a practice house, one after another: keys that everybody can derive. */
export const registrars = ["registrar", "registrar:2"] as const;
type RegistrarLabel = (typeof registrars)[number];

export type Decision =
  | {
      kind: "round";
      price: string;
      minSeats: number;
      maxSeats: number;
      opensAt: number;
      deadline: number;
      coolOff: number;
      terms: string;
    }
  | { kind: "budget"; term: number; limits: Partial<Record<Category, string>> }
  /** Another registrar, by label; what is handed on is kept as a text. */
  | { kind: "registrar"; label: RegistrarLabel; register: string }
  | { kind: "payment"; payee: string; amount: string; category: Category; note: string };

/** One of those who sat at a term's table files its report. */
export interface ReportAct {
  act: "report";
  term: number;
  text: string;
  cashSales: string;
  payroll: string;
  goods: string;
  bankBalance: string;
}

/** A member asks about a payment that somebody asks for, before the present. */
export interface QuestionAct {
  act: "question";
  /** A person's number. */
  person: number;
  /** The request's. */
  note: string;
  text: string;
}

/** The operator replies to a question. */
export interface ReplyAct {
  act: "reply";
  to: QuestionAct & { at: number };
  text: string;
}

/** So many of them agree with it; one may dissent, with a reason. */
export interface SignReportAct {
  act: "signReport";
  term: number;
  agree: number;
  dissent?: string;
}

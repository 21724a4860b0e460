import type { Scene } from "#scripts/demo/Story.ts";
import { type Calendar, termStart } from "./calendar.ts";
import { billed, taken } from "./life.ts";

const yuan = (amount: number) => amount.toLocaleString("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** What the operator keeps in the bank for change and small things. */
const BANK = "24500";

/** The first table had a house to open. */
function firstReport({ date }: Calendar): string {
  return `Report of the first table

We took office on ${date(termStart(1))} with an empty shop and left on ${date(termStart(2))} with a café that opens at seven.

What we did. We let two tablets in, looked at every invoice before we signed, and met the operator on eight Tuesdays. The fit-out came in at its fixed price. The espresso machine that the members voted for leaked once, in the second week; the warranty paid.

What the books say. The contract fills in cash, debts and spending by category, so we do not repeat them. Takings in cash and by card were ${yuan(taken(1))} yuan in seven weeks, more than the operator had planned. Wages were ${yuan(billed(1, "payroll"))} yuan, goods ${yuan(billed(1, "goods"))} yuan. We counted the stock twice; the difference was four bags of oats.

What worried us. Electricity is dear: the cold room runs against a wall that the sun heats. Too few members set up their phones before they came to the counter.

What we leave to you. The lease has an option that must be used in its fourth year: put it into your calendar. The key of the letter box hangs behind the long table.`;
}

function usualReport({ date }: Calendar, term: number): string {
  return `Report of table ${term}

We sat from ${date(termStart(term))} to ${date(termStart(term + 1))}.

What we did. We signed what the operator asked for when paper and price agreed, and asked back when they did not. We visited the counter in every week and counted the stock twice.

What the books say. The contract fills in cash, debts and spending by category. Takings in cash and by card were ${yuan(taken(term))} yuan in eight weeks, wages ${yuan(billed(term, "payroll"))} yuan, goods ${yuan(billed(term, "goods"))} yuan. We found nothing that the books do not show.

What we leave to you. The list of duties hangs behind the long table, with our notes on it. The next service of the machine is due in your fourth week.`;
}

/** A table has three weeks after its term for its report; this one takes four days. */
export function reportScenes(calendar: Calendar, term: number): Scene[] {
  const end = termStart(term + 1);
  const text = term === 1 ? firstReport(calendar) : usualReport(calendar, term);
  const figures = {
    cashSales: taken(term).toFixed(2),
    payroll: billed(term, "payroll").toFixed(2),
    goods: billed(term, "goods").toFixed(2),
    bankBalance: BANK,
  };
  const { on } = calendar;
  return [
    { at: on(end + 4, "20:40"), act: "report", term, text, ...figures },
    { at: on(end + 5, "21:15"), act: "signReport", term, agree: 4 },
    {
      at: on(end + 7, "12:50"),
      act: "signReport",
      term,
      agree: 3,
      ...(term === 1
        ? { dissent: "I agree with the figures. I do not agree that four bags of oats are a small difference." }
        : {}),
    },
  ];
}

/** What somebody did in the house, and what a receipt's code refers to. */
export const records = {
  "records.title": "My records",
  "records.lead":
    "What you paid, decided and gave here, as the public record has it. Each has a code that anybody can look up.",
  "records.back": "Me",
  "records.what": "What",
  "records.when": "When",
  "records.who": "Who",
  "records.code": "Receipt code",
  "records.amount": "Amount",
  "records.none": "Nothing yet",
  "records.none.body":
    "Payments with your code, votes, ballots, donations, places in rounds and time in office appear here.",
  "records.only":
    "Only what this account and your present share did is listed; a payment that was cancelled later stays in the list, and the books say so in an entry of its own.",
  "records.toBooks": "All entries of the house",
  "records.print": "Print",
  "records.payment": "Payment with vouchers at tablet {till}",
  "records.ballot": "Ballot for term {term}",
  "records.vote": "Vote on motion {n}",
  "records.gift": "Donation {n}",
  "records.entry": "Entry {n} in the books",
  "records.place": "A place in a round",
  "records.exact": "Payment with vouchers, for one order",
  "records.office": "In office, term {term}",
  "records.receipt": "This is what the public record says of this code.",
  "records.chosen": "Chosen",
  "records.chosen.n": "{n, plural, =0 {nobody: abstained} one {# person} other {# people}}",
  "records.toEntry": "To the entry in the books",
  "records.toThere": "All about it",
  "records.nothing": "Nothing under this code",
  "records.nothing.body": "The code may be mistyped, or older than what is kept under it.",
} as const;

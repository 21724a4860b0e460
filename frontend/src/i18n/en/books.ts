/** What is said where the books are checked or taken along: it comes when somebody does so. */
export const books = {
  "books.stop": "Stop",
  "books.read": "{n} of {all} entries read…",
  "books.take.as": "For what",
  "books.take.csv": "A spreadsheet (CSV)",
  "books.take.csv.hint": "One row for each entry. The column “cash” adds up to what is in the account.",
  "books.take.json": "A program (JSON)",
  "books.take.json.hint": "One line for each entry, with all its details.",
  "books.take.ledger": "Bookkeeping (hledger, ledger)",
  "books.take.ledger.hint": "Double entries as text. Every balance is checked at the end.",
  "books.take.do": "Save file",
  "books.take.busy": "Reading all entries…",
  "books.take.done": "Saved: {file}",
  "books.take.done.body":
    "{n, plural, one {# entry was} other {# entries were}} read and recomputed, up to block {block}. Columns and words in the file are in English, so that it is the same file for everybody.",
  "books.take.command": "Make the same file without this page",
  "books.take.differs": "Nothing was saved: the entries are not those of the public record",
  "books.take.differs.body": "Do not rely on any figure on this page until this is cleared up.",
  "books.take.incomplete": "Nothing was saved: not everything could be read",
  "books.take.incomplete.body": "The network or whoever keeps the texts did not answer. Try again later.",
} as const;

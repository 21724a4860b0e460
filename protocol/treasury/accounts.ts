/**
 * The chart of accounts, as `contracts/lib/Accounts.sol` has it. Balances are debits less credits: what the house has
 * or spent stands above zero, what it owes, was given or sold below.
 */
export const accounts = {
  cash: 100,
  escrow: 110,
  "operator float": 120,
  "vouchers owed": 200,
  "refunds payable": 210,
  "member funds": 300,
  donations: 310,
  "voucher sales": 400,
  "cash sales": 410,
  rent: 500,
  payroll: 505,
  goods: 510,
  equipment: 520,
  utilities: 530,
  tax: 540,
  events: 550,
  repairs: 560,
  it: 570,
  other: 580,
  loss: 590,
} as const;

export type AccountName = keyof typeof accounts;
export type AccountCode = (typeof accounts)[AccountName];

/** The expense accounts a budget has lines for, in its order. */
export const categories = [
  "rent",
  "payroll",
  "goods",
  "equipment",
  "utilities",
  "tax",
  "events",
  "repairs",
  "it",
  "other",
] as const satisfies readonly AccountName[];
export type Category = (typeof categories)[number];

const names = new Map<number, AccountName>(
  Object.entries(accounts).map(([name, code]) => [code, name as AccountName] as const),
);

/** The code of a category, or of any other account by its name. */
export function categoryCode(name: AccountName): AccountCode {
  return accounts[name];
}

/** The account's name; `undefined` for a code the chart does not have. */
export function accountName(code: number): AccountName | undefined {
  return names.get(code);
}

export function isCategory(code: number): boolean {
  return categories.some((name) => accounts[name] === code);
}

/** A transaction of plain-text accounting. Amounts in 10^-18. */
interface PlainTransaction {
  date: string;
  code: string | undefined;
  description: string;
  postings: { account: string; amount: bigint; commodity: string; asserted?: bigint }[];
}

const header = /^(\d{4}-\d\d-\d\d) (?:\((\d+)\) )?([^;]*[^;\s])$/;
const posting = /^ {4}(\S+(?: \S+)*) {2,}(-?\d+(?:\.\d+)?) (\w+|"[^"]+")(?: = (-?\d+(?:\.\d+)?) (\w+|"[^"]+"))?$/;

/**
 * Reads the part of plain-text accounting in which hledger and ledger-cli agree, as strictly as both do: accounts and
 * commodities are declared, every transaction adds up to nothing, every assertion holds where it stands, days never run
 * backwards. Anything else throws with its line.
 */
export function readPlainLedger(text: string) {
  const [accounts, commodities] = [new Set<string>(), new Set<string>()];
  const balances = new Map<string, bigint>();
  const transactions: PlainTransaction[] = [];
  let open: PlainTransaction | undefined;
  const close = () => {
    if (open === undefined) return;
    const sum = open.postings.reduce((all, { amount }) => all + amount, 0n);
    if (sum !== 0n || open.postings.length < 2) throw new Error(`${open.date} ${open.description} is not balanced`);
    if (open.date < (transactions.at(-1)?.date ?? "")) throw new Error(`${open.date} comes too late`);
    transactions.push(open);
    open = undefined;
  };
  if (!text.endsWith("\n")) throw new Error("The last line has no end");
  for (const line of text.slice(0, -1).split("\n")) {
    const [, declared = "", name = ""] = /^(account|commodity) (\S.*)$/.exec(line) ?? [];
    const [, date, code, description] = header.exec(line) ?? [];
    const [, account, amount, commodity, asserted, of] = posting.exec(line) ?? [];
    if (line === "") close();
    else if (line.startsWith(";") && open === undefined) continue;
    else if (declared !== "" && open === undefined) (declared === "account" ? accounts : commodities).add(name);
    else if (date !== undefined && description !== undefined && open === undefined)
      open = { date, code, description, postings: [] };
    else if (open !== undefined && /^ {4}; [^:[\]]*(\d\d:\d\d:\d\d[+-]\d\d:\d\d)?[^:[\]]*$/.test(line)) continue;
    else if (open !== undefined && account !== undefined && amount !== undefined && commodity !== undefined) {
      if (!accounts.has(account)) throw new Error(`${account} is not declared`);
      if (!commodities.has(commodity)) throw new Error(`${commodity} is not declared`);
      const held = (balances.get(account) ?? 0n) + parse(amount);
      balances.set(account, held);
      const said = asserted === undefined ? undefined : parse(asserted);
      if (said !== undefined && (said !== held || of !== commodity))
        throw new Error(`${account} holds not ${asserted}`);
      open.postings.push({ account, amount: parse(amount), commodity, ...(said !== undefined && { asserted: said }) });
    } else throw new Error(`Not understood: ${line}`);
  }
  close();
  return { transactions, balances };
}

const DIGITS = 18;

function parse(amount: string): bigint {
  const [whole = "", part = ""] = amount.split(".");
  return BigInt(whole + part.padEnd(DIGITS, "0"));
}

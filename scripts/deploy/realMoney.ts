import { createInterface } from "node:readline/promises";
import { chainFacts } from "../networks/chains.ts";

/** Where coins have a price somebody says the club's name before they are spent: by `--confirm NAME`, or when asked. */
export async function confirmRealMoney(
  { chainId, club, said }: { chainId: number; club: string; said: string | undefined },
  ask: ((question: string) => Promise<string>) | undefined = process.stdin.isTTY ? askPerson : undefined,
): Promise<void> {
  const { name, realMoney } = chainFacts(chainId);
  if (!realMoney) return;
  const answer =
    said ?? (await ask?.(`This builds a house for real money on ${name}. Write the club's name to go on: `));
  if (answer?.trim() === club) return;
  throw new Error(
    answer === undefined
      ? `${name} has real money, and nobody is here to be asked: say so with --confirm "${club}". Nothing was sent.`
      : `"${answer}" is not "${club}". Nothing was sent.`,
  );
}

async function askPerson(question: string): Promise<string> {
  const person = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await person.question(question);
  } finally {
    person.close();
  }
}

import { places, refusedChains } from "./chains.ts";

const HOUR = 3_600;

/** The table of networks for a person who chooses one. */
export function networkLines(): string[] {
  const rows = places().map(({ chainId, chain, place }) => {
    const money = chain.realMoney ? "real money" : "test money";
    return [
      `${place.key.padEnd(12)} ${chain.name} (${chainId}), ${money}; ${place.tried}`,
      `             a block every ${place.blockTime} s; final: ${place.finality} (${place.source})`,
      `             a draw waits ${Number(chain.settle) / HOUR} h after the ballot`,
    ];
  });
  const refused = refusedChains().map(({ name, why }) => `  ${name}: ${why}`);
  return [...rows.flat(), "", "No house can be built on:", ...refused];
}

import { type Address, decodeFunctionResult, encodeFunctionData, type Hex, parseAbi } from "viem";
import { type Club, textHash } from "#ignition/club.ts";
import type { HouseSite } from "#ignition/houseParameters.ts";
import type { Ask } from "#protocol/house/Ask.ts";
import type { ClubFigures } from "#protocol/house/deployments.ts";
import type { TokenWays } from "./settlementToken.ts";

const erc20 = parseAbi(["function name() view returns (string)", "function symbol() view returns (string)"]);

/** What app, relay and terminal read of the club's decisions. */
export async function clubFigures(club: Club, site: HouseSite, ask: Ask, ways?: TokenWays): Promise<ClubFigures> {
  const { currency, voucher, treasury, founding } = club;
  const published = (text: string) => ({ text, hash: textHash(text) });
  return {
    name: club.name,
    languages: club.languages,
    timeZone: club.timeZone,
    dayOffset: club.dayOffset,
    currency: {
      code: currency.code,
      symbol: currency.symbol,
      decimals: currency.decimals,
      tokenName: await textOf(site.token, "name", ask),
      tokenSymbol: await textOf(site.token, "symbol", ask),
      ...ways,
      ...(currency.backing && { backing: currency.backing }),
      voucherName: voucher.name,
      voucherSymbol: voucher.symbol,
    },
    unitPrice: club.unitPrice,
    maxMembers: club.maxMembers,
    chairs: club.rotation.chairs,
    reserves: club.rotation.reserves,
    rotation: withoutChairs(club.rotation),
    voting: club.voting,
    approvalsNeeded: treasury.approvalsNeeded,
    reserveBps: treasury.reserveBps,
    voteThreshold: treasury.voteThreshold,
    counter: club.counter,
    founding: {
      price: founding.price,
      minSeats: founding.minSeats,
      maxSeats: founding.maxSeats,
      opensAt: site.foundingOpens,
      deadline: site.foundingOpens + founding.length,
      coolOff: founding.coolOff,
      terms: published(club.terms),
    },
    criteria: published(club.criteria),
    operator: site.operator,
    registrar: site.registrar,
  };
}

function withoutChairs({ chairs: _chairs, reserves: _reserves, ...rest }: Club["rotation"]): ClubFigures["rotation"] {
  return rest;
}

/** The token says itself what it is called. */
async function textOf(token: Address, functionName: "name" | "symbol", ask: Ask): Promise<string> {
  const data = encodeFunctionData({ abi: erc20, functionName });
  const answer = (await ask("eth_call", [{ to: token, data }, "latest"])) as Hex;
  return decodeFunctionResult({ abi: erc20, functionName, data: answer });
}

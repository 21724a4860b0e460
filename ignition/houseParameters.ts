import type { Address } from "viem";
import { figureNames } from "#protocol/abi/enums.ts";
import { figuresOf } from "#protocol/governance/decidedFigures.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { uncompressedKey } from "#protocol/oversight/drand.ts";
import { categories, categoryCode } from "#protocol/treasury/accounts.ts";
import { type Club, smallestUnits, textHash } from "./club.ts";

/** What a house needs to know of the place where it is built. */
export interface HouseSite {
  token: Address;
  operator: Address;
  registrar: Address;
  /** UTC seconds. */
  foundingOpens: number;
  beacon: Deployment["beacon"];
}

/** The club's decisions as the constructors want them: the parameters of the module `House`. */
export function houseParameters(club: Club, site: HouseSite) {
  const units = (amount: string) => smallestUnits(club, amount);
  const budgeted = categories.filter((category) => club.budget[category] !== undefined);
  const { founding } = club;
  const { beacon } = site;
  return {
    token: site.token,
    figures: figureNames.map((name) => figuresOf(club)[name]),
    operator: site.operator,
    registrar: site.registrar,
    shareName: club.share.name,
    shareSymbol: club.share.symbol,
    seatPages: club.seatPages,
    criteriaHash: textHash(club.criteria),
    beaconNetwork: { key: uncompressedKey(beacon.key), genesis: beacon.genesis, period: beacon.period },
    settle: beacon.settle,
    categories: budgeted.map(categoryCode),
    limits: budgeted.map((category) => units(club.budget[category] ?? "0")),
    voucherName: club.voucher.name,
    voucherSymbol: club.voucher.symbol,
    voucherPassable: club.voucher.passable,
    decimals: club.currency.decimals,
    dayOffset: club.dayOffset,
    foundingTerms: {
      price: units(founding.price),
      minSeats: founding.minSeats,
      maxSeats: founding.maxSeats,
      opensAt: site.foundingOpens,
      deadline: site.foundingOpens + founding.length,
      coolOff: founding.coolOff,
      termsHash: textHash(club.terms),
    },
  };
}

/** The parameters of the module `TestMoney`. */
export function testMoneyParameters(club: Club) {
  const { name, symbol, faucetADay } = club.currency.testMoney;
  return { name, symbol, decimals: club.currency.decimals, faucetADay: smallestUnits(club, faucetADay) };
}

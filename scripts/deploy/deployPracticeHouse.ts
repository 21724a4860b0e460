import { type Club, DAYS } from "#ignition/club.ts";
import type { Deployment } from "#protocol/house/deployments.ts";
import { practiceAddress, practiceKey } from "#protocol/house/practice.ts";
import { practiceBeacon } from "../networks/beacons.ts";
import { rpc } from "../node/rpc.ts";
import type { Site } from "../node/Site.ts";
import { deployHouse } from "./deployHouse.ts";

const PLENTY = "0x3635c9adc5dea00000"; // 1,000 coins, worth nothing

/** A practice chain begins a day before the founding round opens (UTC seconds). */
export function practiceBeginsAt(anchor: number, club: Club): number {
  return anchor - club.practice.foundingOpensBefore - DAYS;
}

/** The house of `npm start`: the same deployment, with keys that everybody can derive and a deployer whom the node pays. */
export async function deployPracticeHouse(
  { rpcUrl, chainId, anchor, folder }: Site,
  club: Club,
  done?: (step: string) => void,
): Promise<Deployment> {
  await rpc(rpcUrl, "hardhat_setBalance", [practiceAddress(chainId, "deployer"), PLENTY]);
  return deployHouse({
    club,
    site: {
      token: "test money",
      operator: practiceAddress(chainId, "operator"),
      registrar: practiceAddress(chainId, "registrar"),
      foundingOpens: anchor - club.practice.foundingOpensBefore,
      beacon: practiceBeacon(),
    },
    practice: true,
    rpcUrl,
    chainId,
    key: practiceKey(chainId, "deployer"),
    folder: folder.file("deployment"),
    confirmations: 1,
    pollEvery: 10,
    anchor: new Date(anchor * 1000).toISOString().slice(0, 10),
    done,
  });
}

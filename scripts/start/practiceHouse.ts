import { type Club, textHash } from "#ignition/club.ts";
import { foreignWords } from "#ignition/foreignWords.ts";
import { knownClubs } from "#ignition/knownClubs.ts";
import { readClub } from "#ignition/readClub.ts";
import { termsComplaints } from "#ignition/termsFigures.ts";
import { practiceAddress, practiceKey } from "#protocol/house/practice.ts";
import { createHouseServer, type HouseServer } from "#relay/houseServer.ts";
import { buildFolder } from "../compile/buildFolder.ts";
import { clubOfTomorrow, EmptyStory } from "../demo/plain/EmptyStory.ts";
import { readStory } from "../demo/readStory.ts";
import { Stage } from "../demo/Stage.ts";
import { tellStory } from "../demo/tellStory.ts";
import { deployPracticeHouse } from "../deploy/deployPracticeHouse.ts";
import { rpc } from "../node/rpc.ts";
import { Journey } from "../practice/Journey.ts";
import { practiceRoutes } from "../practice/practiceRoutes.ts";
import { steadyClock } from "../practice/steadyClock.ts";
import type { HouseParts } from "./startHouse.ts";

/** Coins, worth nothing, for the way of a great many calls. */
const PLENTY = "0x3635c9adc5dea00000";

/** The rooms that `npm start` opens for the club that is run, in a house of play money with keys that everybody can derive. */
export async function practiceHouse(): Promise<Omit<HouseParts, "compile" | "buildApp" | "stampOfContracts">> {
  const club = await readClub();
  const told = await readStory(club);
  const storyOf = (anchor: number, empty = false) =>
    empty ? new EmptyStory(clubOfTomorrow(club), anchor, told(anchor)) : told(anchor);
  return {
    clubName: club.name,
    stampOfClub: () => decisionsOf(club),

    beginsAt: (anchor, empty) => storyOf(anchor, empty).beginsAt,

    async deploy(site) {
      // Who only tries figures goes on; a public deploy stops there.
      const { wrong, doubtful } = foreignWords(club, await knownClubs(club));
      for (const told of [...termsComplaints(club), ...wrong, ...doubtful]) console.log(`  ${told}`);
      await rpc(site.rpcUrl, "hardhat_setBalance", [practiceAddress(site.chainId, "relay"), PLENTY]);
      return steadyClock(site.rpcUrl, async () => deployPracticeHouse(site, site.empty ? clubOfTomorrow(club) : club));
    },

    createServer({ deployment, rpcUrl, chainId, folder, chain, anchor, empty, onRequest, phone }) {
      const story = storyOf(anchor, empty);
      const server: HouseServer = createHouseServer({
        deployment,
        rpcUrl,
        relayKey: practiceKey(chainId, "relay"),
        dataDir: folder.file("relay"),
        appDir: buildFolder({ practice: true }),
        ...(phone !== undefined && { alsoAt: phone }),
        extraRoutes: (app) => {
          app.use(async (_context, next) => {
            onRequest();
            await next();
          });
          const stage = new Stage({ rpcUrl, deployment, story, doors: app, isStrict: false });
          const settle = () => server.settle();
          practiceRoutes(app, stage, new Journey({ stage, story, chain, folder, anchor, settle }));
        },
        log: (line) => console.error(line),
      });
      return server;
    },

    tellStory: ({ anchor, empty, rpcUrl, deployment, server, say }) =>
      tellStory({ story: storyOf(anchor, empty), rpcUrl, deployment, doors: server.app, anchor, say }),
  };
}

/** What goes into the contracts and the deployment; words, icon and prices go into each build of the pages. */
function decisionsOf({ words: _words, icon: _icon, folder: _folder, prices: _prices, networks: _on, ...rest }: Club) {
  return textHash(JSON.stringify(rest));
}

// A start whose deploy and story are one transaction: everything else is the real one. Run by start.test.ts.
import { setTimeout as pause } from "node:timers/promises";
import { practiceKey } from "#protocol/house/practice.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { createHouseServer } from "#relay/houseServer.ts";
import { buildApp } from "#scripts/compile/buildApp.ts";
import { buildFolder } from "#scripts/compile/buildFolder.ts";
import { compile, stampOfContracts } from "#scripts/compile/compile.ts";
import { rpc } from "#scripts/node/rpc.ts";
import { runStart } from "#scripts/start/runStart.ts";

await runStart(process.argv.slice(2), {
  compile,
  buildApp,
  stampOfContracts,
  clubName: "Runde",
  stampOfClub: () => process.env.CLUB_STAMP ?? "first",
  beginsAt: (anchor) => anchor - 100 * 86_400,
  deploy: async () => aDeployment(),
  createServer: ({ deployment, rpcUrl, chainId, folder, onRequest }) =>
    createHouseServer({
      deployment,
      rpcUrl,
      relayKey: practiceKey(chainId, "relay"),
      dataDir: folder.file("relay"),
      appDir: buildFolder({ practice: true }),
      dueEvery: 0,
      extraRoutes: (app) =>
        app.use(async (_context, next) => {
          onRequest();
          await next();
        }),
    }),
  tellStory: async ({ rpcUrl, say }) => {
    say("the first scene");
    console.log("Telling");
    await pause(Number(process.env.STORY_LASTS ?? 0));
    await rpc(rpcUrl, "anvil_setBalance", ["0x00000000000000000000000000000000000000cc", "0x5"]);
    await rpc(rpcUrl, "evm_mine");
  },
});

// A relay in a process of its own, to be killed at any moment. Run by chaos.test.ts and backup.test.ts.
import { aDeployment } from "#relay/deployment.fixture.ts";
import { createHouseServer } from "#relay/houseServer.ts";

const [chainId, rpcUrl, relayKey, dataDir, port] = process.argv.slice(2) as [
  string,
  string,
  `0x${string}`,
  string,
  string,
];

const server = createHouseServer({
  deployment: aDeployment({ practice: false, chainId: Number(chainId) }),
  rpcUrl,
  relayKey,
  dataDir,
  dueEvery: 0,
  rules: { patience: 3_000, doubt: 1_000, certainAfter: 12, highestFee: 20_000_000_000n },
});
// The node may be down as well: then again, until somebody ends this.
for (;;) {
  const isOpen = await server.start(Number(port)).then(
    () => true,
    () => false,
  );
  if (isOpen) break;
  await new Promise((resolve) => setTimeout(resolve, 100));
}

// Stands in where npm has no anvil for the platform: the same chain in memory only.
import { parseArgs } from "node:util";
import { network } from "hardhat";

const { values } = parseArgs({
  options: { port: { type: "string" }, "chain-id": { type: "string" }, "begins-at": { type: "string" } },
});
const beginsAt = values["begins-at"];
const server = await network.createServer(
  {
    network: "default",
    override: {
      chainId: Number(values["chain-id"]),
      ...(beginsAt === undefined ? {} : { initialDate: new Date(Number(beginsAt) * 1000) }),
    },
  },
  "127.0.0.1",
  Number(values.port),
);
await server.listen();
for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => process.exit(0));

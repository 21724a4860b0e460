import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { createPublicClient, custom, type Hex } from "viem";
import type { Deployment } from "#protocol/house/deployments.ts";
import { type BeaconNetwork, roundAt, roundTime } from "#protocol/oversight/beacon.ts";
import { keyOfSecret, secretFrom, signRound } from "#protocol/oversight/drand.ts";
import type { CallStatus, MissingRound } from "#protocol/relay/relayApi.ts";
import type { AllowedCall } from "#relay/calls/policy.ts";
import { aDeployment } from "#relay/deployment.fixture.ts";
import { bringSignatures } from "#relay/due/bringSignatures.ts";
import { makeDueCalls } from "#relay/due/dueLoop.ts";
import { roundServers } from "#relay/due/roundServers.ts";
import type { Sender } from "#relay/sending/sender.ts";
import { networkTerms, testNetwork, testSecret, testSignature } from "../../fixtures/beacon.ts";
import { DAY, ethers, HOUR, loadFixture, provider, time } from "../../fixtures/chain.ts";
import { afterTheVote, aHouse, aPayment, propose, State, voteBy } from "../../fixtures/decisions.ts";
import { type Decision, decided, sponsorDirectly, type WholeHouse } from "../../fixtures/wholeHouse.ts";

const otherSecret = secretFrom(ethers.id("a network that the members name") as Hex);
const otherNetwork: BeaconNetwork = { key: keyOfSecret(otherSecret), genesis: 1_650_000_000, period: 30 };
const OTHER_HASH = "ab".repeat(32);

function aNaming(house: WholeHouse, words = "Another network"): Decision {
  const call = house.beacon.interface.encodeFunctionData("nameNetwork", [networkTerms(otherNetwork)]);
  return { target: "DrandBeacon", call, words };
}

/** Publishes rounds as a server of drand does: those that have appeared, of the networks that live. */
async function publisher() {
  const lives = { first: true, other: true };
  const asked: string[] = [];
  const signed = async ({ genesis, period }: BeaconNetwork, secret: Hex, round: number) => {
    if (roundTime({ genesis, period }, round) > (await time.latest())) return undefined;
    return { round, signature: signRound(secret, round).slice(2) };
  };
  const answer = async (url: string): Promise<unknown> => {
    const round = Number(url.split("/").at(-1));
    if (url === "/chains") return [OTHER_HASH];
    const { key, genesis, period } = otherNetwork;
    if (url === `/${OTHER_HASH}/info`) return { public_key: key.slice(2), genesis_time: genesis, period };
    if (url.startsWith("/test/public/")) return lives.first ? signed(testNetwork, testSecret, round) : undefined;
    return lives.other ? signed(otherNetwork, otherSecret, round) : undefined;
  };
  const server: Server = createServer(async ({ url = "" }, response) => {
    asked.push(url);
    const found = await answer(url);
    response.writeHead(found === undefined ? 404 : 200).end(JSON.stringify(found ?? "not yet"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, lives, asked, close };
}

type Publisher = Awaited<ReturnType<typeof publisher>>;

/** The relay's own two looks, at a house in this process; what it takes on is mined at once. */
function aRelay(house: WholeHouse, servers: readonly string[]) {
  const deployment: Deployment = {
    ...aDeployment({ practice: false }),
    contracts: house.signing.contracts,
    beacon: { ...testNetwork, name: "test", settle: HOUR, chainHash: "test", servers: [...servers] },
  };
  const client = createPublicClient({
    cacheTime: 0,
    transport: custom({ request: (asked) => provider.request(asked as never) }, { retryCount: 0 }),
  });
  const pool: AllowedCall[] = [];
  const accept = (call: AllowedCall) => {
    pool.push(call);
    return {} as CallStatus;
  };
  const sender = { accept, tooMuch: () => undefined } as unknown as Sender;
  const source = roundServers(servers, { patience: 1_000 });
  let now = 0;
  const options = {
    deployment,
    chain: { client, block: "latest" } as const,
    sender,
    relay: house.stranger.address as Hex,
    now: () => now,
  };
  const mine = async () => {
    const done = pool.splice(0);
    for (const { to, data } of done) await house.stranger.sendTransaction({ to, data });
    return done.map(({ functionName }) => functionName);
  };
  return {
    async look(): Promise<{ made: string[]; missing: MissingRound[] }> {
      now = await time.latest();
      const { missing } = await bringSignatures(options, source);
      const made = await mine();
      await makeDueCalls(options);
      return { made: [...made, ...(await mine())], missing };
    },
  };
}

const storedRounds = async ({ beacon }: WholeHouse) =>
  (await beacon.queryFilter(beacon.filters.BeaconStored())).map(({ args }) => Number(args.round));

describe("The beacon while a motion would name another network", () => {
  let open: Publisher | undefined;
  afterEach(() => open?.close());

  async function begin() {
    const house = await loadFixture(aHouse);
    open = await publisher();
    const { url, lives, asked } = open;
    const relay = aRelay(house, [url]);
    // Whatever else is due after the founding is done.
    await relay.look();
    // Noon: a day's first round has appeared, and some hours go by without another day.
    await time.increaseTo(Math.floor((await time.latest()) / DAY) * DAY + DAY + 12 * HOUR);
    asked.length = 0;
    return { house, relay, lives, asked };
  }
  const firstOfToday = async () => {
    const now = await time.latest();
    return roundAt(testNetwork, now - (now % DAY));
  };

  it("is asked for nothing where there is no such motion, however many others are open", async () => {
    const { house, relay, asked } = await begin();
    await propose(house, aPayment(house));
    // A draft is no motion yet.
    await sponsorDirectly(house, (await decided(house, aNaming(house))).id, 1);
    expect(await relay.look()).to.deep.equal({ made: [], missing: [] });
    expect(asked).to.deep.equal([]);
  });

  it("is stored once a day from the day of the proposal on, by the day's first round", async () => {
    const { house, relay, asked } = await begin();
    await propose(house, aNaming(house));
    for (let day = 0; day < 3; day++) {
      expect((await relay.look()).made).to.deep.equal(["store"]);
      const stored = await storedRounds(house);
      expect([stored.length, stored.at(-1)]).to.deep.equal([day + 1, await firstOfToday()]);
      for (const hours of [1, 4, 6]) {
        await time.increase(hours * HOUR);
        expect((await relay.look()).made, `day ${day}, ${hours} hours on`).to.deep.equal([]);
      }
      await time.increase(13 * HOUR);
    }
    expect(asked).to.have.length(3);
  });

  it("is not brought again when somebody else has stored a round of today, and is when theirs is older", async () => {
    const { house, relay } = await begin();
    await propose(house, aNaming(house));
    const first = await firstOfToday();
    await house.beacon.store(0, first - 1, testSignature(first - 1));
    expect((await relay.look()).made).to.deep.equal(["store"]);
    await time.increase(DAY);
    const later = (await firstOfToday()) + 400;
    await house.beacon.store(0, later, testSignature(later));
    expect((await relay.look()).made).to.deep.equal([]);
  });

  it("is left alone once the motion is defeated", async () => {
    const { house, relay } = await begin();
    const { id } = await propose(house, aNaming(house));
    await afterTheVote(house, id);
    expect(await house.governor.state(id)).to.equal(State.Defeated);
    expect(await relay.look()).to.deep.equal({ made: [], missing: [] });
  });

  /** The relay looks on each day until the motion has been queued and its delay is over. */
  async function passed(house: WholeHouse, relay: ReturnType<typeof aRelay>) {
    const motion = await propose(house, aNaming(house));
    await relay.look();
    await time.increaseTo((await house.governor.proposalSnapshot(motion.id)) + 1n);
    await voteBy(
      house,
      motion.id,
      house.members.map((_, i) => i + 1),
      1,
    );
    const missing: MissingRound[][] = [];
    while (![State.Executed, State.Expired].includes(await house.governor.state(motion.id))) {
      await time.increase(DAY);
      missing.push((await relay.look()).missing);
      const eta = await house.governor.proposalEta(motion.id);
      if (eta !== 0n && BigInt(await time.latest()) > eta + BigInt(2 * DAY)) break;
    }
    return { ...motion, missing };
  }

  it("cannot be voted away by everybody while it lives: carrying out is refused by name", async () => {
    const { house, relay } = await begin();
    const { id, targets, values, calldatas, hash, missing } = await passed(house, relay);
    expect(missing.flat()).to.deep.equal([]);
    expect(await house.governor.state(id)).to.equal(State.Queued);
    const newest = (await storedRounds(house)).at(-1) as number;
    expect(newest).to.equal(await firstOfToday());
    await expect(house.governor.execute(targets, values, calldatas, hash))
      .to.be.revertedWithCustomError(house.beacon, "BeaconNetworkAlive")
      .withArgs(newest, roundTime(testNetwork, newest) + 14 * DAY, (await time.latest()) + 1);
    expect(await house.beacon.networkCount()).to.equal(1n);
  });

  it("is replaced when it is dead, and the next one's rounds are fetched by its key", async () => {
    const { house, relay, lives, asked } = await begin();
    lives.first = false;
    const { id, missing } = await passed(house, relay);
    expect(await house.governor.state(id)).to.equal(State.Executed);
    expect(missing[0]?.[0]).to.include({ network: 0 });
    expect(missing[0]?.[0]?.why).to.contain("answered 404");

    const { firstTerm } = await house.beacon.networkAt(1);
    const { round, appearsAt, network } = await house.beacon.beaconOf(firstTerm);
    expect(network).to.equal(1n);
    await time.increaseTo(appearsAt);
    lives.other = false;
    const silent = await relay.look();
    expect(silent.missing.map((one) => [one.network, one.round])).to.deep.include([1, Number(round)]);
    lives.other = true;
    expect((await relay.look()).made).to.include.members(["store", "seatTable"]);
    expect(asked).to.include(`/${OTHER_HASH}/public/${round}`);
    expect((await house.roster.table(firstTerm)).seatedAt).to.not.equal(0n);
  });

  it("is said to be missing when no server is named that has the next one's key", async () => {
    const { house, lives } = await begin();
    const relay = aRelay(house, []);
    lives.first = false;
    await passed(house, relay);
    const { firstTerm } = await house.beacon.networkAt(1);
    const { round, appearsAt } = await house.beacon.beaconOf(firstTerm);
    await time.increaseTo(appearsAt);
    expect((await relay.look()).missing).to.deep.include({
      network: 1,
      round: Number(round),
      why: `no server is named that could publish rounds of the key ${otherNetwork.key}`,
    });
  });
});

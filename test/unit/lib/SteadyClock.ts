import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { ethers, networkHelpers, nextBlockAt, provider, time } from "../../fixtures/chain.ts";

const send = async () => {
  const [from] = await ethers.getSigners();
  await from?.sendTransaction({ to: ethers.ZeroAddress });
  return time.latest();
};

describe("The chain of these tests", () => {
  it("lets no second pass but its blocks', however long the machine takes", async () => {
    const before = await send();
    await pause(1_200);
    expect(await send()).to.equal(before + 1);
    await pause(1_200);
    await networkHelpers.mine(3);
    expect(await time.latest()).to.equal(before + 4);
  });

  it("comes in the second that a test names, once", async () => {
    const second = (await time.latest()) + 1_000;
    await nextBlockAt(second);
    expect(await send()).to.equal(second);
    expect(await send()).to.equal(second + 1);
  });

  it("keeps that second for a block of several", async () => {
    const second = (await time.latest()) + 1_000;
    const [from] = await ethers.getSigners();
    await provider.request({ method: "evm_setAutomine", params: [false] });
    await nextBlockAt(second);
    for (let i = 0; i < 2; i++) await from?.sendTransaction({ to: ethers.ZeroAddress, gasLimit: 30_000 });
    await provider.request({ method: "evm_mine" });
    await provider.request({ method: "evm_setAutomine", params: [true] });
    expect([await time.latest(), (await ethers.provider.getBlock("latest"))?.transactions.length]).to.deep.equal([
      second,
      2,
    ]);
  });

  it("goes on from where a test went back to", async () => {
    const back = await provider.request({ method: "evm_snapshot" });
    const before = await time.latest();
    await nextBlockAt(before + 5_000);
    await provider.request({ method: "evm_revert", params: [back] });
    expect(await send()).to.equal(before + 1);
  });
});

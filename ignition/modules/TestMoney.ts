import { buildModule } from "@nomicfoundation/ignition-core";

/** Play money with a faucet, where a house is not built on a stablecoin that exists. Parameters: `houseParameters.ts`. */
export const TestMoney = buildModule("TestMoney", (m) => ({
  Token: m.contract("TestToken", [
    m.getParameter("name"),
    m.getParameter("symbol"),
    m.getParameter("decimals"),
    m.getParameter("faucetADay"),
  ]),
}));

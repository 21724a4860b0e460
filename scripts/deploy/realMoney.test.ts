import { describe, expect, it } from "vitest";
import { confirmRealMoney } from "./realMoney.ts";

const asked = (chainId: number, said?: string, answer?: string) =>
  confirmRealMoney(
    { chainId, club: "Leinwand", said },
    answer === undefined ? undefined : () => Promise.resolve(answer),
  );

describe("a deployment where coins have a price", () => {
  it("goes on when somebody has said the club's name", async () => {
    await asked(1, "Leinwand");
    await asked(8_453, undefined, " Leinwand ");
  });

  it("does not without, or with another name", async () => {
    await expect(asked(1)).rejects.toThrow('say so with --confirm "Leinwand". Nothing was sent.');
    await expect(asked(1, "Runde")).rejects.toThrow('"Runde" is not "Leinwand"');
    await expect(asked(100, undefined, "")).rejects.toThrow('"" is not "Leinwand"');
  });

  it("asks nobody on a test network", async () => {
    await asked(11_155_111);
  });
});

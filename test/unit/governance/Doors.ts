import { globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { allowedCalls } from "#relay/calls/policy.ts";
import { loadFixture } from "../../fixtures/chain.ts";
import { aHouse } from "../../fixtures/decisions.ts";
import { openFunctions } from "../../fixtures/openFunctions.ts";

const root = new URL("../../../", import.meta.url);
const page = "docs/doors.md";

/** Everything that the app says, and what anybody's relay may do by the clock. */
function callers(): string {
  const files = globSync(["frontend/src/**/*.{ts,tsx}", "protocol/relay/due.ts"], { cwd: root.pathname });
  const spoken = files.filter((file) => !/\.(test|fixture)\.tsx?$/.test(file));
  if (spoken.length < 200) throw new Error(`Only ${spoken.length} files of the app were found`);
  return spoken.map((file) => readFileSync(new URL(file, root), "utf8")).join("\n");
}

/** Whether the app calls a function: as an item of its contract's ABI, or by name in a list of what is due. */
function isCalled(app: string, contract: string, name: string): boolean {
  const abi = contract.charAt(0).toLowerCase() + contract.slice(1);
  const whole = new RegExp(`\\b${abi}Abi\\.${name}\\b|contract: "${contract}", functionName: [^}]*"${name}"`);
  if (whole.test(app)) return true;
  const imports = app.matchAll(new RegExp(`import \\{([^}]*)\\} from "[^"]*/abi/${abi}\\.ts"`, "g"));
  return [...imports].some(([, names = ""]) => names.split(",").some((one) => one.trim().split(" ")[0] === name));
}

/** The functions that lack something, as the page has them: who offers each, who carries it. */
function rowsOf(open: readonly string[], isOffered: (place: string) => boolean): string[] {
  return open.flatMap((place) => {
    const [offered, carried] = [isOffered(place), isCarried(place)];
    return offered && carried ? [] : [`| \`${place}\` | ${offered ? "yes" : "–"} | ${carried ? "yes" : "–"} |`];
  });
}

const isCarried = (place: string) => {
  const [contract = "", name = ""] = place.split(".");
  return (allowedCalls as Record<string, readonly string[]>)[contract]?.includes(name) ?? false;
};

describe("Functions that a person may call", () => {
  it(`have a page and a relay, or stand in ${page}, which lists no others`, async () => {
    const house = await loadFixture(aHouse);
    const app = callers();
    const open = await openFunctions(house);
    expect(open.length).to.be.greaterThan(50);
    const isOffered = (place: string) => {
      const [contract = "", name = ""] = place.split(".");
      return isCalled(app, contract, name);
    };
    const written = readFileSync(new URL(page, root), "utf8");
    const listed = [...written.matchAll(/^\| `[^\n]*$/gm)].map(([row]) => row.replaceAll(/ +\|/g, " |"));
    expect(listed, "functions that lack something").to.deep.equal(rowsOf(open, isOffered));
    const whole = open.length - listed.length;
    expect(written.replaceAll(/\s+/g, " ")).to.include(`${whole} of ${open.length} functions have both`);
  });

  it("are all that the relay carries: what nobody may call it does not submit", async () => {
    const open = await openFunctions(await loadFixture(aHouse));
    const carried = Object.entries(allowedCalls).flatMap(([name, calls]) => calls.map((call) => `${name}.${call}`));
    expect(carried.length).to.be.greaterThan(40);
    expect(carried.filter((place) => !open.includes(place))).to.deep.equal([]);
  });
});

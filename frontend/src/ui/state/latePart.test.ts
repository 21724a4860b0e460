import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bringPart } from "./latePart.tsx";

const missing = new TypeError("Failed to fetch dynamically imported module");
const gone = () => Promise.reject(missing);
const reload = vi.fn();
let script = "";

beforeEach(() => {
  reload.mockClear();
  script = "/assets/index-a.js";
  const stored = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  vi.stubGlobal("location", { href: "http://house.test/", reload });
  // A part that all versions share comes first.
  const scripts = () => [{ src: "/assets/runtime.js" }, { src: script }];
  vi.stubGlobal("document", { querySelector: () => scripts()[0], querySelectorAll: scripts });
  vi.stubGlobal("fetch", async () => new Response());
});
afterEach(() => vi.unstubAllGlobals());

/** Whether it is decided, once everything has run that can. */
async function decided(coming: Promise<unknown>): Promise<"thrown" | "waits"> {
  const end = coming.then(
    () => "waits" as const,
    () => "thrown" as const,
  );
  return Promise.race([end, new Promise<"waits">((resolve) => setTimeout(() => resolve("waits"), 20))]);
}

describe("given a part that is there", () => {
  it("brings it, and reloads nothing", async () => {
    expect(await bringPart(async () => "part")).toBe("part");
    expect(reload).not.toHaveBeenCalled();
  });
});

describe("given a part that is missing", () => {
  it("loads the page anew once, and says so the second time", async () => {
    expect(await decided(bringPart(gone))).toBe("waits");
    expect(reload).toHaveBeenCalledTimes(1);
    expect(await decided(bringPart(gone))).toBe("thrown");
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it("may do so again for another version", async () => {
    await decided(bringPart(gone));
    script = "/assets/index-b.js";
    await decided(bringPart(gone));
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it("never leaves the page while nobody answers: the browser would show an empty one", async () => {
    vi.stubGlobal("fetch", gone);
    expect(await decided(bringPart(gone))).toBe("thrown");
    expect(reload).not.toHaveBeenCalled();
  });

  it("waits for the server where nothing can be shown without the part", async () => {
    vi.useFakeTimers();
    let asked = 0;
    vi.stubGlobal("fetch", async () => {
      asked += 1;
      if (asked < 3) throw missing;
      return new Response();
    });
    void bringPart(gone, { waits: true });
    await vi.advanceTimersByTimeAsync(5_000);
    expect([asked, reload.mock.calls.length]).toEqual([2, 0]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([asked, reload.mock.calls.length]).toEqual([3, 1]);
    vi.useRealTimers();
  });

  it("does not reload where nothing can be remembered", async () => {
    vi.stubGlobal("sessionStorage", undefined);
    expect(await decided(bringPart(gone))).toBe("thrown");
    expect(reload).not.toHaveBeenCalled();
  });
});

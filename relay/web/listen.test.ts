import { Hono } from "hono";
import { expect, it } from "vitest";
import { pause } from "../anvil.fixture.ts";
import { listen } from "./listen.ts";

it("answers what is in progress when it ends, and takes nothing new", async () => {
  const app = new Hono();
  app.get("/slow", async (c) => {
    await pause(300);
    return c.text("done");
  });
  const { port, close } = await listen(app, 0);
  const asked = fetch(`http://127.0.0.1:${port}/slow`);
  await pause(100);
  const closing = close();
  await expect(fetch(`http://127.0.0.1:${port}/slow`)).rejects.toThrow();
  expect(await (await asked).text()).toBe("done");
  await closing;
});

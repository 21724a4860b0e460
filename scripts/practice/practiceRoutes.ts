import type { Context, Hono } from "hono";
import * as v from "valibot";
import { type Address, getAddress } from "viem";
import { practiceDeskSchema } from "#protocol/house/practice.ts";
import { practiceForwardSchema } from "#protocol/house/practiceClock.ts";
import { admission, money, priceNow, registrarNow } from "../demo/acts/joining.ts";
import { seatsInOffice } from "../demo/acts/table.ts";
import type { Actor } from "../demo/Cast.ts";
import type { Stage } from "../demo/Stage.ts";
import { registrars } from "../demo/Story.ts";
import type { Journey } from "./Journey.ts";

/** What the desk gives when no round sells: enough for gifts. Whole units. */
const POCKET_MONEY = "10000";

/** `/practice`: who one can be, what time it is, the way forward, and the desk for own wallets. */
export function practiceRoutes(app: Hono, stage: Stage, journey: Journey): void {
  app.get("/practice/people", async (c) => {
    await stage.cast.learnSeats(stage.client);
    const inOffice = await seatsInOffice(stage, await journey.now());
    const people = stage.cast.all.map((actor) => ({
      ...inTheList(actor),
      ...(inOffice.includes(actor.seat) && { role: "table" }),
    }));
    return fresh(c, [...(await atTheirDesks(stage)), ...people]);
  });

  app.get("/practice/state", async (c) => {
    const { now, next } = await journey.events();
    const { running, failed } = journey;
    return fresh(c, {
      now,
      next,
      ...(running && { running: { to: running.id, at: running.at } }),
      ...(failed && { failed }),
    });
  });

  app.post("/practice/forward", async (c) => {
    const parsed = v.safeParse(practiceForwardSchema, await c.req.json().catch(() => undefined));
    if (!parsed.success) return refuse(c, 400, "malformed", "Expected {to, mine?}");
    const { to, mine } = parsed.output;
    const event = (await journey.events()).next.find(({ id }) => id === to);
    if (event === undefined) return refuse(c, 404, "unknownEvent", `Nothing ahead is called ${to}`);
    if (!journey.setOut(event, mine)) return refuse(c, 409, "onTheWay", "The clock is being moved already");
    return c.json({ running: { to, at: event.at } }, 202);
  });

  app.post("/practice/desk", async (c) => {
    const parsed = v.safeParse(practiceDeskSchema, await c.req.json().catch(() => undefined));
    if (!parsed.success) return refuse(c, 400, "malformed", "Expected {account}");
    const refused = await serveAtDesk(stage, getAddress(parsed.output.account), (await journey.events()).now);
    if (refused !== undefined) return refuse(c, 422, "refused", refused);
    return c.json({ ok: true }, 201);
  });
}

/** A credential by the registrar and test money from the public faucet. What was refused, if something was. */
async function serveAtDesk(stage: Stage, account: Address, now: number): Promise<string | undefined> {
  const price = await priceNow(stage);
  const known = stage.cast.find(account);
  const label = known?.label ?? `own wallet ${account.toLowerCase()}`;
  const calls = [
    ...(await admission(stage, { account, label }, now)),
    ...(await money(stage, account, price > 0n ? price : stage.units(POCKET_MONEY))),
  ];
  const [refused] = await stage.carrier.carry(calls);
  if (refused === undefined) return undefined;
  const { name, data, args } = refused.refusal;
  return `${name ?? data}(${args.join(", ")})`;
}

/** Who works for the house without being of it: the operator and whoever is the registrar now. */
async function atTheirDesks(stage: Stage) {
  const registrar = await registrarNow(stage);
  const label = registrars.find((one) => stage.account(one).address === registrar.address) ?? "registrar";
  const desks = { operator: "operator", registrar: label };
  return Object.entries(desks).map(([role, name]) => ({
    label: name,
    name,
    seat: null,
    account: stage.account(name).address,
    role,
  }));
}

/** Whoever has no line in the directory has no name here either. */
function inTheList({ label, person, seat, account }: Actor) {
  return { label, name: person.shy ? "" : person.name, seat: seat > 0 ? seat : null, account: account.address };
}

function fresh(c: Context, body: unknown) {
  return c.json(body, 200, { "cache-control": "no-store" });
}

function refuse(c: Context, status: 400 | 404 | 409 | 422, code: string, message: string) {
  return c.json({ error: { code, message } }, status);
}

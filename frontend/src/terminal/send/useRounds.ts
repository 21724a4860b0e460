import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Hex } from "viem";
import { type P256PublicKey, signDigest } from "#protocol/voucher/p256.ts";
import { businessDayOf } from "#protocol/voucher/payCode.ts";
import { NotKept } from "../../chain/node/kept.ts";
import type { KnownTill, TillHouse, TimeState } from "../house.ts";
import type { TillJournal } from "../journal/journal.ts";
import { type Remembered, readBook } from "../journal/remembered.ts";
import { learnSeries } from "../pairing/series.ts";
import { endIdleClaims } from "../take/idleClaims.ts";
import { orNothing, PATIENCE } from "../take/takeCode.ts";
import { type CollectRule, createSender, nothingKnown } from "./sender.ts";

/** What a tablet is the counter with. */
export interface TillParts {
  house: TillHouse;
  journal: TillJournal;
  keys: CryptoKeyPair;
  publicKey: P256PublicKey;
  /** How it stood when the page opened. */
  known: KnownTill;
  /** What it remembered then. */
  remembered: Remembered;
}

/** Milliseconds between two looks at the house, while something is on its way and while nothing is. */
const ROUND = 1_500;
const IDLE_ROUND = 4_000;
/** Seconds between two looks at all pockets, to be remembered. */
const LOOK_AT_ALL = 120;

/**
 * What goes on by itself as long as the counter is open: the clock is renewed, what was accepted is handed in, and the
 * tablet's own standing, its journal and all pockets are looked at.
 */
export function useRounds({ house, journal, keys, publicKey, known, remembered }: TillParts) {
  const [{ pockets, ...book }, setBook] = useState(remembered.book);
  const [net, setNet] = useState(nothingKnown);
  const [isFull, setFull] = useState(false);
  const [time, setTime] = useState<TimeState>(house.time);
  const [standing, setStanding] = useState(known);

  const sender = useMemo(
    () =>
      createSender({
        journal,
        chain: house.chain,
        relay: house.relay,
        terminal: known.id,
        domain: house.domain,
        corrections: house.deployment.contracts.Corrections,
        sign: (digest) => signDigest(keys.privateKey, digest),
        now: house.now,
        collect: collectRule(house.deployment.practice),
      }),
    [house, journal, keys, known.id],
  );

  const refresh = useCallback(async () => {
    setBook(await readBook(journal, businessDayOf(house.now(), house.dayOffset)));
  }, [house, journal]);

  /** How the tablet stands now; undefined: nobody answers. What was answered last is shown until then. */
  const askStanding = useCallback(
    async (patience = PATIENCE) => {
      const now = await orNothing(house.pairing(publicKey, known.id), patience);
      if (now === undefined || now.state === "unknown") return undefined;
      setStanding((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
      return now;
    },
    [house, publicKey, known.id],
  );

  /** Writes into the journal, and says where the tablet has no room. */
  const keep = useCallback((writing: Promise<unknown>) => writing.catch(() => setFull(true)), []);

  /** Looks at all pockets from time to time, for when nobody answers. */
  const lookedAt = useRef({ device: Number.NEGATIVE_INFINITY, house: Number.NEGATIVE_INFINITY });
  const lookAtAll = useCallback(async () => {
    const { device, house: asOf } = lookedAt.current;
    // By both clocks: on a practice network the house's one may leap.
    if (performance.now() - device < LOOK_AT_ALL * 1_000 && house.now() - asOf < 2 * LOOK_AT_ALL) return;
    const memory = await house.pockets();
    await journal.remember(memory).then(() => setFull(false));
    lookedAt.current = { device: performance.now(), house: memory.asOf };
  }, [house, journal]);

  const round = useCallback(async () => {
    await Promise.all([house.heartbeat().catch(() => undefined), askStanding()]);
    const state = await sender.step();
    setNet({ ...state });
    if (state.isFull) setFull(true);
    setTime(house.time());
    if (state.chain === "reached") {
      const sign = (digest: Hex) => signDigest(keys.privateKey, digest);
      const parts = { journal, domain: house.domain, sign, endClaim: house.endClaim };
      await Promise.all([endIdleClaims(parts), learnSeries(house.house, journal, publicKey, known.id)]).catch(
        (error: unknown) => error instanceof NotKept && setFull(true),
      );
      await lookAtAll().catch((error: unknown) => error instanceof NotKept && setFull(true));
    }
    await refresh();
  }, [askStanding, house, journal, keys, known.id, lookAtAll, publicKey, sender, refresh]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const go = async () => {
      await round().catch(() => undefined);
      // A journal that cannot be read for a moment must not end this.
      const busy = await journal.unsettled().then(
        (lines) => lines.length > 0,
        () => true,
      );
      if (!over) timer = setTimeout(go, busy ? ROUND : IDLE_ROUND);
    };
    void go();
    const stopListening = journal.onChange(() => {
      // What was written had room.
      setFull(false);
      void refresh();
    });
    return () => {
      over = true;
      clearTimeout(timer);
      stopListening();
    };
  }, [round, journal, refresh]);

  return { ...book, memoryAsOf: pockets?.asOf, net, isFull, keep, time, standing, askStanding, round };
}

function collectRule(practice: boolean): CollectRule {
  return practice ? { items: 1, seconds: 0 } : { items: 5, seconds: 60 };
}

import { useState } from "react";
import type { Address } from "viem";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import { usePersonName } from "../../../chain/membership/usePersonName.ts";
import { type House, readHouse, useHouse } from "../../../chain/node/house.ts";
import { houseCall } from "../../../chain/node/houseCall.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import type { Deed } from "../../../chain/write/act.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { TextField } from "../../../ui/form/Field.tsx";
import { Facts, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import type { Round } from "./round.ts";

const DAY = 86_400;
/** How far ahead the founding may open again, seconds: the contract's own figure. */
const OFFER_AHEAD = 30 * DAY;
/** Places on the screen at once. */
const PAGE = 20;

/** What anybody can do for a round that failed: offer the founding again, and send money back to whoever paid it. */
export function AfterFailure({ round, isLatestFounding }: { round: Round; isLatestFounding: boolean }) {
  return (
    <>
      {isLatestFounding && <OfferAgain />}
      <StillHere round={round} />
    </>
  );
}

function OfferAgain() {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct();
  const now = house.clock.now();
  const [typed, setTyped] = useState(() => dayOf(now + DAY));
  const opensAt = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? Date.parse(`${typed}T00:00:00Z`) / 1_000 : 0;
  const tooEarly = opensAt < now;
  const tooLate = opensAt > now + OFFER_AHEAD;
  return (
    <Section title={t("funding.again.title")}>
      <Stack gap={3}>
        <p>{t("funding.again.body")}</p>
        <TextField
          label={t("funding.again.day")}
          type="date"
          value={typed}
          onChange={setTyped}
          error={tooEarly || tooLate ? t("funding.again.range", { until: format.date(now + OFFER_AHEAD) }) : undefined}
        />
        <ActButton
          acting={acting}
          anybody
          label={t("funding.again.do")}
          notNow={(tooEarly || tooLate) && t("funding.again.range", { until: format.date(now + OFFER_AHEAD) })}
          done={t("funding.again.done")}
          onConfirm={() => acting.run(offerAgainDeed(opensAt))}
        />
      </Stack>
    </Section>
  );
}

const dayOf = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(0, 10);

function offerAgainDeed(opensAt: number): Deed {
  const call = houseCall(roundsAbi.offerAgain, [opensAt]);
  return { name: "offerAgain", call: () => call };
}

interface Unreturned {
  recipient: Address;
  payer: Address;
  paid: bigint;
}

/** The places of a failed round whose money nobody has asked for yet. */
async function readUnreturned(house: House, { id, sold }: Pick<Round, "id" | "sold">): Promise<Unreturned[]> {
  if (sold === 0) return [];
  const all = await readHouse(house, roundsAbi.purchases, [id, 0, sold]);
  return all.filter(({ refunded }) => !refunded);
}

function StillHere({ round }: { round: Round }) {
  const t = useText();
  const [shown, setShown] = useState(PAGE);
  const read = useRead<readonly Unreturned[]>(["unreturned", round.id], (house) => readUnreturned(house, round));
  return (
    <Section title={t("funding.push.title")}>
      <WhenLoaded state={read}>
        {(places) =>
          places.length === 0 ? (
            <p>{t("funding.push.none")}</p>
          ) : (
            <Stack gap={3}>
              <p>{t("funding.push.body", { n: places.length })}</p>
              <Facts
                facts={places.slice(0, shown).map((place) => ({
                  name: <Payer payer={place.payer} />,
                  value: <SendBack key={place.recipient} round={round.id} place={place} />,
                }))}
              />
              {places.length > shown && (
                <div>
                  <Button look="quiet" onClick={() => setShown(shown + PAGE)}>
                    {t("ui.more")}
                  </Button>
                </div>
              )}
            </Stack>
          )
        }
      </WhenLoaded>
    </Section>
  );
}

function Payer({ payer }: { payer: Address }) {
  const person = usePersonName();
  return <bdi>{person({ account: payer, seat: 0 })}</bdi>;
}

function SendBack({ round, place: { recipient, paid } }: { round: number; place: Unreturned }) {
  const t = useText();
  const format = useFormat();
  const acting = useAct();
  const call = houseCall(roundsAbi.pushRefund, [round, recipient]);
  return (
    <ActButton
      acting={acting}
      anybody
      look="secondary"
      label={t("funding.push.do", { amount: format.money(paid) })}
      onConfirm={() => acting.run({ name: "pushRefund", call: () => call })}
    />
  );
}

import type { Address } from "viem";
import { roundPath } from "#protocol/funding/roundNames.ts";
import type { House } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { useNow } from "../../../ui/clock.ts";
import { Deadline } from "../../../ui/data/Deadline.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { GivenBack, useGivenBack } from "./GivenBack.tsx";
import { PlaceCard } from "./PlaceCard.tsx";
import { isSelling, type Place, type Round, readPlace, readRounds } from "./round.ts";

type MyPlace = { round: Round; place: Place };

async function readPlaces(house: House, account: Address) {
  const rounds = await readRounds(house);
  const places = await Promise.all(rounds.map((round) => readPlace(house, round.id, account)));
  const mine = rounds.flatMap((round, i): MyPlace[] => {
    const place = places[i];
    return place ? [{ round, place }] : [];
  });
  return { rounds, mine };
}

/** A place that is not over: on its way to a seat, or with money that waits for its owner. */
function isOnItsWay({ round: { state }, place: { refunded, seat } }: MyPlace): boolean {
  return !refunded && (state === "failed" || seat === 0);
}

type MyPlacesProps = {
  account: Address;
  seat: number;
  /** False: they came for something else. */
  invites?: boolean;
};

/** One's places in rounds that are not over for them; who has neither seat nor place is led to the open round. */
export function MyPlaces({ account, seat, invites = true }: MyPlacesProps) {
  const state = useRead(["places", account], (house) => readPlaces(house, account));
  const t = useText();
  const now = useNow(20);
  const first = state.status === "ready" ? (state.data.mine.find(isOnItsWay)?.place ?? null) : undefined;
  const givenBack = useGivenBack(first);
  return (
    <WhenLoaded state={state}>
      {({ rounds, mine }) => {
        const moving = mine.filter(isOnItsWay);
        const isLed = invites && seat === 0 && moving.length === 0;
        if (!isLed && moving.length === 0) return null;
        return (
          <Stack gap={3}>
            {moving.map(({ round, place }) => (
              <Stack key={round.id} gap={1}>
                <PlaceCard round={round} place={place} account={account} />
                <div>
                  <ButtonLink look="quiet" href={roundPath(round.name)}>
                    {t("ui.round", { ...round.name })}
                  </ButtonLink>
                </div>
              </Stack>
            ))}
            {givenBack && <GivenBack place={givenBack} />}
            {isLed && <Beginning open={rounds.find((round) => isSelling(round, now))} />}
          </Stack>
        );
      }}
    </WhenLoaded>
  );
}

/** The first step of somebody who is no member yet. */
function Beginning({ open }: { open: Round | undefined }) {
  const t = useText();
  const format = useFormat();
  if (open === undefined) {
    return (
      <EmptyState
        title={t("funding.begin.none")}
        action={<ButtonLink href="/rounds">{t("funding.begin.all")}</ButtonLink>}
      >
        {t("funding.begin.none.body")}
      </EmptyState>
    );
  }
  return (
    <Card
      title={t("funding.begin.title")}
      tone="accent"
      footer={
        <ButtonLink look="primary" wide href={roundPath(open.name)}>
          {t("funding.join.start")}
        </ButtonLink>
      }
    >
      <p>
        {t("funding.begin.open", { n: open.name.n, left: open.maxSeats - open.sold, price: format.money(open.price) })}
      </p>
      <Deadline at={open.sellingEnds} />
    </Card>
  );
}

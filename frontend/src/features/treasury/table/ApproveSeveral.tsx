import { useState } from "react";
import { useFigure } from "../../../chain/governance/figures.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { allRead, useRead } from "../../../chain/node/useRead.ts";
import { type TableNow, useTableNow } from "../../../chain/oversight/rotation.ts";
import { useActEach } from "../../../chain/write/useActEach.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { Checkbox } from "../../../ui/form/Choice.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { type Asked, approveDeed, cannotApprove } from "../payments/approval.ts";
import { RequestCard } from "../payments/RequestCard.tsx";
import { readAsked } from "../payments/readAsked.ts";
import { type Room, readRoom } from "../payments/room.ts";
import { leftAfter } from "./after.ts";
import { approveAndPayDeed } from "./tableDeeds.ts";

/** Requests that are looked through, newest first: what waits is of the running term. */
const LOOKED_AT = 100;

type Who = { account: `0x${string}`; seat: number };
type AskedPage = Awaited<ReturnType<typeof readAsked>>;

/** Every request that waits; one looks at each, ticks those one approves, and confirms them once. */
export function ApproveSeveral(who: Who) {
  const t = useText();
  const page = useRead<AskedPage>(["asked", LOOKED_AT], (house) => readAsked(house, LOOKED_AT));
  const room = useRead<Room>(["room"], readRoom);
  return (
    <Section title={t("desks.request.waiting")}>
      <WhenLoaded state={allRead<readonly [AskedPage, TableNow, Room]>(page, useTableNow(), room)}>
        {([{ newest }, table, found]) => {
          const waiting = newest.filter(({ state }) => state === "open" || state === "approved");
          if (waiting.length === 0) {
            return (
              <EmptyState title={t("desks.request.waiting.none")}>{t("desks.request.waiting.none.body")}</EmptyState>
            );
          }
          return <Waiting waiting={waiting} who={{ ...who, table }} room={found} />;
        }}
      </WhenLoaded>
    </Section>
  );
}

type WaitingProps = { waiting: readonly Asked[]; who: Parameters<typeof cannotApprove>[1]; room: Room };

function Waiting({ waiting, who, room }: WaitingProps) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const needed = useFigure("approvals");
  const [ticked, setTicked] = useState<readonly number[]>([]);
  const chosen = waiting.filter((asked) => ticked.includes(asked.id) && cannotApprove(asked, who) === undefined);
  const { acting, left, confirm } = useActEach(
    chosen,
    ({ id }) => String(id),
    ({ id, approvers, state }) => {
      // The last yes that is needed pays as well.
      const completes = state === "open" && approvers.length + 1 >= needed;
      return (completes ? approveAndPayDeed : approveDeed)(house, id, who.seat);
    },
  );
  const after = leftAfter(left, room);
  return (
    <Stack gap={3}>
      {waiting.map((asked) => (
        <RequestCard
          key={asked.id}
          asked={asked}
          who={who}
          approving={
            <Tick
              asked={asked}
              why={cannotApprove(asked, who)}
              room={room}
              isOn={ticked.includes(asked.id)}
              turn={(isOn) => setTicked(isOn ? [...ticked, asked.id] : ticked.filter((one) => one !== asked.id))}
            />
          }
        />
      ))}
      {(left.length > 0 || acting.state.step !== "idle") && (
        <Card tone="accent" title={t("desks.table.chosen", { n: left.length })}>
          <Stack gap={2}>
            {left.length > 0 && (
              <p>
                {t("desks.table.total", {
                  total: format.money(left.reduce((sum, { amount }) => sum + amount, 0n)),
                  left: format.money(atLeastNothing(after.free)),
                })}
              </p>
            )}
            {after.free < 0n && <Notice kind="wait" title={t("desks.ask.waits.money")} />}
            <ActButton acting={acting} label={t("desks.table.confirm", { n: left.length })} wide onConfirm={confirm} />
          </Stack>
        </Card>
      )}
    </Stack>
  );
}

type TickProps = {
  asked: Asked;
  why: ReturnType<typeof cannotApprove>;
  room: Room;
  isOn: boolean;
  turn: (isOn: boolean) => void;
};

/** One's own yes to one request, with what the house would have left after it; or why it is not one's to say. */
function Tick({ asked, why, room, isOn, turn }: TickProps) {
  const t = useText();
  const format = useFormat();
  if (why === "notInOffice" || why === "signIn" || why === "closed") return null;
  if (why !== undefined) return <p>{t(`desks.request.why.${why}`)}</p>;
  const { free, left } = leftAfter([asked], room);
  return (
    <Checkbox
      label={t("desks.table.tick")}
      hint={t("desks.table.after", {
        free: format.money(atLeastNothing(free)),
        left: format.money(atLeastNothing(left.get(asked.category) ?? 0n)),
      })}
      checked={isOn}
      onChange={turn}
    />
  );
}

const atLeastNothing = (amount: bigint) => (amount > 0n ? amount : 0n);

import { type ReactNode, useState } from "react";
import { usePersonName } from "../../../chain/membership/usePersonName.ts";
import { allRead, mapRead, useRead } from "../../../chain/node/useRead.ts";
import { type TableNow, useTableNow } from "../../../chain/oversight/rotation.ts";
import { useSeat, useSession } from "../../../chain/session/session.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { RecordText } from "../../../parts/RecordText.tsx";
import { DataTable } from "../../../ui/data/DataTable.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import type { Loaded } from "../../../ui/state/loaded.ts";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import type { Asked } from "./approval.ts";
import { RequestCard } from "./RequestCard.tsx";
import { RequestTag } from "./RequestTag.tsx";
import { RequestTitle } from "./RequestTitle.tsx";
import { readAsked } from "./readAsked.ts";

const PAGE = 50;
/** What the house paid for these weeks; the rest comes when somebody asks. */
const FIRST = 12;

type AskedPage = { all: number; newest: readonly Asked[] };

const isWaiting = ({ state }: Asked) => state === "open" || state === "approved";

/** What waits for those in office now. It is never far down, so the newest page holds it. */
export function WaitingPayments() {
  const t = useText();
  const page = useRead<AskedPage>(["asked", PAGE], (house) => readAsked(house, PAGE));
  return (
    <Section title={t("desks.request.waiting")}>
      <WaitingList page={page} />
    </Section>
  );
}

/** Everything that was asked for before, the newest first. */
export function DecidedPayments() {
  const t = useText();
  const [count, setCount] = useState(FIRST);
  const page = useRead<AskedPage>(["asked", count], (house) => readAsked(house, count), { keep: true });
  const more = page.status === "ready" && page.data.newest.length < page.data.all;
  return (
    <Section title={t("desks.request.asked")}>
      <AskedTable
        rows={mapRead(page, ({ newest }) => newest.filter((one) => !isWaiting(one)))}
        footer={
          more && (
            <Button look="quiet" onClick={() => setCount(count + PAGE)}>
              {t("ui.more")}
            </Button>
          )
        }
      />
    </Section>
  );
}

/** Each request that is not decided yet, with the button for those who may approve it. */
function WaitingList({ page }: { page: Loaded<AskedPage> }) {
  const t = useText();
  const session = useSession();
  const account = session.kind === "none" ? undefined : session.account;
  const state = allRead<readonly [AskedPage, TableNow, number]>(page, useTableNow(), useSeat());
  return (
    <WhenLoaded state={state}>
      {([{ newest }, table, seat]) => {
        const waiting = newest.filter(isWaiting);
        if (waiting.length === 0) {
          return (
            <EmptyState title={t("desks.request.waiting.none")}>{t("desks.request.waiting.none.body")}</EmptyState>
          );
        }
        return (
          <Stack gap={2}>
            {waiting.map((one) => (
              <RequestCard key={`${one.id} ${account}`} asked={one} who={{ account, seat, table }} />
            ))}
          </Stack>
        );
      }}
    </WhenLoaded>
  );
}

function AskedTable({ rows, footer }: { rows: Loaded<readonly Asked[]>; footer: ReactNode }) {
  const t = useText();
  const format = useFormat();
  const person = usePersonName();
  return (
    <DataTable<Asked>
      caption={t("desks.request.asked")}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("desks.request.asked.none")}>{t("desks.request.asked.none.body")}</EmptyState>}
      footer={footer}
      columns={[
        {
          head: t("desks.request.request"),
          cell: ({ id, category, entry }) => <RequestTitle id={id} category={category} entry={entry} />,
          phone: "title",
        },
        { head: t("treasury.account.what"), cell: ({ ref }) => <RecordText hash={ref} as="first" /> },
        { head: t("treasury.account.entry.payee"), cell: ({ payeeIs }) => <bdi>{person(payeeIs)}</bdi> },
        { head: t("treasury.account.date"), cell: ({ requestedAt }) => format.day(requestedAt), oneLine: true },
        { head: t("desks.request.state"), cell: ({ state }) => <RequestTag state={state} /> },
        {
          head: t("treasury.account.amount"),
          cell: ({ amount }) => format.money(amount, { cents: "always" }),
          end: true,
          phone: "value",
        },
      ]}
    />
  );
}

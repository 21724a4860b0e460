import { Link, useParams } from "wouter";
import { accountName, type Category } from "#protocol/treasury/accounts.ts";
import { allRead, useRead } from "../../../chain/node/useRead.ts";
import { type TableNow, useTableNow } from "../../../chain/oversight/rotation.ts";
import { useSeat, useSession } from "../../../chain/session/session.ts";
import { useText } from "../../../i18n/text.ts";
import { AskAbout } from "../../../parts/questions/AskAbout.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../../ui/state/LoadedPage.tsx";
import type { Asked } from "./approval.ts";
import { WholeRequest } from "./RequestCard.tsx";
import { readOneAsked } from "./readAsked.ts";

type Looked = readonly [Asked | null, TableNow, number];

/** One payment request, whatever became of it, and what members asked about it. */
export function RequestPage() {
  const t = useText();
  const id = Number(useParams<{ id: string }>().id);
  const session = useSession();
  const account = session.kind === "none" ? undefined : session.account;
  const asked = useRead<Asked | null>(["oneAsked", id], (house) => readOneAsked(house, id));
  const back = { href: "/oversight", label: t("desks.request.title") };
  return (
    <LoadedPage state={allRead<Looked>(asked, useTableNow(), useSeat())} back={back}>
      {([found, table, seat]) =>
        found === null ? (
          <>
            <PageHeader title={t("desks.request.none")} back={back} />
            <EmptyState title={t("desks.request.none.body")} />
          </>
        ) : (
          <>
            <PageHeader
              title={t("desks.request.number", { n: id })}
              lead={t(`house.kind.${accountName(found.category) as Category}`)}
              back={back}
            />
            <Stack gap={4}>
              <Stack gap={2}>
                <WholeRequest key={account} asked={found} who={{ account, seat, table }} />
                {found.entry > 0 && (
                  <p>
                    <Link href={`/money/${found.entry}`}>{t("desks.request.entry", { n: found.entry })}</Link>
                  </p>
                )}
              </Stack>
              <AskAbout
                about={{ kind: "request", number: id }}
                also={found.entry > 0 ? { kind: "entry", number: found.entry } : undefined}
              />
            </Stack>
          </>
        )
      }
    </LoadedPage>
  );
}

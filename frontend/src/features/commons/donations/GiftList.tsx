import type { ReactNode } from "react";
import { breakable } from "#protocol/relay/plainText.ts";
import { useDirectory } from "../../../chain/membership/useDirectory.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { RecordText } from "../../../parts/RecordText.tsx";
import { DataTable } from "../../../ui/data/DataTable.tsx";
import { Written } from "../../../ui/layout/Written.tsx";
import type { Loaded } from "../../../ui/state/loaded.ts";
import type { Gift } from "./gifts.ts";

type GiftListProps = { gifts: Loaded<readonly Gift[]>; empty: ReactNode; footer?: ReactNode };

/** The gifts as lines, the newest first; each leads to its entry in the house account. */
export function GiftList({ gifts, empty, footer }: GiftListProps) {
  const t = useText();
  const format = useFormat();
  return (
    <DataTable<Gift>
      caption={t("commons.list")}
      rows={gifts}
      rowKey={({ id }) => id}
      href={({ entry }) => `/money/${entry}`}
      empty={empty}
      footer={footer}
      columns={[
        { head: t("commons.who"), cell: (gift) => <Giver gift={gift} />, phone: "title" },
        { head: t("commons.when"), cell: ({ givenAt }) => format.date(givenAt), oneLine: true },
        { head: t("commons.what"), cell: (gift) => <GiftPurpose gift={gift} /> },
        {
          head: t("commons.amount"),
          cell: ({ amount }) => format.money(amount, { cents: "always" }),
          end: true,
          phone: "value",
        },
      ]}
    />
  );
}

function Giver({ gift: { nameless, seat } }: { gift: Gift }) {
  const t = useText();
  const name = useDirectory().get(seat)?.name;
  if (nameless) return t("commons.nameless");
  if (seat === 0) return t("commons.friend");
  if (name === undefined) return t("commons.seat", { n: seat });
  return (
    <>
      <bdi>{breakable(name)}</bdi> · {t("commons.seat", { n: seat })}
    </>
  );
}

function GiftPurpose({ gift: { project, note } }: { gift: Gift }) {
  const t = useText();
  return (
    <>
      {project === "" ? t("commons.forHouse") : <Written words={project} />}
      <RecordText hash={note}>
        {(words) => (
          <>
            {": "}
            <q>{words}</q>
          </>
        )}
      </RecordText>
    </>
  );
}

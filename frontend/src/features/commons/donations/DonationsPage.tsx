import { useState } from "react";
import { mapRead, useRead } from "../../../chain/node/useRead.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { Figure, FigureRow } from "../../../ui/data/Figure.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { Grains } from "../../../ui/pictures/Grains.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Late, latePart } from "../../../ui/state/latePart.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { GiftList } from "./GiftList.tsx";
import { byMonth, type Gifts, readGifts } from "./gifts.ts";

// Most visitors look; what it takes to give comes when somebody does.
const giveSheet = latePart(async () => (await import("./GiveSheet.tsx")).GiveSheet);

/** Everybody who gave, and the way to give. */
export function DonationsPage() {
  const t = useText();
  const format = useFormat();
  const [pages, setPages] = useState(1);
  const [giving, setGiving] = useState(false);
  const gifts = useRead<Gifts>(["gifts", pages], (house) => readGifts(house, pages));
  return (
    <>
      <PageHeader
        title={t("commons.title")}
        lead={t("commons.lead")}
        aside={
          <Button look="primary" onClick={() => setGiving(true)}>
            {t("commons.give")}
          </Button>
        }
      />
      <Stack gap={4}>
        <WhenLoaded state={gifts}>
          {({ count, total, newest }) => (
            <Stack gap={4}>
              <FigureRow>
                <Figure
                  label={t("commons.total")}
                  value={format.money(total)}
                  size="hero"
                  certainty="recorded"
                  made={t("commons.total.made")}
                />
                <Figure label={t("commons.count")} value={format.count(count)} />
              </FigureRow>
              {newest.length > 0 && <Grains months={byMonth(newest, format.month)} />}
            </Stack>
          )}
        </WhenLoaded>
        <Section title={t("commons.list")}>
          <GiftList
            gifts={mapRead(gifts, ({ newest }) => newest)}
            empty={<EmptyState title={t("commons.empty")}>{t("commons.empty.body")}</EmptyState>}
            footer={
              gifts.status === "ready" &&
              gifts.data.newest.length < gifts.data.count && (
                <Button look="quiet" onClick={() => setPages(pages + 1)}>
                  {t("ui.more")}
                </Button>
              )
            }
          />
        </Section>
      </Stack>
      {giving && <Late of={giveSheet} props={{ onClose: () => setGiving(false) }} />}
    </>
  );
}

import { drawRosette } from "#protocol/membership/rosette.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { Row, Section, Stack } from "../../ui/layout/Layout.tsx";
import { Grains } from "../../ui/pictures/Grains.tsx";
import { ReceiptRoll } from "../../ui/pictures/ReceiptRoll.tsx";
import { Certificate, CertificateThumb } from "../../ui/pictures/seats/Certificate.tsx";
import { SeatGlyph } from "../../ui/pictures/seats/SeatGlyph.tsx";
import { AllTerms, type TableColumn } from "../../ui/pictures/tables/AllTerms.tsx";
import { RoundTable } from "../../ui/pictures/tables/RoundTable.tsx";
import { FillingCup } from "../../ui/pictures/vessels/FillingCup.tsx";
import { StirredCup } from "../../ui/pictures/vessels/StirredCup.tsx";
import { Swirl } from "../../ui/pictures/vessels/Swirl.tsx";
import { swirlOf } from "../../ui/pictures/vessels/stirredCupShape.ts";
import styles from "./KitPage.module.css";

const people = [
  "Anna Vogt",
  "Li Wei",
  "Maria Krüger",
  "Samuel Okafor",
  "陈宇",
  "Elif Lindner",
  "Jonas Brandt",
  "Rosa Haas",
  "Thuy Nguyen",
];
const quarter = 91 * 86_400;
const firstTerm = 1_735_689_600;

const swirl = swirlOf({ places: 200, taken: 143, inOffice: 10, chairs: 10, term: 7 });

export function KitPictures() {
  const t = useText();
  const format = useFormat();
  const columns = Array.from({ length: 20 }, (_, index): TableColumn => {
    const ends = firstTerm + (index + 1) * quarter;
    return {
      number: index + 1,
      when: t("kit.term.until", { date: format.date(ends) }),
      short: String(new Date(ends * 1000).getUTCFullYear()),
      term: index < 6 ? "past" : index === 6 ? "now" : "coming",
      chairs: Array.from({ length: 10 }, (_, chair) => {
        const seat = ((index * 10 + chair) * 73) % 200;
        if (index === 3 && chair === 9) return { state: "empty" as const };
        if (index <= 7) return { seat: seat + 1, name: people[(index * 3 + chair) % people.length] };
        return index > 17 ? { state: "place" as const } : {};
      }),
    };
  });
  const own = columns[7]?.chairs[3]?.seat;

  return (
    <Section title={t("kit.pictures")}>
      <Stack gap={6}>
        <Stack>
          <h3>{t("shell.tables")}</h3>
          <AllTerms columns={columns} ownSeat={own} seatHref={() => "/kit"} />
        </Stack>
        <Stack>
          <h3>{t("kit.table")}</h3>
          <RoundTable
            title={t("ui.picture.table", { n: 7 })}
            note={t("kit.term.until", { date: format.day(firstTerm + 7 * quarter) })}
            ownSeat={42}
            seatHref={() => "/kit"}
            guests={[...people.map((name, index) => ({ seat: index === 1 ? 42 : index * 17 + 5, name })), null]}
          />
        </Stack>
        <Stack>
          <h3>{t("kit.certificate")}</h3>
          <Certificate
            seat={42}
            total={200}
            art={drawRosette("0x1f8a6c")}
            name="Li Wei"
            since={firstTerm}
            account="0x3f…a91c"
            url="https://example.org/seats/42"
          />
          <Certificate seat={7} total={200} art={drawRosette("0x3bc815")} name="Anna Vogt" since={firstTerm} />
          <Certificate seat={108} total={200} art={drawRosette("0xe24f9b")} name="Mara Krüger" since={firstTerm} />
          <CertificateThumb seat={42} total={200} art={drawRosette("0x1f8a6c")} href="/kit" />
        </Stack>
        <Stack>
          <h3>{t("kit.filling")}</h3>
          <FillingCup taken={62} places={100} goal={80} goalLabel={t("kit.goal", { n: 80 })} />
        </Stack>
        <Stack>
          <h3>{t("kit.roll")}</h3>
          <ReceiptRoll
            amounts={[
              900n,
              120n,
              -300n,
              60n,
              -2000n,
              400n,
              80n,
              90n,
              4000n,
              -700n,
              -60n,
              500n,
              120n,
              -90n,
              300n,
              320n,
              -1500n,
              200n,
              80n,
              700n,
            ]}
          />
        </Stack>
        <Stack>
          <h3>{t("kit.grains")}</h3>
          <Grains
            months={[1, 2, 3, 4].map((month) => ({
              label: format.month(firstTerm + month * 31 * 86_400),
              grains: Array.from({ length: 3 + ((month * 7) % 9) }, (_, index) => ({
                id: index,
                amount: BigInt(((index * month * 37) % 90) + 2) ** 2n,
                tone: index % 4 === 0 ? ("marked" as const) : ("plain" as const),
              })),
            }))}
          />
        </Stack>
        <Stack>
          <h3>{t("kit.emblem")}</h3>
          <div className={styles.emblem}>
            <StirredCup size={240} />
            <StirredCup size={48} />
            {swirl && <Swirl shape={swirl} />}
            <Row gap={1}>
              {Array.from({ length: 16 }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: seats in order
                <SeatGlyph key={index} seat={index + 1} tone={index % 5 === 0 ? "own" : index % 2 ? "past" : "now"} />
              ))}
              <SeatGlyph seat={undefined} />
            </Row>
          </div>
        </Stack>
      </Stack>
    </Section>
  );
}

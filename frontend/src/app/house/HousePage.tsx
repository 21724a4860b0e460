import { shortAddress } from "#protocol/house/shortAddress.ts";
import { useFigure } from "../../chain/governance/figures.ts";
import { useHouse } from "../../chain/node/house.ts";
import { useRead } from "../../chain/node/useRead.ts";
import { useTableNow } from "../../chain/oversight/rotation.ts";
import { type HouseAccount, readHouseAccount } from "../../chain/treasury/houseAccount.ts";
import { useText } from "../../i18n/text.ts";
import { ButtonLink } from "../../ui/form/Button.tsx";
import { CopyText } from "../../ui/form/CopyText.tsx";
import { Disclosure } from "../../ui/layout/Disclosure.tsx";
import { Columns, Facts, Row, Section, Stack } from "../../ui/layout/Layout.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { SkeletonLines } from "../../ui/state/Skeleton.tsx";
import { HouseFigures } from "./HouseFigures.tsx";
import styles from "./HousePage.module.css";
import { Lately } from "./Lately.tsx";
import { type Booked, readBooked } from "./lately.ts";
import { Members } from "./Members.tsx";
import { OpenNow } from "./OpenNow.tsx";
import { type Opening, readOpening } from "./openThings.ts";
import { PresentTable } from "./PresentTable.tsx";

/** The door: what the house is, what it has and owes, what is open, what happened, who oversees it, how it works. */
export function HousePage() {
  const t = useText();
  const { deployment } = useHouse();
  return (
    <>
      <PageHeader title={deployment.club.name} isWritten lead={t("house.lead")} />
      <Columns>
        <HouseFigures />
        <HouseNow />
      </Columns>
    </>
  );
}

/** All below the figures: together, and never before them, so that nothing moves that somebody is reading already. */
function HouseNow() {
  const t = useText();
  const account = useRead<HouseAccount>(["houseAccount"], readHouseAccount);
  const opening = useRead<Opening>(["opening"], readOpening);
  const booked = useRead<readonly Booked[]>(["booked"], readBooked);
  const table = useTableNow();
  if ([account, opening, booked, table].some(({ status }) => status === "loading")) {
    return (
      <div className={styles.kept}>
        <SkeletonLines lines={3} />
      </div>
    );
  }
  return (
    <>
      <Members />
      <Section title={t("house.open")}>
        <OpenNow />
      </Section>
      <Section title={t("house.lately")}>
        <Lately />
      </Section>
      <Section title={t("house.table")}>
        <PresentTable />
      </Section>
      <Section title={t("house.how")}>
        <HowItWorks />
      </Section>
    </>
  );
}

function HowItWorks() {
  const t = useText();
  const { contracts, club } = useHouse().deployment;
  const needed = useFigure("approvals");
  return (
    <Stack gap={2}>
      <p>{t("house.how.1")}</p>
      <p>{t("house.how.2")}</p>
      <p>{t("house.how.3", { chairs: club.chairs })}</p>
      <p>{t("house.how.4", { needed, chairs: club.chairs })}</p>
      <p>{t("house.how.5")}</p>
      <Row>
        <ButtonLink href="/rounds">{t("house.toRounds")}</ButtonLink>
        <ButtonLink href="/donations">{t("house.toDonations")}</ButtonLink>
        <ButtonLink href="/oversight">{t("house.toReports")}</ButtonLink>
      </Row>
      <Disclosure summary={t("house.contracts")}>
        <Facts
          facts={Object.entries(contracts).map(([name, address]) => ({
            // A contract is called so in every language, also where the browser translates.
            name: <span translate="no">{name}</span>,
            value: <CopyText text={address} shown={shortAddress(address)} />,
          }))}
        />
      </Disclosure>
    </Stack>
  );
}

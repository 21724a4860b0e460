import { useFigure } from "../../chain/governance/figures.ts";
import { useHouse } from "../../chain/node/house.ts";
import { allRead, useRead } from "../../chain/node/useRead.ts";
import { useTableNow } from "../../chain/oversight/rotation.ts";
import { type HouseAccount, readHouseAccount } from "../../chain/treasury/houseAccount.ts";
import { useText } from "../../i18n/text.ts";
import { Swirl } from "../../ui/pictures/vessels/Swirl.tsx";
import { swirlOf } from "../../ui/pictures/vessels/stirredCupShape.ts";
import styles from "./HousePage.module.css";

/** The house's emblem as the house is today: a dot for each place, and how many are members. */
export function Members() {
  const t = useText();
  const { chairs } = useHouse().deployment.club;
  const places = useFigure("maxMembers");
  const account = useRead<HouseAccount>(["houseAccount"], readHouseAccount);
  const read = allRead(account, useTableNow());
  // The sentence beside it says what is wrong.
  if (read.status !== "ready") return null;
  const [{ members }, { seats, term }] = read.data;
  const shape = swirlOf({ places, taken: members, inOffice: seats.length, chairs, term });
  return (
    <figure className={styles.members}>
      {shape && <Swirl shape={shape} />}
      <figcaption>
        <strong>{t("house.members", { n: members })}</strong> {t("house.members.of", { n: places })}
        {shape && <span className={styles.legend}>{t("house.members.swirl", { n: seats.length })}</span>}
      </figcaption>
    </figure>
  );
}

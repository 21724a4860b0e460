import { Link } from "wouter";
import { useHouseIfThere } from "../../chain/node/house.ts";
import { useNetwork } from "../../chain/node/network.ts";
import { useLost, usePending } from "../../chain/write/pending.ts";
import { PracticeClock } from "../../features/practice/PracticeClock.tsx";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { cx } from "../../ui/cx.ts";
import styles from "./HouseBanner.module.css";

/**
 * One thin line under the bar: what kind of money this is, what is on its way, and whether the house answers. In a build
 * with practice its place is kept before anybody has answered, so that nothing is pushed down.
 */
export function HouseBanner() {
  const t = useText();
  const format = useFormat();
  const house = useHouseIfThere();
  const network = useNetwork();
  const { length } = usePending();
  const lost = useLost().length > 0;
  const practice = house?.deployment.practice ?? __PRACTICE__;
  if (!practice && network.reachable && length === 0 && !lost) return null;
  return (
    <aside className={cx(styles.banner, practice && styles.kept)} aria-label={t("ui.info")} data-print="no">
      {practice && <span>{t("shell.practice")}</span>}
      {__PRACTICE__ && house?.practice && <PracticeClock className={styles.clock} />}
      <span role="status">
        {length > 0 && t("ui.onTheWay", { n: length })}
        {!network.reachable && (
          <span className={styles.stale}> {t("ui.stale", { time: format.time(network.asOf) })}</span>
        )}
        {lost && <Link href="/me">{t("shell.lost")}</Link>}
      </span>
    </aside>
  );
}

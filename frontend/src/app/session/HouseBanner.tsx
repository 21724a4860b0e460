import { useHouse } from "../../chain/house.ts";
import { useNetwork } from "../../chain/network.ts";
import { usePending } from "../../chain/pending.ts";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import styles from "./HouseBanner.module.css";

/** One thin line under the bar: what kind of money this is, what is on its way, and whether the house answers. */
export function HouseBanner() {
  const t = useText();
  const format = useFormat();
  const { deployment } = useHouse();
  const network = useNetwork();
  const { length } = usePending();
  if (!deployment.practice && network.reachable && length === 0) return null;
  return (
    <aside className={styles.banner} aria-label={t("ui.info")} data-print="no">
      {deployment.practice && <span>{t("shell.practice")}</span>}
      <span role="status">
        {length > 0 && t("ui.onTheWay", { n: length })}
        {!network.reachable && (
          <span className={styles.stale}> {t("ui.stale", { time: format.time(network.asOf) })}</span>
        )}
      </span>
    </aside>
  );
}

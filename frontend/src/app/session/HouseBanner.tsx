import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { useHouse } from "../../chain/node/house.ts";
import { useNetwork } from "../../chain/node/network.ts";
import { useLost, usePending } from "../../chain/write/pending.ts";
import { useFormat } from "../../i18n/formats.ts";
import { loadRoom } from "../../i18n/load.ts";
import { useText } from "../../i18n/text.ts";
import styles from "./HouseBanner.module.css";

/** A chunk of its own, and absent from builds for public networks. */
const PracticeClock = __PRACTICE__
  ? lazy(async () => {
      const [file] = await Promise.all([import("../../features/practice/PracticeClock.tsx"), loadRoom("practice")]);
      return { default: file.PracticeClock };
    })
  : undefined;

/** One thin line under the bar: what kind of money this is, what is on its way, and whether the house answers. */
export function HouseBanner() {
  const t = useText();
  const format = useFormat();
  const { deployment, practice } = useHouse();
  const network = useNetwork();
  const { length } = usePending();
  const lost = useLost().length > 0;
  if (!deployment.practice && network.reachable && length === 0 && !lost) return null;
  return (
    <aside className={styles.banner} aria-label={t("ui.info")} data-print="no">
      {deployment.practice && <span>{t("shell.practice")}</span>}
      {practice && PracticeClock && (
        <Suspense fallback={null}>
          <PracticeClock />
        </Suspense>
      )}
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

import { useFigure } from "../../../chain/governance/figures.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Rosette } from "../../../ui/pictures/seats/Rosette.tsx";
import { hasMoved, type Seat } from "../share/seat.ts";
import styles from "./Welcome.module.css";

/** That somebody has become a member: the drawing of their share as it is drawn, which one it is, and what comes next. */
export function Welcome({ seat }: { seat: Seat }) {
  const t = useText();
  const format = useFormat();
  const total = useFigure("maxMembers");
  const { number, bornAt, heldSince, art } = seat;
  // After members have left there are higher numbers than places, and a share that was handed over is no new one.
  const isNew = !hasMoved(seat) && number <= total;
  return (
    <div className={styles.welcome}>
      <Rosette art={art} isDrawing />
      <Stack gap={3}>
        <p className={styles.which}>
          {isNew ? t("membership.welcome.new", { n: number, total }) : t("membership.welcome.yours", { n: number })}
        </p>
        <p>{t("membership.welcome.equal")}</p>
        <p>{t("membership.share.since", { date: format.date(hasMoved(seat) ? heldSince : bornAt) })}</p>
        <div>
          <p id="next-steps">{t("membership.welcome.next")}</p>
          <ol className={styles.steps} aria-labelledby="next-steps">
            <li>
              <ButtonLink href="/code">{t("membership.welcome.code")}</ButtonLink>
            </li>
            <li>
              <ButtonLink href={`/seats/${number}`}>{t("membership.welcome.certificate")}</ButtonLink>
            </li>
            <li>
              <ButtonLink href="/tables">{t("membership.welcome.turn")}</ButtonLink>
            </li>
          </ol>
        </div>
      </Stack>
    </div>
  );
}

import type { Address } from "viem";
import { useRoles } from "../../chain/treasury/roles.ts";
import { useText } from "../../i18n/text.ts";
import { ButtonLink } from "../../ui/form/Button.tsx";
import { Card } from "../../ui/layout/Card.tsx";
import { Grid } from "../../ui/layout/Layout.tsx";
import { type Desk, desksOf } from "./desks.ts";

/** The desks at which a member works; most have none, and see nothing. */
export function DeskCards({ account, seat }: { account: Address; seat: number }) {
  const read = useRoles(account, seat);
  return read.status === "ready" ? <Desks desks={desksOf(read.data)} /> : null;
}

export function Desks({ desks }: { desks: readonly Desk[] }) {
  const t = useText();
  if (desks.length === 0) return null;
  return (
    <Grid>
      {desks.map((desk) => (
        <Card key={desk} href={`/desk/${desk}`} title={t(`me.desk.${desk}`)}>
          <p>{t(`me.desk.${desk}.lead`)}</p>
        </Card>
      ))}
    </Grid>
  );
}

/** The desk that somebody came for. */
export function FirstDesk({ desk }: { desk: Desk }) {
  const t = useText();
  return (
    <Card
      title={t(`me.desk.${desk}`)}
      tone="accent"
      footer={
        <ButtonLink look="primary" wide href={`/desk/${desk}`}>
          {t("me.turn.office.do")}
        </ButtonLink>
      }
    >
      <p>{t(`me.desk.${desk}.lead`)}</p>
    </Card>
  );
}

import type { Address } from "viem";
import { useRoles } from "../../chain/treasury/roles.ts";
import { useText } from "../../i18n/text.ts";
import { Card } from "../../ui/layout/Card.tsx";
import { Grid } from "../../ui/layout/Layout.tsx";

/** The desks at which who is signed in works; most people have none, and see nothing. */
export function DeskCards({ account, seat }: { account: Address; seat: number }) {
  const t = useText();
  const read = useRoles(account, seat);
  if (read.status !== "ready") return null;
  const { registrar, asks, counter, table, satLately } = read.data;
  const desks = [
    ...(registrar ? (["registrar"] as const) : []),
    ...(asks || counter ? (["operator"] as const) : []),
    ...(counter ? (["counter"] as const) : []),
    ...(table || satLately ? (["table"] as const) : []),
  ];
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

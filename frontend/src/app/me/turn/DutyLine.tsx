import { Link } from "wouter";
import { useRead } from "../../../chain/node/useRead.ts";
import { useSeat, useSession } from "../../../chain/session/session.ts";
import { useRoles } from "../../../chain/treasury/roles.ts";
import { useText } from "../../../i18n/text.ts";
import { useNow } from "../../../ui/clock.ts";
import { desksOf } from "../desks.ts";
import { wayOf } from "./places.ts";
import { readTurn } from "./readTurn.ts";
import { isDuty, turnsOf } from "./turn.ts";
import { useTurnTitle } from "./useTurnTitle.ts";

/** The first duty in one line, or that there is none. */
export function DutyLine() {
  const t = useText();
  const now = useNow(20);
  const title = useTurnTitle();
  const seat = useSeat();
  const number = seat.status === "ready" ? seat.data : 0;
  const read = useRead(["turn", number], (house) => readTurn(house, number), { when: number > 0 });
  if (seat.status !== "ready") return null;
  if (number === 0) return <DeskLine />;
  if (read.status !== "ready") return null;
  const [first, ...more] = turnsOf({ ...read.data, now }).filter(isDuty);
  if (first === undefined) return <p>{t("me.duty.none")}</p>;
  const href = more.length > 0 ? "/me" : (wayOf(first)?.href ?? "/me");
  return (
    <Link href={href}>
      {more.length > 0 ? t("me.duty.more", { first: title(first), n: more.length }) : title(first)}
    </Link>
  );
}

/** Who has no share works here, or is not a member yet. */
function DeskLine() {
  const t = useText();
  const session = useSession();
  const roles = useRoles(session.kind === "none" ? undefined : session.account, 0);
  if (roles.status === "loading") return null;
  const [desk] = roles.status === "ready" ? desksOf(roles.data) : [];
  if (desk !== undefined) return <Link href={`/desk/${desk}`}>{t(`me.desk.${desk}`)}</Link>;
  return <Link href="/me">{t("me.duty.toMe")}</Link>;
}

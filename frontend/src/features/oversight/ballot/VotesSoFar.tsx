import { type Election, useBallot } from "../../../chain/oversight/rotation.ts";
import { useSeat } from "../../../chain/session/session.ts";
import { useText } from "../../../i18n/text.ts";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { ElectionBars } from "./ElectionBars.tsx";

/** How the open ballot stands: below the candidates, and folded for whoever has not voted, so that nobody votes by it. */
export function VotesSoFar({ election }: { election: Election }) {
  const t = useText();
  const seat = useSeat();
  const own = useBallot(election.term, seat.status === "ready" ? seat.data : 0);
  if (election.electorate === 0) return null;
  const bars = <ElectionBars election={election} />;
  return own.status === "ready" && own.data.cast ? (
    bars
  ) : (
    <Disclosure summary={t("oversight.soFar")}>{bars}</Disclosure>
  );
}

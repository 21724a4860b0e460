import { type Election, useChairCount } from "../../../chain/oversight/rotation.ts";
import { useText } from "../../../i18n/text.ts";
import { Bar } from "../../../ui/data/Bar.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { byVote } from "./ballot.ts";

/** Have enough people voted? And what would become of it? */
export function ElectionBars({ election, closed = false }: { election: Election; closed?: boolean }) {
  const t = useText();
  const chairs = useChairCount();
  const { turnout, quorum, electorate } = election;
  const { reached, voted, drawn, missing } = byVote(election, chairs);
  return (
    <Stack gap={2}>
      <Bar
        label={t("votes.enough")}
        text={t("votes.turnout", { n: turnout, of: electorate })}
        value={turnout}
        max={electorate}
        mark={quorum}
        markLabel={
          reached
            ? t("votes.enough.yes", { quorum })
            : closed
              ? t("oversight.enough.no", { quorum })
              : t("oversight.enough.not", { missing, quorum })
        }
        tone={reached ? "good" : "accent"}
      />
      <Bar
        label={t(closed ? "oversight.stood" : "oversight.standing")}
        text={t("oversight.chairs.voted", { n: voted, chairs })}
        value={voted}
        max={chairs}
        tone="cool"
        markLabel={reached ? t("oversight.chairs.drawn", { n: drawn }) : t("oversight.chairs.allDrawn")}
      />
    </Stack>
  );
}

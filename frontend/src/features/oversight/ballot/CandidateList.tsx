import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { type Election, useBallot } from "../../../chain/oversight/rotation.ts";
import { useSeat } from "../../../chain/session/session.ts";
import { useText } from "../../../i18n/text.ts";
import { Mark } from "../../../ui/data/Mark.tsx";
import { Section } from "../../../ui/layout/Layout.tsx";
import { SeatGlyph } from "../../../ui/pictures/seats/SeatGlyph.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { approvedSeats, paperFor } from "./ballot.ts";
import styles from "./CandidateList.module.css";
import { Statement } from "./Statement.tsx";

type CandidateListProps = { election: Election /** Most approved first, with the numbers. */; results?: boolean };

/** Who stands, as a part of a page. */
export function Candidates(props: CandidateListProps) {
  const t = useText();
  const count = props.election.paper.length;
  return (
    <Section
      title={
        count === 0 ? t("oversight.who") : t(props.results ? "oversight.stoodThen" : "oversight.stand", { n: count })
      }
    >
      {count === 0 ? (
        <EmptyState title={t("oversight.nobody")}>{t("oversight.nobody.body")}</EmptyState>
      ) : (
        <CandidateList {...props} />
      )}
    </Section>
  );
}

/** Who stands, to be read; whom the reader approved carries a tick. */
function CandidateList({ election, results = false }: CandidateListProps) {
  const t = useText();
  const name = useSeatName();
  const read = useSeat();
  const seat = read.status === "ready" ? read.data : 0;
  const own = useBallot(election.term, seat);
  const { term, paper } = election;
  const mine = new Set(own.status === "ready" ? approvedSeats(paper, own.data.approvals) : []);
  const shown = results
    ? [...paper].sort((a, b) => b.approvals - a.approvals || a.seat - b.seat)
    : paperFor(term, seat, paper);
  return (
    <ul className={styles.list}>
      {shown.map((candidate) => (
        <li key={candidate.seat}>
          <SeatGlyph seat={candidate.seat} tone={candidate.seat === seat ? "own" : "now"} />
          <div>
            <div className={styles.name}>{name(candidate.seat)}</div>
            <div className={styles.words}>
              <Statement hash={candidate.statement} />
            </div>
            {mine.has(candidate.seat) && (
              <div className={styles.mine}>
                <Mark kind="good" /> {t("oversight.youApproved")}
              </div>
            )}
          </div>
          {results && <span className={styles.number}>{t("oversight.approvals", { n: candidate.approvals })}</span>}
        </li>
      ))}
    </ul>
  );
}

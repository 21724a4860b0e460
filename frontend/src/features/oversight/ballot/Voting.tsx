import { useEffect, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useHouse } from "../../../chain/node/house.ts";
import { allRead, useRead } from "../../../chain/node/useRead.ts";
import { type CastBallot, type Election, useBallot, useChairCount } from "../../../chain/oversight/rotation.ts";
import { useSeat, useSession } from "../../../chain/session/session.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useIsHere } from "../../../chain/write/useIsHere.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { castDeed } from "../deeds.ts";
import { electionHref } from "../ElectionDates.tsx";
import { BallotCheck } from "./BallotCheck.tsx";
import { BallotPaper } from "./BallotPaper.tsx";
import { approvedSeats, mayVote, toApprovals, wasMember } from "./ballot.ts";
import { Candidates } from "./CandidateList.tsx";
import { ballotDraft, ballotReceipt } from "./draft.ts";
import { OwnBallot } from "./OwnBallot.tsx";

/** The open ballot, for whoever comes: to vote, to see their vote, or to be told why they cannot. */
export function Voting({ election }: { election: Election }) {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  const account = session.kind === "none" ? undefined : session.account;
  const seat = useSeat();
  const { ballotFrom } = election.calendar;
  const member = useRead(["wasMember", account, ballotFrom], (house) => wasMember(house, account!, ballotFrom), {
    when: account !== undefined,
  });
  if (account !== undefined && (seat.status !== "ready" || member.status !== "ready")) {
    return <WhenLoaded state={allRead(seat, member)}>{() => null}</WhenLoaded>;
  }
  const number = seat.status === "ready" ? seat.data : 0;
  const may = mayVote("ballot", {
    signedIn: account !== undefined,
    seat: number,
    wasMember: member.status === "ready" ? member.data : undefined,
  });
  if (may === "yes") return <Voter key={number} election={election} seat={number} />;
  return (
    <Stack gap={3}>
      {may === "signIn" && <SignInFirst why={t("votes.signIn")} />}
      {may === "noSeat" && (
        <Notice
          kind="info"
          title={t("votes.noSeat")}
          action={<ButtonLink href="/rounds">{t("oversight.toRounds")}</ButtonLink>}
        />
      )}
      {may === "tooNew" && <Notice kind="info" title={t("votes.tooNew", { when: format.dateTime(ballotFrom) })} />}
      <Candidates election={election} />
    </Stack>
  );
}

function Voter({ election, seat }: { election: Election; seat: number }) {
  const cast = useBallot(election.term, seat);
  return (
    <WhenLoaded state={cast}>{(ballot) => <Choosing election={election} seat={seat} ballot={ballot} />}</WhenLoaded>
  );
}

type ChoosingProps = { election: Election; seat: number; ballot: CastBallot };

/**
 * Choose, check, confirm, receipt. The step is in the address, so that “back” goes one step back; with the seat whose step
 * it is, because the wallet may show another account by then.
 */
function Choosing({ election, seat, ballot }: ChoosingProps) {
  const house = useHouse();
  const acting = useAct("ballot");
  const chairs = useChairCount();
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const { term, paper } = election;
  const draft = ballotDraft(house, term, seat);
  const [chosen, setChosen] = useState<readonly number[]>(() => {
    const standing = new Set(paper.map((candidate) => candidate.seat));
    const kept = draft.get() ?? (ballot.cast ? approvedSeats(paper, ballot.approvals) : []);
    return kept.filter((one) => standing.has(one)).slice(0, chairs);
  });
  const [receipt, setReceipt] = useState(() => ballotReceipt(house, term, seat).get());

  const asked = search.get("seat") === String(seat) ? search.get("step") : null;
  const approvals = asked === "abstain" ? 0n : toApprovals(paper, new Set(chosen));
  // What counts already needs no confirming: a reload may have come between the confirmation and its receipt.
  const counts = ballot.cast && ballot.approvals === approvals && (asked === "check" || asked === "abstain");
  const step = counts
    ? "own"
    : asked === "check" && chosen.length === 0
      ? "choose"
      : (asked ?? (ballot.cast ? "own" : "choose"));
  const to = (next?: string) => {
    acting.reset();
    go(next === undefined ? electionHref(term) : `${electionHref(term)}?step=${next}&seat=${seat}`);
  };
  const choose = (next: readonly number[]) => {
    setChosen(next);
    draft.set(next);
  };
  const isHere = useIsHere();
  const confirm = async () => {
    const deed = await castDeed(house, term, seat, approvals);
    if (!(await acting.run(deed))) return;
    const made = { code: deed.code!.slice(2, 10).toUpperCase(), nonce: deed.nonce };
    ballotReceipt(house, term, seat).set(made);
    setReceipt(made);
    draft.clear();
    // Whoever went on to another page meanwhile is not fetched back.
    if (!isHere.current) return;
    if (step === "abstain") setChosen([]);
    go(electionHref(term), { replace: true });
  };
  // A step is like a page: its beginning is shown and read.
  useEffect(() => {
    if (step !== "choose" || asked !== null) document.getElementById("ballot-step")?.focus();
  }, [step, asked]);

  if (step === "check" || step === "abstain") {
    return (
      <BallotCheck
        election={election}
        seat={seat}
        chosen={step === "abstain" ? [] : chosen}
        acting={acting}
        onConfirm={confirm}
        onBack={() => to("choose")}
      />
    );
  }
  if (step === "own") {
    return (
      <OwnBallot election={election} seat={seat} ballot={ballot} receipt={receipt} onChange={() => to("choose")} />
    );
  }
  return (
    <BallotPaper
      election={election}
      seat={seat}
      chosen={chosen}
      onChoose={choose}
      onCheck={() => to("check")}
      onAbstain={() => to("abstain")}
      onBack={ballot.cast ? () => to() : undefined}
    />
  );
}

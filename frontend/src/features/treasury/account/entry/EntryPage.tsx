import type { ReactNode } from "react";
import { Link, useParams } from "wouter";
import { roundPath } from "#protocol/funding/roundNames.ts";
import { directionOf, kindOf, signedAmount } from "#protocol/treasury/entryKinds.ts";
import { useRoundNames } from "../../../../chain/funding/useRoundNames.ts";
import { usePersonName } from "../../../../chain/membership/usePersonName.ts";
import { useSeatName } from "../../../../chain/membership/useSeatName.ts";
import { useHouse } from "../../../../chain/node/house.ts";
import { useRead } from "../../../../chain/node/useRead.ts";
import { readChairs } from "../../../../chain/oversight/rotation.ts";
import { type PaymentRequest, readRequests, seatsOf } from "../../../../chain/treasury/requests.ts";
import { useFormat } from "../../../../i18n/formats.ts";
import { useText } from "../../../../i18n/text.ts";
import { AskAbout } from "../../../../parts/questions/AskAbout.tsx";
import { SeatName } from "../../../../parts/SeatName.tsx";
import { useBooksCertainty } from "../../../../parts/useBooksCertainty.ts";
import { Moment } from "../../../../ui/data/Deadline.tsx";
import { Figure } from "../../../../ui/data/Figure.tsx";
import { Button } from "../../../../ui/form/Button.tsx";
import { CopyText } from "../../../../ui/form/CopyText.tsx";
import { Disclosure } from "../../../../ui/layout/Disclosure.tsx";
import { Facts as FactList, Section, Stack } from "../../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../../../ui/state/LoadedPage.tsx";
import { Notice } from "../../../../ui/state/Notice.tsx";
import type { BookLine } from "../list/looking.ts";
import { readCount, readEntries } from "./entries.ts";
import { type EntryFacts, readFacts } from "./facts.ts";
import { Paper } from "./Paper.tsx";
import { useAccountWord } from "./useAccountWord.ts";
import { useEntryWords } from "./useEntryWords.ts";

type Whole = { line: BookLine; request?: PaymentRequest; approvers: readonly number[] };

/** One entry with everything that is known of it; null: there is none. */
function useEntry(id: number) {
  return useRead<Whole | null>(["entry", id], async (house) => {
    if (!Number.isSafeInteger(id) || id < 1 || id > (await readCount(house))) return null;
    const [entry] = await readEntries(house, id, id);
    if (entry === undefined) return null;
    const facts = (await readFacts(house, [entry])).get(id);
    const line = { ...entry, facts };
    if (facts?.request === undefined) return { line, approvers: [] };
    const [request] = await readRequests(house, facts.request, 1);
    const chairs = request && (await readChairs(house, request.term));
    const approvers = chairs
      ? seatsOf(
          request.approvals,
          chairs.map(({ seat }) => seat),
        )
      : [];
    return { line, request, approvers };
  });
}

export function EntryPage() {
  const t = useText();
  const id = Number(useParams<{ id: string }>().id);
  const entry = useEntry(id);
  const back = { href: "/money", label: t("books.entry.back") };
  return (
    <LoadedPage state={entry} back={back}>
      {(whole) =>
        whole === null ? (
          <>
            <PageHeader title={t("books.entry.none")} back={back} />
            <EmptyState title={t("books.entry.none.body")} />
          </>
        ) : (
          <OneEntry whole={whole} back={back} />
        )
      }
    </LoadedPage>
  );
}

function OneEntry({ whole, back }: { whole: Whole; back: { href: string; label: string } }) {
  const t = useText();
  const format = useFormat();
  const { line, request, approvers } = whole;
  const { what } = useEntryWords()(line);
  const aside = directionOf(line) === "aside";
  return (
    <>
      <PageHeader title={what} lead={t("books.entry", { n: line.seq })} back={back} />
      <Stack gap={4}>
        <Figure
          label={t(`house.kind.${kindOf(line)}`)}
          value={format.money(signedAmount(line), { cents: "always", signed: !aside })}
          certainty={useBooksCertainty(line.seq)}
        />
        <FactList facts={useFactList(line, request)} />
        {approvers.length > 0 && <Approved seats={approvers} />}
        {line.facts?.document && <Paper text={line.facts.text} hash={line.facts.document} />}
        {line.facts === undefined && <Notice kind="wait" title={t("books.entry.noLog")} />}
        <PublicRecord line={line} />
        <div data-print="no">
          <Button onClick={() => window.print()}>{t("books.entry.print")}</Button>
        </div>
        <AskAbout
          about={{ kind: "entry", number: line.seq }}
          also={request && { kind: "request", number: request.id }}
        />
      </Stack>
    </>
  );
}

function useFactList(line: BookLine, request: PaymentRequest | undefined): { name: string; value: ReactNode }[] {
  const t = useText();
  const word = useAccountWord();
  const person = usePersonName();
  const seatName = useSeatName();
  const facts = line.facts;
  const found: { name: string; value: ReactNode }[] = [
    { name: t("treasury.account.when"), value: <Moment at={line.time} /> },
    { name: t("books.entry.from"), value: word(line.credit) },
    { name: t("books.entry.to"), value: word(line.debit) },
    {
      name: t("books.entry.term"),
      value: line.term === 0 ? t("books.entry.beforeTerms") : line.term,
    },
  ];
  if (line.reversal) found.push({ name: t("treasury.account.kind"), value: t("books.entry.reversal") });
  if (facts === undefined) return found;
  if (facts.gift?.nameless) found.push({ name: t("books.entry.giver"), value: t("treasury.account.nameless") });
  else if (facts.other) found.push({ name: otherWord(), value: <bdi>{person(facts.other)}</bdi> });
  const reason = <Reason facts={facts} />;
  if (facts.request ?? facts.byVote ?? facts.round ?? facts.gift ?? facts.batch) {
    found.push({ name: t("books.entry.reason"), value: reason });
  }
  if (request !== undefined) {
    const asked = request.proposerSeat > 0 ? seatName(request.proposerSeat) : person(facts.actor);
    found.push({ name: t("treasury.account.entry.asked"), value: asked });
  }
  return found;

  function otherWord(): string {
    if (facts?.gift) return t("books.entry.giver");
    return directionOf(line) === "out" ? t("treasury.account.entry.payee") : t("books.entry.person");
  }
}

/** What the entry refers to, and the way there. */
function Reason({ facts }: { facts: EntryFacts }) {
  const t = useText();
  const roundName = useRoundNames();
  if (facts.request !== undefined) {
    return <Link href={`/oversight/requests/${facts.request}`}>{t("books.entry.request", { n: facts.request })}</Link>;
  }
  if (facts.byVote) return <Link href="/votes">{t("books.entry.vote")}</Link>;
  if (facts.gift) return <Link href="/donations">{t("books.entry.gift")}</Link>;
  if (facts.batch) {
    const { batch, payments, terminal: till } = facts.batch;
    const words =
      batch === undefined
        ? t("treasury.account.what.redeemed", { n: payments, till })
        : t("books.entry.batch", { n: batch, till });
    return <Link href={`/counters/${till}`}>{words}</Link>;
  }
  const name = roundName(facts.round ?? 0);
  return <Link href={name.n === 0 ? "/rounds" : roundPath(name)}>{t("ui.round", { ...name })}</Link>;
}

function Approved({ seats }: { seats: readonly number[] }) {
  const t = useText();
  return (
    <Section
      title={t("treasury.account.entry.approved")}
      aside={<span>{t("books.entry.approved.n", { n: seats.length })}</span>}
    >
      <ul>
        {seats.map((seat) => (
          <li key={seat}>
            <SeatName seat={seat} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Where anybody can look it up: the place for technical words. */
function PublicRecord({ line: { blockNumber, facts } }: { line: BookLine }) {
  const t = useText();
  const { deployment } = useHouse();
  const short = (hex: string) => `${hex.slice(0, 10)}…${hex.slice(-6)}`;
  const shown = (name: string, hex: string) => ({ name, value: <CopyText text={hex} shown={short(hex)} /> });
  return (
    <Disclosure summary={t("books.entry.record")}>
      <FactList
        facts={[
          { name: t("books.entry.block"), value: String(blockNumber) },
          ...(facts
            ? [
                shown(t("books.entry.seal"), facts.head),
                shown(t("books.entry.reference"), facts.ref),
                shown(t("books.entry.carried"), facts.txHash),
                ...(facts.gift?.nameless ? [] : [shown(t("books.entry.actor"), facts.actor.account)]),
                ...(facts.other && !facts.gift?.nameless ? [shown(t("books.entry.person"), facts.other.account)] : []),
                ...(facts.document ? [shown(t("books.entry.paper"), facts.document)] : []),
              ]
            : []),
          shown(t("treasury.account.title"), deployment.contracts.Journal),
        ]}
      />
    </Disclosure>
  );
}

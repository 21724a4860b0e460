import { useState } from "react";
import { getAddress, isAddress, stringToHex, zeroHash } from "viem";
import { plainLine } from "#protocol/relay/plainText.ts";
import { type Category, categories, categoryCode } from "#protocol/treasury/accounts.ts";
import { type Paper, readPapers, writePapers } from "#protocol/treasury/papers.ts";
import { useFigures } from "../../../chain/governance/figures.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { allRead, useRead } from "../../../chain/node/useRead.ts";
import { keepRecord } from "../../../chain/records/askRecord.ts";
import { forgetDrafts, useDraftText } from "../../../chain/session/draft.ts";
import type { SignedIn } from "../../../chain/session/session.ts";
import { usePayees } from "../../../chain/treasury/payees.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { Button, ButtonLink } from "../../../ui/form/Button.tsx";
import { SelectField, TextArea, TextField } from "../../../ui/form/Field.tsx";
import { Grid, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { PaperField } from "../papers/PaperField.tsx";
import { obstaclesOf, type Room, readPaidLately, readRoom } from "../payments/room.ts";
import { requestDeed } from "./operatorDeeds.ts";

/** Letters of a bank reference: what fits into one word of the chain. */
const REFERENCE = 31;
const OTHER = "other account";

/** Asks the table for a payment: to whom, how much, what for, and whether it fits. */
export function RequestForm({ session }: { session: SignedIn }) {
  const t = useText();
  const room = useRead<Room>(["room"], readRoom);
  const figures = useFigures();
  return (
    <Section title={t("desks.ask.title")}>
      <WhenLoaded state={allRead<readonly [Room, bigint]>(room, mapThreshold(figures))}>
        {([found, threshold]) =>
          found.term === 0 ? (
            <p>{t("desks.ask.notYet")}</p>
          ) : (
            <Fields session={session} room={found} threshold={threshold} />
          )
        }
      </WhenLoaded>
    </Section>
  );
}

function mapThreshold(figures: ReturnType<typeof useFigures>) {
  return figures.status === "ready" ? { ...figures, data: figures.data.voteThreshold.value } : figures;
}

function Fields({ session, room, threshold }: { session: SignedIn; room: Room; threshold: bigint }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct();
  const { payees } = usePayees();
  const [chosen, setChosen] = useDraftText("request.to");
  const [typedPayee, setTypedPayee] = useDraftText("request.payee");
  const [typed, setTyped] = useDraftText("request.amount");
  const [kind, setKind] = useDraftText("request.kind");
  const [words, setWords] = useDraftText("request.words");
  const [reference, setReference] = useDraftText("request.reference");
  const [listed, setListed] = useDraftText("request.papers");
  const [unkept, setUnkept] = useState(false);

  const category: Category = categories.find((one) => one === kind) ?? "goods";
  const papers = readPapers(listed) ?? [];
  const setPapers = (list: readonly Paper[]) => setListed(list.length === 0 ? "" : writePapers(list));
  // Who was chosen before may have been taken off the list since: then nobody is, rather than another one.
  const isListed = payees.some(({ account: one }) => one === chosen);
  const to = chosen === "" ? (payees[0]?.account ?? OTHER) : isListed ? chosen : OTHER;
  const other = to === OTHER;
  const account = other ? typedPayee.trim() : to;
  const payee = isAddress(account, { strict: false }) ? getAddress(account) : undefined;
  const lately = useRead(["paidLately", payee], (from) => readPaidLately(from, payee!), { when: payee !== undefined });
  const amount = useAmount(typed);
  const code = categoryCode(category);
  const left = room.left.get(code) ?? 0n;
  const paid = lately.status === "ready" ? lately.data : 0n;
  const obstacles = amount === null ? [] : obstaclesOf(amount, { left, free: room.free, lately: paid, threshold });
  const order = plainLine(reference);
  const long = new TextEncoder().encode(order).length > REFERENCE;

  const notNow =
    payee === undefined
      ? t("desks.ask.payeeFirst")
      : amount === null || amount <= 0n
        ? t("desks.ask.amountFirst")
        : plainLine(words) === ""
          ? t("desks.ask.wordsFirst")
          : obstacles.includes("threshold")
            ? t("desks.ask.threshold", { most: format.money(threshold) })
            : long && t("desks.ask.reference.long", { n: REFERENCE });
  const ask = async () => {
    if (payee === undefined || amount === null) return;
    setUnkept(false);
    let ref: `0x${string}`;
    let documents: `0x${string}` = zeroHash;
    try {
      // First what it is for: nobody approves what cannot be read.
      ref = await keepRecord(plainLine(words));
      if (papers.length > 0) documents = await keepRecord(writePapers(papers));
    } catch {
      return setUnkept(true);
    }
    const orderWord = order === "" ? zeroHash : stringToHex(order, { size: 32 });
    const wanted = { payee, amount, category: code, ref, documents, order: orderWord };
    if (await acting.run(await requestDeed(house, session.account, wanted))) forgetDrafts(house, "request.");
  };
  if (acting.state.step === "recorded") {
    return (
      <Notice
        kind="good"
        title={t("desks.ask.done")}
        action={
          <Button
            onClick={() => {
              acting.reset();
              setChosen("");
              setTypedPayee("");
              setKind("");
              setTyped("");
              setWords("");
              setReference("");
              setPapers([]);
            }}
          >
            {t("desks.ask.next")}
          </Button>
        }
      />
    );
  }
  return (
    <Stack gap={3}>
      <Grid min="14rem">
        <SelectField
          label={t("desks.ask.payee")}
          value={to}
          onChange={(chosenNow) => {
            setChosen(chosenNow);
            if (chosenNow !== OTHER) setTypedPayee("");
          }}
          options={[
            ...payees.map(({ account: value, name }) => ({ value, label: name })),
            { value: OTHER, label: t("desks.ask.payee.other") },
          ]}
        />
        {other && (
          <TextField
            label={t("desks.ask.account")}
            value={typedPayee}
            onChange={setTypedPayee}
            autoComplete="off"
            spellCheck={false}
            error={typedPayee.trim() !== "" && payee === undefined ? t("desks.ask.account.wrong") : undefined}
          />
        )}
        <AmountField
          label={t("treasury.account.amount")}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            // The first of the list was meant as it stood then.
            if (!other) setChosen(to);
          }}
        />
        <SelectField
          label={t("treasury.account.plan.category")}
          hint={t("desks.ask.left", { amount: format.money(left), n: room.term })}
          value={category}
          onChange={setKind}
          options={categories.map((value) => ({ value, label: t(`house.kind.${value}`) }))}
        />
      </Grid>
      <TextArea
        label={t("desks.ask.words")}
        hint={t("desks.ask.words.hint")}
        rows={2}
        maxLength={600}
        value={words}
        onChange={setWords}
      />
      <TextField
        label={t("desks.ask.reference")}
        hint={t("desks.ask.reference.hint")}
        optional
        value={reference}
        onChange={setReference}
        autoComplete="off"
        error={long ? t("desks.ask.reference.long", { n: REFERENCE }) : undefined}
      />
      <PaperField session={session} isWages={category === "payroll"} papers={papers} onChange={setPapers} />
      <p>
        {t("desks.ask.limits", {
          free: format.money(room.free),
          most: format.money(threshold),
          lately: format.money(paid),
        })}
      </p>
      {obstacles
        .filter((one) => one !== "threshold")
        .map((one) => (
          <Notice key={one} kind="wait" title={t(`desks.ask.waits.${one}`)} />
        ))}
      {obstacles.includes("threshold") && (
        <Notice
          kind="wait"
          title={t("desks.ask.vote")}
          action={<ButtonLink href="/votes/new?kind=pay">{t("desks.request.tooFew.vote")}</ButtonLink>}
        />
      )}
      {unkept && <Notice kind="stop" live title={t("desks.ask.unkept")} />}
      <ActButton acting={acting} label={t("desks.ask.do")} notNow={notNow} onConfirm={ask} />
    </Stack>
  );
}

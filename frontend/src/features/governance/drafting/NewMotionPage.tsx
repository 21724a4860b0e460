import { type ComponentType, useState } from "react";
import { numberToHex } from "viem";
import { useLocation, useSearchParams } from "wouter";
import { useHouse } from "../../../chain/node/house.ts";
import { useTerms } from "../../../chain/oversight/rotation.ts";
import { keepRecord } from "../../../chain/records/askRecord.ts";
import { forgetDrafts, useDraftText, useDraftTexts } from "../../../chain/session/draft.ts";
import { useIsHere } from "../../../chain/write/useIsHere.ts";
import { useText } from "../../../i18n/text.ts";
import { Button } from "../../../ui/form/Button.tsx";
import { RadioGroup } from "../../../ui/form/Choice.tsx";
import { TextArea, TextField } from "../../../ui/form/Field.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { DecisionTexts } from "../motions/DecisionText.tsx";
import { type Drafted, toCall } from "../motions/decision.ts";
import { AdmitForm } from "./AdmitForm.tsx";
import { BeaconForm } from "./BeaconForm.tsx";
import { BudgetForm } from "./BudgetForm.tsx";
import { BuyBackForm } from "./BuyBackForm.tsx";
import { CancelForm } from "./CancelForm.tsx";
import { CriteriaForm } from "./CriteriaForm.tsx";
import { EraForm } from "./EraForm.tsx";
import { FigureForm } from "./FigureForm.tsx";
import type { DecisionFormProps, Described } from "./formProps.ts";
import { LossForm } from "./LossForm.tsx";
import { composeDescription, proposalId, writeDraft } from "./motionDraft.ts";
import { OperatorForm, RegistrarForm, SuccessorForm } from "./OfficeForm.tsx";
import { PayForm } from "./PayForm.tsx";
import { RoundForm } from "./RoundForm.tsx";
import { EndSeatForm, MoveSeatForm, QuestionForm } from "./TextForms.tsx";

/** Everything that the members can decide, the frequent things first. */
const forms = {
  openRound: RoundForm,
  setBudget: BudgetForm,
  pay: PayForm,
  question: QuestionForm,
  operator: OperatorForm,
  registrar: RegistrarForm,
  figure: FigureForm,
  criteria: CriteriaForm,
  admit: AdmitForm,
  era: EraForm,
  cancelRound: CancelForm,
  buyBack: BuyBackForm,
  bookLoss: LossForm,
  endSeat: EndSeatForm,
  moveSeat: MoveSeatForm,
  beacon: BeaconForm,
  successor: SuccessorForm,
} as const satisfies Record<Drafted["kind"], ComponentType<DecisionFormProps>>;
type MotionKind = keyof typeof forms;
const kinds = Object.keys(forms) as MotionKind[];

const questions = ["why", "otherwise", "who"] as const;

/** What, why, and how it will read; then a link with which one looks for sponsors. Nothing is voted on from here. */
export function NewMotionPage() {
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const kind = kinds.find((one) => one === search.get("kind")) ?? "openRound";
  const [described, setDescribed] = useState<Described>();
  const terms = useTerms();
  const Form = forms[kind];
  return (
    <>
      <PageHeader
        title={t("governance.new.title")}
        lead={t("governance.new.lead")}
        back={{ href: "/votes", label: t("votes.title") }}
      />
      <WhenLoaded state={terms}>
        {({ now, next }) => (
          <Stack gap={4}>
            <RadioGroup<MotionKind>
              legend={t("governance.new.kind")}
              value={kind}
              onChange={(chosen) => {
                setSearch({ kind: chosen }, { replace: true });
                setDescribed(undefined);
              }}
              options={kinds.map((value) => ({ value, label: t(`governance.new.${value}`) }))}
            />
            <Section title={t(`governance.new.${kind}`)}>
              <Form key={kind} terms={[now, next].filter((term) => term > 0)} onChange={setDescribed} />
            </Section>
            <MotionWords described={described} />
          </Stack>
        )}
      </WhenLoaded>
    </>
  );
}

/** The proposer's own words, the preview, and the way on. */
function MotionWords({ described }: { described: Described | undefined }) {
  const t = useText();
  const house = useHouse();
  const { contracts } = house.deployment;
  const [, go] = useLocation();
  const [title, setTitle] = useDraftText("motion.title");
  const [answers, setAnswers] = useDraftTexts("motion.answers");
  const [problem, setProblem] = useState<"long" | "unkept">();
  const isHere = useIsHere();
  const asked = questions.map((name) => ({ question: t(`governance.new.${name}`), answer: answers[name] ?? "" }));
  const calls = described === undefined ? [] : [toCall(contracts, described.decision)];
  const ready = described !== undefined && title.trim() !== "" && (answers.why ?? "").trim() !== "";
  const keep = async () => {
    const content = { calls, description: composeDescription(title, asked) };
    const text = writeDraft(content);
    if (text === undefined) return setProblem("long");
    try {
      // First what the call names: a motion is never heard of before its terms can be read.
      const id = numberToHex(await proposalId(house, content), { size: 32 });
      if (described?.text !== undefined) await keepRecord(described.text, id);
      const hash = await keepRecord(text, id);
      forgetDrafts(house, "motion.");
      if (isHere.current) go(`/votes/draft/${hash}`);
    } catch {
      setProblem("unkept");
    }
  };
  return (
    <>
      <Section title={t("governance.new.words")}>
        <Stack gap={3}>
          <TextField label={t("governance.new.name")} maxLength={100} value={title} onChange={setTitle} />
          {questions.map((name) => (
            <TextArea
              key={name}
              label={t(`governance.new.${name}`)}
              optional={name !== "why"}
              rows={name === "who" ? 2 : 3}
              maxLength={1_000}
              value={answers[name] ?? ""}
              onChange={(answer) => setAnswers({ ...answers, [name]: answer })}
            />
          ))}
        </Stack>
      </Section>
      <Section title={t("governance.new.preview")}>
        <Stack gap={3}>
          {described === undefined ? (
            <p>{t("governance.new.incomplete")}</p>
          ) : (
            <DecisionTexts calls={calls} text={described.text} />
          )}
          {problem && <Notice kind="stop" live title={t(`governance.new.${problem}`)} />}
          <Button look="primary" wide disabled={!ready} onClick={() => void keep()}>
            {t("governance.new.keep")}
          </Button>
          <p>{t(ready ? "governance.new.keep.note" : "governance.new.first")}</p>
        </Stack>
      </Section>
    </>
  );
}

import { useState } from "react";
import { useFormat } from "../../i18n/formats.ts";
import { useText } from "../../i18n/text.ts";
import { useNow } from "../../ui/clock.ts";
import { Badge, Tag } from "../../ui/data/Badge.tsx";
import { Bar } from "../../ui/data/Bar.tsx";
import { Deadline, Moment } from "../../ui/data/Deadline.tsx";
import { Figure, FigureRow } from "../../ui/data/Figure.tsx";
import { Progress } from "../../ui/data/Progress.tsx";
import { AmountField, useAmount } from "../../ui/form/AmountField.tsx";
import { Button, ButtonLink } from "../../ui/form/Button.tsx";
import { CalendarButton } from "../../ui/form/CalendarButton.tsx";
import { Checkbox, RadioGroup, Segmented } from "../../ui/form/Choice.tsx";
import { CopyText } from "../../ui/form/CopyText.tsx";
import { SelectField, TextArea, TextField } from "../../ui/form/Field.tsx";
import { Card } from "../../ui/layout/Card.tsx";
import { Disclosure } from "../../ui/layout/Disclosure.tsx";
import { Facts, Grid, Row, Section, Stack } from "../../ui/layout/Layout.tsx";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { Tabs } from "../../ui/layout/Tabs.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { ConfirmButton } from "../../ui/state/WriteState.tsx";
import { KitLists } from "./KitLists.tsx";
import styles from "./KitPage.module.css";

const whole = 1_000_000n;
const colours = ["paper", "card", "ink", "muted", "accent", "good", "wait", "stop", "cool", "line", "hairline", "wash"];

/** Each part with invented contents: the only page whose figures are not read from the house. */
export function KitParts() {
  const t = useText();
  const format = useFormat();
  return (
    <>
      <Section title={t("kit.type")}>
        <p>{t("kit.type.body")}</p>
        <ul className={styles.swatches}>
          {colours.map((name) => (
            <li key={name}>
              <span className={styles.swatch} style={{ background: `var(--${name})` }} />
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </Section>
      <Buttons />
      <Fields />
      <Choices />
      <Section title={t("kit.figures")}>
        <Figure
          size="hero"
          label={t("kit.cash")}
          value={format.money(4_821_036n * whole)}
          certainty="recorded"
          note={t("ui.asOf", { time: "14:02" })}
          made={t("kit.made")}
        />
        <FigureRow>
          <Figure label={t("kit.owed")} value={format.money(3_610_448n * whole)} certainty="attested" />
          <Figure label={t("kit.guess")} value={t("kit.guess.value", { n: 14 })} certainty="estimated" />
          <Figure label={t("kit.cash")} value={undefined} />
        </FigureRow>
      </Section>
      <States />
      <KitLists />
      <Writes />
      <Times />
      <Sheets />
    </>
  );
}

function Buttons() {
  const t = useText();
  return (
    <Section title={t("kit.buttons")}>
      <Row>
        <Button look="primary">{t("kit.primary")}</Button>
        <Button>{t("kit.secondary")}</Button>
        <Button look="quiet">{t("kit.quiet")}</Button>
        <Button look="danger">{t("kit.danger")}</Button>
      </Row>
      <Row>
        <Button look="primary" busy={t("kit.busy")}>
          {t("kit.primary")}
        </Button>
        <Button look="primary" disabled>
          {t("kit.off")}
        </Button>
        <ButtonLink href="/kit">{t("kit.secondary")}</ButtonLink>
      </Row>
      <Button look="primary" wide>
        {t("kit.primary")}
      </Button>
    </Section>
  );
}

function Fields() {
  const t = useText();
  const format = useFormat();
  const [name, setName] = useState("Li Wei");
  const [note, setNote] = useState("");
  const [typed, setTyped] = useState("50");
  const [project, setProject] = useState("none");
  const amount = useAmount(typed);
  const most = 1_200n * whole;
  return (
    <Section title={t("kit.fields")}>
      <Grid>
        <TextField
          label={t("kit.name")}
          hint={t("kit.name.hint")}
          value={name}
          onChange={setName}
          autoComplete="name"
        />
        <TextArea label={t("kit.note")} optional error={t("kit.note.error")} value={note} onChange={setNote} />
        <AmountField
          label={t("kit.amount")}
          hint={t("kit.amount.hint")}
          value={typed}
          onChange={setTyped}
          error={amount !== null && amount > most ? t("kit.amount.over", { money: format.money(most) }) : undefined}
        />
        <AmountField label={t("kit.amount")} value="12x" onChange={() => {}} />
        <SelectField
          label={t("kit.project")}
          value={project}
          onChange={setProject}
          options={[
            { value: "none", label: t("kit.project.none") },
            { value: "sign", label: t("kit.project.sign") },
          ]}
        />
        <TextField label={t("kit.name")} value="Anna Vogt" onChange={() => {}} disabled />
      </Grid>
    </Section>
  );
}

function Choices() {
  const t = useText();
  const [agreed, setAgreed] = useState(true);
  const [answer, setAnswer] = useState<"yes" | "no" | "abstain" | null>(null);
  const [range, setRange] = useState<"month" | "year" | "all">("year");
  const [tab, setTab] = useState<"one" | "two">("one");
  return (
    <Section title={t("kit.choices")}>
      <Checkbox label={t("kit.agree")} hint={t("kit.agree.hint")} checked={agreed} onChange={setAgreed} />
      <RadioGroup
        legend={t("kit.question")}
        value={answer}
        onChange={setAnswer}
        options={[
          { value: "yes", label: t("kit.yes") },
          { value: "no", label: t("kit.no") },
          { value: "abstain", label: t("kit.abstain"), disabled: true },
        ]}
      />
      <Segmented
        label={t("kit.range")}
        value={range}
        onChange={setRange}
        options={[
          { value: "month", label: t("kit.month") },
          { value: "year", label: t("kit.year") },
          { value: "all", label: t("kit.all") },
        ]}
      />
      <Tabs
        label={t("kit.tabs")}
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "one", label: t("kit.month"), panel: <p>{t("kit.sheet.body")}</p> },
          { value: "two", label: t("kit.year"), panel: <p>{t("kit.card.body")}</p> },
        ]}
      />
    </Section>
  );
}

function States() {
  const t = useText();
  const format = useFormat();
  return (
    <Section title={t("kit.states")}>
      <Notice
        kind="good"
        title={t("kit.notice.good")}
        action={<ButtonLink href="/kit">{t("kit.secondary")}</ButtonLink>}
      >
        {t("kit.notice.good.body", { n: 42, total: 200 })}
      </Notice>
      <Notice kind="wait" title={t("kit.notice.wait")} />
      <Notice kind="stop" title={t("kit.notice.stop")}>
        {t("kit.write.next")}
      </Notice>
      <Notice kind="info">{t("kit.notice.info")}</Notice>
      <Row gap={1}>
        <Badge certainty="recorded" />
        <Badge certainty="checked" />
        <Badge certainty="attested" />
        <Badge certainty="estimated" />
        <Tag>{t("kit.list.goods")}</Tag>
        <Tag tone="accent">{t("kit.list.rentCategory")}</Tag>
        <Tag tone="good">{t("ui.step.done")}</Tag>
        <Tag tone="stop">{t("ui.step.failed")}</Tag>
      </Row>
      <Grid gap={4}>
        <Progress
          label={t("kit.steps")}
          steps={[
            { name: t("kit.step.paid"), state: "done" },
            { name: t("kit.step.held"), state: "now", note: t("kit.step.held.note") },
            { name: t("kit.step.seat"), state: "next" },
          ]}
        />
        <Progress
          label={t("kit.steps")}
          steps={[
            { name: t("kit.step.paid"), state: "done" },
            { name: t("kit.step.held"), state: "failed", note: t("kit.step.held.note") },
          ]}
        />
        <Stack>
          <Bar
            label={t("kit.bar.enough")}
            text={t("kit.bar.enough.text", { n: 61, quorum: 40 })}
            value={61}
            max={200}
            mark={40}
            tone="cool"
          />
          <Bar
            label={t("kit.bar.which")}
            text={t("kit.bar.which.text", { share: format.percent(0.74) })}
            value={74}
            max={100}
            mark={50}
            tone="good"
          />
        </Stack>
      </Grid>
    </Section>
  );
}

function Writes() {
  const t = useText();
  const now = useNow(60);
  const confirm = () => {};
  const label = t("kit.write.vote");
  return (
    <Section title={t("kit.writes")}>
      <Grid min="20rem" gap={4}>
        <ConfirmButton label={label} write={{ step: "idle" }} onConfirm={confirm} />
        <ConfirmButton
          label={label}
          write={{ step: "idle" }}
          onConfirm={confirm}
          notNow={t("kit.write.closed", { time: "18:00" })}
        />
        <ConfirmButton
          label={label}
          write={{ step: "idle" }}
          onConfirm={confirm}
          detour={{ label: t("ui.write.switch.practice"), go: confirm }}
        />
        <ConfirmButton label={label} write={{ step: "confirm" }} onConfirm={confirm} />
        <ConfirmButton label={label} write={{ step: "recording" }} onConfirm={confirm} />
        <ConfirmButton label={label} write={{ step: "nothingSent" }} onConfirm={confirm} />
        <ConfirmButton label={label} write={{ step: "recorded", at: now, code: "7f3a 09c2" }} onConfirm={confirm} />
        <ConfirmButton
          label={label}
          write={{
            step: "refused",
            why: t("kit.write.why", { n: 100 }),
            next: t("kit.write.next"),
            details: <code>RoundFull(2, 100)</code>,
          }}
          onConfirm={confirm}
        />
      </Grid>
    </Section>
  );
}

function Times() {
  const t = useText();
  // Fixed to the moment the page was opened, so that the last ones run down before one's eyes.
  const [opened] = useState(useNow(60));
  return (
    <Section title={t("kit.time")}>
      <Stack gap={1}>
        <Deadline at={opened + 5 * 86_400 + 7_000} />
        <Deadline at={opened + 59 * 60} />
        <Deadline at={opened - 5} />
        <Deadline at={opened - 86_400} closed />
        <CalendarButton id="kit" title={t("kit.card")} at={opened + 5 * 86_400} />
        <Moment at={opened - 3 * 86_400} />
      </Stack>
    </Section>
  );
}

function Sheets() {
  const t = useText();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  return (
    <Section title={t("kit.sheets")}>
      <Grid>
        <Card title={t("kit.card")} tone="accent" footer={<Button look="primary">{t("kit.write.vote")}</Button>}>
          <p>{t("kit.card.body")}</p>
        </Card>
        <Card title={t("kit.card")} href="/kit">
          <p>{t("kit.card.body")}</p>
        </Card>
        <Card>
          <Facts
            facts={[
              { name: t("kit.name"), value: "Li Wei" },
              { name: t("kit.amount"), value: format.money(50_000n * whole) },
            ]}
          />
          <Disclosure>
            <CopyText text="0x3fA09c2B7d1e4F5a6b7C8d9E0f1A2b3C4d5Ea91c" shown="0x3f…a91c" />
          </Disclosure>
        </Card>
      </Grid>
      <div>
        <Button onClick={() => setOpen(true)}>{t("kit.open")}</Button>
      </div>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={t("kit.sheet")}
        footer={
          <Button look="primary" wide onClick={() => setOpen(false)}>
            {t("kit.write.vote")}
          </Button>
        }
      >
        <p>{t("kit.sheet.body")}</p>
      </Sheet>
    </Section>
  );
}

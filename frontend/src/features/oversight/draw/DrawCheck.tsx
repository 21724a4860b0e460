import type { CheckedDraw, CheckedLine } from "#protocol/oversight/checkDraw.ts";
import type { Step } from "#protocol/oversight/draw.ts";
import type { DrawFacts } from "#protocol/oversight/drawFacts.ts";
import { useSeatName } from "../../../chain/membership/useSeatName.ts";
import { type House, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import type { Election } from "../../../chain/oversight/rotation.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { Mark } from "../../../ui/data/Mark.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { Facts, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { MovingDraw } from "./MovingDraw.tsx";
import { networkName, Published } from "./Published.tsx";
import type { Checked } from "./recompute.ts";
import styles from "./SeatedTable.module.css";

/** Every step of the draw, reckoned here from the record, and whether the record says the same. */
export function DrawCheck({ election }: { election: Election }) {
  const t = useText();
  const { term, seatedAt } = election;
  // What was drawn never changes; a new block is no reason to reckon again.
  const checked = useRead(["draw", term, seatedAt], (house) => recomputeOnce(house, term));
  if (checked.status === "failed") {
    return <Notice kind="wait" title={t("oversight.draw.cannot")} />;
  }
  return (
    <WhenLoaded state={checked}>
      {(found) =>
        "missing" in found ? (
          <Notice kind="stop" live title={t("oversight.draw.missing")}>
            <p>{t(`oversight.draw.line.${found.missing}`)}</p>
          </Notice>
        ) : (
          <Stack gap={4}>
            <DrawVerdict check={found.check} />
            <MovingDraw steps={found.check.seated.steps} born={found.facts.born} />
            <Steps {...found} />
          </Stack>
        )
      }
    </WhenLoaded>
  );
}

const known = new Map<string, Promise<Checked>>();

function recomputeOnce(house: House, term: number): Promise<Checked> {
  const key = `${house.deployment.houseId} ${term}`;
  let checked = known.get(key);
  if (checked === undefined) {
    checked = import("./recompute.ts").then((file) => file.recompute(house, term));
    checked.catch(() => known.delete(key));
    known.set(key, checked);
  }
  return checked;
}

function DrawVerdict({ check }: { check: CheckedDraw }) {
  const t = useText();
  const same = check.difference === undefined;
  return (
    <Notice kind={same ? "good" : "stop"} live title={t(same ? "oversight.draw.same" : "oversight.draw.differs")}>
      <p>{t(same ? "oversight.draw.same.body" : "oversight.draw.differs.body")}</p>
      {check.difference && <Lines lines={[check.difference]} />}
      <Disclosure>
        <Lines lines={check.lines} />
      </Disclosure>
    </Notice>
  );
}

function Lines({ lines }: { lines: readonly CheckedLine[] }) {
  const t = useText();
  const facts = lines.map((line) => ({
    name: t(`oversight.draw.line.${line.what}`),
    value: <Compared line={line} />,
  }));
  return <Facts facts={facts} />;
}

function Compared({ line: { here, chain } }: { line: CheckedLine }) {
  const t = useText();
  const same = here === chain;
  return (
    <>
      <Mark kind={same ? "good" : "stop"} /> <code className={styles.code}>{here}</code>
      {!same && (
        <div>
          {t("oversight.draw.line.chain")} <code className={styles.code}>{chain}</code>
        </div>
      )}
    </>
  );
}

function Steps({ facts, check }: { facts: DrawFacts; check: CheckedDraw }) {
  const t = useText();
  const format = useFormat();
  const { beacon } = useHouse().deployment;
  const { seated, quorum } = check;
  const of = (...kinds: Step["kind"][]) => seated.steps.filter(({ kind }) => kinds.includes(kind));
  const [elected, drawn, reserves] = [of("elected"), of("chair"), of("reserve")];
  const lastChair = seated.steps.findLastIndex(({ kind }) => kind === "chair");
  const cards = seated.steps.filter(({ kind }) => kind !== "elected");
  const toChairs = seated.steps.slice(0, lastChair + 1).filter(({ kind }) => kind !== "elected");
  const waiting = facts.electorate - facts.told.served;
  return (
    <ol className={styles.steps}>
      <li>
        <h3>{t("oversight.draw.step.count")}</h3>
        <p>
          {t("oversight.draw.step.count.body", {
            turnout: facts.answers.turnout,
            electorate: facts.electorate,
            quorum,
            reached: facts.answers.turnout >= quorum ? "yes" : "no",
          })}
        </p>
      </li>
      <li>
        <h3>{t("oversight.draw.step.number")}</h3>
        <p>
          {t("oversight.draw.step.number.body", {
            round: format.count(facts.beacon.round),
            network: networkName(beacon, facts.beacon.network, t),
          })}
        </p>
        <code className={styles.code}>{facts.beacon.value}</code>
        {facts.beacon.network === 0 && <Published round={facts.beacon.round} />}
      </li>
      <li>
        <h3>{t("oversight.draw.step.order")}</h3>
        <p>{t("oversight.draw.step.order.body", { n: elected.length })}</p>
        <Cards steps={elected} />
      </li>
      <li>
        <h3>{t("oversight.draw.step.fill")}</h3>
        <p>{t("oversight.draw.step.fill.body", { n: drawn.length, waiting })}</p>
        <Cards steps={toChairs} />
        {seated.turnsAt < facts.chairs && <p>{t("oversight.draw.cycle")}</p>}
      </li>
      <li>
        <h3>{t("oversight.draw.step.reserves")}</h3>
        <p>{t("oversight.draw.step.reserves.body", { n: reserves.length })}</p>
        <Cards steps={cards.slice(toChairs.length)} />
      </li>
    </ol>
  );
}

/** One line a step: what was drawn, and from how many. */
function Cards({ steps }: { steps: readonly Step[] }) {
  const t = useText();
  const name = useSeatName();
  if (steps.length === 0) return null;
  return (
    <Disclosure summary={t("oversight.draw.cards", { n: steps.length })}>
      <ol className={styles.cards}>
        {steps.map((step) => (
          <li key={`${step.kind} ${"roll" in step ? step.roll : step.seat}`}>
            {name(step.seat)}{" "}
            <span className={styles.card}>
              {step.kind === "elected"
                ? t("oversight.approvals", { n: step.approvals })
                : t(step.kind === "passed" ? "oversight.draw.card.passed" : "oversight.draw.card", {
                    place: step.place + 1,
                    left: step.left,
                  })}
            </span>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

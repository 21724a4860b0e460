import { useState } from "react";
import { keccak256 } from "viem";
import { type Audience, audiences, MOST_PAPER_BYTES, type Paper } from "#protocol/treasury/papers.ts";
import { useHouse } from "../../../chain/node/house.ts";
import type { SignedIn } from "../../../chain/session/session.ts";
import { handInPaper } from "../../../chain/treasury/papers.ts";
import { useText } from "../../../i18n/text.ts";
import { useSaying } from "../../../parts/useSaying.ts";
import { Mark } from "../../../ui/data/Mark.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { RadioGroup } from "../../../ui/form/Choice.tsx";
import { FileField } from "../../../ui/form/FileField.tsx";
import { Grid, Row, Stack } from "../../../ui/layout/Layout.tsx";
import { ConfirmButton } from "../../../ui/state/WriteState.tsx";
import { type CleanPaper, cleanPaper } from "./cleanPaper.ts";

type PaperFieldProps = {
  session: SignedIn;
  /** Wages stay with those in office. */
  isWages: boolean;
  papers: readonly Paper[];
  onChange: (papers: readonly Paper[]) => void;
};

/** Adds a bill or a slip: it is cleaned and hashed here, and handed to the house for those who may read it. */
export function PaperField({ session, isWages, papers, onChange }: PaperFieldProps) {
  const t = useText();
  const house = useHouse();
  const { write, say, reset } = useSaying();
  const [chosen, setChosen] = useState<CleanPaper>();
  const [audience, setAudience] = useState<Audience>("table");
  const readers = isWages ? "table" : audience;
  const take = async (file: File) => {
    reset();
    setChosen(await cleanPaper(file));
  };
  const handIn = async (found: Extract<CleanPaper, { ok: true }>) => {
    const { bytes, kind } = found;
    if (!(await say(() => handInPaper(house, session, { bytes, audience: readers })))) return;
    onChange([...papers, { hash: keccak256(bytes), kind, bytes: bytes.length, audience: readers }]);
    setChosen(undefined);
    reset();
  };
  return (
    <Stack gap={2}>
      {papers.map((paper) => (
        <Row key={paper.hash}>
          <span>
            <Mark kind="good" />{" "}
            {t(paper.kind === "application/pdf" ? "desks.papers.pdf" : "desks.papers.photo", {
              code: paper.hash.slice(2, 10),
            })}{" "}
            · {t(`desks.papers.for.${paper.audience}`)}
          </span>
          <Button look="quiet" onClick={() => onChange(papers.filter((one) => one !== paper))}>
            {t("desks.payees.remove")}
          </Button>
        </Row>
      ))}
      <Grid>
        <FileField
          label={t("desks.papers.add")}
          hint={t("desks.papers.add.hint", { n: MOST_PAPER_BYTES / 1_000_000 })}
          optional
          accept="application/pdf,image/*"
          onFile={(file) => void take(file)}
          error={chosen && !chosen.ok ? t(`desks.papers.${chosen.why}`) : undefined}
        />
        <RadioGroup<Audience>
          legend={t("desks.papers.audience")}
          value={readers}
          onChange={setAudience}
          options={(isWages ? (["table"] as const) : audiences).map((value) => ({
            value,
            label: t(`desks.papers.for.${value}`),
            hint: isWages && t("desks.papers.wages"),
          }))}
        />
      </Grid>
      {chosen?.ok && (
        <ConfirmButton
          label={t("desks.papers.handIn")}
          look="secondary"
          write={write}
          onConfirm={() => void handIn(chosen)}
        />
      )}
    </Stack>
  );
}

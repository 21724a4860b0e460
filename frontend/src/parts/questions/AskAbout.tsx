import { useState } from "react";
import type { Asked } from "#protocol/relay/questions.ts";
import { loadRoom } from "../../i18n/load.ts";
import { useText } from "../../i18n/text.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Section, Stack } from "../../ui/layout/Layout.tsx";
import { Late, latePart } from "../../ui/state/latePart.tsx";
import styles from "./Questions.module.css";

const questionsAbout = latePart(async () => {
  const [file] = await Promise.all([import("./QuestionsAbout.tsx"), loadRoom("questions")]);
  return file.QuestionsAbout;
});

type AskAboutProps = {
  about: Asked;
  /** What belongs to it, whose questions are shown too: the request that an entry paid, the entry that paid a request. */
  also?: Asked | undefined;
};

/** At the end of a page about one thing: what members asked about it, and the way to ask. It comes after the page. */
export function AskAbout({ about, also }: AskAboutProps) {
  const t = useText();
  return (
    <div data-print="no">
      <Section title={t("ui.questions")}>
        <div className={styles.place}>
          <Late of={questionsAbout} props={{ about, also }} />
        </div>
      </Section>
    </div>
  );
}

/** The same among many things: looked for when somebody opens it. */
export function AskAboutButton({ about }: AskAboutProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <div data-print="no">
      <Stack gap={1}>
        <div>
          <Button look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t("ui.questions.about")}
          </Button>
        </div>
        {isOpen && <Late of={questionsAbout} props={{ about, also: undefined }} waiting={<p>{t("ui.loading")}</p>} />}
      </Stack>
    </div>
  );
}

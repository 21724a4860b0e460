import type { ReactNode } from "react";
import { plainLine } from "#protocol/relay/plainText.ts";
import { lettersIn } from "#protocol/relay/questions.ts";
import { useHouse } from "../../chain/node/house.ts";
import type { QuestionEnd } from "../../chain/questions/sayQuestion.ts";
import { forgetDrafts, useDraftText } from "../../chain/session/draft.ts";
import { useText } from "../../i18n/text.ts";
import { TextArea } from "../../ui/form/Field.tsx";
import { Stack } from "../../ui/layout/Layout.tsx";
import { ConfirmButton } from "../../ui/state/WriteState.tsx";
import { useNetworkSwitch } from "../useNetworkSwitch.ts";
import styles from "./Questions.module.css";
import { useQuestionWrite } from "./useQuestionWrite.ts";

type QuestionFieldProps = {
  /** Under which name this browser keeps what is typed, until it is sent; no other one begins like it. */
  draft: string;
  label: string;
  hint: ReactNode;
  most: number;
  /** The button. */
  confirm: string;
  /** Why it cannot be sent while nothing is written. */
  first: string;
  /** Signs a text of one plain line and hands it in. */
  onSay: (text: string) => Promise<QuestionEnd>;
};

/** Where a question or an answer is written: how much still fits, what is wrong with it, and what became of it. */
export function QuestionField({ draft, label, hint, most, confirm, first, onSay }: QuestionFieldProps) {
  const t = useText();
  const house = useHouse();
  const [typed, setTyped] = useDraftText(draft);
  const { write, say } = useQuestionWrite();
  const detour = useNetworkSwitch();
  const left = most - lettersIn(typed);
  const text = plainLine(typed);
  const isBusy = write.step === "confirm" || write.step === "recording";
  const send = async () => {
    if (await say(() => onSay(text))) forgetDrafts(house, draft);
  };
  return (
    <Stack gap={2}>
      <TextArea
        label={label}
        hint={
          <>
            {hint} <span className={styles.left}>{t("questions.left", { n: Math.max(0, left) })}</span>
          </>
        }
        error={left < 0 ? t("questions.over", { n: -left }) : undefined}
        rows={3}
        value={typed}
        onChange={setTyped}
        disabled={isBusy || write.step === "recorded"}
      />
      <ConfirmButton
        label={confirm}
        look="secondary"
        write={write}
        detour={detour}
        notNow={text === "" ? first : left < 0 && t("questions.next.shorten")}
        done={t("questions.published")}
        onConfirm={() => void send()}
      />
    </Stack>
  );
}

import { useContext, useState } from "react";
import type { Address } from "viem";
import * as tokenAbi from "#protocol/abi/token.ts";
import { projectReference } from "#protocol/commons/project.ts";
import { plainLine } from "#protocol/relay/plainText.ts";
import { readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { keepRecord } from "../../../chain/records/askRecord.ts";
import { type SignedIn, useSession } from "../../../chain/session/session.ts";
import { useDesk } from "../../../chain/session/useDesk.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { MoneyUnitContext, useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { Checkbox, RadioGroup } from "../../../ui/form/Choice.tsx";
import { TextArea, TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Sheet } from "../../../ui/layout/Sheet.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { giftDeed } from "./giftDeed.ts";

const tiles = ["20", "50", "100"] as const;

/** Amount, what for, a word, a name or none, one confirmation, thanks. */
export function GiveSheet({ onClose }: { onClose: () => void }) {
  const t = useText();
  const session = useSession();
  return (
    <Sheet open onClose={onClose} title={t("commons.give")}>
      {session.kind === "none" ? (
        <Stack gap={3}>
          <p>{t("commons.signIn")}</p>
          <SignInFirst wide before={onClose} />
        </Stack>
      ) : (
        <GiveForm key={session.account} session={session} />
      )}
    </Sheet>
  );
}

function GiveForm({ session }: { session: SignedIn }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const { decimals } = useContext(MoneyUnitContext);
  const acting = useAct();
  const [tile, setTile] = useState<string>("50");
  const [typed, setTyped] = useState("");
  const [purpose, setPurpose] = useState("");
  const [words, setWords] = useState("");
  const [nameless, setNameless] = useState(false);
  const [unkept, setUnkept] = useState(false);
  const own = useAmount(typed);
  const amount = tile === "other" ? own : BigInt(tile) * 10n ** BigInt(decimals);
  const project = projectReference(purpose);
  const balance = useRead(["balance", session.account], (from) =>
    readHouse(from, tokenAbi.balanceOf, [session.account]),
  );
  const has = balance.status === "ready" ? balance.data : undefined;
  const short = amount !== null && has !== undefined && amount > has;

  const give = async () => {
    if (amount === null || project === undefined) return;
    setUnkept(false);
    try {
      const note = await keepRecord(plainLine(words));
      await acting.run(await giftDeed(house, session.account, { amount, project, note, nameless }));
    } catch {
      setUnkept(true);
    }
  };

  const { state, code } = acting;
  if (state.step === "recorded" && amount !== null) {
    return (
      <Stack gap={3}>
        <Notice kind="good" title={t("commons.thanks", { amount: format.money(amount) })} live>
          <p>{t("commons.thanks.body", { when: format.dateTime(state.at) })}</p>
          {code && <p>{t("commons.receipt", { code })}</p>}
        </Notice>
        <Button onClick={() => window.print()}>{t("commons.print")}</Button>
      </Stack>
    );
  }
  const notNow =
    amount === null || amount === 0n
      ? t("commons.amount.first")
      : short
        ? t("commons.short", { has: format.money(has) })
        : project === undefined
          ? t("commons.purpose.long")
          : undefined;
  return (
    <Stack gap={3}>
      <RadioGroup
        legend={t("commons.amount")}
        value={tile}
        onChange={setTile}
        options={[
          ...tiles.map((value) => ({
            value: value as string,
            label: format.money(BigInt(value) * 10n ** BigInt(decimals)),
          })),
          { value: "other", label: t("commons.amount.other") },
        ]}
      />
      {tile === "other" && <AmountField label={t("commons.amount")} value={typed} onChange={setTyped} />}
      <TextField
        label={t("commons.purpose")}
        hint={t("commons.purpose.hint")}
        optional
        value={purpose}
        onChange={setPurpose}
        error={project === undefined ? t("commons.purpose.long") : undefined}
      />
      <TextArea
        label={t("commons.words")}
        hint={t("commons.words.hint")}
        optional
        rows={2}
        maxLength={500}
        value={words}
        onChange={setWords}
      />
      <Checkbox
        label={t("commons.nameless.ask")}
        hint={t("commons.nameless.hint")}
        checked={nameless}
        onChange={setNameless}
      />
      {short && __PRACTICE__ && house.practice && <PracticeMoney account={session.account} />}
      {unkept && <Notice kind="stop" live title={t("commons.unkept")} />}
      <ActButton
        label={t("commons.confirm", { amount: amount === null ? "" : format.money(amount) })}
        acting={acting}
        wide
        notNow={notNow}
        onConfirm={give}
      />
    </Stack>
  );
}

/** Practice only: somebody who paid for a seat with all they had may give all the same. */
function PracticeMoney({ account }: { account: Address }) {
  const t = useText();
  const { step, ask } = useDesk(account);
  return (
    <Notice
      kind="info"
      title={t("commons.desk")}
      action={
        <Button busy={step === "asking" && t("commons.desk.asking")} onClick={() => void ask()}>
          {t("commons.desk.ask")}
        </Button>
      }
    >
      {step === "failed" && <p role="alert">{t("commons.desk.failed")}</p>}
    </Notice>
  );
}

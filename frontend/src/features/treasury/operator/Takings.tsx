import { useState } from "react";
import type { Address } from "viem";
import * as tokenAbi from "#protocol/abi/token.ts";
import { plainLine } from "#protocol/relay/plainText.ts";
import { accounts, type Category, categories, categoryCode } from "#protocol/treasury/accounts.ts";
import { readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { keepRecord } from "../../../chain/records/askRecord.ts";
import { useDraftText } from "../../../chain/session/draft.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { SelectField, TextField } from "../../../ui/form/Field.tsx";
import { Grid, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { allowDeed, depositDeed } from "./operatorDeeds.ts";

type Kind = "cash sales" | Category;

/** Brings takings into the house account, or money that comes back: two transactions of one's own. */
export function Takings({ account }: { account: Address }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const allowing = useAct();
  const bringing = useAct();
  const [typed, setTyped] = useDraftText("takings.amount");
  const [kind, setKind] = useState<Kind>("cash sales");
  const [words, setWords] = useDraftText("takings.words");
  const [unkept, setUnkept] = useState(false);
  const amount = useAmount(typed) ?? 0n;
  const read = useRead(["takings", account], async (from) => {
    const { Treasury } = from.deployment.contracts;
    const [has, allowed] = await Promise.all([
      readHouse(from, tokenAbi.balanceOf, [account]),
      readHouse(from, tokenAbi.allowance, [account, Treasury]),
    ]);
    return { has, allowed };
  });
  const { has, allowed } = read.status === "ready" ? read.data : { has: undefined, allowed: 0n };
  const notNow =
    amount === 0n
      ? t("desks.ask.amountFirst")
      : has !== undefined && amount > has && t("desks.takings.short", { has: format.money(has) });
  const isAllowed = amount > 0n && allowed >= amount;
  const bring = async () => {
    setUnkept(false);
    let ref: `0x${string}`;
    try {
      ref = await keepRecord(plainLine(words));
    } catch {
      return setUnkept(true);
    }
    const code = kind === "cash sales" ? accounts["cash sales"] : categoryCode(kind);
    if (await bringing.run(depositDeed(code, amount, ref))) {
      setTyped("");
      setWords("");
    }
  };
  return (
    <Section title={t("desks.takings.title")}>
      <Stack gap={3}>
        <p>{t("desks.takings.about")}</p>
        <Grid>
          <AmountField
            label={t("treasury.account.amount")}
            hint={has === undefined ? undefined : t("desks.takings.has", { has: format.money(has) })}
            value={typed}
            onChange={(text) => {
              setTyped(text);
              allowing.reset();
              bringing.reset();
            }}
          />
          <SelectField
            label={t("desks.takings.kind")}
            value={kind}
            onChange={(name) => setKind(name as Kind)}
            options={[
              { value: "cash sales", label: t("desks.takings.sales") },
              ...categories.map((value) => ({
                value,
                label: t("desks.takings.back", { category: t(`house.kind.${value}`) }),
              })),
            ]}
          />
          <TextField
            label={t("desks.takings.words")}
            optional
            value={words}
            onChange={setWords}
            autoComplete="off"
            maxLength={200}
          />
        </Grid>
        {unkept && <Notice kind="stop" live title={t("desks.ask.unkept")} />}
        {isAllowed || bringing.state.step === "recorded" ? (
          <ActButton
            acting={bringing}
            label={t("desks.takings.do")}
            notNow={notNow}
            done={t("desks.takings.done")}
            onConfirm={bring}
          />
        ) : (
          <ActButton
            acting={allowing}
            look="secondary"
            label={t("desks.takings.allow")}
            notNow={notNow}
            onConfirm={() => allowing.run(allowDeed(house, amount))}
          />
        )}
        <p>{t("desks.takings.steps")}</p>
      </Stack>
    </Section>
  );
}

import { useState } from "react";
import type { ClubLanguage } from "#protocol/house/nouns.ts";
import { nameIn, PRICE_LIST } from "#protocol/voucher/priceList.ts";
import { languageNames, languages } from "../../../../i18n/language.ts";
import { useLanguage, useText } from "../../../../i18n/text.ts";
import { Arrow } from "../../../../ui/data/Arrow.tsx";
import { AmountField } from "../../../../ui/form/AmountField.tsx";
import { Button } from "../../../../ui/form/Button.tsx";
import { SelectField, TextField } from "../../../../ui/form/Field.tsx";
import { Card } from "../../../../ui/layout/Card.tsx";
import { Grid, Row, Stack } from "../../../../ui/layout/Layout.tsx";
import styles from "./GroupCard.module.css";
import {
  addItem,
  changeGroup,
  changeItem,
  type DraftGroup,
  type DraftItem,
  type Fault,
  move,
  moveTo,
  type PriceDraft,
} from "./priceDraft.ts";

interface Editing {
  draft: PriceDraft;
  faults: readonly Fault[];
  onChange: (draft: PriceDraft) => void;
}

/** One heading with what stands below it. */
export function GroupCard({ group, draft, faults, onChange }: Editing & { group: DraftGroup }) {
  const t = useText();
  const language = useLanguage();
  const { key, name, items, removed } = group;
  const [isOpen, setOpen] = useState(items.length === 0);
  const title = nameIn(name, language) || t("desks.prices.group.none");
  const change = (part: Partial<DraftGroup>) => onChange(changeGroup(draft, key, () => part));
  if (removed) return <Removed what={title} onBack={() => change({ removed: false })} />;
  const isFaulty = faults.some((fault) => fault.key === key);
  return (
    <Card title={<bdi>{title}</bdi>}>
      <Stack gap={2}>
        <Row gap={1}>
          <Button look="quiet" aria-expanded={isOpen || isFaulty} onClick={() => setOpen(!isOpen)}>
            {t(isOpen || isFaulty ? "desks.prices.close" : "desks.prices.group.edit")}
          </Button>
          <Moves what={title} onMove={(by) => onChange(move(draft, key, by))} />
          <Button look="quiet" onClick={() => change({ removed: true })}>
            {t("desks.prices.group.remove")}
          </Button>
        </Row>
        {(isOpen || isFaulty) && (
          <NameFields of={group} faults={faults} onChange={(names) => change({ name: names })} hint />
        )}
        <ul className={styles.items}>
          {items.map((item) => (
            <li key={item.key}>
              <ItemRow item={item} group={key} draft={draft} faults={faults} onChange={onChange} />
            </li>
          ))}
        </ul>
        <div>
          <Button onClick={() => onChange(addItem(draft, key))}>{t("desks.prices.item.add")}</Button>
        </div>
      </Stack>
    </Card>
  );
}

/** One item: as it will be read, and open while it is changed or something in it is wrong. */
function ItemRow({ item, group, draft, faults, onChange }: Editing & { item: DraftItem; group: number }) {
  const t = useText();
  const language = useLanguage();
  const { key, name, amount, tax, removed } = item;
  const [isOpen, setOpen] = useState(false);
  const what = nameIn(name, language) || t("desks.prices.item.new");
  const change = (part: Partial<DraftItem>) => onChange(changeItem(draft, key, part));
  if (removed) return <Removed what={what} onBack={() => change({ removed: false })} />;
  const wrong = faults.filter((fault) => fault.key === key).map((fault) => fault.what);
  const isWrong = wrong.length > 0;
  const taxes = draft.taxes.filter((one) => !one.removed);
  return (
    <Stack gap={2}>
      <div className={styles.row}>
        <bdi>{what}</bdi>
        <span>{amount}</span>
        <small>{taxes.find((one) => one.key === tax)?.label ?? ""}</small>
        <Row gap={1}>
          <Button
            look="quiet"
            aria-expanded={isOpen || isWrong}
            aria-label={t("desks.prices.item.edit", { what })}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen || isWrong ? "desks.prices.close" : "desks.prices.edit")}
          </Button>
          <Moves what={what} onMove={(by) => onChange(move(draft, key, by))} />
          <Button
            look="quiet"
            aria-label={t("desks.prices.item.remove", { what })}
            onClick={() => change({ removed: true })}
          >
            {t("desks.prices.remove")}
          </Button>
        </Row>
      </div>
      {(isOpen || isWrong) && (
        <>
          <NameFields of={item} faults={faults} onChange={(names) => change({ name: names })} />
          <Grid min="14rem">
            <AmountField
              label={t("desks.prices.amount")}
              hint={t("desks.prices.amount.hint")}
              value={amount}
              onChange={(typed) => change({ amount: typed })}
              error={amount.trim() !== "" && wrong.includes("amount") ? t("desks.prices.amount.wrong") : undefined}
            />
            <SelectField
              label={t("desks.prices.tax")}
              value={tax === null ? "" : String(tax)}
              onChange={(chosen) => change({ tax: chosen === "" ? null : Number(chosen) })}
              error={wrong.includes("taxGone") ? t("desks.prices.tax.gone") : undefined}
              options={[
                ...taxes.map((one) => ({ value: String(one.key), label: `${one.label} (${one.rate} %)` })),
                ...(wrong.includes("taxGone") ? [{ value: String(tax), label: "–" }] : []),
                { value: "", label: t("desks.prices.tax.none") },
              ]}
            />
            {draft.groups.length > 1 && (
              <SelectField
                label={t("desks.prices.group")}
                value={String(group)}
                onChange={(chosen) => onChange(moveTo(draft, key, Number(chosen)))}
                options={draft.groups
                  .filter((one) => !one.removed)
                  .map((one) => ({
                    value: String(one.key),
                    label: nameIn(one.name, language) || t("desks.prices.group.none"),
                  }))}
              />
            )}
          </Grid>
        </>
      )}
    </Stack>
  );
}

/** The name in each of the house's languages. */
function NameFields({
  of: { key, name },
  faults,
  onChange,
  hint = false,
}: {
  of: Pick<DraftItem, "key" | "name">;
  faults: readonly Fault[];
  onChange: (name: DraftItem["name"]) => void;
  /** All of them may be left out. */
  hint?: boolean;
}) {
  const t = useText();
  const wrongIn = (language: ClubLanguage) => {
    const fault = faults.find((one) => one.key === key && "language" in one && one.language === language);
    if (fault?.what === "longName") return t("desks.prices.name.long", { n: PRICE_LIST.name });
    return fault?.what === "noName" ? t("desks.prices.name.none") : undefined;
  };
  return (
    <Grid min="14rem">
      {languages.map((language) => (
        <TextField
          key={language}
          label={t("desks.prices.name", { language: languageNames[language] })}
          optional={hint}
          lang={language}
          value={name[language] ?? ""}
          onChange={(typed) => onChange({ ...name, [language]: typed })}
          error={wrongIn(language)}
          autoComplete="off"
        />
      ))}
    </Grid>
  );
}

function Moves({ what, onMove }: { what: string; onMove: (by: -1 | 1) => void }) {
  const t = useText();
  return (
    <>
      <Button look="quiet" aria-label={t("desks.prices.up", { what })} onClick={() => onMove(-1)}>
        <Arrow to="up" />
      </Button>
      <Button look="quiet" aria-label={t("desks.prices.down", { what })} onClick={() => onMove(1)}>
        <Arrow to="down" />
      </Button>
    </>
  );
}

/** What was removed and not signed yet: it can be put back where it was. */
export function Removed({ what, onBack }: { what: string; onBack: () => void }) {
  const t = useText();
  return (
    <div className={styles.removed}>
      <del>
        <bdi>{what}</bdi>
      </del>
      <Button look="quiet" aria-label={t("desks.prices.back.name", { what })} onClick={onBack}>
        {t("desks.prices.back")}
      </Button>
    </div>
  );
}

import { useEffect } from "react";
import { joinVersions, splitVersions } from "#protocol/house/versions.ts";
import { charactersOver } from "#protocol/relay/plainText.ts";
import { MAX_RECORD_BYTES, recordHash } from "#protocol/relay/records.ts";
import { useCriteria } from "../../../chain/governance/criteria.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useDraftTexts } from "../../../chain/session/draft.ts";
import { useLanguage, useText } from "../../../i18n/text.ts";
import { nameIn } from "../../../parts/PublishedText.tsx";
import { TextArea } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import type { DecisionFormProps } from "./formProps.ts";

/** The criteria of admission in every language of the club, under one hash; it begins with those that hold now. */
export function CriteriaForm({ onChange }: DecisionFormProps) {
  const t = useText();
  const own = useLanguage();
  const { languages } = useHouse().deployment.club;
  const now = useCriteria();
  const [typed, setTyped] = useDraftTexts("motion.criteria");
  const kept = splitVersions(now.text ?? "");
  const versions = languages.map((language) => ({
    language,
    text: typed[language] ?? kept.find((one) => one.language === language)?.text ?? "",
  }));
  const text = joinVersions(versions);
  const tooMany = charactersOver(text, MAX_RECORD_BYTES);
  const complete = versions.every((version) => version.text.trim() !== "") && tooMany === 0;
  const isNew = recordHash(text) !== now.hash;
  useEffect(() => {
    onChange(complete && isNew ? { decision: { kind: "criteria", hash: recordHash(text) }, text } : undefined);
  }, [complete, isNew, text, onChange]);
  return (
    <Stack gap={3}>
      {versions.map((version, i) => (
        <TextArea
          key={version.language}
          label={t("governance.new.criteria.text", { language: nameIn(own, version.language) })}
          hint={t(i === 0 ? "governance.new.criteria.first" : "governance.new.criteria.same")}
          rows={8}
          value={version.text}
          onChange={(words) => setTyped({ ...typed, [version.language]: words })}
          error={
            version.text.trim() === ""
              ? t("governance.new.criteria.empty")
              : tooMany > 0 && i === versions.length - 1
                ? t("governance.new.terms.long", { n: tooMany })
                : undefined
          }
        />
      ))}
    </Stack>
  );
}

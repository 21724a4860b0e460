import { useState } from "react";
import { useText } from "../../i18n/text.ts";
import { Segmented } from "../../ui/form/Choice.tsx";
import { Stack } from "../../ui/layout/Layout.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import styles from "./KitPage.module.css";
import { KitParts } from "./KitParts.tsx";
import { KitPictures } from "./KitPictures.tsx";

export function KitPage() {
  const t = useText();
  const [ground, setGround] = useState<"page" | "both">("page");
  return (
    <Stack gap={3}>
      <PageHeader title={t("kit.title")} lead={t("kit.lead")} />
      <Segmented
        label={t("kit.ground")}
        value={ground}
        onChange={setGround}
        options={[
          { value: "page", label: t("kit.ground.page") },
          { value: "both", label: t("kit.ground.both") },
        ]}
      />
      {ground === "page" ? (
        <All />
      ) : (
        <div className={styles.both}>
          <div data-theme="light" className={styles.ground}>
            <All />
          </div>
          <div data-theme="dark" className={styles.ground}>
            <All />
          </div>
        </div>
      )}
    </Stack>
  );
}

function All() {
  return (
    <Stack gap={6}>
      <KitParts />
      <KitPictures />
    </Stack>
  );
}

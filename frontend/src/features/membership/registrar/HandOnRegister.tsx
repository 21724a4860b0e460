import { useState } from "react";
import type { Hex } from "viem";
import { recordHash } from "#protocol/relay/records.ts";
import { useText } from "../../../i18n/text.ts";
import { Button } from "../../../ui/form/Button.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { download } from "../../../ui/form/download.ts";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import type { OpenRegister } from "./useRegister.ts";

/** The sealed register as a file: a copy against loss, and what a successor gets. */
export function HandOnRegister({ open }: { open: OpenRegister }) {
  const t = useText();
  const [hash, setHash] = useState<Hex>();
  const take = async () => {
    const file = await open.file();
    setHash(recordHash(file));
    download(file, "register.runde", "application/json");
  };
  return (
    <Section title={t("membership.register.file")}>
      <Stack gap={2}>
        <p>{t("membership.register.file.about")}</p>
        <div>
          <Button onClick={() => void take()}>{t("membership.register.file.do")}</Button>
        </div>
        {hash && (
          <div>
            <p>{t("membership.register.file.hash")}</p>
            <CopyText text={hash} shown={`${hash.slice(0, 10)}…${hash.slice(-6)}`} />
          </div>
        )}
      </Stack>
    </Section>
  );
}

import { useState } from "react";
import type { P256PublicKey } from "#protocol/voucher/p256.ts";
import { isTillName, tillLink, tillNumber, tillSign } from "#protocol/voucher/tillPairing.ts";
import { kept } from "../../chain/node/kept.ts";
import { useText } from "../../i18n/text.ts";
import { QrCode } from "../../ui/data/QrCode.tsx";
import { CopyText } from "../../ui/form/CopyText.tsx";
import { TextField } from "../../ui/form/Field.tsx";
import styles from "./LetIn.module.css";

/**
 * What those in office need to let this tablet in: its key and name as a code that any phone's camera opens, the same as
 * a number to copy, and its beginning to be compared by eye.
 */
export function LetIn({
  houseId,
  publicKey,
  name: known,
}: {
  houseId: string;
  publicKey: P256PublicKey;
  name?: string;
}) {
  const t = useText();
  const store = kept(houseId, "till.name");
  const [name, setName] = useState(() => known ?? textOr(store.get(), t("terminal.pair.name.usual")));
  const fits = isTillName(name);
  const link = fits ? tillLink(location.origin, { ...publicKey, name: name.trim() }) : undefined;
  return (
    <div className={styles.letIn}>
      <div className={styles.code} data-link={link}>
        {link !== undefined && <QrCode text={link} label={t("terminal.pair.qr")} level="L" />}
      </div>
      <div className={styles.words}>
        {known === undefined && (
          <TextField
            label={t("terminal.pair.name")}
            value={name}
            autoComplete="off"
            onChange={(next) => {
              setName(next);
              store.set(next);
            }}
            error={fits ? undefined : t("terminal.pair.name.long")}
          />
        )}
        <p>{t("terminal.pair.how")}</p>
        <p>
          {t("terminal.pair.sign")} <strong className={styles.sign}>{tillSign(publicKey)}</strong>
        </p>
        <div>
          <p>{t("terminal.pair.number")}</p>
          <CopyText text={tillNumber(publicKey)} shown={`${tillNumber(publicKey).slice(0, 16)}…`} />
        </div>
      </div>
    </div>
  );
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" && value !== "" ? value : otherwise;
}

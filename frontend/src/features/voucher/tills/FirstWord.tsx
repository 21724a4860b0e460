import { useState } from "react";
import { signable } from "#protocol/house/typedData.ts";
import { enrolmentLink, isTillName, readTillCard, type TillCard, tillSign } from "#protocol/voucher/tillPairing.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useSession } from "../../../chain/session/session.ts";
import { refusedByWallet } from "../../../chain/write/refuse.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { useRefusalWords } from "../../../parts/refusalWords.ts";
import { useNetworkSwitch } from "../../../parts/useNetworkSwitch.ts";
import { QrCode } from "../../../ui/data/QrCode.tsx";
import { AmountField, useAmount } from "../../../ui/form/AmountField.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { Segmented } from "../../../ui/form/Choice.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { ConfirmButton, type Write } from "../../../ui/state/WriteState.tsx";
import styles from "./FirstWord.module.css";
import { firstWord, numberOf } from "./tillDeeds.ts";

/** Where the tablet's code was not opened by the phone's own camera: its address or number, pasted. */
export function FindTill({ onFound }: { onFound: (card: TillCard) => void }) {
  const t = useText();
  const [text, setText] = useState("");
  const card = readTillCard(text);
  return (
    <Stack gap={2}>
      <p>{t("voucher.tills.scan")}</p>
      <TextField
        label={t("voucher.tills.paste")}
        value={text}
        onChange={setText}
        autoComplete="off"
        spellCheck={false}
        error={text.trim() !== "" && card === undefined ? t("voucher.tills.paste.wrong") : undefined}
      />
      <Button disabled={card === undefined} onClick={() => card !== undefined && onFound(card)}>
        {t("voucher.tills.paste.take")}
      </Button>
    </Stack>
  );
}

const MONTH = 30 * 86_400;
/** How long a tablet may sell until it is renewed. */
const terms = { "3": 3 * MONTH, "6": 6 * MONTH, "12": 12 * MONTH } as const;
/** What a counter takes on a busy day, in whole units of the currency. */
const USUAL_CAP = 20_000n;

/** The first of two: name, cap and end; signs, and leads a second one here. */
export function FirstWord({ seat, card, dayCap }: { seat: number; card: TillCard; dayCap?: bigint }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const session = useSession();
  const detour = useNetworkSwitch();
  const word = useRefusalWords();
  const { decimals } = house.deployment.club.currency;
  const [name, setName] = useState(card.name);
  const [cap, setCap] = useState(() => format.amount(dayCap ?? USUAL_CAP * 10n ** BigInt(decimals)));
  const [months, setMonths] = useState<keyof typeof terms>("6");
  const [write, setWrite] = useState<Write>({ step: "idle" });
  const [link, setLink] = useState<{ url: string; until: number }>();
  const amount = useAmount(cap);
  const until = house.clock.now() + terms[months];

  const sign = async () => {
    if (session.kind === "none" || amount === null) return;
    setWrite({ step: "confirm" });
    try {
      const terminal = await numberOf(house, card);
      const { x, y } = card;
      const enrolment = await firstWord(house, seat, {
        terminal,
        x,
        y,
        name: name.trim(),
        dayCap: amount,
        expiry: until,
      });
      const signature = await session.signTypedData(signable(house.deployment, "Enrolment", enrolment));
      setLink({ url: enrolmentLink(location.origin, { enrolment, signature }), until: enrolment.deadline });
      setWrite({ step: "idle" });
    } catch (error) {
      const refused = refusedByWallet(error);
      setWrite(refused === undefined ? { step: "nothingSent" } : { step: "refused", ...word(refused) });
    }
  };

  if (link !== undefined) {
    return (
      <Stack gap={2}>
        <p>{t("voucher.tills.second", { until: format.dateTime(link.until) })}</p>
        <div className={styles.code} data-link={link.url}>
          <QrCode text={link.url} label={t("voucher.tills.second.qr")} level="L" />
        </div>
        <CopyText text={link.url} shown={`${link.url.slice(0, 40)}…`} />
      </Stack>
    );
  }
  const wrongName =
    name.trim() === "" ? t("voucher.tills.name.missing") : !isTillName(name) && t("voucher.tills.name.long");
  return (
    <Stack gap={2}>
      <p>{t("voucher.tills.compare", { sign: tillSign(card) })}</p>
      <TextField
        label={t("voucher.tills.name")}
        value={name}
        onChange={setName}
        autoComplete="off"
        error={wrongName || undefined}
      />
      <AmountField label={t("voucher.tills.cap")} hint={t("voucher.tills.cap.hint")} value={cap} onChange={setCap} />
      <Segmented
        label={t("voucher.tills.until")}
        value={months}
        onChange={setMonths}
        options={(Object.keys(terms) as (keyof typeof terms)[])
          .sort((a, b) => Number(a) - Number(b))
          .map((value) => ({ value, label: t("voucher.tills.months", { n: Number(value) }) }))}
      />
      <p>{t("voucher.tills.until.date", { when: format.date(until) })}</p>
      <ConfirmButton
        label={t("voucher.tills.confirm")}
        write={write}
        detour={detour}
        notNow={amount === null || amount === 0n ? t("voucher.tills.cap.missing") : wrongName || undefined}
        onConfirm={() => void sign()}
      />
    </Stack>
  );
}

import { useState } from "react";
import { useLocation } from "wouter";
import * as counterAbi from "#protocol/abi/counter.ts";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { QrCode } from "../../../ui/data/QrCode.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { useWakeLock } from "../../../ui/useWakeLock.ts";
import { FullScreen } from "../code/FullScreen.tsx";
import { readGiftLink } from "./paperCodes.ts";

/** Somebody has one for me: a code that I show at the counter, without an account. */
export function ForYouPage() {
  const t = useText();
  const [gift] = useState(() => readGiftLink(location.hash));
  return (
    <>
      <PageHeader title={t("voucher.forYou.title")} />
      {gift === undefined ? (
        <EmptyState title={t("voucher.forYou.broken")}>{t("voucher.forYou.broken.body")}</EmptyState>
      ) : (
        <Gift {...gift} />
      )}
    </>
  );
}

function Gift({ digits, code, from }: NonNullable<ReturnType<typeof readGiftLink>>) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const [, navigate] = useLocation();
  const { pocket, keyEpoch, nonce, acceptBy, maxAmount } = code;
  const read = useRead(["paperUsed", pocket, keyEpoch, nonce], (from) =>
    Promise.all([
      readHouse(from, counterAbi.isUsed, [pocket, keyEpoch, nonce]),
      readHouse(from, counterAbi.spendKey, [pocket, keyEpoch]),
    ]),
  );
  const now = house.clock.anchored();
  const used = read.status === "ready" && read.data[0];
  const ended = acceptBy < now || (read.status === "ready" && read.data[1].expiry < now);
  useWakeLock();
  const amount = format.money(BigInt(maxAmount) * unitsPerHundredth(house.deployment.club.currency.decimals));
  return (
    <FullScreen label={t("voucher.forYou.title")} onClose={() => navigate("/")}>
      <h2>{from === "" ? t("voucher.forYou.title") : t("voucher.forYou.from", { who: from })}</h2>
      {used ? (
        <Notice kind="good" live title={t("voucher.forYou.used")} />
      ) : ended ? (
        <Notice kind="stop" live title={t("voucher.forYou.ended")} />
      ) : (
        <div data-digits={digits}>
          <QrCode text={digits} label={t("voucher.code.label")} />
        </div>
      )}
      <p>{t("voucher.forYou.good", { amount, until: format.date(acceptBy) })}</p>
    </FullScreen>
  );
}

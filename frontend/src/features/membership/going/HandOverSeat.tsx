import { useState } from "react";
import * as v from "valibot";
import { type Address, isAddress } from "viem";
import * as admissionAbi from "#protocol/abi/admission.ts";
import * as personsAbi from "#protocol/abi/persons.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import { type Message, signable } from "#protocol/house/typedData.ts";
import { type House, readHouse, useHouse } from "../../../chain/node/house.ts";
import { Unreachable } from "../../../chain/node/rpc.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useDraft, useDraftText } from "../../../chain/session/draft.ts";
import type { SignedIn } from "../../../chain/session/session.ts";
import { deadlineOf } from "../../../chain/write/nonce.ts";
import { refusedByWallet, refusedOnTheWay } from "../../../chain/write/refuse.ts";
import { useIsHere } from "../../../chain/write/useIsHere.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { useRefusalWords } from "../../../parts/refusalWords.ts";
import { useNetworkSwitch } from "../../../parts/useNetworkSwitch.ts";
import { useNow } from "../../../ui/clock.ts";
import { QrCode } from "../../../ui/data/QrCode.tsx";
import { Button } from "../../../ui/form/Button.tsx";
import { RadioGroup } from "../../../ui/form/Choice.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { TextField } from "../../../ui/form/Field.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { ConfirmButton, type Write } from "../../../ui/state/WriteState.tsx";
import { handOverLink } from "./handOverLink.ts";

/** For so long the taker may think about it, seconds. */
const LINK_LASTS = 7 * 86_400;

/** Hands one's seat to somebody admitted: what it means, and a link that only they can use. */
export function HandOverSeat({ seat, session }: { seat: number; session: SignedIn }) {
  const t = useText();
  const terms = useRead(["handOver", seat], async (house) => {
    const [price, epoch] = await Promise.all([
      readHouse(house, shareAbi.paidFor, [seat]),
      readHouse(house, shareAbi.epochOf, [BigInt(seat)]),
    ]);
    return { price, epoch };
  });
  return (
    <WhenLoaded state={terms}>
      {({ price, epoch }) => (
        <Stack gap={2}>
          <ul>
            <li>{t("membership.handOver.moves", { n: seat })}</li>
            <li>{t("membership.handOver.vouchers")}</li>
            <li>{t("membership.handOver.admitted")}</li>
          </ul>
          <HandOverForm seat={seat} paid={price} epoch={epoch} session={session} />
        </Stack>
      )}
    </WhenLoaded>
  );
}

type FormProps = { seat: number; paid: bigint; epoch: number; session: SignedIn };

/** What was signed: who has this may take the seat, until then or until what the seat signed counts no more. */
const linkSchema = v.object({ url: v.string(), until: v.number(), epoch: v.number() });
type Link = v.InferOutput<typeof linkSchema>;
const isLink = (found: unknown): found is Link | "" => found === "" || v.is(linkSchema, found);

function HandOverForm({ seat, paid, epoch, session }: FormProps) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const detour = useNetworkSwitch();
  const word = useRefusalWords();
  const here = useIsHere();
  const now = useNow(20);
  const draft = `handOver.${seat}`;
  const [to, setTo] = useDraftText(`${draft}.to`);
  const [chosen, setCost] = useDraftText(`${draft}.cost`);
  const cost = chosen === "free" ? "free" : "paid";
  const [write, setWrite] = useState<Write>({ step: "idle" });
  // It can be sent a second time after one has looked at another page.
  const [link, setLink] = useDraft<Link | "">(`${draft}.link`, "", isLink);

  const sign = async () => {
    setWrite({ step: "confirm" });
    try {
      if (!(await readHouse(house, admissionAbi.isAdmitted, [to as Address]))) {
        return setWrite({ step: "refused", why: t("membership.handOver.notAdmitted") });
      }
      const wish = await aWish(house, seat, to as Address, cost === "paid" ? paid : 0n);
      const signature = await session.signTypedData(signable(house.deployment, "HandOver", wish));
      // Whoever has signed out meanwhile leaves nothing behind.
      if (!here.current) return;
      setLink({ url: handOverLink(location.origin, { wish, signature }), until: wish.deadline, epoch: wish.seatEpoch });
      setWrite({ step: "idle" });
    } catch (error) {
      const refused = error instanceof Unreachable ? await refusedOnTheWay(error) : refusedByWallet(error);
      setWrite(refused === undefined ? { step: "nothingSent" } : { step: "refused", ...word(refused) });
    }
  };

  if (link !== "" && link.until > now && link.epoch === epoch) {
    return (
      <Stack gap={2}>
        <p>{t("membership.handOver.link", { until: format.dateTime(link.until) })}</p>
        <CopyText text={link.url} shown={`${link.url.slice(0, 40)}…`} />
        <QrCode text={link.url} label={t("membership.handOver.qr")} level="L" />
        <div>
          <Button look="quiet" onClick={() => setLink("")}>
            {t("membership.handOver.another")}
          </Button>
        </div>
        <p>{t("membership.handOver.another.note", { void: t("membership.void.title") })}</p>
      </Stack>
    );
  }
  return (
    <Stack gap={2}>
      <TextField
        label={t("membership.handOver.to")}
        hint={t("membership.handOver.to.hint")}
        value={to}
        onChange={(text) => setTo(text.trim())}
        autoComplete="off"
        error={to !== "" && !isAddress(to) ? t("membership.handOver.to.wrong") : undefined}
      />
      <RadioGroup
        legend={t("membership.handOver.price")}
        value={cost}
        onChange={setCost}
        options={[
          { value: "paid", label: format.money(paid), hint: t("membership.handOver.price.paid") },
          { value: "free", label: t("membership.handOver.price.free") },
        ]}
      />
      <ConfirmButton
        label={t("membership.handOver.do")}
        look="secondary"
        write={write}
        detour={detour}
        notNow={isAddress(to) ? undefined : t("membership.handOver.toFirst")}
        onConfirm={() => void sign()}
      />
    </Stack>
  );
}

async function aWish(house: House, seat: number, to: Address, price: bigint): Promise<Message<"HandOver">> {
  const [seatEpoch, toEpoch] = await Promise.all([
    readHouse(house, shareAbi.epochOf, [BigInt(seat)]),
    readHouse(house, personsAbi.epochOf, [BigInt(to)]),
  ]);
  return { seat, to, price, seatEpoch, toEpoch, deadline: deadlineOf(house, LINK_LASTS) };
}

import { type FormEvent, useState } from "react";
import { type Hex, zeroHash } from "viem";
import { isSignatureOf, uncompressed } from "#protocol/oversight/drand.ts";
import { useHouse } from "../../../chain/node/house.ts";
import type { Election } from "../../../chain/oversight/rotation.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { useNow } from "../../../ui/clock.ts";
import { TextField } from "../../../ui/form/Field.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { storeDeed } from "../deeds.ts";
import { networkName, Published } from "./Published.tsx";

/** 96 digits, however they were copied. */
function signatureIn(text: string): Hex | undefined {
  const digits = text.trim().toLowerCase().replace(/^0x/, "");
  return /^[0-9a-f]{96}$/.test(digits) ? `0x${digits}` : undefined;
}

/**
 * While a draw waits for its number: which round decides, and a way to bring its signature by hand, so that nobody depends
 * on the house's own server. A wrong one is refused here, and by the contract.
 */
export function BringSignature({ election }: { election: Election }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(5);
  const named = useHouse().deployment.beacon;
  const { beacon, roundAt, round, network } = election;
  if (beacon !== zeroHash) return null;
  return (
    <Section title={t("oversight.bring")}>
      <Stack gap={2}>
        <p>
          {t(now < roundAt ? "oversight.bring.ahead" : "oversight.bring.body", {
            round: format.count(Number(round)),
            network: networkName(named, network, t),
            when: format.dateTime(roundAt),
          })}
        </p>
        {network === 0 && <Published round={Number(round)} />}
        {now >= roundAt && <SignatureForm election={election} />}
      </Stack>
    </Section>
  );
}

function SignatureForm({ election: { network, round } }: { election: Election }) {
  const t = useText();
  const format = useFormat();
  const { beacon } = useHouse().deployment;
  const acting = useAct("storeBeacon");
  const [text, setText] = useState("");
  const signature = signatureIn(text);
  // Of a network that was named by a later vote the deployment does not know the key: the contract has the last word.
  const isRight = signature !== undefined && (network !== 0 || isSignatureOf(beacon, Number(round), signature));
  const wrong =
    text.trim() === ""
      ? undefined
      : signature === undefined
        ? t("oversight.bring.malformed")
        : isRight
          ? undefined
          : t("oversight.bring.wrong", { round: format.count(Number(round)) });
  const bring = async () =>
    signature !== undefined && isRight && acting.run(storeDeed(network, round, uncompressed(signature)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void bring();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={2}>
        <TextField
          label={t("oversight.bring.signature")}
          hint={t("oversight.bring.hint")}
          error={wrong}
          value={text}
          onChange={setText}
          autoComplete="off"
          spellCheck={false}
        />
        <ActButton
          acting={acting}
          anybody
          label={t("oversight.bring.do")}
          notNow={isRight ? false : t("oversight.bring.first")}
          onConfirm={bring}
        />
      </Stack>
    </form>
  );
}

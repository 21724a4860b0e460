import { useState } from "react";
import { signable } from "#protocol/house/typedData.ts";
import { type LateBatch, type LateFile, readLateFile, writeLateFile } from "#protocol/voucher/lateFile.ts";
import { unitsPerHundredth } from "#protocol/voucher/payCode.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useSession } from "../../../chain/session/session.ts";
import { refusedByWallet } from "../../../chain/write/refuse.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { useRefusalWords } from "../../../parts/refusalWords.ts";
import { useNetworkSwitch } from "../../../parts/useNetworkSwitch.ts";
import { FileField } from "../../../ui/form/FileField.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { ConfirmButton, type Write } from "../../../ui/state/WriteState.tsx";
import { lateDeed, lateWord } from "./tillDeeds.ts";

/**
 * What a tablet accepted and may not hand in any more: two of those in office vouch for its file. The first one's words
 * go into the file, the second one hands it in.
 */
export function LateHandIn({ seat }: { seat: number }) {
  const t = useText();
  const { deployment } = useHouse();
  const [file, setFile] = useState<LateFile | "broken">();
  const read = async (chosen: File) => {
    const found = readLateFile(await chosen.text());
    const isOurs =
      found?.chainId === deployment.chainId &&
      found.counter.toLowerCase() === deployment.contracts.Counter.toLowerCase();
    setFile(isOurs ? found : "broken");
  };
  return (
    <Card title={t("voucher.late.title")}>
      <Stack gap={2}>
        <p>{t("voucher.late.body")}</p>
        <FileField
          label={t("voucher.late.file")}
          error={file === "broken" ? t("voucher.late.broken") : undefined}
          accept="application/json,.json"
          onFile={(chosen) => void read(chosen)}
        />
        {file !== undefined && file !== "broken" && <Batches file={file} seat={seat} />}
      </Stack>
    </Card>
  );
}

function Batches({ file, seat }: { file: LateFile; seat: number }) {
  const t = useText();
  if (file.batches.length === 0) return <Notice kind="info" title={t("voucher.late.empty")} />;
  const vouched = file.batches.every(({ word }) => word !== undefined && word.message.seat !== seat);
  return (
    <Stack gap={2}>
      {file.batches.map((late) => (
        <Batch key={late.batch.seq} file={file} late={late} seat={seat} isSecond={vouched} />
      ))}
      {!vouched && <VouchFirst file={file} seat={seat} />}
    </Stack>
  );
}

function Batch({ file, late, seat, isSecond }: { file: LateFile; late: LateBatch; seat: number; isSecond: boolean }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct();
  const { items, seq } = late.batch;
  const sum = items.reduce((all, { amount }) => all + amount, 0);
  const unit = unitsPerHundredth(house.deployment.club.currency.decimals);
  return (
    <div>
      <p>
        {t("voucher.late.batch", {
          n: items.length,
          seq,
          sum: format.money(BigInt(sum) * unit),
          when: format.dateTime(items[0]?.acceptedAt ?? 0),
        })}
      </p>
      {isSecond && (
        <ActButton
          acting={acting}
          label={t("voucher.late.handIn")}
          onConfirm={async () => acting.run(await lateDeed(house, seat, file, late))}
        />
      )}
    </div>
  );
}

/** One word for each batch, and the file for the second one. */
function VouchFirst({ file, seat }: { file: LateFile; seat: number }) {
  const t = useText();
  const house = useHouse();
  const session = useSession();
  const detour = useNetworkSwitch();
  const words = useRefusalWords();
  const [write, setWrite] = useState<Write>({ step: "idle" });
  const vouch = async () => {
    if (session.kind === "none") return;
    setWrite({ step: "confirm" });
    try {
      const batches: LateBatch[] = [];
      for (const late of file.batches) {
        const message = await lateWord(house, seat, late.batch);
        const signature = await session.signTypedData(signable(house.deployment, "LateHandIn", message));
        batches.push({ ...late, word: { message, signature } });
      }
      save(writeLateFile({ ...file, batches }), `counter-${file.terminal}-for-the-second.json`);
      setWrite({ step: "recorded", at: house.clock.now() });
    } catch (error) {
      const refused = refusedByWallet(error);
      setWrite(refused === undefined ? { step: "nothingSent" } : { step: "refused", ...words(refused) });
    }
  };
  return (
    <ConfirmButton
      label={t("voucher.late.vouch", { n: file.batches.length })}
      write={write}
      detour={detour}
      done={t("voucher.late.vouched")}
      onConfirm={() => void vouch()}
    />
  );
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

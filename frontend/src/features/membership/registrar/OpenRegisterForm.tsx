import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useHouse } from "../../../chain/node/house.ts";
import { useText } from "../../../i18n/text.ts";
import { Button } from "../../../ui/form/Button.tsx";
import { TextField } from "../../../ui/form/Field.tsx";
import { FileField } from "../../../ui/form/FileField.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { SkeletonLines } from "../../../ui/state/Skeleton.tsx";
import { newRegister, type Register } from "./register.ts";
import {
  keepRegister,
  keptRegister,
  lockWith,
  openRegister,
  type RegisterLock,
  SHORTEST_PASSPHRASE,
  sealRegister,
} from "./registerFile.ts";
import { Unkept } from "./Unkept.tsx";

const yes = () => true;
const no = () => false;

type OpenRegisterFormProps = { onOpened: (opened: { register: Register; lock: RegisterLock }) => void };

/** Opens the register of this browser or one from a file; the first time it is made. */
export function OpenRegisterForm({ onOpened }: OpenRegisterFormProps) {
  const { houseId } = useHouse().deployment;
  const kept = useQuery({
    queryKey: ["register", houseId],
    gcTime: 0,
    staleTime: 0,
    queryFn: async () => (await keptRegister(houseId)) ?? null,
  });
  const [brought, setBrought] = useState<string>();
  if (kept.isPending) return <SkeletonLines lines={4} />;
  // What cannot be read may be there all the same: a new one would take its place.
  if (kept.isError) return <Unkept />;
  const file = brought ?? kept.data ?? undefined;
  return (
    <Stack gap={4}>
      {file === undefined ? (
        <MakeRegister onOpened={onOpened} />
      ) : (
        <Unlock key={brought} file={file} isBrought={brought !== undefined} onOpened={onOpened} />
      )}
      <BringRegister onBrought={setBrought} />
    </Stack>
  );
}

function Unlock({ file, isBrought, onOpened }: { file: string; isBrought: boolean } & OpenRegisterFormProps) {
  const t = useText();
  const { houseId } = useHouse().deployment;
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<"noRegister" | "wrongPassphrase">();
  const [busy, setBusy] = useState(false);
  const [unkept, setUnkept] = useState(false);
  const unlock = async () => {
    setBusy(true);
    setUnkept(false);
    const opened = await openRegister(file, typed);
    setBusy(false);
    if (!opened.ok) return setProblem(opened.why);
    // The one that lies here already opens also where nothing more can be kept.
    const isKept = !isBrought || (await keepRegister(houseId, file).then(yes, no));
    if (isKept) onOpened(opened);
    else setUnkept(true);
  };
  return (
    <Section title={t("membership.register.open")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void unlock();
        }}
      >
        <Stack gap={3}>
          <TextField
            label={t("membership.register.passphrase")}
            type="password"
            autoComplete="current-password"
            value={typed}
            onChange={(text) => {
              setTyped(text);
              setProblem(undefined);
            }}
            error={problem && t(`membership.register.${problem}`)}
          />
          {unkept && <Unkept />}
          <Button type="submit" look="primary" busy={busy && t("membership.register.opening")} disabled={typed === ""}>
            {t("membership.register.open.do")}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}

function MakeRegister({ onOpened }: OpenRegisterFormProps) {
  const t = useText();
  const { houseId } = useHouse().deployment;
  const [typed, setTyped] = useState("");
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const [unkept, setUnkept] = useState(false);
  const short = typed.length < SHORTEST_PASSPHRASE;
  const differs = again !== "" && again !== typed;
  const make = async () => {
    setBusy(true);
    setUnkept(false);
    const [register, lock] = [newRegister(), await lockWith(typed)];
    const isKept = await keepRegister(houseId, await sealRegister(lock, register)).then(yes, no);
    setBusy(false);
    if (isKept) onOpened({ register, lock });
    else setUnkept(true);
  };
  return (
    <Section title={t("membership.register.make")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Stack gap={3}>
          <p>{t("membership.register.about")}</p>
          <TextField
            label={t("membership.register.passphrase.new")}
            hint={t("membership.register.passphrase.hint", { n: SHORTEST_PASSPHRASE })}
            type="password"
            autoComplete="new-password"
            value={typed}
            onChange={setTyped}
          />
          <TextField
            label={t("membership.register.passphrase.again")}
            type="password"
            autoComplete="new-password"
            value={again}
            onChange={setAgain}
            error={differs ? t("membership.register.passphrase.differs") : undefined}
          />
          <Notice kind="wait" title={t("membership.register.lost")} />
          {unkept && <Unkept />}
          <Button
            type="submit"
            look="primary"
            busy={busy && t("membership.register.making")}
            disabled={short || again !== typed}
          >
            {t("membership.register.make.do")}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}

/** A register that another browser, or a former registrar, has kept. */
function BringRegister({ onBrought }: { onBrought: (file: string) => void }) {
  const t = useText();
  return (
    <FileField
      label={t("membership.register.bring")}
      hint={t("membership.register.bring.hint")}
      accept=".runde,application/json"
      onFile={(file) => void file.text().then(onBrought)}
    />
  );
}

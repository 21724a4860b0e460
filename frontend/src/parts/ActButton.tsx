import { type ReactNode, useState } from "react";
import { type Refused, refusedOnTheWay } from "../chain/write/refuse.ts";
import type { Acting } from "../chain/write/useAct.ts";
import type { ButtonLook } from "../ui/form/Button.tsx";
import { ConfirmButton, type Write } from "../ui/state/WriteState.tsx";
import { useRefusalWords } from "./refusalWords.ts";
import { useNetworkSwitch } from "./useNetworkSwitch.ts";

type ActButtonProps = {
  acting: Acting;
  label: ReactNode;
  onConfirm: () => Promise<unknown>;
  look?: ButtonLook;
  wide?: boolean;
  notNow?: ReactNode;
  done?: ReactNode;
  /** Nothing is signed, so it does not matter which chain a wallet looks at. */
  anybody?: boolean;
};

/** The one button of what a person does; from another chain it leads to this one first. */
export function ActButton({ acting: { state, code, giveUp }, onConfirm, anybody = false, ...rest }: ActButtonProps) {
  const word = useRefusalWords();
  const detour = useNetworkSwitch();
  const [failed, setFailed] = useState<Refused>();
  const confirm = () => {
    setFailed(undefined);
    onConfirm().catch(async (error: unknown) => setFailed(await refusedOnTheWay(error)));
  };
  const write: Write =
    state.step === "refused"
      ? { step: "refused", ...word(state.refused) }
      : failed !== undefined
        ? { step: "refused", ...word(failed) }
        : state.step === "recorded"
          ? { step: "recorded", at: state.at, ...(code !== undefined && { code }) }
          : state.step === "confirm"
            ? { step: "confirm", giveUp }
            : state;
  return <ConfirmButton {...rest} write={write} detour={anybody ? undefined : detour} onConfirm={confirm} />;
}

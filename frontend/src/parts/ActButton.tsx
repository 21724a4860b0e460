import type { ReactNode } from "react";
import type { Acting } from "../chain/write/useAct.ts";
import type { ButtonLook } from "../ui/form/Button.tsx";
import { ConfirmButton } from "../ui/state/WriteState.tsx";

type ActButtonProps = {
  acting: Acting;
  label: ReactNode;
  onConfirm: () => Promise<unknown>;
  look?: ButtonLook;
  wide?: boolean;
  notNow?: ReactNode;
  done?: ReactNode;
};

/** The one button of what a person signs; on another chain it leads to this one first. */
export function ActButton({ acting: { write, detour }, onConfirm, ...rest }: ActButtonProps) {
  return <ConfirmButton {...rest} write={write} detour={detour} onConfirm={() => void onConfirm()} />;
}

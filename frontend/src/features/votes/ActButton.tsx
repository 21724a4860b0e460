import type { ReactNode } from "react";
import type { Acting } from "../../chain/useAct.ts";
import type { ButtonLook } from "../../ui/Button.tsx";
import { ConfirmButton } from "../../ui/WriteState.tsx";

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

import type { ReactNode } from "react";
import { useHouse } from "../../chain/house.ts";
import type { Acting } from "../../chain/useAct.ts";
import { useText } from "../../i18n/text.ts";
import { Button, type ButtonLook } from "../../ui/Button.tsx";
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

/** The one button of a confirmation; on another chain it leads to this one first. */
export function ActButton({ acting, label, onConfirm, ...rest }: ActButtonProps) {
  const t = useText();
  const house = useHouse();
  const { write, switchChain } = acting;
  if (switchChain && write.step !== "recorded") {
    return (
      <Button look="primary" wide={rest.wide} onClick={() => void switchChain().catch(() => undefined)}>
        {t(house.practice ? "votes.switch.practice" : "votes.switch")}
      </Button>
    );
  }
  return <ConfirmButton {...rest} label={label} write={write} onConfirm={() => void onConfirm()} />;
}

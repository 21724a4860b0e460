import type { ReactNode } from "react";
import { askSignIn } from "../chain/session/session.ts";
import { useText } from "../i18n/text.ts";
import { Button, type ButtonLook } from "../ui/form/Button.tsx";
import { Notice } from "../ui/state/Notice.tsx";

type SignInFirstProps = {
  /** What one could do here, were one signed in; left out, it stands beside the button already. */
  why?: ReactNode;
  /** The button's own words; usually it says what it does. */
  label?: ReactNode;
  look?: ButtonLook;
  wide?: boolean;
  /** Makes room for the sheet. */
  before?: () => void;
};

/** For who is not signed in: why they would be, and the way there. */
export function SignInFirst({ why, label, look = "primary", wide = false, before }: SignInFirstProps) {
  const t = useText();
  const ask = () => {
    before?.();
    askSignIn();
  };
  const button = (
    <Button look={look} wide={wide} onClick={ask}>
      {label ?? t("shell.signIn")}
    </Button>
  );
  return why === undefined ? <div>{button}</div> : <Notice kind="info" title={why} action={button} />;
}

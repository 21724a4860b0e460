import type { ReactNode } from "react";
import { type Address, isAddressEqual } from "viem";
import { useSession } from "../../../chain/session/session.ts";
import type { Acting } from "../../../chain/write/useAct.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";

type SeatOfferProps = {
  acting: Acting;
  /** The account that may take it. */
  to: Address;
  /** What it is, a line each. */
  facts: readonly string[];
  signIn: string;
  /** For whoever is signed in as another account. */
  notMine: string;
  label: ReactNode;
  done: string;
  onTake: () => Promise<unknown>;
};

/** A seat that one account may take: what it is, and one confirmation for whom it is meant for. */
export function SeatOffer({ acting, to, facts, signIn, notMine, label, done, onTake }: SeatOfferProps) {
  const t = useText();
  const session = useSession();
  const isForMe = session.kind !== "none" && isAddressEqual(session.account, to);
  if (acting.state.step === "recorded") {
    return (
      <Notice kind="good" live title={done} action={<ButtonLink href="/me">{t("membership.take.toMe")}</ButtonLink>} />
    );
  }
  return (
    <Card tone="accent">
      <Stack gap={2}>
        <ul>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {session.kind === "none" && <SignInFirst why={signIn} />}
        {session.kind !== "none" && !isForMe && <Notice kind="wait" title={notMine} />}
        {isForMe && <ActButton acting={acting} label={label} wide onConfirm={onTake} />}
      </Stack>
    </Card>
  );
}

import type { ReactNode } from "react";
import { type SignedIn, useSession } from "../../chain/session/session.ts";
import { useText } from "../../i18n/text.ts";
import { SignInFirst } from "../../parts/SignInFirst.tsx";
import { Stack } from "../../ui/layout/Layout.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { Notice } from "../../ui/state/Notice.tsx";

type DeskGateProps = {
  title: string;
  lead: string;
  /** Whether who is signed in works here. */
  isTheirs: (session: SignedIn) => boolean;
  /** What others read. */
  notYours: { title: string; body: string };
  children: (session: SignedIn) => ReactNode;
};

/** A desk is a page like any other: who may work there is known from the chain, and everybody else reads why not. */
export function DeskGate({ title, lead, isTheirs, notYours, children }: DeskGateProps) {
  const t = useText();
  const session = useSession();
  return (
    <>
      <PageHeader title={title} lead={lead} back={{ href: "/me", label: t("shell.me") }} />
      <Stack gap={4}>
        {session.kind === "none" ? (
          <SignInFirst why={notYours.title} />
        ) : isTheirs(session) ? (
          children(session)
        ) : (
          <Notice kind="info" title={notYours.title}>
            {notYours.body}
          </Notice>
        )}
      </Stack>
    </>
  );
}

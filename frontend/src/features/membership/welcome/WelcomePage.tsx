import { useRead } from "../../../chain/node/useRead.ts";
import { useSeat, useSession, useSignIn } from "../../../chain/session/session.ts";
import { useText } from "../../../i18n/text.ts";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { LoadedPage } from "../../../ui/state/LoadedPage.tsx";
import { PageFallback } from "../../../ui/state/PageFallback.tsx";
import { readSeat } from "../share/seat.ts";
import { Welcome } from "./Welcome.tsx";

/** The moment of having become a member, found again. */
export function WelcomePage() {
  const t = useText();
  const session = useSession();
  const { resuming } = useSignIn();
  const number = useSeat();
  if (session.kind !== "none") return <LoadedPage state={number}>{(seat) => <OfSeat number={seat} />}</LoadedPage>;
  if (resuming) return <PageFallback />;
  return (
    <>
      <PageHeader title={t("membership.welcome.again")} />
      <SignInFirst why={t("membership.welcome.none.body")} />
    </>
  );
}

function OfSeat({ number }: { number: number }) {
  const t = useText();
  const back = { href: "/me", label: t("shell.me") };
  const seat = useRead(["seat", number], (house) => readSeat(house, number), { when: number > 0 });
  if (number === 0) {
    return (
      <>
        <PageHeader title={t("membership.welcome.none")} back={back} />
        <EmptyState
          title={t("membership.welcome.none.body")}
          action={<ButtonLink href="/rounds">{t("membership.seat.rounds")}</ButtonLink>}
        />
      </>
    );
  }
  return (
    <LoadedPage state={seat} back={back}>
      {(found) =>
        found && (
          <>
            <PageHeader title={t("membership.welcome.title")} back={back} />
            <Welcome seat={found} />
          </>
        )
      }
    </LoadedPage>
  );
}

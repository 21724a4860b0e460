import type { Address } from "viem";
import { type SignedIn, useSeat, useSession, useSignIn } from "../../chain/session/session.ts";
import { BuyBackCard } from "../../features/funding/buyBack/BuyBackCard.tsx";
import { MyPlaces } from "../../features/funding/rounds/MyPlaces.tsx";
import { VoidSigned } from "../../features/membership/going/VoidSigned.tsx";
import { MyLine } from "../../features/membership/share/MyLine.tsx";
import { MyShare } from "../../features/membership/share/MyShare.tsx";
import { FirstWelcome } from "../../features/membership/welcome/FirstWelcome.tsx";
import { MyVouchers } from "../../features/voucher/code/MyVouchers.tsx";
import { useText } from "../../i18n/text.ts";
import { SignInFirst } from "../../parts/SignInFirst.tsx";
import { ButtonLink } from "../../ui/form/Button.tsx";
import { Card } from "../../ui/layout/Card.tsx";
import { Columns, Section, Stack } from "../../ui/layout/Layout.tsx";
import { PageHeader } from "../../ui/layout/PageHeader.tsx";
import { SkeletonLines } from "../../ui/state/Skeleton.tsx";
import { WhenLoaded } from "../../ui/state/WhenLoaded.tsx";
import { DeskCards } from "./DeskCards.tsx";
import { OnTheWay } from "./OnTheWay.tsx";
import { Settings } from "./Settings.tsx";
import { MyTurn } from "./turn/MyTurn.tsx";

/** What is mine here: my turn, my vouchers, my share, and how I want it. */
export function MePage() {
  const t = useText();
  const session = useSession();
  const { resuming } = useSignIn();
  if (session.kind !== "none") return <SignedInMe key={session.account} session={session} />;
  if (resuming) {
    return (
      <>
        <PageHeader title={t("shell.me")} />
        <SkeletonLines lines={6} />
      </>
    );
  }
  return (
    <>
      <PageHeader title={t("shell.me")} lead={t("me.out.lead")} />
      <Stack gap={3}>
        <ul>
          <li>{t("me.out.turn")}</li>
          <li>{t("me.out.vouchers")}</li>
          <li>{t("me.out.share")}</li>
        </ul>
        <SignInFirst />
        <p>
          {t("me.out.noMember")}{" "}
          <ButtonLink look="quiet" href="/rounds">
            {t("membership.seat.rounds")}
          </ButtonLink>
        </p>
      </Stack>
    </>
  );
}

function SignedInMe({ session }: { session: SignedIn }) {
  const t = useText();
  const seat = useSeat();
  const name = session.kind === "demo" ? session.name : "";
  return (
    <>
      <PageHeader title={name || t("shell.me")} isWritten={name !== ""} lead={<Lead />} />
      <Stack gap={4}>
        <OnTheWay />
        <WhenLoaded state={seat}>
          {(number) => (
            <>
              <h2 className="visually-hidden">{t("me.mine")}</h2>
              <Columns>
                <Stack gap={3}>
                  {number > 0 && <FirstWelcome seat={number} />}
                  {number > 0 ? <Member seat={number} account={session.account} /> : <NotYetMember session={session} />}
                </Stack>
                <Stack gap={3}>
                  {number > 0 && <Share seat={number} session={session} />}
                  <OwnSettings session={session} />
                </Stack>
              </Columns>
            </>
          )}
        </WhenLoaded>
        {/* Whoever cannot be found out about still signs out here. */}
        {seat.status === "failed" && <OwnSettings session={session} />}
      </Stack>
    </>
  );
}

function OwnSettings({ session }: { session: SignedIn }) {
  const t = useText();
  return (
    <Section title={t("me.settings")}>
      <Settings session={session} />
      <VoidSigned account={session.account} />
    </Section>
  );
}

function Lead() {
  const t = useText();
  const seat = useSeat();
  if (seat.status !== "ready") return null;
  return seat.data > 0 ? t("me.lead.member", { n: seat.data }) : t("me.lead.newcomer");
}

/** What is to be done, and what one comes for most. */
function Member({ seat, account }: { seat: number; account: Address }) {
  return (
    <>
      <MyTurn seat={seat} />
      <DeskCards account={account} seat={seat} />
      <MyVouchers account={account} />
      <BuyBackCard seat={seat} account={account} />
      <MyPlaces account={account} seat={seat} />
    </>
  );
}

/** What one has, and how others see it. */
function Share({ seat, session }: { seat: number; session: SignedIn }) {
  const t = useText();
  return (
    <>
      <Card href="/me/records" title={t("me.records")}>
        <p>{t("me.records.lead")}</p>
      </Card>
      <MyShare seat={seat} />
      <Section title={t("me.line")}>
        <MyLine seat={seat} session={session} />
      </Section>
    </>
  );
}

function NotYetMember({ session }: { session: SignedIn }) {
  const t = useText();
  return (
    <>
      <DeskCards account={session.account} seat={0} />
      <MyVouchers account={session.account} ifAny />
      <MyPlaces account={session.account} seat={0} />
      <Card title={t("me.later")}>
        <p>{t("me.later.body")}</p>
      </Card>
    </>
  );
}

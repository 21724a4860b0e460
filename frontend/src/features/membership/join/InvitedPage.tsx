import { useQuery } from "@tanstack/react-query";
import { type Hex, isAddressEqual, isHex } from "viem";
import * as admissionAbi from "#protocol/abi/admission.ts";
import { invitationOf, wordOfOpening } from "#protocol/membership/invitations.ts";
import { type LinkAnswer, openLink, readLink } from "../../../chain/membership/invitations.ts";
import { readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { type SignedIn, useSession } from "../../../chain/session/session.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { useNetworkSwitch } from "../../../parts/useNetworkSwitch.ts";
import { useSaying } from "../../../parts/useSaying.ts";
import { useNow } from "../../../ui/clock.ts";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { Written } from "../../../ui/layout/Written.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { SkeletonLines } from "../../../ui/state/Skeleton.tsx";
import { ConfirmButton } from "../../../ui/state/WriteState.tsx";

/** Milliseconds between two looks at what the registrar has decided. */
const LOOK = 15_000;

/** Where a one-time link leads: one says with which account one comes, and reads four digits out. */
export function InvitedPage() {
  const t = useText();
  const secret = readSecret(location.hash);
  return (
    <>
      <PageHeader title={t("membership.invited.title")} lead={t("membership.invited.lead")} />
      {secret === undefined ? (
        <EmptyState title={t("membership.invited.broken")}>{t("membership.invited.broken.body")}</EmptyState>
      ) : (
        <Invited secret={secret} />
      )}
    </>
  );
}

function readSecret(fragment: string): Hex | undefined {
  const secret = `0x${fragment.replace(/^#/, "").toLowerCase()}`;
  return isHex(secret) && secret.length === 34 ? secret : undefined;
}

function Invited({ secret }: { secret: Hex }) {
  const t = useText();
  const format = useFormat();
  const now = useNow(20);
  const session = useSession();
  const id = invitationOf(useHouse().deployment.houseId, secret);
  const link = useQuery({
    queryKey: ["invitation", id],
    queryFn: async () => (await readLink(id, secret)) ?? null,
    refetchInterval: LOOK,
    staleTime: 0,
    retry: 1,
  });
  if (link.isPending) return <SkeletonLines lines={4} />;
  if (link.isError) return <Notice kind="wait" title={t("membership.said.unreachable")} />;
  const found = link.data;
  if (found === null) {
    return <EmptyState title={t("membership.invited.unknown")}>{t("membership.invited.unknown.body")}</EmptyState>;
  }
  if (found.answer !== undefined) return <Answered answer={found.answer} />;
  const account = session.kind === "none" ? undefined : session.account;
  const mine = account !== undefined && found.openings.some((one) => isAddressEqual(one.account, account));
  if (mine) return <Opened secret={secret} openings={found.openings.length} account={account} />;
  if (found.until < now) {
    return (
      <EmptyState title={t("membership.invited.over", { until: format.date(found.until) })}>
        {t("membership.invited.unknown.body")}
      </EmptyState>
    );
  }
  return (
    <Stack gap={3}>
      {found.openings.length > 0 && (
        <Notice kind="stop" title={t("membership.invited.taken")}>
          {t("membership.invited.taken.body")}
        </Notice>
      )}
      {session.kind === "none" ? (
        <Card tone="accent">
          <Stack gap={2}>
            <p>{t("membership.invited.signIn")}</p>
            <SignInFirst wide />
          </Stack>
        </Card>
      ) : (
        <OpenIt id={id} session={session} onOpened={() => void link.refetch()} />
      )}
    </Stack>
  );
}

function OpenIt({ id, session, onOpened }: { id: Hex; session: SignedIn; onOpened: () => void }) {
  const t = useText();
  const house = useHouse();
  const detour = useNetworkSwitch();
  const { write, say } = useSaying();
  return (
    <Card tone="accent">
      <Stack gap={2}>
        <p>
          {t("membership.invited.account", { account: `${session.account.slice(0, 6)}…${session.account.slice(-4)}` })}
        </p>
        <ConfirmButton
          label={t("membership.invited.do")}
          wide
          write={write}
          detour={detour}
          onConfirm={() => void say(() => openLink(house, session, id)).then((kept) => kept && onOpened())}
        />
        <p>{t("membership.invited.free")}</p>
      </Stack>
    </Card>
  );
}

/** The digits to read out, until the record says that one is admitted. */
function Opened({ secret, openings, account }: { secret: Hex; openings: number; account: `0x${string}` }) {
  const t = useText();
  const admitted = useRead(["isAdmitted", account], (house) => readHouse(house, admissionAbi.isAdmitted, [account]));
  if (admitted.status === "ready" && admitted.data) {
    return (
      <Notice
        kind="good"
        title={t("membership.invited.admitted")}
        action={
          <ButtonLink look="primary" href="/rounds">
            {t("membership.seat.rounds")}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <Card tone="accent" title={t("membership.invited.word", { word: wordOfOpening(secret, account) })}>
      <Stack gap={2}>
        <p>{t("membership.invited.call")}</p>
        {openings > 1 && (
          <Notice kind="stop" title={t("membership.invited.taken")}>
            {t("membership.invited.taken.body")}
          </Notice>
        )}
      </Stack>
    </Card>
  );
}

function Answered({ answer }: { answer: LinkAnswer }) {
  const t = useText();
  const format = useFormat();
  if (answer.kind === "withdrawn") {
    return <Notice kind="wait" title={t("membership.invited.replaced")} />;
  }
  return (
    <Notice kind="stop" title={t("membership.invited.refused", { when: format.date(answer.at) })}>
      <p>
        <Written words={answer.words} />
      </p>
      <p>{t("membership.invited.refused.next")}</p>
    </Notice>
  );
}

import { useCallback, useContext, useEffect, useState } from "react";
import type { Address } from "viem";
import { useLocation } from "wouter";
import { useHouse } from "../../../chain/node/house.ts";
import { useSession } from "../../../chain/session/session.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useText } from "../../../i18n/text.ts";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { ClockContext } from "../../../ui/clock.ts";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Disclosure } from "../../../ui/layout/Disclosure.tsx";
import { JumpLink } from "../../../ui/layout/JumpLink.tsx";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { CameBack } from "./CameBack.tsx";
import { CodeScreen } from "./CodeScreen.tsx";
import { FullScreen } from "./FullScreen.tsx";
import { BlockPhone, LimitsForm } from "./KeyForms.tsx";
import { rememberPhone } from "./phoneMemory.ts";
import { useVouchers, type Vouchers } from "./readVouchers.ts";
import { FillForm, SetUpForm, useUsualLimits } from "./SetUpForm.tsx";
import { keyToEnrol, openSpendKeys, type SpendKeyPair } from "./spendKeys.ts";
import { TakeBack } from "./TakeBack.tsx";
import { fillDeed, setUpDeed } from "./voucherDeeds.ts";

/** The code, or what it takes to have one: the first screen somebody needs at the counter. */
export function MyCodePage() {
  const t = useText();
  const session = useSession();
  const back = useBack();
  if (session.kind === "none") {
    return (
      <Stack gap={3}>
        <PageHeader title={t("voucher.code.title")} lead={t("voucher.signIn")} back={back} />
        <SignInFirst />
      </Stack>
    );
  }
  // Another account is another phone: nothing of the one before stays on the screen.
  return <CodeOf key={session.account} account={session.account} />;
}

function useBack() {
  const t = useText();
  return { href: "/me", label: t("shell.me") };
}

function CodeOf({ account }: { account: Address }) {
  const t = useText();
  const back = useBack();
  const vouchers = useVouchers(account);
  const phone = usePhoneKey(account);
  const clock = useContext(ClockContext);
  const mine = (state: Vouchers): SpendKeyPair | undefined =>
    phone.key !== undefined && state.pocket?.key.keyHash === phone.key.keyHash && state.pocket.key.expiry > clock()
      ? phone.key
      : undefined;
  const ready = vouchers.status === "ready" && mine(vouchers.data) !== undefined;
  const hasNothing = ({ has, pocket }: Vouchers) => has === 0n && pocket === undefined;
  const setsUp = phone.state === "known" && vouchers.status === "ready" && !ready && !hasNothing(vouchers.data);
  return (
    <Stack gap={3}>
      <PageHeader
        title={t(ready ? "voucher.code.title" : "voucher.setUp.title")}
        lead={t(ready ? "voucher.code.lead" : "voucher.setUp.lead")}
        back={back}
        aside={setsUp && <JumpLink to="set-up">{t("voucher.setUp.confirm")}</JumpLink>}
      />
      {phone.state === "impossible" && <Notice kind="stop" title={t("voucher.setUp.noKeys")} />}
      {phone.state === "known" && (
        <WhenLoaded state={vouchers}>
          {(state) => {
            const key = mine(state);
            const stale = vouchers.status === "ready" && vouchers.staleSince !== undefined;
            if (key !== undefined) return <Ready account={account} state={state} phoneKey={key} stale={stale} />;
            if (hasNothing(state)) {
              return <EmptyState title={t("voucher.none")}>{t("voucher.none.body")}</EmptyState>;
            }
            return (
              <div id="set-up">
                <SetUp account={account} state={state} onEnrolled={phone.learn} />
              </div>
            );
          }}
        </WhenLoaded>
      )}
    </Stack>
  );
}

function Ready({
  account,
  state,
  phoneKey,
  stale,
}: {
  account: Address;
  state: Vouchers;
  phoneKey: SpendKeyPair;
  stale: boolean;
}) {
  const t = useText();
  const house = useHouse();
  const fill = useAct();
  const [, navigate] = useLocation();
  const { deployment } = house;
  const { pocket, terms, has } = state;
  // What is known for sure is remembered, for when nobody answers.
  useEffect(() => {
    if (pocket === undefined || stale) return;
    rememberPhone({ deployment, account, pocket, dayOffset: terms.dayOffset }, house.clock.anchored());
  }, [pocket, stale, deployment, account, terms.dayOffset, house.clock]);
  if (pocket === undefined) return null;
  const more = (
    <div>
      {has > 0n && (
        <Disclosure summary={t("voucher.fill.title")}>
          <FillForm
            has={has}
            inPocket={pocket.balance}
            cap={terms.pocketCap}
            acting={fill}
            onConfirm={async (amount) => fill.run(await fillDeed(house, account, amount))}
          />
        </Disclosure>
      )}
      <TakeBack account={account} pocket={pocket} exitDelay={terms.exitDelay} />
      <p>
        <ButtonLink href="/code/sheet">{t("voucher.sheet.title")}</ButtonLink>
      </p>
      <CameBack pocket={pocket.id} />
      <Disclosure summary={t("voucher.limits.title")}>
        <LimitsForm account={account} pocket={pocket} />
      </Disclosure>
      <Disclosure summary={t("voucher.block.title")}>
        <BlockPhone account={account} />
      </Disclosure>
    </div>
  );
  return (
    <FullScreen label={t("voucher.code.title")} onClose={() => navigate("/me")}>
      {/* What a till reads goes by the chain's time: a phone's own clock may be wrong. */}
      <ClockContext value={house.clock.anchored}>
        <CodeScreen
          pocket={pocket}
          privateKey={phoneKey.privateKey}
          domain={{ chainId: deployment.chainId, counter: deployment.contracts.Counter }}
          dayOffset={terms.dayOffset}
          houseId={deployment.houseId}
          practice={house.practice}
          stale={stale}
          more={more}
        />
      </ClockContext>
    </FullScreen>
  );
}

function SetUp({ account, state, onEnrolled }: { account: Address; state: Vouchers; onEnrolled: () => Promise<void> }) {
  const house = useHouse();
  const setUp = useAct();
  const limits = useUsualLimits();
  const otherPhone = state.pocket !== undefined && state.pocket.key.expiry > house.clock.now();
  return (
    <SetUpForm
      has={state.has}
      inPocket={state.pocket?.balance ?? 0n}
      cap={state.terms.pocketCap}
      exitDelay={state.terms.exitDelay}
      limits={limits}
      otherPhone={otherPhone}
      block={otherPhone && <BlockPhone account={account} />}
      acting={setUp}
      onConfirm={async (amount) => {
        const { keyHash } = await keyToEnrol(house.deployment.houseId, account);
        if (await setUp.run(await setUpDeed(house, { account, keyHash, amount, limits }))) await onEnrolled();
      }}
    />
  );
}

/** The key that this browser holds for the account, if it does. */
function usePhoneKey(account: Address) {
  const { deployment } = useHouse();
  const [state, setState] = useState<"asking" | "known" | "impossible">("asking");
  const [key, setKey] = useState<SpendKeyPair>();
  const learn = useCallback(async () => {
    try {
      const keys = await openSpendKeys(deployment.houseId);
      setKey(await keys.find(account));
      keys.close();
      setState("known");
    } catch {
      setState("impossible");
    }
  }, [deployment.houseId, account]);
  useEffect(() => void learn(), [learn]);
  return { state, key, learn };
}

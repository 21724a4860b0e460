import { useState } from "react";
import type { Address } from "viem";
import * as admissionAbi from "#protocol/abi/admission.ts";
import * as shareAbi from "#protocol/abi/share.ts";
import * as tokenAbi from "#protocol/abi/token.ts";
import { type House, readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useDesk } from "../../../chain/session/useDesk.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { useNow } from "../../../ui/clock.ts";
import { Mark } from "../../../ui/data/Mark.tsx";
import { Button, ButtonLink } from "../../../ui/form/Button.tsx";
import { Checkbox } from "../../../ui/form/Choice.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { joinDeed } from "./deeds.ts";
import styles from "./JoinCard.module.css";
import { isLastDay, isSelling, type Round } from "./round.ts";

async function readNewcomer(house: House, account: Address) {
  const [admitted, balance, seat] = await Promise.all([
    readHouse(house, admissionAbi.isAdmitted, [account]),
    readHouse(house, tokenAbi.balanceOf, [account]),
    readHouse(house, shareAbi.seatOf, [account]),
  ]);
  return { admitted, balance, seat };
}

/** The way to a place: what is needed, and one confirmation. */
export function JoinCard({ round, account }: { round: Round; account: Address | undefined }) {
  const t = useText();
  const now = useNow(20);
  const newcomer = useRead(["newcomer", account], (house) => readNewcomer(house, account!), {
    when: account !== undefined,
  });
  if (!isSelling(round, now)) {
    const full = round.sold >= round.maxSeats && round.state !== "finalised";
    return full ? <Notice kind="info" title={t("funding.full")} /> : null;
  }
  if (account === undefined) {
    return (
      <Section title={t("funding.join.title")}>
        <Card tone="accent">
          <Stack gap={2}>
            <p>{t("funding.join.signIn")}</p>
            <SignInFirst wide label={t("funding.join.start")} />
          </Stack>
        </Card>
      </Section>
    );
  }
  return (
    <WhenLoaded state={newcomer}>
      {({ seat, ...person }) =>
        seat > 0 ? (
          <Notice
            kind="good"
            title={t("funding.member", { n: seat })}
            action={<ButtonLink href="/me">{t("funding.toMe")}</ButtonLink>}
          />
        ) : (
          <JoinForm round={round} account={account} {...person} />
        )
      }
    </WhenLoaded>
  );
}

type NewcomerProps = { round: Round; account: Address; admitted: boolean; balance: bigint };

function JoinForm({ round, account, admitted, balance }: NewcomerProps) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const acting = useAct("join");
  const { step } = acting.state;
  const [agreed, setAgreed] = useState(false);
  const forGood = isLastDay(round, useNow(20));
  const enough = balance >= round.price;
  const price = format.money(round.price);
  return (
    <Section title={t("funding.join.title")}>
      <Card tone="accent">
        <Stack gap={3}>
          <ul className={styles.needs}>
            <Need done={admitted} text={t(admitted ? "funding.need.admitted" : "funding.need.admission")} />
            <Need
              done={enough}
              text={t(enough ? "funding.need.money" : "funding.need.moreMoney", { price, has: format.money(balance) })}
            />
          </ul>
          {!admitted && !house.practice && (
            <div>
              <ButtonLink href="/join">{t("funding.need.admission.how")}</ButtonLink>
            </div>
          )}
          {(!admitted || !enough) && __PRACTICE__ && house.practice && <PracticeDesk account={account} />}
          {forGood && (
            <Notice kind="wait" title={t("funding.join.binding")}>
              {t("funding.join.binding.body", { when: format.dateTime(round.lockAt) })}
            </Notice>
          )}
          <Checkbox
            label={t(forGood ? "funding.join.agreeForGood" : "funding.join.agree")}
            hint={t("funding.join.agree.hint")}
            checked={agreed}
            onChange={setAgreed}
            disabled={step === "confirm" || step === "recording"}
          />
          <ActButton
            acting={acting}
            label={t("funding.join.confirm", { price })}
            wide
            onConfirm={async () => acting.run(await joinDeed(house, round, account))}
            notNow={!admitted || !enough ? t("funding.join.notYet") : agreed ? undefined : t("funding.join.agreeFirst")}
            done={t("funding.join.done")}
          />
        </Stack>
      </Card>
    </Section>
  );
}

function Need({ done, text }: { done: boolean; text: string }) {
  return (
    <li>
      <Mark kind={done ? "good" : "wait"} /> {text}
    </li>
  );
}

/** Practice only: what the prepared newcomers have. */
function PracticeDesk({ account }: { account: Address }) {
  const t = useText();
  const { step, ask } = useDesk(account);
  return (
    <Notice
      kind="info"
      title={t("funding.desk.title")}
      action={
        <Button busy={step === "asking" && t("funding.desk.asking")} onClick={() => void ask()}>
          {t("funding.desk.ask")}
        </Button>
      }
    >
      <p>{t("funding.desk.body")}</p>
      {step === "failed" && <p role="alert">{t("funding.desk.failed")}</p>}
    </Notice>
  );
}

import { useEffect, useState } from "react";
import type { Address } from "viem";
import { readClosingLink, readPaymentLink } from "#protocol/voucher/managerLinks.ts";
import type { PaidPlace } from "#protocol/voucher/payCode.ts";
import { apart } from "../../../chain/membership/useSeatName.ts";
import { allRead, useRead } from "../../../chain/node/useRead.ts";
import { useText } from "../../../i18n/text.ts";
import { Button, ButtonLink } from "../../../ui/form/Button.tsx";
import { Grid, Row, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { readTills } from "../tills/tills.ts";
import { CloseAlone } from "./CloseAlone.tsx";
import { CloseDay } from "./CloseDay.tsx";
import { PaymentCard } from "./PaymentCard.tsx";
import { readBackRules, readNewestPayments, readPayment } from "./payments.ts";

/** Where the operator, and those of the team who may, take payments back and close the day. */
export function ManagerDesk({ account }: { account: Address }) {
  const hash = useHash();
  return (
    <Stack gap={4}>
      <Asked key={hash} hash={hash} account={account} />
      <NewestPayments account={account} />
      <CloseAlone account={account} />
      <Tills />
    </Stack>
  );
}

/** What a tablet's code has brought, behind the #. */
function Asked({ hash, account }: { hash: string; account: Address }) {
  const t = useText();
  const payment = readPaymentLink(hash);
  const closing = readClosingLink(hash);
  if (payment !== undefined) return <AskedPayment account={account} place={payment} />;
  if (closing !== undefined) return <CloseDay account={account} till={closing} />;
  if (!/^#(pay|close)=/.test(hash)) return <p>{t("desks.counter.scan")}</p>;
  return <EmptyState title={t("desks.counter.broken")}>{t("desks.counter.broken.body")}</EmptyState>;
}

function AskedPayment({ account, place }: { account: Address; place: PaidPlace }) {
  const t = useText();
  const { terminal, seq, place: nth } = place;
  const payment = useRead(["payment", terminal, seq, nth], (house) => readPayment(house, place));
  const rules = useRead(["backRules"], readBackRules);
  return (
    <Section title={t("desks.counter.asked")}>
      <WhenLoaded state={allRead(payment, rules)}>
        {([found, left]) =>
          found === undefined ? (
            <Notice kind="wait" title={t("desks.counter.unknown")}>
              {t("desks.counter.unknown.body")}
            </Notice>
          ) : (
            <PaymentCard account={account} payment={found} rules={left} isAsked />
          )
        }
      </WhenLoaded>
    </Section>
  );
}

/** Batches that are looked through at first, and more with every touch. */
const PAGE = 10;

function NewestPayments({ account }: { account: Address }) {
  const t = useText();
  const [count, setCount] = useState(PAGE);
  const newest = useRead(["newestPayments", count], (house) => readNewestPayments(house, count), { keep: true });
  const rules = useRead(["backRules"], readBackRules);
  return (
    <Section title={t("desks.counter.newest")}>
      <WhenLoaded state={allRead(newest, rules)}>
        {([payments, left]) =>
          payments.length === 0 ? (
            <EmptyState title={t("desks.counter.none")} />
          ) : (
            <Stack gap={3}>
              <Grid>
                {payments.map((payment) => {
                  const { terminal, seq, place } = payment.place;
                  const name = `${terminal}/${seq}/${place}`;
                  return <PaymentCard key={name} account={account} payment={payment} rules={left} />;
                })}
              </Grid>
              {payments.length >= count && (
                <div>
                  <Button onClick={() => setCount(count + PAGE)}>{t("desks.counter.older")}</Button>
                </div>
              )}
            </Stack>
          )
        }
      </WhenLoaded>
    </Section>
  );
}

/** The closings of each tablet, which anybody may check. */
function Tills() {
  const t = useText();
  const tills = useRead(["tills"], readTills);
  return (
    <Section title={t("desks.counter.closings")}>
      <WhenLoaded state={tills}>
        {(all) => (
          <Row gap={2}>
            {all.map(({ id, name }) => (
              <ButtonLink key={id} look="quiet" href={`/counters/${id}`}>
                {t("desks.counter.till", { name: apart(name), n: id })}
              </ButtonLink>
            ))}
          </Row>
        )}
      </WhenLoaded>
    </Section>
  );
}

/** What stands behind the # now: a second code may be scanned while the page is open. */
function useHash(): string {
  const [hash, setHash] = useState(() => location.hash);
  useEffect(() => {
    const look = () => setHash(location.hash);
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return hash;
}

import * as admissionAbi from "#protocol/abi/admission.ts";
import { roundStateNames } from "#protocol/abi/enums.ts";
import * as roundsAbi from "#protocol/abi/rounds.ts";
import { shortAddress } from "#protocol/house/shortAddress.ts";
import { useRoundNames } from "../../../chain/funding/useRoundNames.ts";
import { useCriteria } from "../../../chain/governance/criteria.ts";
import { useOffices } from "../../../chain/governance/offices.ts";
import { type House, readHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useSession } from "../../../chain/session/session.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { PublishedText } from "../../../parts/PublishedText.tsx";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";

/** The round in which one can take a place now or next, and until when; undefined: none is there. */
async function readSale(house: House) {
  const count = await readHouse(house, roundsAbi.roundCount);
  if (count === 0) return undefined;
  const { state, terms, lockAt } = await readHouse(house, roundsAbi.round, [count]);
  const name = roundStateNames[state];
  if (name !== "upcoming" && name !== "open" && name !== "coolOff") return undefined;
  return { id: count, opensAt: terms.opensAt, until: terms.deadline - terms.coolOff, lockAt, price: terms.price };
}

/** May I join: by which criteria, until when, and whom one asks. */
export function JoinPage() {
  const t = useText();
  const criteria = useCriteria();
  return (
    <>
      <PageHeader title={t("membership.join.title")} lead={t("membership.join.lead")} />
      <Stack gap={4}>
        <MyAdmission />
        <Section title={t("membership.join.criteria")}>
          {criteria.text === undefined ? (
            <p>{t("membership.join.criteria.missing", { hash: criteria.hash })}</p>
          ) : (
            <PublishedText text={criteria.text} />
          )}
        </Section>
        <Dates />
        <HowTo />
      </Stack>
    </>
  );
}

/** What the house knows of the account that is signed in. */
function MyAdmission() {
  const t = useText();
  const format = useFormat();
  const session = useSession();
  const account = session.kind === "none" ? undefined : session.account;
  const read = useRead(
    ["admission", account],
    async (house) => {
      const [isAdmitted, [, , expiry]] = await Promise.all([
        readHouse(house, admissionAbi.isAdmitted, [account!]),
        readHouse(house, admissionAbi.admissionOf, [account!]),
      ]);
      return { isAdmitted, expiry };
    },
    { when: account !== undefined },
  );
  if (account === undefined) return <SignInFirst why={t("membership.join.signIn")} look="secondary" />;
  return (
    <WhenLoaded state={read}>
      {({ isAdmitted, expiry }) =>
        isAdmitted ? (
          <Notice
            kind="good"
            title={t("membership.join.admitted", { until: format.date(expiry) })}
            action={<ButtonLink href="/rounds">{t("membership.seat.rounds")}</ButtonLink>}
          />
        ) : (
          <Notice kind="info" title={t("membership.join.notYet")}>
            {t("membership.join.notYet.body")}
          </Notice>
        )
      }
    </WhenLoaded>
  );
}

function Dates() {
  const t = useText();
  const format = useFormat();
  const roundName = useRoundNames();
  const sale = useRead(["sale"], readSale);
  return (
    <Section title={t("membership.join.dates")}>
      <WhenLoaded state={sale}>
        {(found) =>
          found === undefined ? (
            <p>{t("membership.join.noRound")}</p>
          ) : (
            <Stack gap={2}>
              <p>
                {t("membership.join.sold", {
                  round: t("ui.round", { ...roundName(found.id) }),
                  from: format.dateTime(found.opensAt),
                  until: format.dateTime(found.until),
                  price: format.money(found.price),
                })}
              </p>
              <div>
                <ButtonLink href="/rounds">{t("membership.seat.rounds")}</ButtonLink>
              </div>
            </Stack>
          )
        }
      </WhenLoaded>
      <p>{t("membership.join.atOnce")}</p>
    </Section>
  );
}

function HowTo() {
  const t = useText();
  const { registrar } = useOffices();
  return (
    <Section title={t("membership.join.how")}>
      <Stack gap={2}>
        <ol>
          <li>{t("membership.join.how.ask")}</li>
          <li>{t("membership.join.how.link")}</li>
          <li>{t("membership.join.how.digits")}</li>
          <li>{t("membership.join.how.place")}</li>
        </ol>
        <p>
          <a href="/imprint.html">{t("membership.join.contact")}</a>
        </p>
        <p>{t("membership.join.appeal")}</p>
        <div>
          <p>{t("membership.join.registrar")}</p>
          <CopyText text={registrar} shown={shortAddress(registrar)} />
        </div>
      </Stack>
    </Section>
  );
}

import { useState } from "react";
import { readEnrolmentLink, readTillCard, type TillCard } from "#protocol/voucher/tillPairing.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useSeat, useSession } from "../../../chain/session/session.ts";
import { useText } from "../../../i18n/text.ts";
import { SignInFirst } from "../../../parts/SignInFirst.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Section, Stack } from "../../../ui/layout/Layout.tsx";
import { PageHeader } from "../../../ui/layout/PageHeader.tsx";
import { EmptyState } from "../../../ui/state/EmptyState.tsx";
import { Notice } from "../../../ui/state/Notice.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { FindTill, FirstWord } from "./FirstWord.tsx";
import { LateHandIn } from "./LateHandIn.tsx";
import { SecondWord } from "./SecondWord.tsx";
import { TillCard as TillEntry } from "./TillCard.tsx";
import { readSay, readTills, type SayInTills } from "./tills.ts";

/** The tablets at the counter: two of those in office let one in, one of them shuts it out. */
export function TillsPage() {
  const t = useText();
  const session = useSession();
  const seat = useSeat();
  const mine = seat.status === "ready" ? seat.data : 0;
  const say = useRead(["sayInTills", mine], (house) => readSay(house, mine), { when: seat.status === "ready" });
  const tills = useRead(["tills"], readTills);
  const mayDo = say.status === "ready" ? say.data : "none";
  return (
    <>
      <PageHeader
        title={t("voucher.tills.title")}
        lead={t("voucher.tills.lead")}
        back={{ href: "/oversight", label: t("shell.oversight") }}
      />
      <Stack gap={4}>
        {session.kind === "none" && <SignInFirst why={t("voucher.tills.signIn")} />}
        {say.status === "ready" && session.kind !== "none" && <Desk say={mayDo} seat={mine} />}
        <Section title={t("voucher.tills.all")}>
          <WhenLoaded state={tills}>
            {(all) =>
              all.length === 0 ? (
                <EmptyState title={t("voucher.tills.none")}>{t("voucher.tills.none.body")}</EmptyState>
              ) : (
                <Stack gap={2}>
                  {all.map((till) => (
                    <TillEntry key={till.id} till={till} say={mayDo} seat={mine} />
                  ))}
                </Stack>
              )
            }
          </WhenLoaded>
        </Section>
        {mayDo === "all" && <LateHandIn seat={mine} />}
      </Stack>
    </>
  );
}

/** What the address behind the # has brought, or what was scanned and pasted since. */
function Desk({ say, seat }: { say: SayInTills; seat: number }) {
  const t = useText();
  const [first] = useState(() => readEnrolmentLink(location.hash));
  const [card, setCard] = useState<TillCard | undefined>(() => readTillCard(location.hash));
  if (say === "none") return <Notice kind="info" title={t("voucher.tills.notMine")} />;
  if (say === "shutOut") return <Notice kind="info" title={t("voucher.tills.caretakers")} />;
  if (location.hash.startsWith("#word=") && first === undefined) {
    return <EmptyState title={t("voucher.tills.broken")}>{t("voucher.tills.broken.body")}</EmptyState>;
  }
  if (first !== undefined) return <SecondWord seat={seat} first={first} />;
  return (
    <Card title={t("voucher.tills.letIn")} tone={card === undefined ? "plain" : "accent"}>
      {card === undefined ? <FindTill onFound={setCard} /> : <FirstWord seat={seat} card={card} />}
    </Card>
  );
}

import { useState } from "react";
import { type Address, getAddress, isAddress } from "viem";
import { Right } from "#protocol/abi/enums.ts";
import * as teamAbi from "#protocol/abi/team.ts";
import { shortAddress } from "#protocol/house/shortAddress.ts";
import { readSeats } from "../../../chain/membership/people.ts";
import { usePersonName } from "../../../chain/membership/usePersonName.ts";
import { readHouse, useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useAct } from "../../../chain/write/useAct.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ActButton } from "../../../parts/ActButton.tsx";
import { UndoButton } from "../../../parts/UndoButton.tsx";
import { Checkbox } from "../../../ui/form/Choice.tsx";
import { CopyText } from "../../../ui/form/CopyText.tsx";
import { TextField } from "../../../ui/form/Field.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { Grid, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { nameDeed } from "./operatorDeeds.ts";

/** People in a team, as the contract has it. */
const MOST = 8;

type Member = { account: Address; rights: number; since: number };

/** Who of the operator's people may do what; somebody is shut out at once. */
export function TeamList({ account }: { account: Address }) {
  const t = useText();
  const team = useRead<readonly Member[]>(["team"], (house) => readHouse(house, teamAbi.team));
  return (
    <Section title={t("desks.team.title")}>
      <Stack gap={3}>
        <p>{t("desks.team.about", { n: MOST })}</p>
        <WhenLoaded state={team}>
          {(members) => (
            <Stack gap={3}>
              {members.length > 0 && (
                <Grid>
                  {members.map((member) => (
                    <OneOfTheTeam key={member.account} operator={account} member={member} />
                  ))}
                </Grid>
              )}
              <AddToTeam key={members.length} operator={account} isFull={members.length >= MOST} />
            </Stack>
          )}
        </WhenLoaded>
      </Stack>
    </Section>
  );
}

const bit = (right: number) => 1 << right;
const [ASKS, COUNTER] = [bit(Right.AskForPayments), bit(Right.ManageCounter)];

function OneOfTheTeam({ operator, member: { account, rights, since } }: { operator: Address; member: Member }) {
  const t = useText();
  const format = useFormat();
  const house = useHouse();
  const leaving = useAct();
  const person = usePersonName();
  const seats = useRead(["seatsOf", account], (of) => readSeats(of, [account]));
  const seat = seats.status === "ready" ? (seats.data.get(account) ?? 0) : 0;
  const number = <CopyText text={account} shown={shortAddress(account)} />;
  return (
    <Card title={seat > 0 ? person({ account, seat }) : number}>
      <Stack gap={2}>
        {seat > 0 && number}
        <ul>
          {(rights & ASKS) !== 0 && <li>{t("desks.team.asks")}</li>}
          {(rights & COUNTER) !== 0 && <li>{t("desks.team.counter")}</li>}
        </ul>
        <small>{t("desks.team.since", { when: format.date(since) })}</small>
        <UndoButton
          acting={leaving}
          label={t("desks.team.out")}
          question={t("desks.team.out.ask")}
          confirm={t("desks.team.out.do")}
          onConfirm={async () => leaving.run(await nameDeed(house, operator, account, 0))}
        />
      </Stack>
    </Card>
  );
}

function AddToTeam({ operator, isFull }: { operator: Address; isFull: boolean }) {
  const t = useText();
  const house = useHouse();
  const acting = useAct();
  const [typed, setTyped] = useState("");
  const [rights, setRights] = useState(ASKS);
  const account = isAddress(typed.trim(), { strict: false }) ? getAddress(typed.trim()) : undefined;
  const toggle = (right: number) => (isOn: boolean) => {
    setRights(isOn ? rights | right : rights & ~right);
    acting.reset();
  };
  const notNow = isFull
    ? t("desks.team.full", { n: MOST })
    : account === undefined
      ? t("desks.payees.accountFirst")
      : rights === 0 && t("desks.team.rightFirst");
  return (
    <Stack gap={2}>
      <TextField
        label={t("desks.ask.account")}
        hint={t("desks.team.hint")}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          acting.reset();
        }}
        autoComplete="off"
        spellCheck={false}
        error={typed.trim() !== "" && account === undefined ? t("desks.ask.account.wrong") : undefined}
      />
      <Checkbox label={t("desks.team.asks")} checked={(rights & ASKS) !== 0} onChange={toggle(ASKS)} />
      <Checkbox label={t("desks.team.counter")} checked={(rights & COUNTER) !== 0} onChange={toggle(COUNTER)} />
      <ActButton
        acting={acting}
        look="secondary"
        label={t("desks.team.add")}
        notNow={notNow}
        onConfirm={async () => account && acting.run(await nameDeed(house, operator, account, rights))}
      />
    </Stack>
  );
}

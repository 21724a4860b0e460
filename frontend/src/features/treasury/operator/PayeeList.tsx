import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { getAddress, isAddress, isAddressEqual } from "viem";
import { plainLine } from "#protocol/relay/plainText.ts";
import { MOST_PAYEES, type Payee } from "#protocol/treasury/payees.ts";
import { useHouse } from "../../../chain/node/house.ts";
import type { SignedIn } from "../../../chain/session/session.ts";
import { usePayees } from "../../../chain/treasury/payees.ts";
import { writePayees } from "../../../chain/treasury/writePayees.ts";
import { useText } from "../../../i18n/text.ts";
import { useNetworkSwitch } from "../../../parts/useNetworkSwitch.ts";
import { useSaying } from "../../../parts/useSaying.ts";
import { Button } from "../../../ui/form/Button.tsx";
import { RadioGroup } from "../../../ui/form/Choice.tsx";
import { TextField } from "../../../ui/form/Field.tsx";
import { Facts, Grid, Section, Stack } from "../../../ui/layout/Layout.tsx";
import { ConfirmButton } from "../../../ui/state/WriteState.tsx";

/** Names for the accounts that are paid, signed by the operator; everybody reads those of companies. */
export function PayeeList({ session }: { session: SignedIn }) {
  const t = useText();
  const house = useHouse();
  const queries = useQueryClient();
  const detour = useNetworkSwitch();
  const known = usePayees();
  const { write, say, reset } = useSaying();
  const [name, setName] = useState("");
  const [typed, setTyped] = useState("");
  const [kind, setKind] = useState<Payee["kind"]>("company");
  const account = isAddress(typed.trim(), { strict: false }) ? getAddress(typed.trim()) : undefined;
  const called = plainLine(name);
  const put = async (payees: readonly Payee[]) => {
    if (!(await say(() => writePayees(house, session, { payees, nonce: known.nonce })))) return;
    await queries.invalidateQueries({ queryKey: ["payees"] });
    setName("");
    setTyped("");
    reset();
  };
  const add = () => {
    if (account === undefined) return;
    const others = known.payees.filter((one) => !isAddressEqual(one.account, account));
    void put([...others, { account, name: called, kind }].sort((a, b) => a.name.localeCompare(b.name)));
  };
  const notNow =
    called === ""
      ? t("desks.payees.nameFirst")
      : account === undefined
        ? t("desks.payees.accountFirst")
        : known.payees.length >= MOST_PAYEES && t("desks.payees.full", { n: MOST_PAYEES });
  return (
    <Section title={t("desks.payees.title")}>
      <Stack gap={3}>
        <p>{t("desks.payees.about")}</p>
        {known.payees.length > 0 && (
          <Facts
            facts={known.payees.map((one) => ({
              name: <bdi>{one.name}</bdi>,
              value: (
                <>
                  <code>{`${one.account.slice(0, 6)}…${one.account.slice(-4)}`}</code> · {t(`desks.payees.${one.kind}`)}{" "}
                  <Button look="quiet" onClick={() => void put(known.payees.filter((other) => other !== one))}>
                    {t("desks.payees.remove")}
                  </Button>
                </>
              ),
            }))}
          />
        )}
        <Grid min="14rem">
          <TextField label={t("desks.payees.name")} value={name} onChange={setName} maxLength={80} autoComplete="off" />
          <TextField
            label={t("desks.ask.account")}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            spellCheck={false}
            error={typed.trim() !== "" && account === undefined ? t("desks.ask.account.wrong") : undefined}
          />
        </Grid>
        <RadioGroup<Payee["kind"]>
          legend={t("desks.payees.kind")}
          value={kind}
          onChange={setKind}
          options={[
            { value: "company", label: t("desks.payees.company") },
            { value: "person", label: t("desks.payees.person"), hint: t("desks.payees.person.hint") },
          ]}
        />
        <ConfirmButton
          label={t("desks.payees.do")}
          look="secondary"
          write={write}
          detour={detour}
          notNow={notNow}
          onConfirm={add}
        />
      </Stack>
    </Section>
  );
}

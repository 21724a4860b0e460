import type { Address } from "viem";
import { useHouse } from "../../../chain/node/house.ts";
import { parseAmount } from "../../../i18n/formats.ts";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { useVouchers } from "./readVouchers.ts";
import { VouchersCard } from "./VouchersCard.tsx";

/** The card on the member's page: how much they are good for, and the way to the code. */
export function MyVouchers({ account }: { account: Address }) {
  const { deployment } = useHouse();
  const { currency } = deployment.club;
  // The deployment file writes decimals with a point, as English does.
  const unitPrice = parseAmount(deployment.club.unitPrice, "en", currency.decimals) ?? 1n;
  return (
    <WhenLoaded state={useVouchers(account)}>
      {({ has, pocket }) => (
        <VouchersCard inAccount={has} inPocket={pocket?.balance ?? 0n} unitPrice={unitPrice} codeHref="/me/code" />
      )}
    </WhenLoaded>
  );
}

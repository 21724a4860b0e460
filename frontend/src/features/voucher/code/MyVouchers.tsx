import type { Address } from "viem";
import { useHouse } from "../../../chain/node/house.ts";
import { parseAmount } from "../../../i18n/formats.ts";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { useVouchers } from "./readVouchers.ts";
import { VouchersCard } from "./VouchersCard.tsx";

/** The card on the member's page: how many coffees, and the way to the code. */
export function MyVouchers({ account }: { account: Address }) {
  const { deployment } = useHouse();
  const { coffee, currency } = deployment.club;
  // The deployment file writes decimals with a point, as English does.
  const coffeePrice = parseAmount(coffee, "en", currency.decimals) ?? 1n;
  return (
    <WhenLoaded state={useVouchers(account)}>
      {({ has, pocket }) => (
        <VouchersCard inAccount={has} inPocket={pocket?.balance ?? 0n} coffeePrice={coffeePrice} codeHref="/me/code" />
      )}
    </WhenLoaded>
  );
}

import type { Address } from "viem";
import { useHouse } from "../../../chain/node/house.ts";
import { parseAmount } from "../../../i18n/typedAmount.ts";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { useVouchers } from "./readVouchers.ts";
import { VouchersCard } from "./VouchersCard.tsx";

/**
 * The card on one's own page: how much they are good for, and the way to the code.
 *
 * @param ifAny Nothing where there are none: whoever has left still has theirs, a newcomer has none yet.
 */
export function MyVouchers({ account, ifAny = false }: { account: Address; ifAny?: boolean }) {
  const { deployment } = useHouse();
  const { currency } = deployment.club;
  // The deployment file writes decimals with a point, as English does.
  const unitPrice = parseAmount(deployment.club.unitPrice, "en", currency.decimals) ?? 1n;
  return (
    <WhenLoaded state={useVouchers(account)}>
      {({ has, pocket }) =>
        ifAny && has + (pocket?.balance ?? 0n) === 0n ? null : (
          <VouchersCard inAccount={has} inPocket={pocket?.balance ?? 0n} unitPrice={unitPrice} codeHref="/code" />
        )
      }
    </WhenLoaded>
  );
}

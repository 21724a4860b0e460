import { useText } from "../../../../i18n/text.ts";
import { Badge } from "../../../../ui/data/Badge.tsx";

type BackingProps = {
  /** Whose claim the money is; left out, the club has not said. */
  backing: "issuer" | "club" | undefined;
  token: string;
};

/** What no chain can prove of the money: who stands for it. */
export function Backing({ backing, token }: BackingProps) {
  const t = useText();
  if (backing === undefined) return null;
  return (
    <p>
      <Badge certainty="attested" /> {t(`treasury.account.backing.${backing}`, { money: token })}
    </p>
  );
}

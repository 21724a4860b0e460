import { Link } from "wouter";
import { accountName, type Category } from "#protocol/treasury/accounts.ts";
import { useText } from "../../../i18n/text.ts";

type RequestTitleProps = { id: number; category: number; entry: number };

/** "12 · Rent". It leads to the request's own page, and once it is paid to its entry in the books. */
export function RequestTitle({ id, category, entry }: RequestTitleProps) {
  const t = useText();
  return (
    <Link href={entry === 0 ? `/oversight/requests/${id}` : `/money/${entry}`}>
      {id} · {t(`house.kind.${accountName(category) as Category}`)}
    </Link>
  );
}

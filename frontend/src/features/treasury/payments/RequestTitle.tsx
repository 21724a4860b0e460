import { Link } from "wouter";
import { accountName, type Category } from "#protocol/treasury/accounts.ts";
import { useText } from "../../../i18n/text.ts";

type RequestTitleProps = { id: number; category: number; entry: number };

/** "12 · Rent"; once it is paid it leads to its entry in the books. */
export function RequestTitle({ id, category, entry }: RequestTitleProps) {
  const t = useText();
  const words = `${id} · ${t(`house.kind.${accountName(category) as Category}`)}`;
  return entry === 0 ? words : <Link href={`/money/${entry}`}>{words}</Link>;
}

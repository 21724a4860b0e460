import { type Hex, isHex } from "viem";
import type { ExactOrder, P256Signature } from "./payCode.ts";

/** An order as a till has signed it, for whoever pays exactly this from their own account. */
export interface SignedOrder {
  order: ExactOrder;
  signature: P256Signature;
}

/** What the till shows as a code: any phone's camera opens it; what it says stands behind the #. */
export function orderLink(origin: string, { order, signature: { r, s } }: SignedOrder): string {
  return `${origin}/pay#order=${[order.terminal, order.order, order.amount, order.deadline, r, s].join(".")}`;
}

/** Undefined: the address carries no order, or a broken one. */
export function readOrderLink(text: string): SignedOrder | undefined {
  const said = new URLSearchParams(text.slice(text.indexOf("#") + 1)).get("order")?.split(".") ?? [];
  const [terminal, order, amount, deadline, r, s, ...more] = said;
  const [till, sum, until] = [numberOf(terminal), numberOf(amount), numberOf(deadline)];
  if (till === undefined || sum === undefined || until === undefined || more.length > 0) return undefined;
  if (!isWord(order) || !isWord(r) || !isWord(s)) return undefined;
  return { order: { terminal: till, order, amount: sum, deadline: until }, signature: { r, s } };
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

function isWord(text: string | undefined): text is Hex {
  return isHex(text) && text.length === 66;
}

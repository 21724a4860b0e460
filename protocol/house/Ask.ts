/** A node, as far as questions go: the answer to one JSON-RPC call. */
export type Ask = (method: string, params: unknown[]) => Promise<unknown>;

/** The node has said nothing, however often it was asked. That is no refusal, and nothing is known by it. */
export class NodeAway extends Error {}

/** For a question that a node may well refuse: what its refusal stands for. Silence stays an error. */
export function ifRefused<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof NodeAway) throw error;
    return value;
  };
}

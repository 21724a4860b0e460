/** A node, as far as questions go: the answer to one JSON-RPC call. */
export type Ask = (method: string, params: unknown[]) => Promise<unknown>;

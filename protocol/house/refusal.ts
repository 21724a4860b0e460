import { type Abi, decodeErrorResult, type Hex, isHex } from "viem";

/** What the chain said when it said no. */
export interface Refusal {
  /** The custom error's name; undefined when the revert carries none that is known. */
  name?: string;
  args: readonly unknown[];
  data: Hex;
}

/**
 * The revert data inside an error that an `eth_call` threw; undefined when the chain was not reached or did not
 * execute the call: that is a fault, not a refusal.
 */
export function revertData(error: unknown): Hex | undefined {
  let reverted = false;
  for (let cause = error, depth = 0; cause instanceof Object && depth < 12; depth++) {
    const { data, code, message } = cause as { data?: unknown; code?: unknown; message?: unknown };
    if (isHex(data)) return data;
    if (data instanceof Object && isHex((data as { data?: unknown }).data)) return (data as { data: Hex }).data;
    if (code === 3 || (typeof message === "string" && /execution reverted|revert/i.test(message))) reverted = true;
    cause = (cause as { cause?: unknown }).cause;
  }
  return reverted ? "0x" : undefined;
}

/** For a read that the chain may well refuse: what its refusal stands for. A chain that was not reached stays an error. */
export function ifReverted<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (revertData(error) === undefined) throw error;
    return value;
  };
}

/** Names a refusal by the house's own errors. */
export function decodeRefusal(data: Hex, errors: Abi): Refusal {
  try {
    const { errorName, args = [] } = decodeErrorResult({ abi: errors, data });
    return { name: errorName, args, data };
  } catch {
    return { args: [], data };
  }
}

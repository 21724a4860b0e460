/** An account as people compare it: its first four and last four signs. */
export function shortAddress(account: string): string {
  return `${account.slice(0, 6)}…${account.slice(-4)}`;
}

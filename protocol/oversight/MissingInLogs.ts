/** A node's logs lack something without which nothing can be reckoned again. */
export class MissingInLogs extends Error {
  readonly what:
    | "figures"
    | "calendar"
    | "list"
    | "seed"
    | "earlier"
    | "network"
    | "signature"
    | "paper"
    | "size"
    | "served";

  constructor(what: MissingInLogs["what"], words: string) {
    super(`${words} is not in the node's logs`);
    this.what = what;
  }
}

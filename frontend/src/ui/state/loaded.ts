/** What a page knows about something it asked for. `chain` answers in it, so that no page translates. */
export type Loaded<T> =
  | { status: "loading" }
  | { status: "failed"; retry?: () => void }
  /** `staleSince`: the network is gone, these are the last figures known (UTC seconds). */
  | { status: "ready"; data: T; staleSince?: number };

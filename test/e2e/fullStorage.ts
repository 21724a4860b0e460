interface Filled {
  before?: Pick<IDBObjectStore, "add" | "put">;
}

/** Runs in a page: what is written into this store of the browser finds no room; left out, into none. */
export function fill(store?: string): void {
  const page = globalThis as unknown as Filled;
  const { add, put } = IDBObjectStore.prototype;
  page.before ??= { add, put };
  const refusing = (write: IDBObjectStore["add"]) =>
    function (this: IDBObjectStore, ...what: Parameters<IDBObjectStore["add"]>) {
      if (store === undefined || this.name === store) throw new DOMException("The disk is full", "QuotaExceededError");
      return write.apply(this, what);
    };
  Object.assign(IDBObjectStore.prototype, { add: refusing(add), put: refusing(put) });
}

/** Runs in a page. */
export function makeRoom(): void {
  const { before } = globalThis as unknown as Filled;
  if (before !== undefined) Object.assign(IDBObjectStore.prototype, before);
}

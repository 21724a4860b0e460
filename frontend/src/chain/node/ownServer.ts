type Ask = (address: string, init?: RequestInit) => Response | Promise<Response>;

let ask: Ask = (address, init) => fetch(address, init);

/** Asks our own server, by path; another relay by its whole address. */
export async function askOwn(address: string, init?: RequestInit): Promise<Response> {
  return ask(address, init);
}

/** For a page that the server draws: it asks itself, and no network is between. */
export function askInside(server: Ask): void {
  ask = server;
}

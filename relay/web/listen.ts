import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { Mistake } from "../Mistake.ts";

/** Milliseconds that questions in progress have to be answered when the server ends. */
const DRAIN = 5_000;

export interface Listening {
  port: number;
  /** Takes nothing new, answers what is in progress, then closes. */
  close(): Promise<void>;
}

/** Listens on this computer only: what is public stands in front of it. */
export function listen(app: Hono, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port }, (info) =>
      resolve({ port: info.port, close: () => close(server) }),
    ) as Server;
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Mistake(`Port ${port} is taken by another program. End that one, or name another port`)
          : error,
      ),
    );
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), DRAIN);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

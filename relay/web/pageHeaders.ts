import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/**
 * The headers that every answer of the house carries. Only our own origin may run, style or be asked anything, and the
 * house's other relays may be asked. A wallet's picture comes as data (EIP-6963).
 */
export function pageHeaders(relays: readonly string[]): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", "data:", "blob:"],
      mediaSrc: ["'self'", "blob:"],
      connectSrc: ["'self'", ...relays],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    permissionsPolicy: { camera: ["self"], microphone: [], geolocation: [], payment: [] },
    // Whoever stands in front of this server and holds the certificate decides about https.
    strictTransportSecurity: false,
    xFrameOptions: "DENY",
  });
}

// See relay/commands/records.ts; on a server it runs without this repository.
import { nameLocalRelay } from "../node/localRelay.ts";

nameLocalRelay();
await import("../../relay/commands/records.ts");

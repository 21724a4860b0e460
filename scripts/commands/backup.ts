// See relay/commands/backup.ts; on a server it runs without this repository.
import { nameLocalRelay } from "../node/localRelay.ts";

nameLocalRelay();
await import("../../relay/commands/backup.ts");

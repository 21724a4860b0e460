import { join } from "node:path";
import type { Hex } from "viem";

/** Where a relay keeps what is of one house: another house's calls are never sent in this one's name. */
export function folderOf(dataDir: string, houseId: Hex | string): string {
  return join(dataDir, houseId.slice(2, 14));
}

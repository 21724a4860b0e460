import type { HouseFolder } from "./HouseFolder.ts";

/** Where a house is made. */
export interface Site {
  rpcUrl: string;
  chainId: number;
  /** UTC seconds at which the story is told and the present begins. */
  anchor: number;
  folder: HouseFolder;
  /** Without a story: the present is the day before the founding round opens. */
  empty?: boolean;
}

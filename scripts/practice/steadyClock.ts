import { rpc } from "../node/rpc.ts";

/**
 * While `work` runs each block is one second after the one before, however fast this computer is: the hashes of a
 * story's blocks, and so its draws, depend on nothing but the story.
 */
export async function steadyClock<T>(rpcUrl: string, work: () => Promise<T>): Promise<T> {
  const isSteady = await rpc(rpcUrl, "anvil_setBlockTimestampInterval", [1]).then(
    () => true,
    () => false,
  );
  try {
    return await work();
  } finally {
    if (isSteady) await rpc(rpcUrl, "anvil_removeBlockTimestampInterval");
  }
}

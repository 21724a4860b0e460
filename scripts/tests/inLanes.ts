/**
 * Does all of it in so many lanes side by side: each takes the next piece in order when it is free, so none waits for
 * another one's end.
 *
 * @param work Is told its lane, from 0.
 */
export async function inLanes(lanes: number, work: readonly ((lane: number) => Promise<void>)[]): Promise<void> {
  const left = [...work];
  const run = async (lane: number) => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await next(lane);
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)));
}

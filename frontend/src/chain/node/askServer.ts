import * as v from "valibot";
import { type Asking, askPlainly } from "./askPlainly.ts";

/** Asks our own server. Throws `ServerRefusal` when it says no, and something else when there is no answer to use. */
export async function askServer<S extends v.GenericSchema>(
  path: string,
  schema: S,
  asking?: Asking,
): Promise<v.InferOutput<S>> {
  return v.parse(schema, await askPlainly(path, asking));
}

/** For where it only matters that the server took something. */
export const anyAnswer = v.unknown();

import { z } from "zod";

/** What cannot be in a configuration: what is wrong, where it can the remedy, and below it the place. */
export function complaintsOf(error: z.ZodError, schema: z.ZodType): string {
  return error.issues
    .flatMap((issue) => complaintsIn(issue, schema))
    .map(({ place, why }) => `✖ ${why}\n  → at ${place.join(".")}`)
    .join("\n");
}

type Issue = z.core.$ZodIssue;

interface Complaint {
  place: readonly PropertyKey[];
  why: string;
}

function complaintsIn(issue: Issue, schema: z.ZodType): Complaint[] {
  if (issue.code !== "unrecognized_keys") return [{ place: issue.path, why: whyOf(issue) }];
  const known = keysAt(schema, issue.path.map(String));
  return issue.keys.map((key) => ({
    place: [...issue.path, key],
    why: `nothing here is called "${key}"${nearest(key, known)}`,
  }));
}

function whyOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${articled(issue.expected)}${quotes(issue)}`;
    case "invalid_union":
      // The last branch is the wider one.
      return issue.errors.flat().at(-1)?.message ?? issue.message;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "invalid_key":
      return issue.issues.map(({ message }) => message).join("; ");
    default:
      return issue.message;
  }
}

const articled = (expected: string) =>
  expected === "int" ? "a whole number" : `${/^[aeiou]/.test(expected) ? "an" : "a"} ${expected}`;

/** Amounts are texts, because no number of JavaScript counts money exactly. */
function quotes({ expected, input }: Extract<Issue, { code: "invalid_type" }>): string {
  return expected === "string" && typeof input === "number" ? `: write "${input}" in quotes` : "";
}

/** The names that an object may have at a place of the schema. */
function keysAt(schema: z.ZodType, place: readonly string[]): string[] {
  let here: unknown = schema;
  for (const step of place) {
    here = inner(here);
    if (here instanceof z.ZodObject) here = here.shape[step];
    else if (here instanceof z.ZodRecord) here = here.valueType;
    else if (here instanceof z.ZodArray) here = here.element;
    else return [];
  }
  const found = inner(here);
  if (found instanceof z.ZodRecord) {
    const names = inner(found.keyType);
    return names instanceof z.ZodEnum ? names.options.map(String) : [];
  }
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

function inner(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? inner(schema.unwrap()) : schema;
}

function nearest(key: string, known: readonly string[]): string {
  const [best] = known
    .map((name) => ({ name, far: distance(key.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  if (best === undefined) return "";
  return best.far <= Math.max(2, key.length / 3) ? `; did you mean "${best.name}"?` : `; there are ${known.join(", ")}`;
}

/** Levenshtein's: how many letters must change. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[other.length]!;
}

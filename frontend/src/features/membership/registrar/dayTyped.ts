const forms = [
  /^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})$/,
  /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})$/,
  /^(?<y>\d{4})年(?<m>\d{1,2})月(?<d>\d{1,2})日$/,
];

/**
 * A day as people write it, year first or with full stops; undefined for everything else, and for a day that there was not
 * or that is still to come. `3/4/1970` is none: it is two days, depending on who reads it.
 */
export function dayTyped(typed: string, today: string): string | undefined {
  const plain = typed.normalize("NFKC").replace(/\s+/g, "");
  const found = forms.map((form) => form.exec(plain)?.groups).find((groups) => groups !== undefined);
  if (found === undefined) return undefined;
  const { y = "", m = "", d = "" } = found;
  const day = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  const at = new Date(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  return isReal && day >= "1850-01-01" && day <= today ? day : undefined;
}

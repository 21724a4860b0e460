/** As many digits as a drawing can show: an attribute is text, and every digit of it travels. */
export function hundredths(n: number): number {
  return Math.round(n * 100) / 100;
}

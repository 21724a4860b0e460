import { hundredths } from "../shortNumber.ts";

export type CupDot = { ring: number; chair: number; x: number; y: number; r: number; when: "past" | "now" | "coming" };

/** Each ring is turned against the one inside it by the golden angle: what a spoon leaves behind. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/** Places every chair of every table on a disc of radius 100: ring = table in time, from the middle outwards. */
export function stirredCup(
  rings: number,
  chairs: number,
  now: number,
): { dots: CupDot[]; ring: { radius: number; width: number } | null } {
  const step = 82 / Math.max(rings, 1);
  const radius = (ring: number) => 14 + step * (ring + 0.5);
  const size = Math.min(step * 0.4, 7);
  const dots: CupDot[] = [];
  for (let ring = 0; ring < rings; ring += 1) {
    for (let chair = 0; chair < chairs; chair += 1) {
      const angle = (chair / chairs) * 2 * Math.PI + ring * goldenAngle;
      const grow = 0.75 + (0.5 * ring) / Math.max(rings - 1, 1);
      dots.push({
        ring,
        chair,
        x: hundredths(radius(ring) * Math.cos(angle)),
        y: hundredths(radius(ring) * Math.sin(angle)),
        r: hundredths(ring === now ? size * 1.45 : size * grow),
        when: ring < now ? "past" : ring === now ? "now" : "coming",
      });
    }
  }
  return {
    dots,
    ring: now >= 0 && now < rings ? { radius: hundredths(radius(now)), width: hundredths(step * 0.95) } : null,
  };
}

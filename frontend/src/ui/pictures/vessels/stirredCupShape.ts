import { hundredths } from "../shortNumber.ts";

export type CupDot = { ring: number; chair: number; x: number; y: number; r: number; when: "past" | "now" | "coming" };
type CupRing = { radius: number; width: number };

/** Each ring is turned against the one inside it by the golden angle: what a spoon leaves behind. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5));
const innermost = 14;

const stepOf = (rings: number) => 82 / Math.max(rings, 1);
const radiusOf = (ring: number, step: number) => innermost + step * (ring + 0.5);

/** Dots on rings in a disc of radius 100, from the middle outwards. */
function place(ring: number, chair: number, rings: number, chairs: number, isBright: boolean) {
  const step = stepOf(rings);
  const angle = (chair / chairs) * 2 * Math.PI + ring * goldenAngle;
  const size = Math.min(step * 0.4, 7);
  const grow = isBright ? 1.45 : 0.75 + (0.5 * ring) / Math.max(rings - 1, 1);
  return {
    x: hundredths(radiusOf(ring, step) * Math.cos(angle)),
    y: hundredths(radiusOf(ring, step) * Math.sin(angle)),
    r: hundredths(size * grow),
  };
}

function ringAt(ring: number, rings: number): CupRing {
  const step = stepOf(rings);
  return { radius: hundredths(radiusOf(ring, step)), width: hundredths(step * 0.95) };
}

/** Places every chair of every table on a disc of radius 100: ring = table in time, from the middle outwards. */
export function stirredCup(rings: number, chairs: number, now: number): { dots: CupDot[]; ring: CupRing | null } {
  const dots: CupDot[] = [];
  for (let ring = 0; ring < rings; ring += 1) {
    for (let chair = 0; chair < chairs; chair += 1) {
      const when = ring < now ? "past" : ring === now ? "now" : "coming";
      dots.push({ ring, chair, ...place(ring, chair, rings, chairs, ring === now), when });
    }
  }
  return { dots, ring: now >= 0 && now < rings ? ringAt(now, rings) : null };
}

export interface Swirl {
  /** Outlines of the dots of one kind, as one path each: a picture of two hundred costs four elements. */
  taken: string;
  free: string;
  inOffice: string;
  /** Behind those in office; null: nobody is. */
  ring: CupRing | null;
}

/** More dots than these would be dust. */
const MOST_PLACES = 2_000;

/**
 * All places of the house as the same swirl, each of them one dot, those taken from the middle outwards. Those in office
 * sit on one ring, which moves outwards by one with every term. Undefined: there are too many to be drawn.
 *
 * @param term The running one, from 1.
 */
export function swirlOf(given: {
  places: number;
  taken: number;
  inOffice: number;
  chairs: number;
  term: number;
}): Swirl | undefined {
  const { taken, inOffice, chairs, term } = given;
  const places = Math.max(given.places, taken);
  if (places > MOST_PLACES) return undefined;
  // As many rings as twice their dots look like arms; a table is never wider than its ring.
  const round = Math.max(chairs, Math.ceil(Math.sqrt(places / 2)));
  const rings = Math.ceil(places / round);
  const whole = Math.max(1, Math.floor(taken / round));
  const ring = inOffice > 0 && taken >= inOffice ? (Math.max(term, 1) - 1) % whole : null;
  const paths = { taken: "", free: "", inOffice: "" };
  for (let dot = 0; dot < places; dot += 1) {
    const [at, chair] = [Math.floor(dot / round), dot % round];
    const isBright = at === ring && chair < inOffice;
    const kind = isBright ? "inOffice" : dot < taken ? "taken" : "free";
    paths[kind] += circle(place(at, chair, rings, round, isBright));
  }
  return { ...paths, ring: ring === null ? null : ringAt(ring, rings) };
}

function circle({ x, y, r }: { x: number; y: number; r: number }): string {
  const wide = hundredths(2 * r);
  return `M${hundredths(x - r)} ${y}a${r} ${r} 0 1 0 ${wide} 0 ${r} ${r} 0 1 0-${wide} 0`;
}

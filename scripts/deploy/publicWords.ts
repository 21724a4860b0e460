import type { Club } from "#ignition/club.ts";
import { requirePublicTexts } from "#ignition/clubWords.ts";
import { foreignWords } from "#ignition/foreignWords.ts";
import { knownClubs } from "#ignition/knownClubs.ts";
import { termsComplaints } from "#ignition/termsFigures.ts";

/** What leads no stranger anywhere: names that nobody can have (RFC 2606, RFC 6761), and bare numbers. */
const LEADS_NOWHERE = /(?:^|\.)(?:example|invalid|test|localhost|example\.(?:com|net|org))$|^[\d.]+$|^\[/;

/**
 * Throws where a club's words cannot be those of a house that strangers may enter: one is missing, the terms promise
 * other figures, or they are another club's. What may be meant is returned, a sentence each.
 */
export async function requirePublicWords(club: Club): Promise<string[]> {
  requirePublicTexts(club);
  const { wrong, doubtful } = foreignWords(club, await knownClubs(club));
  const complaints = [...termsComplaints(club), ...wrong];
  if (complaints.length > 0) throw new Error(`${complaints.join("\n")}\nNothing was sent.`);
  const { hostname } = new URL(club.seatPages);
  return LEADS_NOWHERE.test(hostname)
    ? [
        ...doubtful,
        `seatPages leads to ${hostname}, which leads no stranger anywhere: what a share points to cannot be changed later.`,
      ]
    : doubtful;
}

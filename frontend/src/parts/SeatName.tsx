import { useSeatName } from "../chain/membership/useSeatName.ts";

/** Whoever sits on a seat, as the house calls them; their own words keep their own direction. */
export function SeatName({ seat }: { seat: number }) {
  return useSeatName()(seat);
}

/** The way by which money leaves with the table's approvals, as a payment request names it. No other is there yet. */
export const LANE_B = 2;

/** More than this is a regression that somebody has to explain. */
export const TOLERANCE = 0.02;

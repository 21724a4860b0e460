/** One catalogue file per room and language, so that two people can write sentences at the same time. */
export const rooms = [
  "shell",
  "ui",
  "house",
  "money",
  "round",
  "votes",
  "me",
  "tables",
  "donations",
  "oversight",
  "terminal",
  "vouchers",
  "join",
  "practice",
  "errors",
  "kit",
] as const;

export type Room = (typeof rooms)[number];

/** Every page needs these: they come in one file (`<language>/first.ts`). */
export const firstRooms: readonly Room[] = ["shell", "ui", "house"];

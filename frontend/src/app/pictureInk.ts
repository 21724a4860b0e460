/** The light look of `tokens.css`, for pictures that leave the page: whoever shows them chooses no other. */
export const ink = {
  paper: "#fbf6ee",
  ink: "#2a1e16",
  muted: "#665445",
  accent: "#a23b17",
  good: "#2f6b4a",
  line: "#8a7866",
} as const;

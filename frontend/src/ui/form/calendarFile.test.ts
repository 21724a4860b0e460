import { expect, it } from "vitest";
import { calendarFile } from "./calendarFile.ts";

it("writes a moment that calendars read", () => {
  const file = calendarFile(
    {
      id: "ballot-8",
      host: "example.org",
      title: "Ballot closes; table 8, spring",
      at: 1_790_000_000,
      url: "https://example.org/votes/8",
    },
    1_780_000_000,
  );
  expect(file).toContain("UID:ballot-8@example.org\r\n");
  expect(file).toContain("DTSTART:20260921T141320Z\r\n");
  expect(file).toContain("SUMMARY:Ballot closes\\; table 8\\, spring\r\n");
  expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
});

it("folds long lines at 75 bytes and cuts no letter", () => {
  const title = "第八桌投票截止".repeat(12);
  const file = calendarFile({ id: "x", host: "localhost:4310", title, at: 0 }, 0);
  for (const line of file.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(file.replaceAll("\r\n ", "")).toContain(`SUMMARY:${title}`);
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readClub } from "#ignition/readClub.ts";
import { fillPage, pictureOfClub, withPicture } from "./clubPages.ts";

const source = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const pages = ["../index.html", "../terminal/index.html", "./app.webmanifest", "./terminal.webmanifest"];

describe.each([
  ["the café", "club.config.ts", "en", "Runde", /café/i],
  ["the cinema", "examples/cinema", "de", "Leinwand", /kino/i],
  ["a bakery", "test/fixtures/clubs/bakery.ts", "de", "Backhaus", /bäckerei|ofen/i],
])("the pages of %s", (_, file, language, name, own) => {
  it.each(pages)("%s is in its name and its first language", async (page) => {
    const filled = await fillPage(source(page), await readClub(file));
    expect(filled).toContain(name);
    expect(filled).toMatch(new RegExp(`lang(="|": ")${language}"`));
    expect(filled).not.toMatch(/%|\[[a-z]|undefined/);
    if (page !== "../terminal/index.html") expect(filled).toMatch(own);
  });

  it("begin with no word of another club", async () => {
    for (const page of pages) expect(source(page)).not.toMatch(/Runde|café|coffee|cup/i);
  });
});

it("name a picture of the club for others to show, where no server draws one", async () => {
  const club = await readClub("examples/cinema");
  const page = await withPicture("<head>\n  </head>", club, "https://kino.example");
  expect(page).toContain('<meta property="og:image" content="https://kino.example/pictures/house.png">');
  expect(page).toContain('<meta property="og:title" content="Leinwand">');
  expect(pictureOfClub(club.icon)).toContain(Buffer.from(club.icon).toString("base64"));
});

it("stops the build at a sentence that nobody says", async () => {
  await expect(fillPage("%shell.nothing%", await readClub())).rejects.toThrow('says "shell.nothing"');
});

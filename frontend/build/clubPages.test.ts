import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readClub } from "#ignition/readClub.ts";
import { fillPage, pictureOfClub, withPicture } from "./clubPages.ts";
import { imprintPage } from "./imprint.ts";

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

it("takes quotes, ampersands and strokes of a name for letters, in pages and manifests", async () => {
  const name = 'Le "Grand" & Co \\o';
  const own = await readClub("club.config.ts");
  const club = { ...own, name, words: { ...own.words, en: { ...own.words.en!, tagline: `Called "${name}"` } } };
  const manifest = JSON.parse(await fillPage(source("./app.webmanifest"), club)) as {
    name: string;
    description: string;
  };
  expect(manifest).toMatchObject({ name, description: `Called "${name}"` });
  const page = await fillPage(source("../terminal/index.html"), club);
  expect(page).toContain('content="Called &quot;Le &quot;Grand&quot; &amp; Co \\o&quot;"');
});

it("has an imprint with headings and lines as they were written, and no page's grammar from it", async () => {
  const club = await readClub("examples/cinema");
  const about = { imprint: "# Who <we> are\nHouse\nStreet 5", contact: "[Write](javascript:alert(1)) & call" };
  const page = imprintPage({ ...club, languages: ["en"], words: { en: { ...club.words.en!, about } } });
  expect(page).toContain("<h2>Who &lt;we&gt; are</h2><p>House<br />\nStreet 5</p>");
  expect(page).toContain("<p>[Write](javascript:alert(1)) &amp; call</p>");
  expect(page).not.toMatch(/<a href="javascript|<we>/);
});

it("stops the build at a sentence that nobody says", async () => {
  await expect(fillPage("%shell.nothing%", await readClub())).rejects.toThrow('says "shell.nothing"');
});

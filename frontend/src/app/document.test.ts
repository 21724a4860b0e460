import { describe, expect, it } from "vitest";
import { type Drawn, documentsOf } from "./document.ts";

const page = `<!doctype html>
<html lang="en">
  <head>
    <title>House</title>
    <meta name="description" content="What it is" />
    <meta property="og:title" content="House">
    <meta property="og:image" content="/pictures/house.png">
    <meta name="twitter:card" content="summary_large_image">
    <script type="module" crossorigin src="/assets/first-1.js"></script>
    <link rel="stylesheet" crossorigin href="/assets/first-2.css">
  </head>
  <body>
    <noscript><p class="aside">No program</p></noscript>
    <div id="root"><p class="waiting">House</p></div>
  </body>
</html>`;

const manifest = JSON.stringify({
  "index.html": { file: "assets/first-1.js", css: ["assets/first-2.css"] },
  "src/features/treasury/account/MoneyPage.tsx": {
    file: "assets/MoneyPage-3.js",
    imports: ["index.html", "_reading-4.js"],
    css: ["assets/MoneyPage-5.css"],
  },
  "_reading-4.js": { file: "assets/reading-4.js", imports: ["index.html"], css: ["assets/reading-6.css"] },
  "src/features/rounds/RoundsPage.tsx": { file: "assets/RoundsPage-7.js" },
  "src/i18n/de/first.ts": { file: "assets/first-8.js" },
  "src/i18n/de/treasury.ts": { file: "assets/treasury-9.js" },
  "src/i18n/en/treasury.ts": { file: "assets/treasury-10.js" },
});

const drawn: Drawn = {
  language: "de",
  timeZone: "Europe/Vienna",
  body: "<main>$1 $& <b>Geld</b></main>",
  title: 'Geld & "mehr" <$&>',
  lead: "",
  picture: "https://house.example/pictures/house.png",
  withoutProgram: "Stand: 9:00",
  told: '[{"a":1},"\\u003C/script>"]',
};

const made = (change: Partial<Drawn> = {}, view: string | undefined = "MoneyPage") =>
  documentsOf({ page, manifest })({ ...drawn, ...change }, view, ["shell", "treasury"]);

describe("a drawn page", () => {
  it("is in its own language, by the house's clocks, under its own name", () => {
    expect(made()).toContain('<html lang="de" data-zone="Europe/Vienna">');
    expect(made()).toContain("<title>Geld &amp; &quot;mehr&quot; &lt;$&amp;></title>");
    expect(made()).toContain('<meta property="og:title" content="Geld &amp; &quot;mehr&quot; &lt;$&amp;>">');
  });

  it("names the picture that others show beside its address, and its size", () => {
    expect(made()).toContain('<meta property="og:image" content="https://house.example/pictures/house.png">');
    expect(made()).toContain('<meta property="og:image:width" content="1200">');
    // Not beside those of the page that the build left.
    expect(made().match(/og:title|og:image"|twitter:card/g)).toHaveLength(3);
  });

  it("stands where the empty one stood, as it is", () => {
    expect(made()).toContain('<div id="root"><main>$1 $& <b>Geld</b></main></div>');
    expect(made()).toContain(`<script type="application/json" id="told">${drawn.told}</script>`);
    expect(made()).not.toContain("waiting");
    expect(made()).toContain("Stand: 9:00");
  });

  it("asks at once for each part that it needs, and for none twice", () => {
    const html = made();
    const asked = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file);
    expect(asked.toSorted()).toEqual(
      [
        "assets/first-1.js",
        "assets/first-2.css",
        "assets/MoneyPage-3.js",
        "assets/reading-4.js",
        "assets/MoneyPage-5.css",
        "assets/reading-6.css",
        "assets/first-8.js",
        "assets/treasury-9.js",
      ].toSorted(),
    );
  });

  it("tells others its own sentence, and the house's where it has none", () => {
    expect(made({ lead: "Was $1 kostet" })).toContain('<meta name="description" content="Was $1 kostet" />');
    expect(made({ lead: "Was $1 kostet" })).toContain('<meta property="og:description" content="Was $1 kostet">');
    expect(made()).toContain('<meta name="description" content="What it is" />');
  });

  it("needs no part of its own where nobody lives", () => {
    expect(documentsOf({ page, manifest })(drawn, undefined, ["shell"])).not.toContain("MoneyPage");
  });
});

import type { Club } from "#ignition/club.ts";

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/**
 * Who answers for the house, what is kept of visitors, and where one can write: a page that needs no program, in every
 * language of the club. A practice house may have none, and says so.
 */
export function imprintPage({ name, languages, words }: Pick<Club, "name" | "languages" | "words">): string {
  const sections = languages.map((language) => {
    const { contact, imprint, privacy } = words[language]?.about ?? {};
    const texts = [contact, imprint, privacy].filter((text) => text !== undefined);
    const paragraphs = texts.flatMap((text) => text.split("\n\n")).map(paragraphOf);
    const body = paragraphs.length > 0 ? paragraphs.join("\n") : `<p>${none[language]}</p>`;
    return `<section lang="${language}">\n${body}\n</section>`;
  });
  return `<!doctype html>
<html lang="${languages[0]}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${escaped(name)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml" />
</head>
<body>
<main>
<h1><a href="/">${escaped(name)}</a></h1>
${sections.join("\n<hr />\n")}
</main>
</body>
</html>
`;
}

/** A paragraph, with its lines; one that is a heading of Markdown becomes one of the page. */
function paragraphOf(text: string): string {
  const lines = text.split("\n");
  const heading = /^#{1,6} (.*)$/.exec(lines[0] ?? "")?.[1];
  const below = heading === undefined ? lines : lines.slice(1);
  const title = heading === undefined ? "" : `<h2>${escaped(heading)}</h2>`;
  return below.length === 0 ? title : `${title}<p>${below.map(escaped).join("<br />\n")}</p>`;
}

const none = {
  en: "This is a practice house: nobody answers for it, and nothing of you is kept but what you do in it.",
  de: "Dies ist ein Haus zum Üben: Niemand verantwortet es, und von Ihnen wird nichts aufbewahrt als das, was Sie darin tun.",
  zh: "这是一个练习用的房屋：没有人对它负责；除您在其中的操作之外，不保存您的任何信息。",
} as const;

import type { ReactNode } from "react";
import { prerender } from "react-dom/static";
import {
  type BuiltApp,
  type DrawnPage,
  type DrawPage,
  type DrawPicture,
  type PageRequest,
  pictureAddress,
} from "#protocol/relay/drawnPage.ts";
import { houseAsTold } from "../chain/node/house.ts";
import { askInside } from "../chain/node/ownServer.ts";
import { queries } from "../chain/node/useRead.ts";
import { formatsFor } from "../i18n/formats.ts";
import type { Language } from "../i18n/language.ts";
import { i18n, startLanguage } from "../i18n/load.ts";
import { firstRooms } from "../i18n/rooms.ts";
import { textOf } from "../i18n/text.ts";
import { HeadContext } from "../ui/layout/PageHeader.tsx";
import { App } from "./App.tsx";
import { type DocumentOf, documentsOf } from "./document.ts";
import { pictureOf } from "./pagePicture.ts";
import { pageAt } from "./pages.ts";
import type { Told } from "./told.ts";
import { toldText } from "./toldText.ts";

/** A page asks what follows from what it has read: so often at most. */
const MOST_TURNS = 8;

/** Sentences, questions and answers are shared by all of the program: one page is drawn after the other. */
let last: Promise<unknown> = Promise.resolve();

/** The pages of a build, drawn by the server with everything they ask of the house already answered. */
export function pagesOf(built: BuiltApp): DrawPage {
  const documentOf = documentsOf(built);
  return (request) => {
    const drawn = last.then(() => draw(request, documentOf));
    last = drawn.catch(() => undefined);
    return drawn;
  };
}

export const drawPicture: DrawPicture = (request) => {
  const drawn = last.then(async () => {
    askInside(request.ask);
    return pictureOf(houseAsTold(request.deployment, await request.at()), request.path);
  });
  last = drawn.catch(() => undefined);
  return drawn;
};

async function draw(request: PageRequest, documentOf: DocumentOf): Promise<DrawnPage | undefined> {
  const { path, deployment, ask } = request;
  const language = request.language as Language;
  const page = pageAt(path);
  if (page?.isOwn) return undefined;
  const at = await request.at();
  const rooms = [...firstRooms, ...(page?.rooms ?? [])];
  const [file] = await Promise.all([page?.load(), startLanguage(rooms, language)]);
  askInside(ask);
  queries.clear();
  const head = { title: "", lead: "" };
  const hear = (title: string, lead: ReactNode) => {
    head.title = title;
    head.lead = typeof lead === "string" ? lead : "";
  };
  const told = houseAsTold(deployment, at);
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const body = await textOfPage(
      <HeadContext value={hear}>
        <App told={told} path={path} />
      </HeadContext>,
    );
    const open = queries
      .getQueryCache()
      .getAll()
      .filter(({ state, options }) => state.data === undefined && (options as { enabled?: unknown }).enabled !== false);
    if (open.length > 0) {
      await Promise.all(open.map((query) => query.fetch()));
      continue;
    }
    const time = formatsFor(language, deployment.club.currency, deployment.club.timeZone).dateTime(at.now);
    const withoutProgram = textOf(i18n)("house.asOf", { time });
    const drawn = {
      language,
      timeZone: deployment.club.timeZone,
      body,
      ...head,
      withoutProgram,
      picture: (request.address ?? "") + pictureAddress(path),
      told: toldText({ deployment, ...at, reads: knownReads() } satisfies Told),
    };
    return { found: page !== undefined, html: documentOf(drawn, file?.default.name, rooms) };
  }
  return undefined;
}

/** What was read, but for what only a program can hold. */
function knownReads(): Told["reads"] {
  return queries
    .getQueryCache()
    .getAll()
    .filter(({ state, queryKey }) => state.data !== undefined && queryKey[0] !== "voices")
    .map(({ queryKey, state }) => [queryKey, state.data] as const);
}

/** In one piece: what comes later needs a program to be put in its place. */
async function textOfPage(page: ReactNode): Promise<string> {
  const faults: unknown[] = [];
  const { prelude } = await prerender(page, {
    progressiveChunkSize: Number.POSITIVE_INFINITY,
    onError: (fault) => void faults.push(fault),
  });
  // A part that fails would come as its own place, empty.
  if (faults.length > 0) throw faults[0];
  return new Response(prelude as ReadableStream<Uint8Array>).text();
}

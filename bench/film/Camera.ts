import type { Browser, CDPSession, Page } from "playwright-core";

/** Pixels. */
export interface Size {
  width: number;
  height: number;
}

/** The page in which the film is made: pictures are drawn there, and the browser's own recorder writes them down. */
declare global {
  var studio: {
    draw(place: number, jpeg: string): Promise<void>;
    say(words: string): void;
    end(): Promise<string>;
  };
}

/** Runs in a page that is filmed: shows where a finger was last. */
function showFinger(): void {
  const dot = document.createElement("div");
  // Above dialogs too, which the browser draws over everything else.
  dot.popover = "manual";
  const looks = { inset: "auto", width: "26px", height: "26px", margin: "-13px", padding: "0", borderRadius: "50%" };
  Object.assign(dot.style, looks, { pointerEvents: "none", border: "2px solid #a23b17", background: "#a23b1759" });
  const put = ({ clientX, clientY }: MouseEvent) => {
    if (!dot.isConnected) document.body.append(dot);
    Object.assign(dot.style, { left: `${clientX}px`, top: `${clientY}px` });
    dot.togglePopover(false);
    dot.togglePopover(true);
  };
  addEventListener("mousedown", put, { capture: true });
}

/** Films pages beside each other, with one line of words below them. */
export class Camera {
  readonly #studio: Page;
  readonly #watched: (CDPSession | undefined)[];

  private constructor(studio: Page, places: number) {
    this.#studio = studio;
    this.#watched = Array.from({ length: places }, () => undefined);
  }

  /** @param places As large as the pages that will be shown there, from left to right. */
  static async open(browser: Browser, places: readonly Size[]): Promise<Camera> {
    const studio = await browser.newPage();
    await studio.evaluate(openStudio, places);
    return new Camera(studio, places.length);
  }

  /** Shows a page at a place from here on. */
  async show(place: number, page: Page): Promise<void> {
    await this.#watched[place]?.detach().catch(() => undefined);
    await page.context().addInitScript(showFinger);
    await page.evaluate(showFinger);
    const watched = await page.context().newCDPSession(page);
    this.#watched[place] = watched;
    watched.on("Page.screencastFrame", ({ data, sessionId }) => {
      void watched.send("Page.screencastFrameAck", { sessionId }).catch(() => undefined);
      void this.#studio.evaluate(([at, jpeg]) => globalThis.studio.draw(at, jpeg), [place, data] as const);
    });
    await watched.send("Page.startScreencast", { format: "jpeg", quality: 90 });
  }

  /** What is to be seen now; and so long it is left to be read. */
  async say(words: string, milliseconds = 1_800): Promise<void> {
    await this.#studio.evaluate((said) => globalThis.studio.say(said), words);
    await this.#studio.waitForTimeout(milliseconds);
  }

  /** The film, as MP4. */
  async end(): Promise<Buffer> {
    await this.#studio.waitForTimeout(2_000);
    const film = await this.#studio.evaluate(() => globalThis.studio.end());
    await this.#studio.close();
    return Buffer.from(film, "base64");
  }
}

/** Runs in the studio's page. */
function openStudio(places: readonly Size[]): void {
  const [gap, words] = [16, 64];
  const canvas = document.createElement("canvas");
  canvas.width = places.reduce((sum, { width }) => sum + width + gap, gap);
  canvas.height = Math.max(...places.map(({ height }) => height)) + 2 * gap + words;
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = "#2b2019";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const lefts = places.map((_, i) => places.slice(0, i).reduce((sum, { width }) => sum + width + gap, gap));

  const recorder = new MediaRecorder(canvas.captureStream(8), {
    mimeType: "video/mp4;codecs=avc1.640028",
    videoBitsPerSecond: 400_000,
  });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();
  // A picture that stands still is written down as well, or the film would end before its last words.
  setInterval(() => pen.fillRect(0, 0, 1, 1), 125);

  globalThis.studio = {
    async draw(place, jpeg) {
      const picture = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${jpeg}`)).blob());
      const { width, height } = places[place]!;
      pen.drawImage(picture, lefts[place]!, gap, width, height);
    },
    say(said) {
      const top = canvas.height - words;
      pen.fillStyle = "#2b2019";
      pen.fillRect(0, top, canvas.width, words);
      pen.fillStyle = "#fbf6ee";
      pen.font = "26px sans-serif";
      pen.textBaseline = "middle";
      pen.fillText(said, gap, top + words / 2 - gap / 2, canvas.width - 2 * gap);
    },
    async end() {
      const ended = new Promise((resolve) => {
        recorder.onstop = resolve;
      });
      recorder.stop();
      await ended;
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
      let text = "";
      for (let i = 0; i < bytes.length; i += 32_768) text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
      return btoa(text);
    },
  };
}

/** Anything that finds codes in a picture; browsers have one, or the house brings it (WebAssembly, own origin). */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}

/** The browser's own reader where it knows square codes, otherwise zxing, fetched only then. */
async function findDetector(): Promise<Detector> {
  const Native = (globalThis as { BarcodeDetector?: NativeDetector }).BarcodeDetector;
  if (Native !== undefined && (await Native.getSupportedFormats()).includes("qr_code")) {
    return new Native({ formats: ["qr_code"] });
  }
  const [{ BarcodeDetector, prepareZXingModule }, { default: wasm }] = await Promise.all([
    import("barcode-detector/ponyfill"),
    import("zxing-wasm/reader/zxing_reader.wasm?url"),
  ]);
  // The library's default address is a foreign server.
  prepareZXingModule({
    overrides: { locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? wasm : prefix + path) },
  });
  return new BarcodeDetector({ formats: ["qr_code"] });
}

interface NativeDetector {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

export type CameraState = "starting" | "watching" | "forbidden" | "missing";

interface Watch {
  video: HTMLVideoElement;
  onState(state: CameraState): void;
  onText(text: string): void;
}

/** Milliseconds between two looks: quick enough for two seconds to green, easy on an old tablet. */
const PAUSE = 120;

/** Shows the camera in `video` and reads codes from it until it is stopped. */
export function watchCamera({ video, onState, onText }: Watch): () => void {
  let stopped = false;
  let stream: MediaStream | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function start(): Promise<void> {
    onState("starting");
    try {
      const wanted = { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } };
      stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    } catch (error) {
      onState(error instanceof DOMException && error.name === "NotAllowedError" ? "forbidden" : "missing");
      return;
    }
    if (stopped) {
      stop();
      return;
    }
    video.srcObject = stream;
    const [detector] = await Promise.all([findDetector(), video.play()]);
    onState("watching");
    look(detector);
  }

  function look(detector: Detector): void {
    if (stopped) return;
    timer = setTimeout(async () => {
      try {
        for (const { rawValue } of await detector.detect(video)) if (!stopped) onText(rawValue);
      } catch {
        // One unreadable frame; the next one comes.
      }
      look(detector);
    }, PAUSE);
  }

  function stop(): void {
    stopped = true;
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
  }

  start().catch(() => onState("missing"));
  return stop;
}

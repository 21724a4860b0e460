import { writeFileSync } from "node:fs";
import qrcode from "qrcode";

const WIDTH = 640;
const HEIGHT = 480;
const MARGIN = 4;

/** Browser flags for a camera that shows a film; the file is opened anew whenever a page starts its camera. */
export function cameraFlags(file: string): string[] {
  return [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${file}`,
  ];
}

/** One still picture as a y4m film: a phone's square code held to a camera, or a bare table without one. */
export function writeFilm(file: string, text?: string): void {
  const luma = Buffer.alloc(WIDTH * HEIGHT, 160);
  if (text !== undefined) draw(luma, text);
  // Without colour: both chroma planes stay in the middle.
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, chroma]);
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`), frame, frame]),
  );
}

function draw(luma: Buffer, text: string): void {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: "M" });
  const side = modules.size + 2 * MARGIN;
  const scale = Math.floor((HEIGHT - 20) / side);
  const left = Math.floor((WIDTH - side * scale) / 2);
  const top = Math.floor((HEIGHT - side * scale) / 2);
  for (let y = 0; y < side * scale; y++) {
    for (let x = 0; x < side * scale; x++) {
      const [column, row] = [Math.floor(x / scale) - MARGIN, Math.floor(y / scale) - MARGIN];
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
      luma[(top + y) * WIDTH + left + x] = inside && modules.get(row, column) === 1 ? 24 : 230;
    }
  }
}

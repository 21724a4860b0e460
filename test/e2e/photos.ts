import { crc32 } from "node:zlib";

/** What a phone's camera writes beside the picture: who made it, how it was held, where it was. */
export const secretWords = ["Pocket camera", "GPS 52.5163", "Table by the window"] as const;
const [MAKER, WHERE, COMMENT] = secretWords;

const TIFF_HEADER = 8;
const ENTRY = 12;
const ASCII = 2;
const SHORT = 3;
const RATIONAL = 5;

/** A JPEG as a phone writes it: with maker, orientation (turned to the right) and place, and a comment. */
export function withExif(jpeg: Uint8Array): Buffer {
  const comment = Buffer.from(COMMENT);
  const parts = [segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), tiff()])), segment(0xfe, comment)];
  // After the two bytes with which a picture begins.
  return Buffer.concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2)]);
}

/** A PNG with a line of text in it. */
export function withText(png: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from("tEXt"), Buffer.from(`Comment\0${COMMENT}`)]);
  const chunk = Buffer.concat([uint32(body.length - 4), body, uint32(crc32(body))]);
  // After the signature and the first chunk, which says how large it is.
  const head = 8 + 4 + 4 + 13 + 4;
  return Buffer.concat([png.subarray(0, head), chunk, png.subarray(head)]);
}

/** The parts of a JPEG up to the picture itself: what each is, and where it stands. */
function partsOf(jpeg: Buffer): { marker: number; at: number }[] {
  const parts: { marker: number; at: number }[] = [];
  for (let at = 2; jpeg[at] === 0xff; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1] ?? 0;
    parts.push({ marker, at });
    if (marker === 0xda) break;
  }
  return parts;
}

export const markersOf = (jpeg: Buffer): number[] => partsOf(jpeg).map(({ marker }) => marker);

/** Width and height of a JPEG as its points are stored, whatever is written beside them about how it was held. */
export function storedSize(jpeg: Buffer): [width: number, height: number] {
  const frame = partsOf(jpeg).find(({ marker }) => marker === 0xc0 || marker === 0xc2);
  if (frame === undefined) throw new Error("This picture has no size");
  return [jpeg.readUInt16BE(frame.at + 7), jpeg.readUInt16BE(frame.at + 5)];
}

/** Two directories: the picture's own, and the place; what is longer than four bytes stands behind them. */
function tiff(): Buffer {
  const [maker, where] = [Buffer.from(`${MAKER}\0`), Buffer.from(`${WHERE}\0`)];
  const gpsAt = TIFF_HEADER + 2 + 3 * ENTRY + 4;
  const valuesAt = gpsAt + 2 + 3 * ENTRY + 4;
  const latitudeAt = valuesAt + maker.length + where.length;
  const picture = directory([
    entry(0x010f, ASCII, maker.length, valuesAt),
    entry(0x0112, SHORT, 1, 6 << 16),
    entry(0x8825, 4, 1, gpsAt),
  ]);
  const gps = directory([
    entry(0x0001, ASCII, 2, Buffer.from("N\0\0\0").readUInt32BE()),
    entry(0x0002, RATIONAL, 3, latitudeAt),
    entry(0x001b, ASCII, where.length, valuesAt + maker.length),
  ]);
  const latitude = Buffer.concat([52, 1, 30, 1, 5868, 100].map(uint32));
  return Buffer.concat([Buffer.from("MM\0*"), uint32(TIFF_HEADER), picture, gps, maker, where, latitude]);
}

function directory(entries: readonly Buffer[]): Buffer {
  return Buffer.concat([uint16(entries.length), ...entries, uint32(0)]);
}

function entry(tag: number, kind: number, count: number, value: number): Buffer {
  return Buffer.concat([uint16(tag), uint16(kind), uint32(count), uint32(value)]);
}

function segment(marker: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), uint16(content.length + 2), content]);
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

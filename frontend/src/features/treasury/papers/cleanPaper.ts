import { kindOf, MOST_PAPER_BYTES, type PaperKind } from "#protocol/treasury/papers.ts";

/** Longer side of a photo, in points: a bill is read well, and no more. */
const LONGEST_SIDE = 2_400;
const QUALITY = 0.85;

export type CleanPaper =
  | { ok: true; bytes: Uint8Array<ArrayBuffer>; kind: PaperKind }
  | { ok: false; why: "otherKind" | "tooLong" | "unreadable" };

/**
 * A file as it may leave this browser. A photo is drawn anew: where and with what it was taken stays behind, and it is no
 * larger than one needs to read it. A PDF goes as it is.
 */
export async function cleanPaper(file: Blob): Promise<CleanPaper> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const kind = kindOf(head);
  if (kind === undefined) return { ok: false, why: "otherKind" };
  if (kind === "application/pdf") {
    if (file.size > MOST_PAPER_BYTES) return { ok: false, why: "tooLong" };
    return { ok: true, bytes: new Uint8Array(await file.arrayBuffer()), kind };
  }
  const drawn = await drawAnew(file);
  if (drawn === undefined) return { ok: false, why: "unreadable" };
  if (drawn.size > MOST_PAPER_BYTES) return { ok: false, why: "tooLong" };
  return { ok: true, bytes: new Uint8Array(await drawn.arrayBuffer()), kind: "image/jpeg" };
}

async function drawAnew(file: Blob): Promise<Blob | undefined> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    // It begins like a photo and is none.
    return undefined;
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (pen === null) return undefined;
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
}

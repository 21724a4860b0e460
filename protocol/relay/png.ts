import { initWasm, Resvg } from "@resvg/resvg-wasm";

/** It can be begun once in a process. */
let begun: Promise<void> | undefined;

/**
 * A drawing as PNG. What is in it must be drawn: there are no fonts.
 *
 * @param width In pixels; the height follows from the drawing's own proportions.
 * @param paper Colour behind it; left out, one sees through.
 * @param program Brings `@resvg/resvg-wasm/index_bg.wasm`, the first time.
 */
export async function pngOf(
  svg: string,
  width: number,
  program: () => BufferSource,
  paper?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  begun ??= initWasm(program());
  await begun;
  const drawing = new Resvg(svg, {
    fitTo: { mode: "width", value: width },
    font: { loadSystemFonts: false },
    ...(paper !== undefined && { background: paper }),
  });
  const image = drawing.render();
  try {
    return new Uint8Array(image.asPng());
  } finally {
    // It lives outside what is cleared up by itself.
    image.free();
    drawing.free();
  }
}

/** A drawing (SVG) as the pixels that chats and printers take: the browser draws it. Rejects where it cannot. */
export async function pictureFile(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image(width, height);
  image.src = svgAddress(svg);
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (made === null) throw new Error("This browser makes no PNG");
  return made;
}

/** Where an image finds a drawing that lies nowhere. */
export function svgAddress(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

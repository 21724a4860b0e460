import { useEffect, useState } from "react";
import { Skeleton } from "../state/Skeleton.tsx";
import { useIsAlive } from "../state/useIsAlive.ts";
import styles from "./QrCode.module.css";

type QrCodeProps = {
  text: string;
  /** What it is, for those who cannot see it. */
  label: string;
  /** How much of it may be hidden and still be read. Codes on glass need little. */
  level?: "L" | "M" | "Q" | "H";
};

/** A square code, dark on white in every theme. The library comes when the first one is shown. */
export function QrCode({ text, label, level = "M" }: QrCodeProps) {
  const isAlive = useIsAlive();
  const [code, setCode] = useState<Code>();

  useEffect(() => {
    let gone = false;
    void codeOf(text, level).then((made) => {
      if (!gone) setCode(made);
    });
    return () => {
      gone = true;
    };
  }, [text, level]);

  // Where no program runs nothing is on its way: the place stays white.
  if (!isAlive) return <svg className={styles.code} viewBox="0 0 1 1" aria-hidden="true" />;
  if (code === undefined) return <Skeleton size="picture" />;
  return (
    // Four modules of white around it: scanners need them.
    <svg
      className={styles.code}
      viewBox={`-4 -4 ${code.size + 8} ${code.size + 8}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x="-4" y="-4" width={code.size + 8} height={code.size + 8} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}

interface Code {
  /** Modules of a side, without the white around it. */
  size: number;
  /** The dark ones. */
  path: string;
}

/** A square code to be drawn, each module 1 wide. */
export async function codeOf(text: string, level: QrCodeProps["level"]): Promise<Code> {
  const { default: qrcode } = await import("qrcode");
  const { modules } = qrcode.create(text, { errorCorrectionLevel: level });
  return { size: modules.size, path: darkPath(modules.size, (x, y) => modules.get(y, x) === 1) };
}

/** Dark modules as one path, a run of neighbours as one bar. */
export function darkPath(size: number, dark: (x: number, y: number) => boolean): string {
  let path = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!dark(x, y)) continue;
      const start = x;
      while (x + 1 < size && dark(x + 1, y)) x += 1;
      path += `M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`;
    }
  }
  return path;
}

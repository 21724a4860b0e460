import { useRefusalWords } from "../../../parts/refusalWords.ts";
import { Notice } from "../../../ui/state/Notice.tsx";

/** The register could not be kept in this browser, or not be read there. */
export function Unkept() {
  const { why, next } = useRefusalWords()({ kind: "notKept" });
  return (
    <Notice kind="stop" live title={why}>
      {next}
    </Notice>
  );
}

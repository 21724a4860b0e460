/** What somebody without a seat does for the practice house, by the label of their key: `operator`, `registrar:2`. */
export function practiceDesk(label: string): "operator" | "registrar" | undefined {
  const [desk] = label.split(":");
  return desk === "operator" || desk === "registrar" ? desk : undefined;
}

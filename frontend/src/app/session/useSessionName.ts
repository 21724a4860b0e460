import { practiceDesk } from "#protocol/house/practiceDesk.ts";
import { useSession } from "../../chain/session/session.ts";
import { useText } from "../../i18n/text.ts";

interface SessionName {
  /** Empty: they have none that is known. */
  name: string;
  /** Their own, as they write it; else it is a word for what they do, in the language that one reads now. */
  isOwn: boolean;
}

/** What who is here is called. */
export function useSessionName(): SessionName {
  const t = useText();
  const session = useSession();
  if (session.kind === "none") return { name: "", isOwn: false };
  const desk = session.kind === "demo" ? practiceDesk(session.label) : undefined;
  return desk === undefined
    ? { name: session.name, isOwn: session.name !== "" }
    : { name: t(`shell.desk.${desk}`), isOwn: false };
}

import { useState } from "react";
import { hexToString, trim, zeroHash } from "viem";
import { plainLine } from "#protocol/relay/plainText.ts";
import type { Paper } from "#protocol/treasury/papers.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useSession } from "../../../chain/session/session.ts";
import { type PaperRead, readPaper, readRequestPapers } from "../../../chain/treasury/papers.ts";
import { useText } from "../../../i18n/text.ts";
import { Button } from "../../../ui/form/Button.tsx";
import { download } from "../../../ui/form/download.ts";
import { Stack } from "../../../ui/layout/Layout.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";

/** What a request names beside its words: the bill's reference and its papers. Looked for when somebody asks. */
export function Papers({ request }: { request: number }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <div>
        <Button look="quiet" onClick={() => setOpen(true)}>
          {t("desks.papers.show")}
        </Button>
      </div>
    );
  }
  return <Named request={request} />;
}

function Named({ request }: { request: number }) {
  const t = useText();
  const read = useRead(["requestPapers", request], (house) => readRequestPapers(house, request));
  return (
    <WhenLoaded state={read}>
      {({ order, papers }) => (
        <Stack gap={2}>
          <p>
            {order === zeroHash ? (
              t("desks.papers.noReference")
            ) : (
              <>
                {t("desks.papers.reference")} <bdi>{plainLine(hexToString(trim(order, { dir: "right" })))}</bdi>
              </>
            )}
          </p>
          {papers.length === 0 && <p>{t("desks.papers.none")}</p>}
          {papers.map((paper) => (
            <OnePaper key={paper.hash} paper={paper} />
          ))}
        </Stack>
      )}
    </WhenLoaded>
  );
}

function OnePaper({ paper }: { paper: Paper }) {
  const t = useText();
  const house = useHouse();
  const session = useSession();
  const [state, setState] = useState<"idle" | "busy" | Exclude<PaperRead, { ok: true }>>("idle");
  const take = async () => {
    setState("busy");
    const found = await readPaper(house, session.kind === "none" ? undefined : session, paper);
    if (!found.ok) return setState(found);
    setState("idle");
    const end = paper.kind === "application/pdf" ? "pdf" : paper.kind === "image/png" ? "png" : "jpg";
    download(found.blob, `${paper.hash.slice(2, 10)}.${end}`, paper.kind);
  };
  return (
    <div>
      <Button busy={state === "busy" && t("desks.papers.reading")} onClick={() => void take()}>
        {t(paper.kind === "application/pdf" ? "desks.papers.pdf" : "desks.papers.photo", {
          code: paper.hash.slice(2, 10),
        })}
      </Button>
      <p>{t(`desks.papers.for.${paper.audience}`)}</p>
      <div role="status">
        {typeof state === "object" && (
          <p>{state.why === "hidden" ? t("ui.hidden", { reason: state.reason }) : t(`desks.papers.${state.why}`)}</p>
        )}
      </div>
    </div>
  );
}

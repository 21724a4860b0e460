import { useText } from "../../i18n/text.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Section, Stack } from "../../ui/layout/Layout.tsx";
import { Sheet } from "../../ui/layout/Sheet.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { useAnswer } from "../useAnswer.ts";
import { useOverCounter } from "../useOverCounter.ts";
import type { Till } from "../useTill.ts";

const tablets = ["ipad", "android", "windows"] as const;

/** How a tablet is kept at the counter and nothing else: what a page cannot do by itself, in words. */
export function PinTablet({ till }: { till: Till }) {
  const t = useText();
  const [open, setOpen] = useOverCounter(till, false);
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t("terminal.kiosk.open")}
      </Button>
      <Sheet open={open} onClose={() => setOpen(false)} title={t("terminal.kiosk.title")}>
        <Stack gap={3}>
          <p>{t("terminal.kiosk.about")}</p>
          <IsItKept />
          {document.fullscreenEnabled && (
            <div>
              <Button
                onClick={() => void document.documentElement.requestFullscreen().then(() => setOpen(false), noWay)}
              >
                {t("terminal.kiosk.full")}
              </Button>
            </div>
          )}
          <ul>
            <li>{t("terminal.kiosk.install")}</li>
            <li>{t("terminal.kiosk.lock")}</li>
            <li>{t("terminal.kiosk.sound")}</li>
          </ul>
          {tablets.map((tablet) => (
            <Section key={tablet} title={t(`terminal.kiosk.${tablet}`)}>
              <p>{t(`terminal.kiosk.${tablet}.how`)}</p>
            </Section>
          ))}
        </Stack>
      </Sheet>
    </>
  );
}

/** A browser may throw away what a page has saved, unless it has promised not to. */
function IsItKept() {
  const t = useText();
  const isKept = useAnswer(isPersisted);
  if (isKept !== false) return null;
  return <Notice kind="wait" title={t("terminal.kiosk.mayForget")} />;
}

async function isPersisted(): Promise<boolean> {
  return (await navigator.storage?.persisted?.()) ?? false;
}

/** A browser that has no whole screen to give: the words below are what is left. */
function noWay(): void {}

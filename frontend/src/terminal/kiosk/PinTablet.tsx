import { useState } from "react";
import { useText } from "../../i18n/text.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Section, Stack } from "../../ui/layout/Layout.tsx";
import { Sheet } from "../../ui/layout/Sheet.tsx";

const tablets = ["ipad", "android", "windows"] as const;

/** How a tablet is kept at the counter and nothing else: what a page cannot do by itself, in words. */
export function PinTablet({ closed }: { closed: boolean }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t("terminal.kiosk.open")}
      </Button>
      <Sheet open={open && !closed} onClose={() => setOpen(false)} title={t("terminal.kiosk.title")}>
        <Stack gap={3}>
          <p>{t("terminal.kiosk.about")}</p>
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

/** A browser that has no whole screen to give: the words below are what is left. */
function noWay(): void {}

import { useHouse } from "../../../../chain/node/house.ts";
import { loadRoom } from "../../../../i18n/load.ts";
import { useText } from "../../../../i18n/text.ts";
import { Button } from "../../../../ui/form/Button.tsx";
import { Row, Stack } from "../../../../ui/layout/Layout.tsx";
import { Late, latePart } from "../../../../ui/state/latePart.tsx";
import { beginVerifying } from "./beginVerifying.ts";
import { useVerification } from "./verification.ts";

const result = latePart(async () => {
  const [file] = await Promise.all([import("./VerificationResult.tsx"), loadRoom("books")]);
  return file.VerificationResult;
});

/** The visitor's own proof: read every entry, reckon every seal again, count what is there. */
export function VerifyCard() {
  const t = useText();
  const house = useHouse();
  const found = useVerification();
  return (
    <Stack gap={3}>
      <p>{t("treasury.account.verify.lead")}</p>
      <div data-print="no">
        <Row>
          <Button
            busy={found.step === "busy" && t("treasury.account.verify.busy")}
            onClick={() => beginVerifying(house)}
          >
            {t("treasury.account.verify.do")}
          </Button>
        </Row>
      </div>
      {found.step !== "idle" && <Late of={result} props={{ found }} />}
    </Stack>
  );
}

/** Above the figures, once this browser has found that they cannot be believed. */
export function VerifyWarning() {
  const found = useVerification();
  return found.step === "differs" || found.step === "lacks" ? <Late of={result} props={{ found }} /> : null;
}

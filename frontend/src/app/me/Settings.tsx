import { useHouse } from "../../chain/node/house.ts";
import { signOut } from "../../chain/session/entering.ts";
import { askSignIn, type SignedIn } from "../../chain/session/session.ts";
import { useText } from "../../i18n/text.ts";
import { useNetworkSwitch } from "../../parts/useNetworkSwitch.ts";
import { Button } from "../../ui/form/Button.tsx";
import { Segmented } from "../../ui/form/Choice.tsx";
import { CopyText } from "../../ui/form/CopyText.tsx";
import { Disclosure } from "../../ui/layout/Disclosure.tsx";
import { Row, Stack } from "../../ui/layout/Layout.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { textSizes, useTextSize } from "../deviceChoice.ts";

/** How this device shows the house, and the way out. */
export function Settings({ session }: { session: SignedIn }) {
  const t = useText();
  const house = useHouse();
  const detour = useNetworkSwitch();
  const [size, setSize] = useTextSize();
  return (
    <Stack gap={3}>
      {detour && (
        <Notice kind="wait" title={t("me.wrongChain")} action={<Button onClick={detour.go}>{detour.label}</Button>} />
      )}
      <Row>
        <span aria-hidden="true">{t("me.text")}</span>
        <Segmented
          label={t("me.text")}
          value={size}
          onChange={setSize}
          options={textSizes.map((value) => ({ value, label: t(`me.text.${value}`) }))}
        />
      </Row>
      <p>{t("me.looks")}</p>
      <Row>
        <Button onClick={askSignIn}>{t("me.another")}</Button>
        <Button look="quiet" onClick={() => void signOut(house)}>
          {t("me.signOut")}
        </Button>
      </Row>
      <p>{t("me.signOut.note")}</p>
      <Disclosure>
        <p>{t("me.account")}</p>
        <CopyText text={session.account} />
      </Disclosure>
    </Stack>
  );
}

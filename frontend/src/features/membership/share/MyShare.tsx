import { breakable } from "#protocol/relay/plainText.ts";
import { useFigure } from "../../../chain/governance/figures.ts";
import { useDirectory } from "../../../chain/membership/useDirectory.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useFormat } from "../../../i18n/formats.ts";
import { useText } from "../../../i18n/text.ts";
import { ButtonLink } from "../../../ui/form/Button.tsx";
import { Card } from "../../../ui/layout/Card.tsx";
import { CertificateThumb } from "../../../ui/pictures/seats/Certificate.tsx";
import { WhenLoaded } from "../../../ui/state/WhenLoaded.tsx";
import { hasMoved, readSeat } from "./seat.ts";

/** The share on the member's page: its certificate in a line, leading to the whole of it. */
export function MyShare({ seat }: { seat: number }) {
  const t = useText();
  const format = useFormat();
  const maxMembers = useFigure("maxMembers");
  const name = useDirectory().get(seat)?.name;
  const state = useRead(["seat", seat], (house) => readSeat(house, seat));
  return (
    <WhenLoaded state={state}>
      {(found) =>
        found && (
          <Card title={t("membership.share")}>
            <CertificateThumb seat={seat} total={maxMembers} art={found.art} href={`/seats/${seat}`} />
            <p>
              {name !== undefined && (
                <>
                  <bdi>{breakable(name)}</bdi>
                  {" · "}
                </>
              )}
              {t("membership.share.since", { date: format.date(hasMoved(found) ? found.heldSince : found.bornAt) })}
            </p>
            <div>
              <ButtonLink look="quiet" href="/me/welcome">
                {t("membership.welcome.again")}
              </ButtonLink>
            </div>
          </Card>
        )
      }
    </WhenLoaded>
  );
}

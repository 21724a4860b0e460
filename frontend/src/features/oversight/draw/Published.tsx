import type { Deployment } from "#protocol/house/deployments.ts";
import { roundUrl } from "#protocol/oversight/beacon.ts";
import { useHouse } from "../../../chain/node/house.ts";
import { type Text, useText } from "../../../i18n/text.ts";

/** What a network is called: by its makers, or by its number if a later vote named it. */
export function networkName(beacon: Deployment["beacon"], network: number, t: Text): string {
  if (network !== 0) return t("oversight.network.later", { n: network });
  return beacon.name === "practice" ? t("oversight.network.practice") : `drand ${beacon.name}`;
}

/** Where anybody can look a round up; nothing where nobody else publishes it. */
export function Published({ round }: { round: number }) {
  const t = useText();
  const { servers, chainHash } = useHouse().deployment.beacon;
  if (servers.length === 0) return null;
  return (
    <div>
      <p>{t("oversight.published")}</p>
      <ul>
        {servers.map((server) => (
          <li key={server}>
            <a href={roundUrl(server, chainHash, round)} target="_blank" rel="noreferrer">
              <bdi>{new URL(server).host}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

import { useEffect, useState } from "react";
import { useHouse } from "../../../chain/node/house.ts";
import { kept } from "../../../chain/node/kept.ts";
import { useRead } from "../../../chain/node/useRead.ts";
import { useText } from "../../../i18n/text.ts";
import { Card } from "../../../ui/layout/Card.tsx";
import { Late, latePart } from "../../../ui/state/latePart.tsx";
import { readSeat, type Seat } from "../share/seat.ts";

/** Seconds of the house for which a share is new: who signs in on a device much later knows it. */
const NEW = 30 * 86_400;

const welcome = latePart(async () => (await import("./Welcome.tsx")).Welcome);

/** On a new member's own page, the first time that this browser shows it; later it is found under its own address. */
export function FirstWelcome({ seat }: { seat: number }) {
  const { clock } = useHouse();
  const read = useRead(["seat", seat], (house) => readSeat(house, seat));
  const found = read.status === "ready" ? read.data : null;
  if (found === null || found.owner === undefined || clock.now() >= found.heldSince + NEW) return null;
  return <Once key={seat} seat={found} />;
}

function Once({ seat }: { seat: Seat }) {
  const t = useText();
  const { houseId } = useHouse().deployment;
  const [isFirst] = useState(() => kept(houseId, "welcomed").get() !== seat.number);
  useEffect(() => kept(houseId, "welcomed").set(seat.number), [houseId, seat.number]);
  if (!isFirst) return null;
  return (
    <div role="status">
      <Card title={t("membership.welcome.title")} tone="accent">
        <Late of={welcome} props={{ seat }} />
      </Card>
    </div>
  );
}

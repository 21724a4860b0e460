import { Figure } from "#protocol/abi/enums.ts";
import * as registryAbi from "#protocol/abi/registry.ts";
import type { Rosette } from "#protocol/membership/rosette.ts";
import { PICTURE } from "#protocol/relay/drawnPage.ts";
import { type House, readHouse } from "../chain/node/house.ts";
import { readTableNow } from "../chain/oversight/rotation.ts";
import { readHouseAccount } from "../chain/treasury/houseAccount.ts";
import { readSeat, seatNumber } from "../features/membership/share/seat.ts";
import { type Swirl, swirlOf } from "../ui/pictures/vessels/stirredCupShape.ts";
import { ink } from "./pictureInk.ts";

/**
 * What others show beside the address of a page: of a share its own drawing, of any other page all places of the house as
 * they are today. No words: they stand beside it, in the reader's own script.
 */
export async function pictureOf(house: House, path: string): Promise<string | undefined> {
  const share = /^\/seats\/(\d+)$/.exec(path)?.[1];
  if (share === undefined) return sheet(swirl(await readSwirl(house)));
  const number = seatNumber(share);
  const seat = number === undefined ? null : await readSeat(house, number);
  return seat === null ? undefined : sheet(rosette(seat.art));
}

async function readSwirl(house: House): Promise<Swirl | undefined> {
  const [{ members }, { seats, term }, places] = await Promise.all([
    readHouseAccount(house),
    readTableNow(house),
    readHouse(house, registryAbi.figure, [Figure.MaxMembers]),
  ]);
  const { chairs } = house.deployment.club;
  return swirlOf({ places: Number(places), taken: members, inOffice: seats.length, chairs, term });
}

function sheet(drawing: string): string {
  const { width, height } = PICTURE;
  const [x, y] = [width / 2, height / 2];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path fill="${ink.paper}" d="M0 0h${width}v${height}H0z"/><g transform="translate(${x} ${y})" fill="none">${drawing}</g></svg>`;
}

/** Too many places to be drawn leave an empty sheet. */
function swirl(shape: Swirl | undefined): string {
  if (shape === undefined) return "";
  const { ring, taken, free, inOffice } = shape;
  const behind =
    ring === null
      ? ""
      : `<circle r="${ring.radius}" stroke="${ink.accent}" stroke-opacity=".35" stroke-width="${ring.width}"/>`;
  return `<g transform="scale(2.9)">${behind}<path fill="${ink.muted}" d="${taken}"/><path stroke="${ink.line}" stroke-width="1.1" d="${free}"/><path fill="${ink.accent}" d="${inOffice}"/></g>`;
}

function rosette({ ink: { colour }, lines }: Rosette): string {
  const drawn = lines.map(
    (d, line) => `<path d="${d}" stroke-width="${9 + line * 0.6}" stroke-opacity="${0.42 + line * 0.045}"/>`,
  );
  return `<g transform="scale(.27)" stroke="${colour}">${drawn.join("")}</g>`;
}

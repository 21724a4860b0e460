import { buildApp } from "../compile/buildApp.ts";
import { compile, stampOfContracts } from "../compile/compile.ts";
import { runStart } from "../start/runStart.ts";

type Rooms = Awaited<ReturnType<typeof import("../start/practiceHouse.ts").practiceHouse>>;
let rooms: Rooms | undefined;

/** What opens a house leans on the contracts' faces, and a fresh clone has none before it has compiled. */
function open(): Rooms {
  if (rooms === undefined) throw new Error("The contracts are not compiled yet");
  return rooms;
}

await runStart(process.argv.slice(2), {
  async compile() {
    const done = await compile();
    const { practiceHouse } = await import("../start/practiceHouse.ts");
    rooms = await practiceHouse();
    return done;
  },
  buildApp,
  stampOfContracts,
  stampOfClub: () => open().stampOfClub(),
  get clubName() {
    return open().clubName;
  },
  beginsAt: (anchor, empty) => open().beginsAt(anchor, empty),
  deploy: (site) => open().deploy(site),
  createServer: (site) => open().createServer(site),
  tellStory: (site) => open().tellStory(site),
});

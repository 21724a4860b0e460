import { type ComponentType, lazy } from "react";
import { loadRoom } from "../i18n/load.ts";
import type { Room } from "../i18n/rooms.ts";
import { bringPart } from "../ui/state/latePart.tsx";

export type AppPage = {
  path: string;
  /** The catalogues its sentences come from, beside shell, ui and house. */
  rooms: readonly Room[];
  load: () => Promise<{ default: ComponentType }>;
  View: ComponentType;
  /** Only whoever is signed in finds something here: nobody else can draw it before. */
  isOwn: boolean;
};

/** A page arrives together with its sentences. It reads its parameters with wouter's `useParams`. */
function page(path: string, rooms: readonly Room[], bring: () => Promise<ComponentType>): AppPage {
  const load = async () => {
    const [view] = await bringPart(() => Promise.all([bring(), ...rooms.map((room) => loadRoom(room))]));
    return { default: view };
  };
  return { path, rooms, load, View: lazy(load), isOwn: false };
}

const ownPage = (...described: Parameters<typeof page>) => ({ ...page(...described), isOwn: true });

/** One line a page. Only what exists is here. */
export const pages: readonly AppPage[] = [
  page("/", [], () => import("./house/HousePage.tsx").then((file) => file.HousePage)),
  ownPage("/me", ["me", "membership", "voucher", "funding", "errors"], () =>
    import("./me/MePage.tsx").then((file) => file.MePage),
  ),
  ownPage("/me/welcome", ["membership"], () =>
    import("../features/membership/welcome/WelcomePage.tsx").then((file) => file.WelcomePage),
  ),
  ownPage("/me/records", ["records"], () => import("./records/MyRecordsPage.tsx").then((file) => file.MyRecordsPage)),
  page("/r/:code", ["records"], () => import("./records/ReceiptPage.tsx").then((file) => file.ReceiptPage)),
  ownPage("/code", ["voucher", "errors"], () =>
    import("../features/voucher/code/MyCodePage.tsx").then((file) => file.MyCodePage),
  ),
  ownPage("/code/sheet", ["voucher", "errors"], () =>
    import("../features/voucher/sheet/SheetPage.tsx").then((file) => file.SheetPage),
  ),
  ownPage("/pay", ["voucher", "errors"], () =>
    import("../features/voucher/exact/PayOrderPage.tsx").then((file) => file.PayOrderPage),
  ),
  ownPage("/for-you", ["voucher", "errors"], () =>
    import("../features/voucher/sheet/ForYouPage.tsx").then((file) => file.ForYouPage),
  ),
  page("/seats/:n", ["membership", "errors"], () =>
    import("../features/membership/share/SeatPage.tsx").then((file) => file.SeatPage),
  ),
  ownPage("/seats/:n/take", ["membership", "errors"], () =>
    import("../features/membership/going/TakeSeatPage.tsx").then((file) => file.TakeSeatPage),
  ),
  ownPage("/seats/:n/move", ["membership", "errors"], () =>
    import("../features/membership/going/MovedSeatPage.tsx").then((file) => file.MovedSeatPage),
  ),
  page("/join", ["membership"], () => import("../features/membership/join/JoinPage.tsx").then((file) => file.JoinPage)),
  ownPage("/join/invited", ["membership", "errors"], () =>
    import("../features/membership/join/InvitedPage.tsx").then((file) => file.InvitedPage),
  ),
  ownPage("/desk/registrar", ["membership", "errors"], () =>
    import("./desks/RegistrarPage.tsx").then((file) => file.RegistrarPage),
  ),
  ownPage("/desk/operator", ["treasury", "desks", "membership", "errors"], () =>
    import("./desks/OperatorPage.tsx").then((file) => file.OperatorPage),
  ),
  ownPage("/desk/counter", ["desks", "errors"], () =>
    import("./desks/CounterPage.tsx").then((file) => file.CounterPage),
  ),
  ownPage("/desk/table", ["treasury", "desks", "errors"], () =>
    import("./desks/TablePage.tsx").then((file) => file.TablePage),
  ),
  page("/rounds", ["funding"], () =>
    import("../features/funding/rounds/RoundsPage.tsx").then((file) => file.RoundsPage),
  ),
  page("/rounds/:name", ["funding", "errors"], () =>
    import("../features/funding/rounds/RoundPage.tsx").then((file) => file.RoundPage),
  ),
  page("/donations", ["commons"], () =>
    import("../features/commons/donations/DonationsPage.tsx").then((file) => file.DonationsPage),
  ),
  page("/votes", ["votes", "oversight", "governance", "errors"], () =>
    import("./votes/VotesPage.tsx").then((file) => file.VotesPage),
  ),
  ownPage("/votes/new", ["votes", "governance"], () =>
    import("../features/governance/drafting/NewMotionPage.tsx").then((file) => file.NewMotionPage),
  ),
  ownPage("/votes/draft/:hash", ["votes", "governance", "errors"], () =>
    import("../features/governance/drafting/DraftPage.tsx").then((file) => file.DraftPage),
  ),
  page("/votes/ballot/:term", ["votes", "oversight", "errors"], () =>
    import("../features/oversight/ballot/BallotPage.tsx").then((file) => file.BallotPage),
  ),
  page("/votes/ballot/:term/draw", ["votes", "oversight", "errors"], () =>
    import("../features/oversight/draw/DrawPage.tsx").then((file) => file.DrawPage),
  ),
  page("/votes/:id", ["votes", "governance", "errors"], () =>
    import("../features/governance/motions/MotionPage.tsx").then((file) => file.MotionPage),
  ),
  page("/tables", ["oversight"], () =>
    import("../features/oversight/tables/TablesPage.tsx").then((file) => file.TablesPage),
  ),
  page("/money", ["treasury"], () =>
    import("../features/treasury/account/MoneyPage.tsx").then((file) => file.MoneyPage),
  ),
  page("/letter/:month", ["treasury", "letter"], () =>
    import("./letter/LetterPage.tsx").then((file) => file.LetterPage),
  ),
  page("/questions", ["treasury", "questions"], () =>
    import("./questions/QuestionsPage.tsx").then((file) => file.QuestionsPage),
  ),
  page("/money/:id", ["treasury", "books"], () =>
    import("../features/treasury/account/entry/EntryPage.tsx").then((file) => file.EntryPage),
  ),
  page("/counters/:till", ["voucher"], () =>
    import("../features/voucher/closings/ClosingsPage.tsx").then((file) => file.ClosingsPage),
  ),
  page("/prices", ["voucher"], () =>
    import("../features/voucher/prices/PricesPage.tsx").then((file) => file.PricesPage),
  ),
  page("/oversight", ["treasury", "desks", "errors"], () =>
    import("../features/treasury/OversightPage.tsx").then((file) => file.OversightPage),
  ),
  page("/oversight/requests/:id", ["treasury", "desks", "errors"], () =>
    import("../features/treasury/payments/RequestPage.tsx").then((file) => file.RequestPage),
  ),
  page("/oversight/reports/:term", ["treasury", "desks"], () =>
    import("../features/treasury/reports/ReportPage.tsx").then((file) => file.ReportPage),
  ),
  ownPage("/oversight/tills", ["voucher", "errors"], () =>
    import("../features/voucher/tills/TillsPage.tsx").then((file) => file.TillsPage),
  ),
  // For whoever builds the app, in English: no practice, no kit.
  ...(__PRACTICE__ ? [ownPage("/kit", ["kit"], () => import("./kit/KitPage.tsx").then((file) => file.KitPage))] : []),
];

/** The page for an address, so that it can be fetched while the rest starts. */
export function pageAt(pathname: string): AppPage | undefined {
  const steps = pathname.split("/").filter(Boolean);
  return pages.find(({ path }) => {
    const pattern = path.split("/").filter(Boolean);
    return pattern.length === steps.length && pattern.every((part, i) => part.startsWith(":") || part === steps[i]);
  });
}

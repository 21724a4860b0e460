import { type ReactNode, Suspense, useEffect } from "react";
import { Route, Router, Switch, useLocation } from "wouter";
import type { House } from "../chain/node/house.ts";
import { closeSignIn, useSignIn } from "../chain/session/session.ts";
import { loadRoom } from "../i18n/load.ts";
import { useText } from "../i18n/text.ts";
import { Sheet } from "../ui/layout/Sheet.tsx";
import { Late, latePart } from "../ui/state/latePart.tsx";
import { PageFallback } from "../ui/state/PageFallback.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { HouseGate, HouseProvider, useConnection } from "./HouseGate.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { Providers } from "./Providers.tsx";
import { pages } from "./pages.ts";
import { Settling } from "./Settling.tsx";
import styles from "./Shell.module.css";
import { Shell } from "./Shell.tsx";
import { FirstDuty } from "./session/FirstDuty.tsx";
import { HouseBanner } from "./session/HouseBanner.tsx";
import { SessionStatus } from "./session/SessionStatus.tsx";
import { saysAlive, showOwn, ToldContext } from "./told.ts";

type AppProps = {
  /** The house as the page came with it, where the page is shown as the server drew it. */
  told?: House;
  /** The address, where there is no browser. */
  path?: string;
};

export function App({ told, path }: AppProps) {
  return (
    <Providers>
      <ToldContext value={told}>
        <Router base={import.meta.env.BASE_URL.replace(/\/$/, "")} ssrPath={path}>
          <ErrorBoundary frame={(notice) => <main className={styles.main}>{notice}</main>}>
            <HouseApp />
          </ErrorBoundary>
        </Router>
      </ToldContext>
    </Providers>
  );
}

function HouseApp() {
  const connection = useConnection();
  useEffect(showOwn, []);
  const { isThere } = connection;
  useEffect(() => {
    if (isThere) saysAlive();
  }, [isThere]);
  return (
    <HouseProvider house={connection.house}>
      <Shell banner={<HouseBanner />} status={connection.house && <SessionStatus />} duty={<FirstDuty />}>
        <HouseGate connection={connection}>
          <Moved />
          <Pages />
        </HouseGate>
      </Shell>
      {connection.house && <SignIn />}
    </HouseProvider>
  );
}

function Pages() {
  const [location] = useLocation();
  const { departures } = useSignIn();
  // Another page, or another person before it: it begins anew.
  const begun = `${departures} ${location}`;
  return (
    <ErrorBoundary key={begun}>
      <Suspense fallback={<PageFallback />}>
        <Settling key={begun}>
          <Switch>
            {pages.map(({ path, View }) => (
              <Route key={path} path={path} component={View} />
            ))}
            <Route component={NotFoundPage} />
          </Switch>
        </Settling>
      </Suspense>
    </ErrorBoundary>
  );
}

const signInSheet = latePart(async () => {
  const [file] = await Promise.all([import("./session/SignInSheet.tsx"), loadRoom("accounts")]);
  return file.SignInSheet;
});

const accountMoved = latePart(async () => {
  const [file] = await Promise.all([import("./session/AccountMoved.tsx"), loadRoom("accounts")]);
  return file.AccountMoved;
});

/** Above the page that it is about. */
function Moved() {
  const { movedFrom } = useSignIn();
  return movedFrom === undefined ? null : <Late of={accountMoved} props={{}} frame={(notice) => notice} />;
}

/** The sheet comes when somebody asks for it; where it cannot, a sheet says so. */
function SignIn() {
  const t = useText();
  const { asking } = useSignIn();
  const frame = (notice: ReactNode) => (
    <Sheet open onClose={closeSignIn} title={t("shell.signIn")}>
      {notice}
    </Sheet>
  );
  return asking ? <Late of={signInSheet} props={{}} frame={frame} /> : null;
}

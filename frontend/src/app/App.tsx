import { lazy, Suspense } from "react";
import { Route, Router, Switch, useLocation } from "wouter";
import { useSignIn } from "../chain/session/session.ts";
import { loadRoom } from "../i18n/load.ts";
import { Arrival } from "./Arrival.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { HouseGate, HouseProvider, useConnection } from "./HouseGate.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { PageFallback } from "./PageFallback.tsx";
import { Providers } from "./Providers.tsx";
import { pages } from "./pages.ts";
import { Shell } from "./Shell.tsx";
import { HouseBanner } from "./session/HouseBanner.tsx";
import { SessionStatus } from "./session/SessionStatus.tsx";

export function App() {
  return (
    <Providers>
      <Router base={import.meta.env.BASE_URL.replace(/\/$/, "")}>
        <HouseApp />
      </Router>
    </Providers>
  );
}

function HouseApp() {
  const connection = useConnection();
  return (
    <HouseProvider house={connection.house}>
      <Shell banner={connection.house && <HouseBanner />} status={connection.house && <SessionStatus />}>
        <HouseGate connection={connection}>
          <Pages />
        </HouseGate>
      </Shell>
      {connection.house && <SignIn />}
    </HouseProvider>
  );
}

function Pages() {
  const [location] = useLocation();
  return (
    <ErrorBoundary key={location}>
      <Suspense fallback={<PageFallback />}>
        <Switch>
          {pages.map(({ path, View }) => (
            <Route key={path} path={path} component={View} />
          ))}
          <Route component={NotFoundPage} />
        </Switch>
        <Arrival key={location} />
      </Suspense>
    </ErrorBoundary>
  );
}

const SignInSheet = lazy(async () => {
  const [file] = await Promise.all([import("./session/SignInSheet.tsx"), loadRoom("accounts")]);
  return { default: file.SignInSheet };
});

/** The sheet comes when somebody asks for it. */
function SignIn() {
  const { asking } = useSignIn();
  return asking ? (
    <Suspense fallback={null}>
      <SignInSheet />
    </Suspense>
  ) : null;
}

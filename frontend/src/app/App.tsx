import { Suspense } from "react";
import { Route, Router, Switch, useLocation } from "wouter";
import { Arrival } from "./Arrival.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";
import { PageFallback } from "./PageFallback.tsx";
import { Providers } from "./Providers.tsx";
import { pages } from "./pages.ts";
import { Shell } from "./Shell.tsx";

export function App() {
  return (
    <Providers>
      <Router base={import.meta.env.BASE_URL.replace(/\/$/, "")}>
        <Shell>
          <Pages />
        </Shell>
      </Router>
    </Providers>
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

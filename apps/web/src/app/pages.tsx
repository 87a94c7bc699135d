import { Suspense, type ComponentType, type LazyExoticComponent } from "react";
import { useTranslation } from "react-i18next";
import { Link, Redirect, Route, Switch, useLocation } from "wouter";
import { lazyPart } from "../lib/lazy-part.ts";
import { EmptyPage } from "../ui/empty-state.tsx";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { Loading } from "../ui/loading.tsx";
import { PAGE_FILES } from "./page-files.ts";
import { PAGE_PATHS } from "./page-paths.ts";

/**
 * Every page of the product registers in page-paths.ts and page-files.ts, and nowhere else: the navigation and the
 * palette offer the rooms whose pages stand there.
 */
const PAGES: readonly { readonly path: string; readonly page: LazyExoticComponent<ComponentType> }[] =
  PAGE_PATHS.map((path) => ({ path, page: lazyPart(PAGE_FILES[path]) }));

/** Whether the page that a room leads to is there. */
export const isBuilt = (path: string): boolean =>
  PAGE_PATHS.some((one) => one === path || one.startsWith(`${path}/:`));

export const Pages = () => {
  const [place] = useLocation();
  return (
    <ErrorBoundary place={place}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/">
            <Redirect to="/pipelines" replace />
          </Route>
          {PAGES.map(({ path, page }) => (
            <Route key={path} path={path} component={page} />
          ))}
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
};

const NotFound = () => {
  const { t } = useTranslation();
  return <EmptyPage text={t("common.notFound")} act={<Link href="/">{t("common.toStart")}</Link>} />;
};

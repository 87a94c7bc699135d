import { lazy, Suspense, type ComponentType, type LazyExoticComponent } from "react";
import { useTranslation } from "react-i18next";
import { Link, Redirect, Route, Switch } from "wouter";
import { EmptyState } from "../ui/empty-state.tsx";
import { Loading } from "../ui/loading.tsx";

type Page = LazyExoticComponent<ComponentType>;

/** Each page is a chunk of its own; the more special route comes first. */
const PAGES: readonly { readonly path: string; readonly page: Page }[] = [
  { path: "/pipelines/:pipeline?", page: lazy(() => import("../features/pipelines/pipelines-page.tsx")) },
  {
    path: "/automations",
    page: lazy(() => import("../features/automations/list/automations-page.tsx")),
  },
  {
    path: "/records/:object/:id/:tab?/:act?/:automation?",
    page: lazy(() => import("../features/records/record-page.tsx")),
  },
];

export const Pages = () => (
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
);

const NotFound = () => {
  const { t } = useTranslation();
  return <EmptyState text={t("common.notFound")} act={<Link href="/">{t("common.toStart")}</Link>} />;
};

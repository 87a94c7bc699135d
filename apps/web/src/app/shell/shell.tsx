import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "wouter";
import { Floating } from "../../features/palette/floating.tsx";
import { useSession } from "../../features/session/session.ts";
import { lazyPart } from "../../lib/lazy-part.ts";
import { Pages } from "../pages.tsx";
import { Navigation } from "./navigation.tsx";
import classes from "./shell.module.css";
import { TopBar } from "./top-bar.tsx";

const Toasts = lazyPart(() => import("../../ui/toasts.tsx"));
const DemoStrip = lazyPart(() => import("../../features/demo/demo-strip.tsx"));
const LiveUpdates = lazyPart(() => import("../../features/live/live-updates.tsx"));

/** Before this nobody has done anything that a toast would answer; the first load is the page's alone. */
const SETTLED = 3_000;

const Shell = () => {
  const { t } = useTranslation();
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLED);
    return () => clearTimeout(timer);
  }, []);
  const isDemo = useSession().workspace.demo;
  const [isEditor] = useRoute("/automations/:key/*?");
  const [isRuns] = useRoute("/automations/:key/runs/*?");
  return (
    <div className={classes["shell"]}>
      <a className={classes["skip"]} href="#content">
        {t("shell.skip")}
      </a>
      <Floating />
      <Navigation narrow={isEditor && !isRuns} />
      <div className={classes["body"]}>
        <TopBar />
        <Suspense>
          <LiveUpdates />
        </Suspense>
        <div className={classes["stage"]}>
          <main id="content" className={classes["content"]} tabIndex={-1}>
            <Pages />
          </main>
          <Suspense>{isSettled && <Toasts />}</Suspense>
        </div>
        {isDemo && (
          <Suspense>
            <DemoStrip />
          </Suspense>
        )}
      </div>
    </div>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default Shell;

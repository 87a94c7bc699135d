import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useRoute } from "wouter";
import { LoginPage } from "../features/session/login-page.tsx";
import { setupQuery } from "../features/session/setup.ts";
import { sessionQuery } from "../features/session/session.ts";
import { switchLanguage } from "../lib/i18n.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Loading } from "../ui/loading.tsx";

const Shell = lazy(() => import("./shell/shell.tsx"));
const FirstStartPage = lazy(() => import("../features/session/first-start-page.tsx"));
const ResetPage = lazy(() => import("../features/session/reset-page.tsx"));

/** Who is signed in sees the app, in their language; whose session ends signs in where they are. */
export const SessionGate = () => {
  const { data, isPending, isError, error, refetch } = useQuery(sessionQuery);
  const wasIn = useRef(false);
  const language = data?.user.language;
  useEffect(() => {
    if (data !== null && data !== undefined) wasIn.current = true;
    if (language !== undefined) void switchLanguage(language);
  }, [data, language]);
  if (isPending) return <Loading />;
  if (isError && data === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data === null) return <BeforeSession ended={wasIn.current} />;
  return (
    <Suspense fallback={<Loading />}>
      <Shell />
    </Suspense>
  );
};

/** Nobody is signed in: the first start, a forgotten password, or the login. */
const BeforeSession = ({ ended }: { readonly ended: boolean }) => {
  const [isReset] = useRoute("/reset-password");
  const { data: setup, isPending } = useQuery(setupQuery);
  if (isReset)
    return (
      <Suspense fallback={<Loading />}>
        <ResetPage />
      </Suspense>
    );
  if (isPending) return <Loading />;
  if (setup?.waiting !== true) return <LoginPage ended={ended} />;
  return (
    <Suspense fallback={<Loading />}>
      <FirstStartPage state={setup} />
    </Suspense>
  );
};

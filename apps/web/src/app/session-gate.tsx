import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef } from "react";
import { LoginPage } from "../features/session/login-page.tsx";
import { sessionQuery } from "../features/session/session.ts";
import { switchLanguage } from "../lib/i18n.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Loading } from "../ui/loading.tsx";

const Shell = lazy(() => import("./shell/shell.tsx"));

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
  if (data === null) return <LoginPage ended={wasIn.current} />;
  return (
    <Suspense fallback={<Loading />}>
      <Shell />
    </Suspense>
  );
};

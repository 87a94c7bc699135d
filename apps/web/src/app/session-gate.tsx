import { useQuery } from "@tanstack/react-query";
import { Suspense, useEffect, useRef } from "react";
import { useRoute } from "wouter";
import { setupQuery } from "../features/session/setup.ts";
import { sessionQuery } from "../features/session/session.ts";
import { isSignedOut } from "../lib/api/problem.ts";
import { switchLanguage } from "../lib/i18n.ts";
import { lazyPart } from "../lib/lazy-part.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Loading } from "../ui/loading.tsx";

export const loadShell = () => import("./shell/shell.tsx");

const Shell = lazyPart(loadShell);
const LoginPage = lazyPart(() => import("../features/session/login-page.tsx"));
const FirstStartPage = lazyPart(() => import("../features/session/first-start-page.tsx"));
const SignInAgain = lazyPart(() => import("../features/session/sign-in-again.tsx"));
const ResetPage = lazyPart(() => import("../features/session/reset-page.tsx"));

/** Who is signed in sees the app, in their language; whose session ends signs in over the page where they are. */
export const SessionGate = () => {
  const { data, isPending, isError, error, refetch } = useQuery(sessionQuery);
  const language = data?.user.language;
  const user = data?.user.id;
  const first = useRef<string>(undefined);
  useEffect(() => {
    if (language !== undefined) void switchLanguage(language);
  }, [language]);
  useEffect(() => {
    // Somebody else has signed in, in another window: what this one shows is not theirs.
    if (first.current !== undefined && user !== undefined && first.current !== user) window.location.reload();
    first.current = user;
  }, [user]);
  if (isPending) return <Loading />;
  if (isError && data === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data === null) return <BeforeSession />;
  return (
    <Suspense fallback={<Loading />}>
      <Shell />
      {isError && isSignedOut(error) && <SignInAgain />}
    </Suspense>
  );
};

/** Nobody is signed in: the first start, a forgotten password, or the login. */
const BeforeSession = () => {
  const [isReset] = useRoute("/reset-password");
  const { data: setup, isPending } = useQuery(setupQuery);
  if (!isReset && isPending) return <Loading />;
  return (
    <Suspense fallback={<Loading />}>
      {isReset ? <ResetPage /> : setup?.waiting === true ? <FirstStartPage state={setup} /> : <LoginPage />}
    </Suspense>
  );
};

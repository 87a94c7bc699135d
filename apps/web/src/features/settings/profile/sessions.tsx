import type { sessionSchema } from "@cadencia/contracts/api";
import { Button, Text } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type * as z from "zod";
import { request } from "../../../lib/api/request.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { useFormat } from "../../session/use-format.ts";
import classes from "../settings.module.css";

const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => request<{ items: z.infer<typeof sessionSchema>[] }>("/sessions", { signal }),
});

/** Where one is signed in, and the way out of each place. */
export const Sessions = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { data, isError, error, refetch } = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: (path: string) => request(path, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: ["sessions"] }),
  });
  if (isError && data === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const others = data.items.filter(({ current }) => !current);
  return (
    <>
      {data.items.length === 0 && <Text c="dimmed">{t("settings.noSessions")}</Text>}
      <ul className={classes["rows"]}>
        {data.items.map((session) => (
          <li key={session.id} className={classes["row"]}>
            <div className={classes["grow"]}>
              <div>
                {browserOf(session.agent)} {session.current && <strong>{t("settings.thisBrowser")}</strong>}
              </div>
              <div className={classes["faint"]}>
                {t("settings.seen", { at: format.moment(session.seen_at), address: session.address })}
              </div>
            </div>
            {!session.current && (
              <Button
                size="compact-sm"
                variant="default"
                disabled={end.isPending}
                onClick={() => end.mutate(`/sessions/${session.id}`)}
              >
                {t("settings.endSession")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <Button variant="default" mt="md" loading={end.isPending} onClick={() => end.mutate("/sessions")}>
          {t("settings.endOthers", { count: others.length })}
        </Button>
      )}
    </>
  );
};

const BROWSERS = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;

/** The part of it that people know; what is no browser by its own name. */
const browserOf = (agent: string): string => {
  const browser = BROWSERS.find(([mark]) => agent.includes(mark))?.[1];
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/u.exec(agent)?.[0];
  return browser === undefined ? agent : [browser, system].filter((part) => part !== undefined).join(" · ");
};

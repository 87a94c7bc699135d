import type { DayPayload, Duty } from "@cadencia/contracts/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "../../lib/api/problem-text.ts";
import { request } from "../../lib/api/request.ts";
import { toast } from "../../ui/toast.tsx";
import { dayQuery } from "./queries.ts";

/** Does what is to be done: it leaves the list at once, is told, and can be undone. */
export const useFinish = (list: RefObject<HTMLElement | null>) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [said, say] = useState("");
  const save = useMutation({
    mutationFn: ({ duty, done }: { readonly duty: Duty; readonly done: boolean }) =>
      request(`/records/${duty.object}/${duty.id}`, { method: "PATCH", body: { done } }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: dayQuery.queryKey });
      await client.invalidateQueries({ queryKey: ["record-life"] });
    },
  });
  const undo = (duty: Duty): void => {
    say(t("day.undone", { title: nameOf(duty) }));
    save.mutate({ duty, done: false }, { onError: (error) => fail(nameOf(duty), error) });
  };
  const fail = (title: string, error: unknown): void =>
    void toast({ kind: "problem", text: t("day.notSaved", { title, message: problemText(error) }) });
  const finish = (duty: Duty): void => {
    focusNext(list.current, duty.id);
    const title = nameOf(duty);
    say(t("day.done", { title }));
    client.setQueryData<DayPayload>(dayQuery.queryKey, (day) => day && without(day, duty.id));
    save.mutate(
      { duty, done: true },
      {
        onSuccess: () =>
          void toast({
            text: t("day.done", { title }),
            action: { label: t("common.undo"), act: () => undo(duty) },
          }),
        onError: (error) => fail(title, error),
      },
    );
  };
  return { finish, said };

  function nameOf(duty: Duty): string {
    return duty.title ?? t("records.untitled");
  }
};

const without = (day: DayPayload, id: string): DayPayload => {
  const others = ({ id: each }: Duty): boolean => each !== id;
  return {
    ...day,
    overdue: day.overdue.filter(others),
    today_due: day.today_due.filter(others),
    week: day.week.filter(others),
  };
};

/** A row that leaves gives the focus to the next one. */
const focusNext = (list: HTMLElement | null, id: string): void => {
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const at = rows.findIndex((row) => row.dataset["duty"] === id);
  const next = rows[at + 1] ?? rows[at - 1];
  if (next !== undefined) requestAnimationFrame(() => next.focus());
};

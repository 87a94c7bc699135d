import type { Duty } from "@cadencia/contracts/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { problemText } from "../../lib/api/problem-text.ts";
import { request } from "../../lib/api/request.ts";
import { toast } from "../../ui/toast.tsx";
import { useFormat } from "../session/use-format.ts";
import { dayQuery } from "./queries.ts";

/** Puts a duty off; what came of it is told also where its row has gone meanwhile. */
export const usePutOff = (duty: Duty) => {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const title = duty.title ?? t("records.untitled");
  const save = useMutation({
    mutationFn: (due: string) =>
      request(`/records/${duty.object}/${duty.id}`, { method: "PATCH", body: { due } }),
    onSettled: () => client.invalidateQueries({ queryKey: dayQuery.queryKey }),
  });
  const tell = (due: string): void =>
    void toast({
      text: t("day.moved", { title, at: format.moment(due) }),
      ...(due === duty.due ? {} : { action: { label: t("common.undo"), act: () => void putOff(duty.due) } }),
    });
  const tellFault = (error: unknown): void =>
    void toast({ kind: "problem", text: t("day.notSaved", { title, message: problemText(error) }) });
  const putOff = (due: string): Promise<void> => save.mutateAsync(due).then(() => tell(due), tellFault);
  return { title, move: save.mutateAsync, tell, putOff };
};

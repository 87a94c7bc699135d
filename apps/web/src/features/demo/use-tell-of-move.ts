import type { DemoMovedPayload } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";
import { problemText } from "../../lib/api/problem-text.ts";
import { toast } from "../../ui/toast.tsx";
import { useFormat } from "../session/use-format.ts";

/** Says what the clock shows now and how much was done meanwhile, or why it was not moved. */
export const useTellOfMove = (): {
  readonly onSuccess: (moved: DemoMovedPayload) => void;
  readonly onError: (error: Error) => void;
} => {
  const { t } = useTranslation();
  const format = useFormat();
  return {
    onSuccess: ({ to, finished }) =>
      void toast({ text: t("demo.moved", { at: format.moment(to), count: finished }) }),
    onError: (error) =>
      void toast({ kind: "problem", text: t("demo.notMoved", { message: problemText(error) }) }),
  };
};

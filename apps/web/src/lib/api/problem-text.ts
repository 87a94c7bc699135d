import { translate } from "../i18n.ts";
import { isOffline, Problem } from "./problem.ts";

/** What became of a request that went wrong, in the reader's words, for where nothing is kept to be sent again. */
export const problemText = (error: unknown): string => {
  if (isOffline(error)) return translate("common.unreached") ?? "";
  return error instanceof Problem ? error.message : (translate("common.failed") ?? "");
};

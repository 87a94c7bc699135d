import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createFormat, type Format } from "../../lib/format/format.ts";
import { useSession } from "./session.ts";

/** Numbers, money and time for who is signed in. */
export const useFormat = (): Format => {
  const { i18n } = useTranslation();
  const { user, workspace } = useSession();
  const { timezone } = user;
  const ahead = workspace.clock_ahead;
  return useMemo(
    () => createFormat({ language: i18n.language, timezone, ahead }),
    [i18n.language, timezone, ahead],
  );
};

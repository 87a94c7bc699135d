import { useTranslation } from "react-i18next";

/** A reason code in the reader's words. */
export const useReason = (): ((code: string) => string) => {
  const { t, i18n } = useTranslation();
  return (code) => (i18n.exists(`reasons.reason.${code}`) ? t(`reasons.reason.${code}`) : code);
};

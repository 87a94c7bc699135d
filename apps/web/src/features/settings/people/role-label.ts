import type { RolePayload } from "@cadencia/contracts/api";
import { useTranslation } from "react-i18next";

/** The product's own roles in the reader's language; custom ones as they were named. */
export const useRoleLabel = (): ((role: Pick<RolePayload, "key" | "label" | "custom">) => string) => {
  const { t, i18n } = useTranslation();
  return ({ key, label, custom }) =>
    !custom && i18n.exists(`settings.role.${key}`) ? t(`settings.role.${key}`) : label;
};

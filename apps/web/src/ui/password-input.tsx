import { PasswordInput as Input, type PasswordInputProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Its eye says in the reader's language what it does. */
export const PasswordInput = (props: PasswordInputProps) => {
  const { t } = useTranslation();
  // Mantine leaves it to the pointer alone.
  const eye = { "aria-label": t("common.showPassword"), tabIndex: 0 };
  return <Input visibilityToggleButtonProps={eye} {...props} />;
};

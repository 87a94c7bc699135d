import { TextInput, type TextInputProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The address by which somebody comes in. */
export const EmailField = (props: TextInputProps) => {
  const { t } = useTranslation();
  return <TextInput type="email" autoComplete="username" required label={t("session.email")} {...props} />;
};

import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import { ModelForm } from "./model-form.tsx";

/** It begins with one field, by which people call its records. */
export const NewObject = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <ModelForm
      title={t("settings.newObject")}
      action={t("settings.newObject")}
      onClose={onClose}
      create={(named) =>
        request("/objects", {
          method: "POST",
          body: { ...named, fields: [{ key: "name", label: t("settings.nameField"), type: "text" }] },
        })
      }
    />
  );
};

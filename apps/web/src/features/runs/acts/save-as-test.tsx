import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** Downloads the run as a scenario file. */
export const SaveAsTest = ({ run }: { readonly run: string }) => {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      component="a"
      href={`/api/v1/runs/${run}/scenario`}
      download
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t("runs.saveAsTest")}
    </Button>
  );
};

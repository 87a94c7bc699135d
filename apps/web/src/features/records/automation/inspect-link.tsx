import type { RunPayload } from "@cadencia/contracts/api";
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useMay } from "../../session/use-may.ts";

/** To the run among all runs of its automation. */
export const InspectLink = ({ run }: { readonly run: RunPayload }) => {
  const { t } = useTranslation();
  const may = useMay();
  if (!may("automation", "read")) return null;
  return (
    <Button variant="default" component={Link} href={`/automations/${run.automation}/runs/run/${run.id}`}>
      {t("runs.inspect")}
    </Button>
  );
};

import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isSignedOut } from "../../lib/api/problem.ts";
import { FaultNote } from "../../ui/fault-note.tsx";

/** Why somebody did not come in. */
export const Failure = ({ error }: { readonly error: Error }) => {
  const { t } = useTranslation();
  if (!isSignedOut(error)) return <FaultNote error={error} />;
  return (
    <Alert color="red" role="alert">
      {t("session.wrong")}
    </Alert>
  );
};

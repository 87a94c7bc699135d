import type { MadeApiKeyPayload } from "@cadencia/contracts/api";
import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { DialogFoot } from "../../../ui/dialog-foot.tsx";

interface ShownOnceProps {
  readonly made: MadeApiKeyPayload;
  readonly onKept: () => void;
}

/** Left by its button alone: a click beside it would lose the secret. */
export const ShownOnce = ({ made: { user, secret }, onKept }: ShownOnceProps) => {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  // It takes the place of the form that had the focus.
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <Stack gap="md">
        <Text>{t("keys.madeText", { user: user.name })}</Text>
        <TextInput
          ref={field}
          label={t("keys.secret")}
          readOnly
          value={secret}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={secret} label={t("keys.copy")} />
      </Stack>
      <DialogFoot>
        <Button onClick={onKept}>{t("keys.kept")}</Button>
      </DialogFoot>
    </>
  );
};

import type { MadeApiKeyPayload } from "@cadencia/contracts/api";
import { Button, CopyButton, Stack, Text, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../../ui/dialog.tsx";
import { DialogFoot } from "../../../ui/dialog-foot.tsx";

interface ShownOnceProps {
  readonly made: MadeApiKeyPayload;
  readonly onClose: () => void;
}

/** Left by its button alone: a click beside it would lose the secret. */
export const ShownOnce = ({ made: { name, user, secret }, onClose }: ShownOnceProps) => {
  const { t } = useTranslation();
  return (
    <Dialog title={t("keys.madeTitle", { name })}>
      <Stack gap="md">
        <Text>{t("keys.madeText", { user: user.name })}</Text>
        <TextInput
          label={t("keys.secret")}
          readOnly
          value={secret}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          onFocus={(event) => event.currentTarget.select()}
        />
        {/* Browsers give the clipboard to https and localhost alone; the text can be selected anywhere. */}
        {window.isSecureContext && (
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={
                  copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
                }
                onClick={copy}
              >
                <span aria-live="polite">{copied ? t("keys.copied") : t("keys.copy")}</span>
              </Button>
            )}
          </CopyButton>
        )}
      </Stack>
      <DialogFoot>
        <Button onClick={onClose}>{t("keys.kept")}</Button>
      </DialogFoot>
    </Dialog>
  );
};

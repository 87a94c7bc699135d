import { ActionIcon, Button, Group, Input, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ControlProps } from "../control.ts";

/** Names and values, such as headers. */
export const PairsControl = ({ label, value, onChange, error }: ControlProps) => {
  const { t } = useTranslation();
  const pairs = Object.entries((value ?? {}) as Readonly<Record<string, string>>);
  const write = (next: readonly (readonly [string, string])[]) =>
    onChange(next.length === 0 ? undefined : Object.fromEntries(next));
  const put = (at: number, pair: readonly [string, string]) =>
    write(pairs.map((one, position) => (position === at ? pair : one)));
  return (
    <Input.Wrapper label={label} labelElement="div" error={error}>
      <Stack gap={4}>
        {pairs.map(([key, text], at) => (
          <Group key={at} gap={4} wrap="nowrap">
            <TextInput
              aria-label={t("editor.pairName", { label, number: at + 1 })}
              value={key}
              onChange={(event) => put(at, [event.currentTarget.value, text])}
            />
            <TextInput
              style={{ flex: 1 }}
              aria-label={t("editor.pairValue", { label, number: at + 1 })}
              value={text}
              onChange={(event) => put(at, [key, event.currentTarget.value])}
            />
            <ActionIcon
              variant="subtle"
              aria-label={t("editor.removePair", { name: key })}
              onClick={() => write(pairs.filter((_, position) => position !== at))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: "start" }}
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={pairs.some(([key]) => key === "")}
          onClick={() => write([...pairs, ["", ""]])}
        >
          {t("editor.addPair")}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
};

import { Button, Radio, Skeleton, Stack, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogFoot } from "../../ui/dialog-foot.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import type { SegmentInfo } from "../conditions/queries.ts";
import { segmentName } from "../conditions/segment-name.ts";
import { useFormat } from "../session/use-format.ts";
import { previewQuery, type Apply } from "./queries.ts";
import type { Users } from "./segment-users.ts";
import classes from "./segments.module.css";

interface ApplyDialogProps {
  readonly segment: SegmentInfo;
  readonly users: Users;
  readonly saving: boolean;
  /** What the server refused. */
  readonly error: unknown;
  readonly onApply: (apply: Apply) => void;
  readonly onClose: () => void;
}

/** What the edit of a segment does to the automations that rest on it, before it does. */
export const ApplyDialog = ({ segment, users, saving, error, onApply, onClose }: ApplyDialogProps) => {
  const { t } = useTranslation();
  const [apply, setApply] = useState<Apply>("now_on");
  const preview = useQuery(previewQuery(segment));
  const nameOf = (key: string) => users.automations.find((one) => one.key === key)?.name ?? key;
  const rows = [
    { name: t("segments.title_of", { name: segmentName(segment.key) }), diff: preview.data },
    ...(preview.data?.automations ?? []).map((diff) => ({ name: nameOf(diff.key), diff })),
  ];
  const told = new Set(preview.data?.automations.map(({ key }) => key));
  const silent = users.automations.filter(({ key, state }) => state === "active" && !told.has(key));
  return (
    <Dialog
      title={t("segments.apply.title", { name: segmentName(segment.key) })}
      onClose={onClose}
      size={560}
    >
      {preview.isError ? (
        <FaultNote error={preview.error} />
      ) : preview.data === undefined ? (
        <Skeleton height={96} />
      ) : (
        <Table.ScrollContainer minWidth={0}>
          <Table className={classes["figures"] ?? ""} aria-live="polite">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t("segments.apply.where")}</Table.Th>
                <Table.Th scope="col">{t("segments.apply.enter")}</Table.Th>
                <Table.Th scope="col">{t("segments.apply.leave")}</Table.Th>
                <Table.Th scope="col">{t("segments.apply.stay")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ name, diff }) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row">{name}</Table.Th>
                  <Count value={diff?.enter} />
                  <Count value={diff?.leave} />
                  <Count value={diff?.stay} />
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {silent.length > 0 && (
        <p className={classes["muted"]}>
          {t("segments.apply.silent", { names: silent.map(({ name }) => name).join(", ") })}
        </p>
      )}
      <Radio.Group
        mt="md"
        label={t("segments.apply.whom")}
        value={apply}
        onChange={(value) => setApply(value)}
      >
        <Stack gap="sm" mt={4}>
          <Radio
            value="now_on"
            label={t("segments.apply.nowOn")}
            description={t("segments.apply.nowOnHint")}
          />
          <Radio value="all" label={t("segments.apply.all")} description={t("segments.apply.allHint")} />
        </Stack>
      </Radio.Group>
      <FaultNote error={error} />
      <DialogFoot>
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button disabled={preview.data === undefined} loading={saving} onClick={() => onApply(apply)}>
          {apply === "all"
            ? t("segments.apply.saveAll", { count: preview.data?.enter ?? 0 })
            : t("segments.save")}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};

const Count = ({ value }: { readonly value: number | undefined }) => {
  const format = useFormat();
  return <Table.Td>{value === undefined ? "" : format.number(value)}</Table.Td>;
};

import type { RecordPayload } from "@cadencia/contracts/api";
import { ActionIcon, Menu } from "@mantine/core";
import { IconArchive, IconArchiveOff, IconDots, IconHelpCircle, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { request } from "../../../lib/api/request.ts";
import { tellProblem, toast } from "../../../ui/toast.tsx";
import { useMay } from "../../session/use-may.ts";
import { recordKey } from "../queries.ts";

interface RecordMenuProps {
  readonly record: RecordPayload;
  readonly title: string;
}

type Verb = "archive" | "unarchive" | "delete" | "restore";

/** What is done with the record as a whole; each comes with its way back. */
export const RecordMenu = ({ record, title }: RecordMenuProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const path = `/records/${record.object}/${record.id}`;

  const act = async (verb: Verb): Promise<void> => {
    try {
      if (verb === "delete") await request(path, { method: "DELETE" });
      else await request(`${path}/${verb}`, { method: "POST" });
    } catch (error) {
      return tellProblem(error);
    }
    const back = ({ archive: "unarchive", unarchive: "archive", delete: "restore", restore: null } as const)[
      verb
    ];
    toast({
      text: t(`changes.did.${verb}`, { title }),
      ...(back === null ? {} : { action: { label: t("common.undo"), act: () => void act(back) } }),
    });
    if (verb === "delete") {
      client.removeQueries({ queryKey: recordKey(record) });
      return navigate("/");
    }
    if (verb === "restore") navigate(path);
    void client.invalidateQueries({ queryKey: recordKey(record) });
    void client.invalidateQueries({ queryKey: ["record-life", record.id] });
  };

  const mayEdit = may(record.object, "edit", record);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon data-key="." variant="default" size={34} aria-label={t("changes.actions")}>
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          href={`${path}/automation/why`}
          leftSection={<IconHelpCircle size={16} aria-hidden />}
        >
          {t("records.why.ask")}
        </Menu.Item>
        {mayEdit && (
          <Menu.Item
            leftSection={
              record.archived ? (
                <IconArchiveOff size={16} aria-hidden />
              ) : (
                <IconArchive size={16} aria-hidden />
              )
            }
            onClick={() => void act(record.archived ? "unarchive" : "archive")}
          >
            {t(record.archived ? "changes.unarchive" : "changes.archive")}
          </Menu.Item>
        )}
        {may(record.object, "delete", record) && (
          <Menu.Item
            c="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => void act("delete")}
          >
            {t("changes.delete")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};

import { ActionIcon, Button, Group, Menu, NativeSelect } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CheckDot } from "../records/automation/why/check-dot.tsx";
import { useBuilder } from "./builder-context.ts";
import { ConditionRow } from "./condition-row.tsx";
import { ProblemText } from "./row-frame.tsx";
import classes from "./conditions.module.css";
import { JOINS, newCondition, newGroup, type GroupRow, type Join, type Row } from "./rows/row.ts";
import { SegmentRow } from "./segment-row.tsx";
import { TextRow } from "./text-row.tsx";

/** All of these, any of these, none of these: its rows stand behind a line. */
export const GroupRows = ({ group, isRoot }: { readonly group: GroupRow; readonly isRoot: boolean }) => {
  const { t } = useTranslation();
  const { marks, change, problems } = useBuilder();
  const problem = problems.get(group.id);
  const Frame = isRoot ? "div" : "li";
  const setJoin = (join: Join) =>
    change(group.id, (row) => {
      const before = row as GroupRow;
      return { ...before, join, form: before.form === "list" ? "word" : before.form };
    });
  return (
    <Frame className={classes["group"]} data-row={group.id}>
      {(!isRoot || group.rows.length > 1 || group.join !== "all") && (
        <div className={classes["groupHead"]}>
          {!isRoot && <CheckDot state={marks.get(group.id)?.state ?? "unseen"} />}
          <NativeSelect
            variant="unstyled"
            classNames={{ input: classes["join"] ?? "" }}
            aria-label={t("conditions.join")}
            data={JOINS.map((join) => ({ value: join, label: t(`conditions.joins.${join}`) }))}
            value={group.join}
            onChange={(event) => setJoin(event.currentTarget.value as Join)}
          />
          {!isRoot && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("conditions.removeGroup")}
              onClick={() => change(group.id, () => null)}
            >
              <IconX size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
          )}
        </div>
      )}
      {group.rows.length > 0 && (
        <ul className={classes["rows"]} data-joined={!isRoot || group.rows.length > 1 || undefined}>
          {group.rows.map((row) => (
            <AnyRow key={row.id} row={row} />
          ))}
        </ul>
      )}
      {problem !== undefined && (
        <p className={classes["problem"]} role="alert">
          <ProblemText problem={problem} />
        </p>
      )}
      <AddRow group={group} />
    </Frame>
  );
};

const AnyRow = ({ row }: { readonly row: Row }) => {
  switch (row.kind) {
    case "group":
      return <GroupRows group={row} isRoot={false} />;
    case "segment":
      return <SegmentRow row={row} />;
    case "text":
      return <TextRow row={row} />;
    case "condition":
      return <ConditionRow row={row} />;
  }
};

const AddRow = ({ group }: { readonly group: GroupRow }) => {
  const { t } = useTranslation();
  const { add } = useBuilder();
  return (
    <Group gap={4}>
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
        onClick={() => add(group.id, newCondition())}
      >
        {t("conditions.add")}
      </Button>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="subtle"
            size="compact-md"
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          >
            {t("conditions.addGroup")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {JOINS.map((join) => (
            <Menu.Item key={join} onClick={() => add(group.id, newGroup(join, [newCondition()]))}>
              {t(`conditions.joins.${join}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
};

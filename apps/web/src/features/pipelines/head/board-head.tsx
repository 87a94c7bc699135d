import {
  ActionIcon,
  Menu,
  NativeSelect,
  SegmentedControl,
  TextInput,
  Tooltip,
  UnstyledButton,
} from "@mantine/core";
import { IconBolt, IconChevronDown, IconSearch, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { LONGEST_WORDS, useTypedWords } from "../../../lib/use-typed-words.ts";
import { Link, useLocation } from "wouter";
import { lazyPart } from "../../../lib/lazy-part.ts";
import { useMay } from "../../session/use-may.ts";
import { useSession } from "../../session/session.ts";
import { FilterButton } from "../filter/filter-button.tsx";
import { NewRecordButton } from "../new-record/new-record.tsx";
import { peopleQuery, pipelinesQuery, type Board } from "../queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { ViewsMenu } from "../views/views-menu.tsx";
import type { Wanted } from "../wanted.ts";
import classes from "./board-head.module.css";

// The words of conditions are needed where there are some, not before.
const FilterChips = lazyPart(() => import("../filter/filter-chips.tsx"));

interface BoardHeadProps {
  readonly board: Board;
  readonly wanted: Wanted;
  readonly onChange: (changes: Partial<Wanted>) => void;
}

export const BoardHead = ({ board, wanted, onChange }: BoardHeadProps) => {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <header className={classes["head"]}>
      <PipelineMenu board={board} />
      <SegmentedControl
        aria-label={t("pipelines.view")}
        value={wanted.view}
        onChange={(view) => onChange({ view })}
        data={[
          { value: "board", label: t("pipelines.board") },
          { value: "list", label: t("pipelines.list") },
        ]}
      />
      <div className={classes["filters"]}>
        <WordFilter key={wanted.saved} text={wanted.text} onChange={(text) => onChange({ text })} />
        <FilterButton
          object={board.object}
          filter={wanted.filter}
          onChange={(filter) => onChange({ filter })}
        />
        <OwnerFilter owner={wanted.owner} onChange={(owner) => onChange({ owner })} />
        <ViewsMenu pipeline={board.pipeline} wanted={wanted} onChange={onChange} />
        {may("automation", "read") && (
          <Tooltip label={t("stages.byStage")}>
            <ActionIcon
              component={Link}
              className={classes["rules"]}
              href={`/automations/stages/${board.pipeline}`}
              variant="default"
              size={36}
              aria-label={t("stages.byStage")}
            >
              <IconBolt size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {board.may_create && (
        <div className={classes["act"]}>
          <NewRecordButton board={board} stage={wanted.stage} />
        </div>
      )}
      {wanted.filter !== null && (
        <Suspense>
          <FilterChips
            object={board.object}
            filter={wanted.filter}
            onChange={(filter) => onChange({ filter })}
          />
        </Suspense>
      )}
    </header>
  );
};

const PipelineMenu = ({ board }: { readonly board: Board }) => {
  const { t } = useTranslation();
  const labelOf = useLabels().pipeline;
  const [, go] = useLocation();
  const { data } = useQuery(pipelinesQuery);
  const name = labelOf({ key: board.pipeline, label: board.label });
  return (
    <h1 className={classes["name"]}>
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <UnstyledButton className={classes["pipeline"]} aria-label={t("pipelines.choose", { name })}>
            {name}
            <IconChevronDown size={18} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {(data?.items ?? []).map((pipeline) => (
            <Menu.Item
              key={pipeline.key}
              role="menuitemradio"
              aria-checked={pipeline.key === board.pipeline}
              onClick={() => go(`/pipelines/${pipeline.key}`)}
            >
              {labelOf(pipeline)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </h1>
  );
};

const WordFilter = ({
  text,
  onChange,
}: {
  readonly text: string;
  readonly onChange: (text: string) => void;
}) => {
  const { t } = useTranslation();
  const [typed, write] = useTypedWords(text, onChange);
  return (
    <TextInput
      className={classes["words"]}
      type="search"
      value={typed}
      maxLength={LONGEST_WORDS}
      onChange={(event) => write(event.currentTarget.value)}
      aria-label={t("pipelines.find")}
      placeholder={t("pipelines.findHint")}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed === "" ? null : (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t("pipelines.clear")}
            onClick={() => write("")}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )
      }
    />
  );
};

interface OwnerFilterProps {
  readonly owner: string | null;
  readonly onChange: (owner: string | null) => void;
}

const OwnerFilter = ({ owner, onChange }: OwnerFilterProps) => {
  const { t } = useTranslation();
  const { user } = useSession();
  const { data } = useQuery(peopleQuery);
  const others = (data?.items ?? []).filter(({ id, name }) => id !== user.id && name !== null);
  return (
    <NativeSelect
      className={classes["owner"]}
      aria-label={t("pipelines.owner")}
      value={owner ?? ""}
      onChange={(event) => onChange(event.currentTarget.value === "" ? null : event.currentTarget.value)}
      data={[
        { value: "", label: t("pipelines.everyone") },
        { value: user.id, label: t("pipelines.mine") },
        ...others.map(({ id, name }) => ({ value: id, label: name ?? "" })),
      ]}
    />
  );
};

import type { RecordPayload } from "@cadencia/contracts/api";
import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import type { ObjectInfo } from "../model/queries.ts";
import { AutomationTab } from "./automation/automation-tab.tsx";
import { ChangesTab } from "./changes/changes-tab.tsx";
import { FilesTab } from "./files/files-tab.tsx";
import classes from "./record-page.module.css";
import { Timeline } from "./timeline/timeline.tsx";

const TABS = ["timeline", "automation", "files", "changes"] as const;

interface CentreProps {
  readonly record: RecordPayload;
  readonly object: ObjectInfo;
}

/** Which view is open stands in the address. */
export const Centre = ({ record, object }: CentreProps) => {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { tab = "timeline" } = useParams<{ tab?: string }>();
  const here = `/records/${record.object}/${record.id}`;
  return (
    <Tabs
      value={tab}
      keepMounted={false}
      onChange={(next) => navigate(next === "timeline" || next === null ? here : `${here}/${next}`)}
    >
      <Tabs.List className={classes["tabs"] ?? ""} aria-label={t("records.tabs")}>
        {TABS.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`records.tab.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="timeline" pt="md">
        <Timeline record={record} object={object} />
      </Tabs.Panel>
      <Tabs.Panel value="automation" pt="md">
        <AutomationTab record={record} />
      </Tabs.Panel>
      <Tabs.Panel value="files" pt="md">
        <FilesTab record={record} />
      </Tabs.Panel>
      <Tabs.Panel value="changes" pt="md">
        <ChangesTab record={record} object={object} />
      </Tabs.Panel>
    </Tabs>
  );
};

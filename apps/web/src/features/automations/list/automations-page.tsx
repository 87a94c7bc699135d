import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearch } from "wouter";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { NewAutomationButton } from "../page/new-automation.tsx";
import { StagesLink } from "../stages/stages-link.tsx";
import { automationsQuery } from "../queries.ts";
import { AutomationRow } from "./automation-row.tsx";
import { DraftList } from "./draft-list.tsx";
import { foldersOf } from "./folders.ts";
import classes from "./list.module.css";
import { talliesQuery } from "./tallies-query.ts";

const AutomationsPage = () => {
  const { t } = useTranslation();
  const automations = useQuery(automationsQuery);
  // `?on=<key>`: somebody is sent here to switch that one on.
  const asked = new URLSearchParams(useSearch()).get("on");
  const { data: tallies = new Map() } = useQuery(talliesQuery);
  if (automations.isError && automations.data === undefined)
    return <ErrorState error={automations.error} retry={() => void automations.refetch()} />;
  if (automations.data === undefined) return <Loading />;
  return (
    <div className={classes["page"]}>
      <div className={classes["top"]}>
        <Title order={1}>{t("automations.title")}</Title>
        <StagesLink />
        <NewAutomationButton />
      </div>
      <DraftList />
      {automations.data.items.length === 0 && <EmptyState text={t("automations.none")} />}
      {foldersOf(automations.data.items, tallies).map(({ name, automations: items }) => (
        <section
          key={name ?? ""}
          className={classes["folder"]}
          aria-label={name ?? t("automations.noFolder")}
        >
          <Title order={2} className={classes["folderName"]}>
            {name ?? t("automations.noFolder")}
          </Title>
          <ul className={classes["list"]}>
            {items.map((automation) => (
              <AutomationRow
                key={automation.key}
                isAsked={automation.key === asked}
                automation={automation}
                tally={tallies.get(automation.key)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default AutomationsPage;

import { Button, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { automationsQuery } from "../automations/queries.ts";
import { segmentsQuery } from "../conditions/queries.ts";
import { useMay } from "../session/use-may.ts";
import { SegmentRow } from "./segment-row.tsx";
import classes from "./segments.module.css";

/** Saved filters that automations and other filters rest on. */
const SegmentsPage = () => {
  const { t } = useTranslation();
  const may = useMay();
  const segments = useQuery(segmentsQuery);
  const automations = useQuery({ ...automationsQuery, enabled: may("automation", "read") });
  if (segments.isError && segments.data === undefined)
    return <ErrorState error={segments.error} retry={() => void segments.refetch()} />;
  if (segments.data === undefined) return <Loading />;
  const { items } = segments.data;
  const create = may("segment", "edit") ? (
    <Button component={Link} href="/segments/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t("segments.new")}
    </Button>
  ) : null;
  return (
    <div className={classes["page"]}>
      <div className={classes["head"]}>
        <Title order={1}>{t("segments.title")}</Title>
        {items.length > 0 && create}
      </div>
      {items.length === 0 ? (
        <EmptyState text={t("segments.none")} act={create} />
      ) : (
        <ul className={classes["list"]}>
          {items
            .toSorted((left, right) => left.key.localeCompare(right.key))
            .map((segment) => (
              <SegmentRow
                key={segment.key}
                segment={segment}
                segments={items}
                automations={automations.data?.items ?? []}
              />
            ))}
        </ul>
      )}
    </div>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default SegmentsPage;

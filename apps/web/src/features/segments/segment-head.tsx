import { Button, Group, Title } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { SegmentInfo } from "../conditions/queries.ts";
import { segmentName } from "../conditions/segment-name.ts";
import { useMay } from "../session/use-may.ts";
import { RemoveSegment } from "./remove-segment.tsx";
import type { Users } from "./segment-users.ts";
import classes from "./segments.module.css";

interface SegmentHeadProps {
  readonly segment: SegmentInfo;
  readonly isNew: boolean;
  readonly users: Users;
}

export const SegmentHead = ({ segment, isNew, users }: SegmentHeadProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const name = isNew ? t("segments.new") : segmentName(segment.key);
  return (
    <>
      <nav className={classes["crumbs"]} aria-label={t("segments.title")}>
        <Link href="/segments">{t("segments.title")}</Link>
        <IconChevronRight size={14} aria-hidden />
        <span>{name}</span>
      </nav>
      <div className={classes["head"]}>
        <Title order={1}>{name}</Title>
        {!isNew && (
          <Group gap="sm">
            <RemoveSegment segment={segment} users={users} />
            {may("automation", "create") && (
              <Button
                variant="default"
                component={Link}
                href={`/automations/new?segment=${encodeURIComponent(segment.key)}`}
              >
                {t("segments.makeSequence")}
              </Button>
            )}
          </Group>
        )}
      </div>
    </>
  );
};

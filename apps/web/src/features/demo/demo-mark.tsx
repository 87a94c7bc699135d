import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconFlask } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../session/use-format.ts";
import { demoQuery, useMoveClock } from "./queries.ts";
import { RemoveDemo } from "./remove-demo.tsx";
import classes from "./demo-mark.module.css";
import { useTellOfMove } from "./use-tell-of-move.ts";

const STEPS = [1, 3, 7, 31] as const;
const DAY = 86_400;

/** That this is a demo, and what its clock shows; who may do so moves the clock and removes it here. */
const DemoMark = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: demo } = useQuery(demoQuery);
  const move = useMoveClock();
  const tell = useTellOfMove();
  const [isRemoving, setRemoving] = useState(false);
  if (demo === undefined || demo === null) return null;
  const isMoved = demo.ahead > 0;
  const clock = isMoved
    ? t("demo.clockAhead", { at: format.moment(demo.now), count: Math.round(demo.ahead / DAY) })
    : format.moment(demo.now);
  const text = (
    <>
      <span className={classes["word"]}>{t("demo.mark")}</span>
      <span className={classes["clock"]}>{clock}</span>
    </>
  );
  if (demo.offer === null)
    return (
      <span className={classes["mark"]} data-moved={isMoved || undefined}>
        <IconFlask size={16} aria-hidden />
        {text}
      </span>
    );
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            className={classes["button"]}
            loading={move.isPending}
            leftSection={<IconFlask size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            <span className={classes["text"]}>{text}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {STEPS.map((days) => (
            <Menu.Item key={days} onClick={() => move.mutate(days, tell)}>
              {t("demo.moveBy", { count: days })}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setRemoving(true)}>{t("demo.remove.ask")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isRemoving && <RemoveDemo close={() => setRemoving(false)} />}
    </>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default DemoMark;

import type { Duty } from "@cadencia/contracts/api";
import { ActionIcon, Menu } from "@mantine/core";
import { IconCalendarTime } from "@tabler/icons-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../lib/lazy-part.ts";
import { useFormat } from "../session/use-format.ts";
import { useSession } from "../session/session.ts";
import { laterMoments } from "./later-moments.ts";
import { usePutOff } from "./use-put-off.ts";

const AnotherTime = lazyPart(() => import("./another-time.tsx"));

/** Puts a duty off: to one of the usual moments, or to any. */
export const Reschedule = ({ duty }: { readonly duty: Duty }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { timezone } = useSession().user;
  const [isChoosing, setChoosing] = useState(false);
  const { title, move, tell, putOff } = usePutOff(duty);
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={t("day.reschedule", { title })}>
            <IconCalendarTime size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {laterMoments(format.now(), timezone).map(({ key, at }) => (
            <Menu.Item key={key} onClick={() => void putOff(at)}>
              {t(`day.later.${key}`, { at: format.moment(at) })}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => setChoosing(true)}>{t("day.later.other")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {isChoosing && (
          <AnotherTime
            title={title}
            due={duty.due}
            move={move}
            onMoved={tell}
            onClose={() => setChoosing(false)}
          />
        )}
      </Suspense>
    </>
  );
};

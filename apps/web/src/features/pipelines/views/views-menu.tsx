import { Button, Menu } from "@mantine/core";
import { IconBookmark, IconChevronDown, IconStar, IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../../lib/lazy-part.ts";
import { tellProblem, toast } from "../../../ui/toast.tsx";
import type { Wanted } from "../wanted.ts";
import { useDeleteView, useSaveView, viewsQuery, type SavedView } from "./queries.ts";
import { useUsualView } from "./use-usual-view.ts";
import classes from "./views.module.css";
import { isAsSaved, viewOf, wantedOf } from "./wanted-of-view.ts";

const SaveView = lazyPart(() => import("./save-view.tsx"));

interface ViewsMenuProps {
  readonly pipeline: string;
  readonly wanted: Wanted;
  readonly onChange: (changes: Partial<Wanted>) => void;
}

const EVERYTHING: Partial<Wanted> = { owner: null, text: "", sort: null, filter: null, saved: "none" };

/** What the page was saved as: opened, saved anew, shared, opened with. */
export const ViewsMenu = ({ pipeline, wanted, onChange }: ViewsMenuProps) => {
  const { t } = useTranslation();
  const { data } = useQuery(viewsQuery(pipeline));
  const [isNaming, setNaming] = useState(false);
  const views = data?.items ?? [];
  useUsualView(views, onChange);
  const current = views.find(({ id }) => id === wanted.saved);
  const isChanged = current !== undefined && !isAsSaved(wanted, current);
  const name = current?.name ?? t("views.all");
  return (
    <>
      <Menu position="bottom-start" shadow="md" width={264}>
        <Menu.Target>
          <Button
            variant="default"
            className={classes["button"] ?? ""}
            leftSection={<IconBookmark size={16} stroke={1.75} aria-hidden />}
            rightSection={<IconChevronDown size={16} aria-hidden />}
            aria-label={t(isChanged ? "views.openChanged" : "views.open", { name })}
          >
            <span className={classes["name"]}>{isChanged ? t("views.changed", { name }) : name}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={current?.id ?? ALL} onChange={(id) => onChange(changesFor(views, id))}>
            <Menu.RadioItem value={ALL} closeMenuOnClick>
              {t("views.all")}
            </Menu.RadioItem>
            {views.map((view) => (
              <ViewItem key={view.id} view={view} />
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          {current !== undefined && (
            <CurrentActs pipeline={pipeline} view={current} wanted={wanted} onChange={onChange} />
          )}
          <Menu.Item onClick={() => setNaming(true)}>{t("views.saveAs")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {isNaming && (
          <SaveView
            pipeline={pipeline}
            wanted={wanted}
            onSaved={(view) => onChange(wantedOf(view))}
            onClose={() => setNaming(false)}
          />
        )}
      </Suspense>
    </>
  );
};

const ALL = "";

const changesFor = (views: readonly SavedView[], id: string): Partial<Wanted> => {
  const view = views.find((one) => one.id === id);
  return view === undefined ? EVERYTHING : wantedOf(view);
};

const ViewItem = ({ view }: { readonly view: SavedView }) => {
  const { t } = useTranslation();
  const by = view.shared && !view.may_edit && view.owner.name !== null ? view.owner.name : null;
  return (
    <Menu.RadioItem
      value={view.id}
      closeMenuOnClick
      rightSection={
        <span className={classes["marks"]}>
          {view.shared && <IconUsers size={14} role="img" aria-label={t("views.isShared")} />}
          {view.usual && <IconStar size={14} role="img" aria-label={t("views.isUsual")} />}
        </span>
      }
    >
      {view.name}
      {by !== null && <span className={classes["by"]}>{t("views.by", { name: by })}</span>}
    </Menu.RadioItem>
  );
};

interface CurrentActsProps extends ViewsMenuProps {
  readonly view: SavedView;
}

/** What can be done with the view that is open. */
const CurrentActs = ({ pipeline, view, wanted, onChange }: CurrentActsProps) => {
  const { t } = useTranslation();
  const save = useSaveView(pipeline);
  const remove = useDeleteView(pipeline);
  const { id, name, shared, usual } = view;
  // Promises: the answer comes when the menu is closed.
  const edit = (change: object, text: string) =>
    save.mutateAsync({ id, ...change }).then(() => void toast({ text }), tellProblem);
  const again = () =>
    save
      .mutateAsync({ name, wanted: view.wanted, shared, usual })
      .then((back) => onChange(wantedOf(back)), tellProblem);
  const removeView = () =>
    remove.mutateAsync(id).then(() => {
      onChange(EVERYTHING);
      toast({
        text: t("views.deleted", { name }),
        action: { label: t("common.undo"), act: () => void again() },
      });
    }, tellProblem);
  return (
    <>
      {view.may_edit && !isAsSaved(wanted, view) && (
        <Menu.Item onClick={() => void edit({ wanted: viewOf(wanted) }, t("views.saved", { name }))}>
          {t("views.save", { name })}
        </Menu.Item>
      )}
      <Menu.Item
        onClick={() =>
          void edit({ usual: !usual }, t(usual ? "views.noLongerUsual" : "views.nowUsual", { name }))
        }
      >
        {t(usual ? "views.dropUsual" : "views.makeUsual")}
      </Menu.Item>
      {view.may_edit && (
        <>
          <Menu.Item
            onClick={() =>
              void edit({ shared: !shared }, t(shared ? "views.nowMine" : "views.nowShared", { name }))
            }
          >
            {t(shared ? "views.unshare" : "views.share")}
          </Menu.Item>
          <Menu.Item onClick={() => void removeView()}>{t("views.delete")}</Menu.Item>
        </>
      )}
      <Menu.Divider />
    </>
  );
};

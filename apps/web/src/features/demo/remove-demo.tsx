import type { DemoRemovalPayload } from "@cadencia/contracts/api";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Confirm } from "../../ui/confirm.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { toast } from "../../ui/toast.tsx";
import { objectsQuery } from "../model/queries.ts";
import { useLabels } from "../model/use-labels.ts";
import { useFormat } from "../session/use-format.ts";
import { removalQuery, useRemoveDemo } from "./queries.ts";
import classes from "./remove-demo.module.css";

/** Says what goes before it does. */
export const RemoveDemo = ({ close }: { readonly close: () => void }) => {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const removal = useQuery(removalQuery);
  const removing = useRemoveDemo(() => {
    toast({ text: t("demo.remove.done") });
    close();
    navigate("/pipelines", { replace: true });
  });
  return (
    <Confirm
      title={t("demo.remove.title")}
      action={t("demo.remove.do")}
      isReady={removal.data !== undefined}
      isSending={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={close}
    >
      {removal.isError && <ErrorState error={removal.error} retry={() => void removal.refetch()} />}
      {removal.isPending && <Loading />}
      {removal.data !== undefined && <Going removal={removal.data} />}
    </Confirm>
  );
};

/** What people know by name; the rest goes with it. */
const TOLD = ["deal", "lead", "contact", "company", "order", "subscription", "activity", "task", "user"];

const Going = ({ removal }: { readonly removal: DemoRemovalPayload }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const told = TOLD.flatMap((key) => removal.objects.find(({ object }) => object === key) ?? []);
  const own = removal.objects.reduce((sum, each) => sum + each.own, 0);
  const nameOf = (key: string): string => {
    const object = objects?.get(key);
    return object === undefined ? key : labels.objects(object);
  };
  return (
    <>
      <Text>{t("demo.remove.text")}</Text>
      <dl className={classes["counts"]}>
        {told.map(({ object, count }) => (
          <Count key={object} name={nameOf(object)} count={format.number(count)} />
        ))}
        <Count name={t("demo.remove.automations")} count={format.number(removal.automations)} />
        <Count name={t("demo.remove.runs")} count={format.number(removal.runs)} />
      </dl>
      <Text>{own === 0 ? t("demo.remove.ownNone") : t("demo.remove.own", { count: own })}</Text>
      <Text mt="sm">
        {t("demo.remove.stays", { people: format.list(removal.staying.map(({ name }) => name)) })}
      </Text>
    </>
  );
};

const Count = ({ name, count }: { readonly name: string; readonly count: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{count}</dd>
  </>
);

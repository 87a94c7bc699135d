import { Accordion, Button, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { objectsQuery, type ObjectInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import classes from "../settings.module.css";
import { NewField } from "./new-field.tsx";
import { NewObject } from "./new-object.tsx";

/** Objects with their fields; fields and objects of one's own are added here. */
export const ModelSection = () => {
  const { t } = useTranslation();
  const labels = useLabels();
  const [asking, setAsking] = useState<"object" | ObjectInfo | null>(null);
  const { data: objects, isError, error, refetch } = useQuery(objectsQuery);
  if (isError && objects === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (objects === undefined) return <Loading />;
  const close = () => setAsking(null);
  return (
    <section className={classes["panel"]} aria-labelledby="settings-objects">
      <div className={classes["top"]}>
        <Title order={2} id="settings-objects">
          {t("settings.section.objects")}
        </Title>
        <Button
          data-key="n"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setAsking("object")}
        >
          {t("settings.newObject")}
        </Button>
      </div>
      <Accordion order={3} variant="default">
        {[...objects.values()].map((object) => (
          <Accordion.Item key={object.key} value={object.key}>
            <Accordion.Control>
              {labels.objects(object)}{" "}
              <span className={classes["faint"]}>
                {t("settings.fieldCount", { count: object.fields.length })}
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              <ul className={classes["rows"]}>
                {object.fields.map((field) => (
                  <li key={field.key} className={classes["row"]}>
                    <span className={classes["grow"]}>
                      {labels.field(field)}
                      {field.required && ` · ${t("settings.required")}`}
                    </span>
                    <span className={classes["faint"]}>
                      {t(`settings.type.${field.type}`)}
                      {field.custom && ` · ${t("settings.own")}`}
                    </span>
                  </li>
                ))}
              </ul>
              <div className={classes["row"]}>
                <Button variant="default" onClick={() => setAsking(object)}>
                  {t("settings.newField")}
                </Button>
                <Link href={`/objects/${object.key}`}>{t("settings.seeRecords")}</Link>
              </div>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      {asking === "object" && <NewObject onClose={close} />}
      {asking !== null && asking !== "object" && <NewField object={asking} onClose={close} />}
    </section>
  );
};

import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { asWords } from "../../../lib/format/as-words.ts";
import { useFormat } from "../../session/use-format.ts";
import { useMay } from "../../session/use-may.ts";
import { draftsQuery } from "../draft/queries.ts";
import classes from "./list.module.css";

/** What somebody began and has not published yet. */
export const DraftList = () => {
  const { t } = useTranslation();
  const may = useMay();
  const format = useFormat();
  const { data } = useQuery({ ...draftsQuery, enabled: may("automation", "create") });
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={classes["folder"]} aria-label={t("editor.drafts")}>
      <Title order={2} className={classes["folderName"]}>
        {t("editor.drafts")}
      </Title>
      <ul className={classes["list"]}>
        {items.map(({ automation, definition, updated_at: at, updated_by: by }) => (
          <li key={automation} className={classes["draft"]}>
            <Link href={`/automations/${automation}/sequence`} className={classes["name"]}>
              {asWords(definition["name"] ?? automation)}
            </Link>
            <span className={classes["next"]}>
              {t("editor.history.by", { name: by.name ?? "", at: format.moment(at) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

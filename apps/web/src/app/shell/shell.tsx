import "@mantine/notifications/styles.layer.css";
import { Notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { useRoute } from "wouter";
import { Pages } from "../pages.tsx";
import { Navigation } from "./navigation.tsx";
import classes from "./shell.module.css";
import { TopBar } from "./top-bar.tsx";

const Shell = () => {
  const { t } = useTranslation();
  const [isEditor] = useRoute("/automations/:key/*?");
  return (
    <div className={classes["shell"]}>
      <a className={classes["skip"]} href="#content">
        {t("shell.skip")}
      </a>
      <Notifications position="bottom-center" limit={3} />
      <Navigation narrow={isEditor} />
      <div className={classes["body"]}>
        <TopBar />
        <main id="content" className={classes["content"]} tabIndex={-1}>
          <Pages />
        </main>
      </div>
    </div>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default Shell;

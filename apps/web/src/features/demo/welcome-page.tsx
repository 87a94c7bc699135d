import { Anchor, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, Redirect } from "wouter";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Beat, Rail } from "../../ui/rail.tsx";
import { automationsQuery } from "../automations/queries.ts";
import { isTold, sentenceOf } from "../automations/sentence/sentence.ts";
import { SentenceText } from "../automations/sentence/sentence-text.tsx";
import { useSpeech } from "../automations/sentence/speech.ts";
import { NextButton } from "./next-button.tsx";
import { ACTS, isDone, nextAct } from "./offer.ts";
import { demoQuery, type Offer } from "./queries.ts";
import { useActWords } from "./use-act-words.ts";
import classes from "./welcome-page.module.css";

/** After the first start with a demo: one automation, and what to do to watch it. */
const WelcomePage = () => {
  const demo = useQuery(demoQuery);
  if (demo.isError && demo.data === undefined)
    return <ErrorState error={demo.error} retry={() => void demo.refetch()} />;
  if (demo.data === undefined) return <Loading />;
  const offer = demo.data?.offer ?? null;
  return offer === null ? <Redirect to="/pipelines" replace /> : <Welcome offer={offer} />;
};

const Welcome = ({ offer }: { readonly offer: Offer }) => {
  const { t } = useTranslation();
  const words = useActWords(offer);
  const next = nextAct(offer);
  return (
    <div className={classes["page"]}>
      <Title order={1}>{t("demo.welcome.title")}</Title>
      <Text>{t("demo.welcome.lead")}</Text>
      <section className={classes["panel"]} aria-label={t("demo.welcome.ready")}>
        <Title order={2} className={classes["ready"]}>
          {t("demo.welcome.ready")}
        </Title>
        <Sentence automation={offer.automation.key} />
        <Rail label={t("demo.strip")}>
          {ACTS.map((act, index) => (
            <Beat
              key={act}
              state={isDone(offer, act) ? "done" : "pending"}
              waited={act === "clock"}
              isLast={index === ACTS.length - 1}
            >
              <div className={classes["act"]} data-next={act === next || undefined}>
                <span>{words(act)}</span>
                {act === next && <NextButton act={act} offer={offer} words={words(act)} primary />}
              </div>
            </Beat>
          ))}
        </Rail>
      </section>
      <Text c="dimmed">{t("demo.welcome.safe")}</Text>
      <Anchor component={Link} href="/pipelines">
        {t("demo.welcome.lookAround")}
      </Anchor>
    </div>
  );
};

const Sentence = ({ automation: key }: { readonly automation: string }) => {
  const speech = useSpeech();
  const { data } = useQuery(automationsQuery);
  const automation = data?.items.find((one) => one.key === key);
  return automation !== undefined && isTold(automation.definition) ? (
    <p className={classes["sentence"]}>
      <SentenceText parts={sentenceOf(automation.definition, speech)} />
    </p>
  ) : null;
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default WelcomePage;

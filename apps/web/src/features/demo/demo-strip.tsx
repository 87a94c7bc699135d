import { ActionIcon, Button, CloseIcon } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useRoute } from "wouter";
import { STATE_ICONS } from "../../ui/state-mark.tsx";
import classes from "./demo-strip.module.css";
import { NextButton } from "./next-button.tsx";
import { ACTS, isDone, nextAct, type Act } from "./offer.ts";
import { demoQuery, useNoteOffer, type Offer } from "./queries.ts";
import { useActWords } from "./use-act-words.ts";

/** At the foot of every page of a demo: what the first start offers, and how much of it is left. */
const DemoStrip = () => {
  const { data: demo } = useQuery(demoQuery);
  const [isWelcome] = useRoute("/welcome");
  const offer = demo?.offer ?? null;
  if (offer === null || offer.closed || isWelcome) return null;
  return <Strip offer={offer} />;
};

const Strip = ({ offer }: { readonly offer: Offer }) => {
  const { t } = useTranslation();
  const note = useNoteOffer();
  const words = useActWords(offer);
  const next = nextAct(offer);
  const left = ACTS.length - ACTS.filter((act) => isDone(offer, act)).length;
  return (
    <section className={classes["strip"]} aria-label={t("demo.strip")}>
      <ol className={classes["acts"]} data-finished={next === null || undefined}>
        {ACTS.map((act) => (
          <Step key={act} act={act} offer={offer} words={words(act)} isNext={act === next} />
        ))}
      </ol>
      <span className={classes["left"]} role="status">
        {next === null ? t("demo.allDone") : t("demo.left", { count: left })}
      </span>
      {next === null && (
        <Button component={Link} href="/automations" variant="light" size="compact-md">
          {t("demo.more")}
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        className={classes["close"]}
        aria-label={t("demo.putAway")}
        onClick={() => note.mutate({ closed: true })}
      >
        <CloseIcon size="16" />
      </ActionIcon>
    </section>
  );
};

interface StepProps {
  readonly act: Act;
  readonly offer: Offer;
  readonly words: string;
  readonly isNext: boolean;
}

const Step = ({ act, offer, words, isNext }: StepProps) => {
  const { t } = useTranslation();
  const done = isDone(offer, act);
  const state = done ? "done" : "pending";
  const Icon = STATE_ICONS[state];
  return (
    <li className={classes["act"]} data-state={state} data-next={isNext || undefined}>
      <Icon size={16} stroke={2} aria-hidden />
      {isNext ? (
        <>
          {act === "why" && <span>{words}</span>}
          <NextButton act={act} offer={offer} words={words} />
        </>
      ) : (
        <span>
          <span className={classes["state"]}>{t(`common.state.${state}`)}: </span>
          {words}
        </span>
      )}
    </li>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default DemoStrip;

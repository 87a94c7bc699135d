import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Act } from "./offer.ts";
import { useMoveClock, useNoteOffer, type Offer } from "./queries.ts";
import { useTellOfMove } from "./use-tell-of-move.ts";

interface NextButtonProps {
  readonly act: Act;
  readonly offer: Offer;
  readonly words: string;
  /** Where it is the one thing to do on the page. */
  readonly primary?: boolean;
}

/** Leads to the page on which the act is done, or does it where it belongs to no page. */
export const NextButton = ({ act, offer, words, primary = false }: NextButtonProps) => {
  const { t } = useTranslation();
  const note = useNoteOffer();
  const move = useMoveClock();
  const tell = useTellOfMove();
  const look = { variant: primary ? "filled" : "light", size: primary ? "sm" : "compact-md" } as const;
  switch (act) {
    case "turnOn":
      return (
        <Button component={Link} href={`/automations?on=${offer.automation.key}`} {...look}>
          {primary ? t("demo.turnOn") : words}
        </Button>
      );
    case "move":
      return (
        <Button component={Link} href={boardOf(offer)} {...look}>
          {words}
        </Button>
      );
    case "clock":
      return (
        <Button loading={move.isPending} onClick={() => move.mutate(DAYS, tell)} {...look}>
          {words}
        </Button>
      );
    case "why":
      return (
        <Button
          component={Link}
          href={whyOf(offer)}
          onClick={() => note.mutate({ explained: true })}
          {...look}
        >
          {t("demo.act.why")}
        </Button>
      );
  }
};

const DAYS = 3;

const boardOf = ({ stage, record }: Offer): string => {
  const [pipeline = ""] = stage.split("/");
  return `/pipelines/${pipeline}${record?.title ? `?text=${encodeURIComponent(record.title)}` : ""}`;
};

const whyOf = ({ moved, automation }: Offer): string =>
  moved === null ? "/automations" : `/records/${moved.object}/${moved.id}/automation/ran/${automation.key}`;

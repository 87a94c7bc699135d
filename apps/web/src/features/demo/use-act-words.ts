import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { pipelinesQuery } from "../model/queries.ts";
import { useLabels } from "../model/use-labels.ts";
import { useFormat } from "../session/use-format.ts";
import type { Act } from "./offer.ts";
import type { Offer } from "./queries.ts";

/** What each act is called: "Move Hotel Miramar to Proposal". */
export const useActWords = (offer: Offer): ((act: Act) => string) => {
  const { t } = useTranslation();
  const format = useFormat();
  const labelOf = useLabels().stage;
  const { data: pipelines } = useQuery(pipelinesQuery);
  const [pipeline = ""] = offer.stage.split("/");
  const stage = pipelines?.get(pipeline)?.stages.find(({ key }) => key === offer.stage);
  const words = { name: offer.record?.title ?? "", stage: stage === undefined ? "" : labelOf(stage) };
  return (act) => {
    switch (act) {
      case "turnOn":
        return t("demo.act.turnOn", { name: offer.automation.name ?? "" });
      case "move":
        return offer.record === null ? t("demo.act.moveAny", words) : t("demo.act.move", words);
      case "clock":
        return t("demo.act.clock", { count: 3 });
      case "why":
        return offer.ran_at === null
          ? t("demo.act.explain")
          : t("demo.act.done", { at: format.moment(offer.ran_at) });
    }
  };
};

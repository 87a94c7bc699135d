import { asText, type ObjectType } from "@cadencia/core/model";
import { restrictModel } from "@cadencia/core/rights";
import type { ActionParameters } from "@cadencia/contracts/automation";
import { translate } from "../../../../platform/i18n/index.ts";
import { mergePaths, type RecordNode } from "../../../records/index.ts";
import { StepFailure, type Action, type ActionBatch, type StepAtWork } from "../action.ts";
import { checkPerson, checkPlace } from "../checks.ts";
import { createEach, type Creation } from "../create-each.ts";
import { recordOfStep } from "../outcomes.ts";
import { personPaths } from "../paths.ts";
import { inheritedOwner } from "../people.ts";
import { findPlace } from "../place.ts";
import { warned } from "../set/changes.ts";
import { titleOf } from "../title.ts";
import { copiedValues, referencePaths } from "./copy.ts";

type Batch = ActionBatch<ActionParameters<"copy_deal">>;

export const copyDealAction: Action<"copy_deal"> = {
  name: "copy_deal",
  paths: ({ owner, fallback }, { catalog }) => {
    const deal = catalog.model.objects.get("deal");
    const line = catalog.model.objects.get("line");
    return mergePaths([
      deal === undefined ? {} : referencePaths(deal),
      line === undefined ? {} : { products: referencePaths(line) },
      personPaths(owner, fallback),
    ]);
  },
  check: (parameters, context) => [
    ...checkPlace(context, "deal", parameters),
    ...checkPerson(context, "owner", parameters.owner),
    ...checkPerson(context, "fallback", parameters.fallback),
  ],
  execute: async (batch) => {
    const { outcomes } = await createEach(batch, "deal", (step) => copyFor(batch, step));
    return outcomes;
  },
};

const copyFor = (batch: Batch, step: StepAtWork): Creation => {
  const {
    unit,
    services,
    step: { parameters },
  } = batch;
  const deal = recordOfStep(step);
  if (deal.object !== "deal")
    throw new StepFailure("error", `copy_deal works on a deal, not on a ${deal.object}`);
  const home = deal.value("pipeline");
  const place = findPlace(unit.catalog.model, "deal", {
    wanted: { pipeline: parameters.pipeline ?? null, stage: parameters.stage ?? null },
    home: parameters.pipeline ?? (typeof home === "string" ? home : null),
  });
  const { owner, detail } = inheritedOwner(services, step, {
    who: parameters.owner,
    fallback: parameters.fallback,
  });
  const word = translate(unit.catalog.settings.locale, "copy");
  const input = {
    ...copiedValues(deal, seenObject(batch, step, "deal")),
    title: titleOf(services, step, {
      text: parameters.title,
      otherwise: `${asText(deal.value("title") ?? "")} ${word}`,
    }),
    owner,
    stage: place.stage,
    products: deal.many("products").map((line) => lineOf(line, seenObject(batch, step, "line"))),
    copied_from: deal.id,
  };
  const success =
    place.warning !== null
      ? warned("missing_stage", [place.warning])
      : warned("missing_person", detail === null ? [] : [detail]);
  return { input, success };
};

/** A line goes along as it stands; the copy is its new parent, and its place in the list follows from the order. */
const lineOf = (line: RecordNode, object: ObjectType): unknown => {
  const { parent: _parent, position: _position, ...values } = copiedValues(line, object);
  return values;
};

/** What is hidden from the publisher does not go along. */
const seenObject = ({ unit }: Batch, { origin }: StepAtWork, key: string): ObjectType => {
  const { model } = unit.catalog;
  const seen = origin.rights === undefined ? model : restrictModel(model, origin.rights);
  return seen.objects.get(key) ?? unit.object(key);
};

import type { Rights } from "@cadencia/core/rights";
import { idsOn } from "./along.ts";
import type { Input } from "./draft.ts";
import type { StoredRecord } from "./row.ts";
import { byProduct, type Origin } from "./save.ts";
import { pipelinesOf, stageOf } from "./stage.ts";
import { recordOf, type Outcome } from "./outcome.ts";
import { refusalOf } from "./rights-check.ts";
import { rightsOfOrigin } from "./rights-of.ts";
import type { SaveUnit } from "./unit.ts";

export interface Conversion {
  readonly lead: StoredRecord;
  /** Fields of the deal that take the place of what the lead brings along. */
  readonly deal: Input;
  readonly origin: Origin;
  /** The id that the deal is to have. */
  readonly id?: string;
}

export interface Converted {
  /** The deal that the lead became, or why it did not. */
  readonly deal: Outcome;
  readonly lead: StoredRecord;
  /** Whether the lead's pipeline has a won stage for it to enter. */
  readonly won: boolean;
}

/** What of a lead goes along to its deal (automation.md, `convert_lead`). */
const GOES_ALONG = [
  "title",
  "contact",
  "company",
  "owner",
  "amount",
  "currency",
  "source",
  "repeat",
] as const;

const dealOf = (lead: StoredRecord, overrides: Input, rights: Rights): Input => ({
  ...Object.fromEntries(
    // A hidden amount must not show on the deal.
    GOES_ALONG.filter((key) => !rights.hides("lead", key) && !rights.hides("deal", key)).map((key) => [
      key,
      lead.values[key] ?? null,
    ]),
  ),
  ...overrides,
});

/**
 * Turns leads into deals: each enters its won stage and points at its deal. For a person's conversion and for the
 * action alike. Who may edit the lead may convert it: that it points at its deal, and where it stands, follows by the
 * product's own rules. A lead that could not be marked so would be converted again and again: then nothing is saved.
 * The product event `lead.converted` follows from `converted_deal` being set.
 */
export const convertLeads = async (
  unit: SaveUnit,
  conversions: readonly Conversion[],
): Promise<readonly Converted[]> => {
  const asked: Asked[] = [];
  for (const conversion of conversions) {
    const rights = await rightsOfOrigin(unit, conversion.origin);
    const refused = await refusalOf(unit, rights, { action: "edit", before: conversion.lead });
    asked.push({ ...conversion, rights, refused });
  }
  const made = (await makeDeals(unit, asked)).values();
  const converted = asked.map(({ lead, origin, refused }) => {
    const deal = refused ?? made.next().value;
    return { lead, origin, deal, stage: wonStage(unit, lead) };
  });
  const able = converted.flatMap(({ lead, origin, deal, stage }) =>
    deal?.ok === true ? [{ lead, origin, deal: deal.record, stage }] : [],
  );
  const saved = await unit.update(
    "lead",
    able.map(({ lead, origin, deal, stage }) => ({
      id: lead.id,
      input: { converted_deal: deal.id, ...(stage === null ? {} : { stage }) },
      origin: byProduct(origin),
    })),
  );
  const leads = new Map(saved.map(recordOf).map((lead) => [lead.id, lead]));
  return converted.flatMap(({ lead, deal, stage }) =>
    deal === undefined ? [] : [{ deal, lead: leads.get(lead.id) ?? lead, won: stage !== null }],
  );
};

interface Asked extends Conversion {
  readonly rights: Rights;
  readonly refused: Outcome | null;
}

const makeDeals = (unit: SaveUnit, asked: readonly Asked[]): Promise<Outcome[]> =>
  unit.create(
    "deal",
    asked
      .filter(({ refused }) => refused === null)
      .map(({ lead, deal, origin, id, rights }) => ({
        input: dealOf(lead, deal, rights),
        origin,
        along: idsOn(lead),
        ...(id === undefined ? {} : { id }),
      })),
  );

/** The won stage of the lead's pipeline; where it stands already when that is one. */
const wonStage = (unit: SaveUnit, lead: StoredRecord): string | null => {
  const { model } = unit.catalog;
  const current = lead.values["stage"];
  if (typeof current === "string" && stageOf(model, current)?.kind === "won") return current;
  const pipelines = pipelinesOf(model, "lead");
  const home = pipelines.find((pipeline) => pipeline.key === lead.values["pipeline"]) ?? pipelines[0];
  return home?.stages.find((stage) => stage.kind === "won")?.key ?? null;
};

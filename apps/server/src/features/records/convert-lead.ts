import type { Rights } from "@cadencia/core/rights";
import type { Input } from "./draft.ts";
import type { StoredRecord } from "./row.ts";
import type { Origin } from "./save.ts";
import { pipelinesOf, stageOf } from "./stage.ts";
import type { Outcome } from "./outcome.ts";
import { refuseChange } from "./rights-check.ts";
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
 * action alike. The product event `lead.converted` follows from `converted_deal` being set.
 */
export const convertLeads = async (
  unit: SaveUnit,
  conversions: readonly Conversion[],
): Promise<readonly Converted[]> => {
  const asked = await Promise.all(
    conversions.map(async (conversion) => {
      const rights = await rightsOfOrigin(unit, conversion.origin);
      const refused = refuseChange(rights, { action: "edit", before: conversion.lead });
      return { ...conversion, rights, refused };
    }),
  );
  const made = await unit.create(
    "deal",
    asked.flatMap(({ lead, deal, origin, id, rights, refused }) =>
      refused !== null
        ? []
        : [{ input: dealOf(lead, deal, rights), origin, ...(id === undefined ? {} : { id }) }],
    ),
  );
  const deals = made.values();
  const converted = asked.map(({ lead, origin, refused }) => {
    const deal = refused ?? deals.next().value;
    const stage = wonStage(unit, lead);
    return { lead, origin, deal, stage };
  });
  const able = converted.flatMap(({ lead, origin, deal, stage }) =>
    deal?.ok === true ? [{ lead, origin, deal: deal.record, stage }] : [],
  );
  const saved = await unit.update(
    "lead",
    able.map(({ lead, origin, deal, stage }) => ({
      id: lead.id,
      input: { converted_deal: deal.id, ...(stage === null ? {} : { stage }) },
      origin,
    })),
  );
  const leads = new Map(
    saved.flatMap((outcome) => (outcome.ok ? [[outcome.record.id, outcome.record]] : [])),
  );
  return converted.flatMap(({ lead, deal, stage }) =>
    deal === undefined ? [] : [{ deal, lead: leads.get(lead.id) ?? lead, won: stage !== null }],
  );
};

/** The won stage of the lead's pipeline; where it stands already when that is one. */
const wonStage = (unit: SaveUnit, lead: StoredRecord): string | null => {
  const { model } = unit.catalog;
  const current = lead.values["stage"];
  if (typeof current === "string" && stageOf(model, current)?.kind === "won") return current;
  const pipelines = pipelinesOf(model, "lead");
  const home = pipelines.find((pipeline) => pipeline.key === lead.values["pipeline"]) ?? pipelines[0];
  return home?.stages.find((stage) => stage.kind === "won")?.key ?? null;
};

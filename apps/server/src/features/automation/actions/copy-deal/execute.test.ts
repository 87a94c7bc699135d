import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ActionParameters } from "@cadencia/contracts/automation";
import type { WorkspaceSettings } from "../../../../platform/workspace/index.ts";
import { act } from "../../testing/batch.ts";
import { buildContact, buildDeal, buildRecord, buildUser, everyRecord } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { copyDealAction } from "./execute.ts";

const PIPELINES = {
  sales: { object: "deal", stages: ["new", "won!", "lost~"] },
  installation: { object: "deal", stages: ["scheduled", "in_progress", "done!"] },
};

const build = (settings: Partial<WorkspaceSettings> = {}) =>
  buildWorkspace({
    settings,
    pipelines: PIPELINES,
    fields: {
      deal: [
        { key: "serial", label: "Serial", type: "number" },
        { key: "partner", label: "Partner", type: "relation", to: "company" },
      ],
    },
  });

let workspace: TestWorkspace;
let ana: string;

beforeAll(async () => {
  workspace = await build();
  ana = (await buildUser(workspace, "ana")).id;
});

afterAll(() => workspace.close());

const copy = (parameters: ActionParameters<"copy_deal">, ...records: string[]) =>
  workspace.inUnit((unit) => act(unit, { action: copyDealAction, parameters }, { records }));

const copiesOf = async (deal: string, home: TestWorkspace = workspace) =>
  (await everyRecord(home, "deal")).filter((record) => record.values["copied_from"] === deal);

describe("copy_deal", () => {
  test("takes values, tags, followers and product lines along, and begins its own course", async () => {
    const carmen = await buildUser(workspace, "carmen");
    const boiler = await buildRecord(workspace, "product", { name: "Boiler", price: 900 });
    const pedro = await buildContact(workspace);
    const deal = await buildDeal(workspace, {
      amount: 5000,
      serial: 77,
      tags: ["heating"],
      contact: pedro.id,
      owner: ana,
      followers: [carmen.id],
      stage: "won",
      source: "web",
      products: [
        { product: boiler.id, quantity: 2, price: 950 },
        { product: boiler.id, discount: 10 },
      ],
    });
    workspace.clock.advanceTo(workspace.clock.now().add({ hours: 1 }));
    expect(await copy({ pipeline: "installation", owner: "carmen" }, deal.id)).toEqual([{ status: "done" }]);
    const [made] = await copiesOf(deal.id);
    expect(made?.values).toMatchObject({
      title: "Boiler Copy",
      amount: "5000",
      serial: "77",
      tags: ["heating"],
      contact: pedro.id,
      owner: carmen.id,
      followers: [carmen.id],
      source: "web",
      pipeline: "installation",
      stage: "installation/scheduled",
      stage_entered_at: "2026-05-04T08:00:00Z",
      closed_at: null,
    });
    const lines = (await everyRecord(workspace, "line")).filter((line) => line.values["parent"] === made?.id);
    expect(lines.map(({ values }) => values)).toMatchObject([
      { product: boiler.id, quantity: "2", price: "950", position: 0 },
      { product: boiler.id, quantity: "1", discount: "10", position: 1 },
    ]);
    expect(workspace.saves.filter((save) => save.after.values["copied_from"] === deal.id)).toHaveLength(1);
  });

  test("stays in its pipeline's first stage with its owner when nothing else is asked", async () => {
    const deal = await buildDeal(workspace, { owner: ana, stage: "lost" });
    await copy({ title: "Again:  {{ deal.title }}" }, deal.id);
    expect((await copiesOf(deal.id))[0]?.values).toMatchObject({
      title: "Again: Boiler",
      stage: "sales/new",
      owner: ana,
    });
  });

  test("of a deal without owner has none when nobody was named", async () => {
    const deal = await buildDeal(workspace);
    expect(await copy({}, deal.id)).toEqual([{ status: "done" }]);
    expect((await copiesOf(deal.id))[0]?.values["owner"]).toBeNull();
  });

  test("leaves out what was deleted meanwhile", async () => {
    const partner = await buildRecord(workspace, "company", { name: "Gone" });
    const deal = await buildDeal(workspace, { partner: partner.id });
    const origin = { actor: null, cause: null, runAutomations: true };
    await workspace.inUnit((unit) => unit.setDeleted("company", [partner.id], { deleted: true, origin }));
    expect(await copy({}, deal.id)).toEqual([{ status: "done" }]);
    expect((await copiesOf(deal.id))[0]?.values["partner"]).toBeNull();
  });

  test("takes the first stage for a removed one, and fails for a removed pipeline", async () => {
    const deal = await buildDeal(workspace, { owner: ana });
    expect(await copy({ stage: "installation/gone" }, deal.id)).toMatchObject([
      { status: "done", reason: "missing_stage" },
    ]);
    expect((await copiesOf(deal.id))[0]?.values["stage"]).toBe("installation/scheduled");
    expect(await copy({ pipeline: "gone" }, deal.id)).toMatchObject([
      { status: "failed", reason: "missing_pipeline" },
    ]);
  });

  test("says copy in the workspace's language", async () => {
    const spanish = await build({ locale: "es" });
    try {
      const deal = await buildDeal(spanish, { title: "Caldera" });
      await spanish.inUnit((unit) =>
        act(unit, { action: copyDealAction, parameters: {} }, { records: [deal.id] }),
      );
      expect((await copiesOf(deal.id, spanish))[0]?.values["title"]).toBe("Caldera Copia");
    } finally {
      await spanish.close();
    }
  });

  test("of many deals with lines costs few statements", async () => {
    const deals = await workspace.inUnit((unit) =>
      unit.create(
        "deal",
        Array.from({ length: 200 }, () => ({ input: { title: "Many", products: [{ price: 1 }] } })),
      ),
    );
    const ids = deals.flatMap((outcome) => (outcome.ok ? [outcome.record.id] : []));
    workspace.statements();
    await copy({}, ...ids);
    expect(workspace.statements()).toBeLessThan(40);
  });
});

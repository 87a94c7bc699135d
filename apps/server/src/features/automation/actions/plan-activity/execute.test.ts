import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { act, type ActOptions } from "../../testing/batch.ts";
import { buildDeal, buildRecord, buildUser, everyRecord } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import type { ActivityParameters } from "./activity.ts";
import { planActivityAction } from "./execute.ts";

let workspace: TestWorkspace;
let ana: string;

beforeAll(async () => {
  workspace = await buildWorkspace({ start: "2026-05-04T18:00" });
  ana = (await buildUser(workspace, "ana")).id;
  await buildUser(workspace, "gone", { active: false });
});

afterAll(() => workspace.close());

const plan = (parameters: ActivityParameters, options: ActOptions) =>
  workspace.inUnit((unit) => act(unit, { action: planActivityAction, parameters }, options));

const activitiesOf = async (record: string) =>
  (await everyRecord(workspace, "activity")).filter((activity) => activity.values["record"] === record);

const armed = (activity: string) =>
  workspace.inUnit(({ tx }) =>
    tx.query<{ stage: string | null; automation: string | null }>(
      `SELECT stage, automation FROM ${tx.s}.auto_completion WHERE activity = $1`,
      [activity],
    ),
  );

describe("plan_activity", () => {
  test("plans for the record's owner, three business days from now", async () => {
    const deal = await buildDeal(workspace, { owner: ana });
    expect(await plan({ summary: "Call {{ deal.title }}" }, { records: [deal.id] })).toEqual([
      { status: "done" },
    ]);
    expect((await activitiesOf(deal.id)).map(({ values }) => values)).toMatchObject([
      {
        type: "to_do",
        summary: "Call Boiler",
        due: "2026-05-07T16:00:00Z",
        owner: ana,
        record__object: "deal",
        done: false,
      },
    ]);
  });

  test("counts due from a date of the record, and plans as by default where that is empty", async () => {
    const dated = await buildDeal(workspace, { owner: ana, close_date: "2026-06-10" });
    const empty = await buildDeal(workspace, { owner: ana });
    await plan(
      { summary: "Visit", type: "meeting", due: { field: "close_date", offset: "2d", at: "12:00" } },
      { records: [dated.id, empty.id] },
    );
    expect((await activitiesOf(dated.id))[0]?.values["due"]).toBe("2026-06-12T10:00:00Z");
    expect((await activitiesOf(empty.id))[0]?.values["due"]).toBe("2026-05-07T16:00:00Z");
  });

  test("is done with missing_person by whoever stands in, and fails where nobody is left", async () => {
    const owned = await buildDeal(workspace, { owner: ana });
    const lonely = await buildDeal(workspace);
    expect(await plan({ summary: "Call", owner: "gone" }, { records: [owned.id, lonely.id] })).toMatchObject([
      { status: "done", reason: "missing_person" },
      { status: "failed", reason: "missing_person" },
    ]);
    expect(await activitiesOf(lonely.id)).toEqual([]);
    expect(
      await plan({ summary: "Call", owner: "gone", fallback: "ana" }, { records: [lonely.id] }),
    ).toMatchObject([{ status: "done", reason: "missing_person" }]);
  });

  test("with auto_complete waits for the stage to be left, or for the filter", async () => {
    const deal = await buildDeal(workspace, { owner: ana, stage: "proposal" });
    await plan({ summary: "By stage", auto_complete: true }, { records: [deal.id] });
    await plan({ summary: "By filter", auto_complete: true }, { records: [deal.id], enters: true });
    await plan({ summary: "By hand" }, { records: [deal.id] });
    const [byStage, byFilter, byHand] = await activitiesOf(deal.id);
    expect(await armed(byStage?.id ?? "")).toEqual([{ stage: "sales/proposal", automation: null }]);
    expect(await armed(byFilter?.id ?? "")).toMatchObject([{ stage: null, automation: expect.any(String) }]);
    expect(await armed(byHand?.id ?? "")).toEqual([]);
  });

  test("with auto_complete on a record without a stage is planned all the same", async () => {
    const project = await buildRecord(workspace, "project", { name: "Web", owner: ana });
    await plan({ summary: "Call", auto_complete: true }, { object: "project", records: [project.id] });
    expect(await activitiesOf(project.id)).toHaveLength(1);
  });

  test("needs a record", async () => {
    expect(await plan({ summary: "Call" }, { records: [null] })).toMatchObject([
      { status: "failed", reason: "missing_value" },
    ]);
  });

  test("is refused when saved for an unknown type, user or date", async () => {
    const problems = await workspace.inUnit(async ({ catalog }) =>
      planActivityAction.check?.(
        { summary: "x", type: "cal", owner: "nobody", due: { field: "closedate" } },
        { catalog, object: "deal", templates: new Set(), userNamed: () => null },
      ),
    );
    expect(problems).toMatchObject([
      { field: "type", code: "wrong_value", message: expect.stringContaining('did you mean "call"?') },
      { field: "due.field", code: "unknown_field", message: expect.stringContaining('"close_date"') },
      { field: "owner", code: "unknown_user" },
    ]);
  });
});

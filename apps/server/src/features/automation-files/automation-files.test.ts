import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { automationsToYaml } from "@cadencia/contracts/yaml";
import { seededRandom, VirtualClock } from "../../platform/clock/index.ts";
import { createWorkspace } from "../../platform/db/index.ts";
import { openTestDatabase, type TestDatabase } from "../../platform/db/testing.ts";
import { createWorkspaceHandle, inTransaction } from "../../platform/workspace/index.ts";
import { createEngine, findAutomation, removeAutomation, type Engine } from "../automation/index.ts";
import { ensureTable, raiseModelRevision, readCatalog, writePipeline } from "../objects/index.ts";
import { recordOf } from "../records/index.ts";
import {
  applyAutomations,
  exportAutomations,
  readAutomationFiles,
  type ApplyOptions,
  type Deed,
} from "./index.ts";

let database: TestDatabase;
let engine: Engine;

beforeAll(async () => {
  database = await openTestDatabase({ workspace: "test" });
  const { schemaName } = await createWorkspace(database.pool, "test");
  const clock = new VirtualClock(Temporal.Instant.from("2026-06-01T08:00:00Z"));
  const random = seededRandom(1);
  const workspace = createWorkspaceHandle({ key: "test", schemaName, pool: database.pool, clock, random });
  await inTransaction(workspace, async (tx) => {
    const stages = ["new", "offer"].map((name, position) => {
      return { key: `sales/${name}`, pipeline: "sales", name, kind: "open" as const, position };
    });
    await writePipeline(tx, { key: "sales", object: "deal", owner: null, stages }, "Sales");
    await raiseModelRevision(tx);
    const { model } = await readCatalog(tx);
    for (const object of model.objects.values()) await ensureTable(tx, object);
  });
  workspace.statements.forget();
  engine = createEngine(workspace);
});
afterAll(() => database.close());
afterEach(() =>
  engine.run(async (context) => {
    for (const { key } of await exportAutomations(engine)) await removeAutomation(context, key);
  }),
);

const apply = async (texts: Readonly<Record<string, string>>, options?: ApplyOptions) => {
  const read = readAutomationFiles(Object.entries(texts).map(([file, text]) => ({ file, text })));
  return read.ok ? applyAutomations(engine, read.written, options) : read;
};

const deedsOf = async (...given: Parameters<typeof apply>): Promise<Record<string, readonly Deed[]>> => {
  const result = await apply(...given);
  if (!result.ok) throw new Error(result.problems.join("\n"));
  return Object.fromEntries(result.applied.map(({ key, deeds }) => [key, deeds]));
};

const problemsOf = async (...given: Parameters<typeof apply>): Promise<readonly string[]> => {
  const result = await apply(...given);
  return result.ok ? [] : result.problems;
};

const exported = async (): Promise<string> => automationsToYaml(await exportAutomations(engine));

const version = (key: string): Promise<number | undefined> =>
  engine.run(async ({ unit }) => (await findAutomation(unit.tx, key))?.version);

const OFFER = `
key: offer
name: Oferta
object: deal
trigger: {enters: {stage: sales/offer}}
when:
  - [amount, gt, 1000]
enrollment:
  while_active: restart
  again: {gap: 30d}
steps:
  - id: call
    do: create_task
    wait: {for: 1d}
    with: {title: "Call {{ deal.title }}", owner: owner}
  - branch:
      - if: [amount, gt, 5000]
        steps: [{id: gold, do: add_tags, with: {tags: [gold]}}]
      - else: true
        steps: [{id: silver, do: add_tags, with: {tags: [silver]}}]
`;

const QUIET = `
automations:
  - key: quiet
    object: contact
    active: false
    trigger: {manual: true}
    steps: [{id: tag, do: add_tags, with: {tags: [seen]}}]
`;

describe("applying files", () => {
  it("creates what is missing, and switches on what does not say otherwise", async () => {
    expect(await deedsOf({ "a.yaml": OFFER, "b.yaml": QUIET })).toEqual({
      offer: ["created", "switched on"],
      quiet: ["created"],
    });
    expect((await exportAutomations(engine)).map(({ key, active }) => [key, active])).toEqual([
      ["offer", true],
      ["quiet", false],
    ]);
  });

  it("leaves alone what is equal, however it is written", async () => {
    await deedsOf({ "a.yaml": OFFER, "b.yaml": QUIET });
    const rewritten = OFFER.replace("owner: owner}", 'owner: "owner", }').replace(
      "while_active: restart",
      "exit: {leaves: true}\n  while_active: restart",
    );
    expect(await deedsOf({ "a.yaml": rewritten, "b.yaml": QUIET })).toEqual({ offer: [], quiet: [] });
    expect(await version("offer")).toBe(1);
  });

  it("publishes what differs, a part that is gone included; runs under way keep their version", async () => {
    await deedsOf({ "a.yaml": OFFER });
    const id = await engine.save(async (unit) => {
      const input = { title: "Boiler", amount: 2000, stage: "sales/offer" };
      return recordOf((await unit.create("deal", [{ input }]))[0]).id;
    });
    const changed = OFFER.replace("when:\n  - [amount, gt, 1000]\n", "").replace("1d", "2d");
    expect(await deedsOf({ "a.yaml": changed })).toEqual({ offer: ["published"] });
    expect(await exported()).not.toContain("when");
    const runs = await engine.run(({ unit }) =>
      unit.tx.query(`SELECT version, status FROM ${unit.tx.s}.run WHERE record = $1`, [id]),
    );
    expect(runs).toEqual([{ version: 1, status: "active" }]);
  });

  it("switches on and off", async () => {
    await deedsOf({ "a.yaml": OFFER, "b.yaml": QUIET });
    const files = {
      "a.yaml": `${OFFER}active: false\n`,
      "b.yaml": QUIET.replace("active: false", "active: true"),
    };
    expect(await deedsOf(files)).toEqual({ offer: ["switched off"], quiet: ["switched on"] });
    expect(await deedsOf(files)).toEqual({ offer: [], quiet: [] });
  });

  it("deletes what no file names only when asked", async () => {
    await deedsOf({ "a.yaml": OFFER, "b.yaml": QUIET });
    expect(await deedsOf({ "b.yaml": QUIET })).toEqual({ quiet: [] });
    expect(await version("offer")).toBe(1);
    expect(await deedsOf({ "b.yaml": QUIET }, { prune: true })).toEqual({ quiet: [], offer: ["removed"] });
    expect(await version("offer")).toBeUndefined();
  });

  it("tells what it would do and does nothing", async () => {
    await deedsOf({ "b.yaml": QUIET });
    const before = await exported();
    const files = { "a.yaml": OFFER, "b.yaml": QUIET.replace("seen", "known") };
    const dry = await deedsOf(files, { dryRun: true, prune: true });
    expect(dry).toEqual({ offer: ["created", "switched on"], quiet: ["published"] });
    expect(await exported()).toBe(before);
    expect(await deedsOf(files)).toEqual(dry);
  });
});

describe("files that are wrong", () => {
  it("are told with line and nearest name, all at once, and nothing of any is applied", async () => {
    const files = {
      "good.yaml": QUIET,
      "field.yaml": OFFER.replace("- [amount, gt", "- [amuont, gt"),
      "template.yaml": QUIET.replace("key: quiet", "key: other").replace(
        "do: add_tags, with: {tags: [seen]}",
        "do: notify, with: {to: nobody-here, text: x}",
      ),
    };
    expect(await problemsOf(files)).toEqual([
      expect.stringMatching(/^field\.yaml:7:\d+: automation "offer": .*"amuont".*did you mean "amount"\?$/),
      expect.stringMatching(/^template\.yaml:7:\d+: automation "other", step "tag": /),
    ]);
    expect(await exportAutomations(engine)).toEqual([]);
  });

  it("are refused by their shape before the workspace is asked", async () => {
    const files = { "a.yaml": OFFER.replace("create_task", "creat_task"), "b.yaml": "key: [x" };
    expect(await problemsOf(files)).toEqual([
      'a.yaml:13:5: "creat_task" at steps[0].do is not one of the choices; did you mean "create_task"?',
      expect.stringMatching(/^b\.yaml:\d+:\d+: /),
    ]);
  });

  it("must not name one automation twice", async () => {
    expect(await problemsOf({ "a.yaml": QUIET, "b.yaml": QUIET })).toEqual([
      'b.yaml:3:5: the automation "quiet" stands in a.yaml too',
    ]);
  });

  it("cannot move an automation to another object", async () => {
    await deedsOf({ "b.yaml": QUIET });
    expect(await problemsOf({ "b.yaml": QUIET.replace("contact", "deal") })).toEqual([
      'b.yaml:3:5: automation "quiet" works on contact; make another one for deal',
    ]);
  });
});

describe("export", () => {
  it("of what was applied gives the same bytes again", async () => {
    await deedsOf({ "a.yaml": OFFER, "b.yaml": QUIET });
    const first = await exported();
    expect(await deedsOf({ "all.yaml": first })).toEqual({ offer: [], quiet: [] });
    expect(await exported()).toBe(first);
    await deedsOf({ "none.yaml": "automations: []" }, { prune: true });
    await deedsOf({ "all.yaml": first });
    expect(await exported()).toBe(first);
  });

  it("is canonical, however the file was written", async () => {
    await deedsOf({ "a.yaml": OFFER });
    expect(await exported()).toBe(`automations:
  - key: offer
    name: Oferta
    object: deal
    trigger: {enters: {stage: sales/offer}}
    when: [[amount, gt, 1000]]
    enrollment: {again: {gap: 30d}, while_active: restart}
    steps:
      - id: call
        wait: {for: 1d}
        do: create_task
        with: {owner: owner, title: "Call {{ deal.title }}"}
      - branch:
          - if: [amount, gt, 5000]
            steps:
              - {id: gold, do: add_tags, with: {tags: [gold]}}
          - else: true
            steps:
              - {id: silver, do: add_tags, with: {tags: [silver]}}
`);
  });
});

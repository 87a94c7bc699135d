import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { createEngine, runRound } from "../../apps/server/src/features/automation/index.ts";
import {
  CrashSimulated,
  recordingTransports,
  scriptedTransports,
  TransportScript,
} from "../../apps/server/src/features/messaging/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
const clock = new VirtualClock(Temporal.Instant.from("2026-06-01T08:00:00Z"));
const script = new TransportScript();

const settle = async (): Promise<void> => {
  const engine = createEngine(api.cadencia.workspace, {
    transports: scriptedTransports(recordingTransports(api.cadencia.workspace), script),
  });
  while (await runRound(engine, { steps: 10, groups: 10, deliveries: 10 }));
};
const pass = async (hours: number): Promise<void> => {
  clock.advanceTo(clock.now().add({ hours }));
  await settle();
};
const record = async (object: string, values: object): Promise<string> =>
  (await api.call(`POST records/${object}`, values)).body.id;
const runOf = async (id: string) => (await api.call(`GET runs?record=${id}`)).body.items[0];
const detailOf = async (id: string) => (await api.call(`GET runs/${(await runOf(id)).id}`)).body;
const stepOf = (run: { steps: { step: string }[] }, id: string): Record<string, unknown> =>
  run.steps.find(({ step }) => step === id) ?? {};
const automate = async (key: string, steps: object[], more: object = {}): Promise<void> => {
  const { status, body } = await api.call("POST automations", {
    key,
    object: "deal",
    active: true,
    trigger: { on: "created" },
    when: ["source", "is", key],
    steps,
    ...more,
  });
  expect([status, body.detail]).toEqual([201, undefined]);
};

beforeAll(async () => {
  api = await startApi({}, { clock });
});
afterAll(() => api.close());

const uncertain = async (key: string): Promise<{ deal: string; message: string }> => {
  await automate(key, [{ id: "mail", do: "send_email", with: { to: "customer", subject: "Hi", text: "x" } }]);
  const contact = await record("contact", { first_name: "Eva", email: `${key}@example.test` });
  const deal = await record("deal", { title: key, source: key, contact });
  script.crashAfter((handover) => handover.payload.channel === "email");
  await expect(settle()).rejects.toBeInstanceOf(CrashSimulated);
  await pass(1);
  const { body } = await api.call(`GET automations/${key}/steps?standing=uncertain`);
  expect(body.items).toHaveLength(1);
  return { deal, message: body.items[0].uncertain[0] };
};

describe("the steps of an automation", () => {
  beforeAll(async () => {
    await automate("counted", [
      { id: "first", do: "post_note", with: { text: "x" } },
      { id: "never", if: ["amount", "gt", 5], do: "post_note", with: { text: "y" } },
      { id: "later", wait: { for: "1d" }, do: "post_note", with: { text: "z" } },
    ]);
    for (const title of ["A", "B", "C"]) await record("deal", { title, source: "counted" });
    await settle();
  });

  it("are counted by version, state and reason", async () => {
    const { body } = await api.call("GET automations/counted/step-counts");
    expect(body.runs).toEqual([{ version: 1, count: 3 }]);
    const told = body.steps.map((row: Record<string, unknown>) => [
      row["step"],
      row["standing"],
      row["reason"],
      row["count"],
    ]);
    expect(told).toHaveLength(3);
    expect(told).toContainEqual(["first", "done", null, 3]);
    expect(told).toContainEqual(["never", "skipped", "condition_false", 3]);
    expect(told).toContainEqual(["later", "waiting", "waiting_time", 3]);
  });

  it("are listed page by page with what their records are called", async () => {
    for (const standing of ["done", "waiting"]) {
      const titles: string[] = [];
      let cursor = "";
      for (;;) {
        const { body } = await api.call(
          `GET automations/counted/steps?standing=${standing}&limit=1${cursor === "" ? "" : `&cursor=${cursor}`}`,
        );
        titles.push(...body.items.map(({ title }: { title: string }) => title));
        if (body.next === null) break;
        cursor = encodeURIComponent(body.next);
      }
      expect(titles.toSorted()).toEqual(["A", "B", "C"]);
    }
  });

  it("that wait are forecast by day in the reader's zone", async () => {
    const { body } = await api.call("GET automations/counted/forecast");
    expect(body).toEqual({ days: [{ day: "2026-06-02", count: 3 }], later: 0, undated: 0 });
  });

  it("are of records that the reader may read", async () => {
    await api.call("PUT roles/own-deals", {
      rights: { deal: { read: "own", edit: "none" }, automation: { read: "all", edit: "none" } },
    });
    const { body: ana } = await api.call("POST records/user", {
      name: "ana",
      handle: "ana",
      role: "own-deals",
    });
    const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
    const as = { authorization: `Bearer ${secret}` };
    expect((await api.call("GET automations/counted/step-counts", undefined, as)).body.steps).toEqual([]);
    const mine = await record("deal", { title: "Mine", source: "counted", owner: ana.id });
    await settle();
    const { body } = await api.call("GET automations/counted/steps?standing=done", undefined, as);
    expect(body.items.map(({ title }: { title: string }) => title)).toEqual(["Mine"]);
    expect((await api.call(`GET runs/${(await runOf(mine)).id}`, undefined, as)).body.may).toMatchObject({
      run_now: false,
      retry: false,
    });
  });
});

describe("a step that waits", () => {
  const waits = {
    time: { wait: { for: "10d" } },
    window: { wait: { for: "1d" }, window: { days: "weekend", at: "11:00" } },
    // oxlint-disable-next-line unicorn/no-thenable -- a word of the contract
    event: { wait: { event: "message.received", timeout: "5d", then: "skip" } },
    endless: { wait: { event: "message.received" } },
    date: { wait: { until: { field: "close_date" } } },
  };

  it.each(Object.entries(waits))("for its %s is run now by a person, once", async (name, wait) => {
    await automate(`waits-${name}`, [{ id: "note", ...wait, do: "post_note", with: { text: "now" } }]);
    const deal = await record("deal", { title: name, source: `waits-${name}` });
    await settle();
    expect(stepOf(await detailOf(deal), "note")).toMatchObject({ status: "waiting" });
    const { id } = await runOf(deal);
    for (const _ of [1, 2]) {
      const { status } = await api.call(`POST runs/${id}/steps/note/run-now`);
      expect(status).toBe(200);
    }
    await settle();
    expect((await api.call(`POST runs/${id}/steps/note/run-now`)).status).toBe(200);
    const run = await detailOf(deal);
    expect(run).toMatchObject({ status: "completed" });
    expect(stepOf(run, "note")).toMatchObject({ status: "done" });
    expect(run.interventions).toMatchObject([{ step: "note", kind: "run_now" }]);
    expect((await api.call(`GET records/deal/${deal}/notes`)).body.items).toHaveLength(1);
  });
});

describe("a step that failed", () => {
  it("is done again and its run goes on from there", async () => {
    await automate(
      "stops",
      [
        { id: "mail", do: "send_email", with: { to: "customer", subject: "Hi", text: "x" } },
        { id: "after", do: "post_note", with: { text: "went on" } },
      ],
      { on_failure: "stop" },
    );
    const deal = await record("deal", { title: "No address", source: "stops" });
    await settle();
    const failed = await detailOf(deal);
    expect(failed).toMatchObject({ status: "exited", reason: "previous_failed" });
    const contact = await record("contact", { first_name: "Eva", email: "eva@example.test" });
    await api.call(`PATCH records/deal/${deal}`, { contact });
    for (const _ of [1, 2]) {
      const { status } = await api.call(`POST runs/${failed.id}/steps/mail/retry`, { version: "same" });
      expect(status).toBe(200);
    }
    await settle();
    const run = await detailOf(deal);
    expect(run.steps.map(({ step, status }: Record<string, unknown>) => [step, status])).toEqual([
      ["mail", "done"],
      ["after", "done"],
    ]);
    expect(run).toMatchObject({ status: "completed", interventions: [{ kind: "retried" }] });
  });

  it("leaves what has come after it as it is, and completes its run", async () => {
    await automate("goes-on", [
      { id: "mail", do: "send_email", with: { to: "customer", subject: "Hi", text: "x" } },
      { id: "after", do: "post_note", with: { text: "once" } },
    ]);
    const contact = await record("contact", { first_name: "Eva", email: "eva2@example.test" });
    const deal = await record("deal", { title: "Refused", source: "goes-on", contact });
    script.fail("email", { times: 1, error: "permanent" });
    await settle();
    const failed = await detailOf(deal);
    expect(stepOf(failed, "mail")).toMatchObject({ status: "failed" });
    await api.call(`POST runs/${failed.id}/steps/mail/retry`, { version: "same" });
    await settle();
    const run = await detailOf(deal);
    expect(run).toMatchObject({ status: "completed" });
    expect(stepOf(run, "mail")).toMatchObject({
      status: "done",
      messages: [{ state: "failed" }, { state: "sent" }],
    });
    expect((await api.call(`GET records/deal/${deal}/notes`)).body.items).toHaveLength(1);
  });

  it("is done on the newest version, many at once, where the count is still what the person saw", async () => {
    await automate("many", [
      { id: "mail", do: "send_email", with: { to: "customer", subject: "Hi", text: "x" } },
    ]);
    const deals = [];
    for (const title of ["1", "2", "3"]) deals.push(await record("deal", { title, source: "many" }));
    await settle();
    await api.call("PUT automations/many", {
      change: { steps: [{ id: "mail", do: "post_note", with: { text: "instead" } }] },
    });
    const stale = await api.call("POST automations/many/retry", { version: "newest", count: 2 });
    expect([stale.status, stale.body.detail]).toEqual([
      409,
      expect.stringContaining("3 steps have failed by now"),
    ]);
    const { body } = await api.call("POST automations/many/retry", { version: "newest", count: 3 });
    expect(body).toEqual({ retried: 3, left: 0 });
    await settle();
    for (const deal of deals) expect(await detailOf(deal)).toMatchObject({ version: 2, status: "completed" });
    expect((await api.call("POST automations/many/retry", { version: "newest", count: 1 })).status).toBe(409);
  });

  it("of a run that somebody stopped, or beside another run, is not done again", async () => {
    await automate("twice", [
      { id: "mail", do: "send_email", with: { to: "customer", subject: "Hi", text: "x" } },
      { id: "later", wait: { for: "9d" }, do: "post_note", with: { text: "x" } },
    ]);
    const deal = await record("deal", { title: "Twice", source: "twice" });
    await settle();
    const { id } = await runOf(deal);
    await api.call("POST automations/twice/stop", { record: deal });
    const { status, body } = await api.call(`POST runs/${id}/steps/mail/retry`, { version: "same" });
    expect([status, body.detail]).toEqual([409, expect.stringContaining("manual")]);
  });
});

describe("a message of which nobody knows whether it went out", () => {
  it("went out, says a person: the step is done", async () => {
    const { deal, message } = await uncertain("went-out");
    for (const _ of [1, 2])
      expect((await api.call(`POST messages/${message}/settle`, { answer: "went_out" })).status).toBe(204);
    const run = await detailOf(deal);
    expect(stepOf(run, "mail")).toMatchObject({ status: "done", messages: [{ state: "sent" }] });
    expect(run.interventions).toMatchObject([{ kind: "went_out", step: "mail" }]);
    const { body } = await api.call(`GET records/deal/${deal}/messages`);
    expect(body.items).toMatchObject([{ state: "sent" }]);
  });

  it("is sent again, once, when a person says so", async () => {
    const { deal, message } = await uncertain("again");
    for (const _ of [1, 2]) await api.call(`POST messages/${message}/settle`, { answer: "send_again" });
    await settle();
    expect(stepOf(await detailOf(deal), "mail")).toMatchObject({ status: "done" });
    const { body } = await api.call(`GET outbox/${message}`);
    expect(body).toMatchObject({ state: "captured", attempts: 2 });
  });
});

describe("the chain of causes", () => {
  it("leads from a run to the one that caused it and back", async () => {
    await automate("cause", [{ id: "set", do: "set", with: { title: "Caused" } }]);
    await automate("effect", [{ id: "note", do: "post_note", with: { text: "x" } }], {
      trigger: { on: "updated", fields: ["title"] },
      when: ["source", "is", "cause"],
    });
    const deal = await record("deal", { title: "Plain", source: "cause" });
    await settle();
    const { body } = await api.call(`GET runs?record=${deal}`);
    const byKey = Object.fromEntries(
      body.items.map((run: { automation: string; id: string }) => [run.automation, run.id]),
    );
    const effect = (await api.call(`GET runs/${byKey["effect"]}`)).body;
    expect(effect.chain).toMatchObject([{ automation: "cause", run: byKey["cause"], title: "Caused" }]);
    expect(effect.cause).toMatchObject({ kind: "updated", automation: "cause", after: { title: "Caused" } });
    const cause = (await api.call(`GET runs/${byKey["cause"]}`)).body;
    expect(cause.started).toMatchObject([{ automation: "effect", run: byKey["effect"] }]);
  });
});

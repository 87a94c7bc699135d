import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { passTime, workOffDue } from "../testkit/time.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const NOTE = [{ id: "note", do: "post_note", with: { text: "x" } }];
const created = async (object: string, values: object): Promise<string> =>
  (await api.call(`POST records/${object}`, values)).body.id;
const change = (object: string, id: string, values: object) =>
  api.call(`PATCH records/${object}/${id}`, values);
const define = (automation: object) =>
  api.call("POST automations", { object: "deal", active: true, steps: NOTE, ...automation });
const ask = async (deal: string, key: string, query = "") =>
  (await api.call(`GET records/deal/${deal}/why/${key}${query}`)).body;

describe("why an automation that is entered by a filter did not run", () => {
  it("is told at each save that could have triggered it, of related records too, as things stood then", async () => {
    await define({
      key: "gold",
      trigger: {
        enters: {
          all: [
            ["amount", "gt", 1000],
            ["contact.category", "is", "gold"],
          ],
        },
      },
    });
    const contact = await created("contact", { first_name: "Pedro", category: "silver" });
    const deal = await created("deal", { title: "Boiler", amount: 100, contact });
    await change("deal", deal, { title: "Bears not on it" });
    await change("deal", deal, { amount: 5000 });
    await change("contact", contact, { category: "gold" });
    await change("deal", deal, { amount: 6000 });
    await change("deal", deal, { amount: 10 });
    const answer = await ask(deal, "gold");
    expect(answer.runs).toMatchObject([
      { version: 1, depth: 1, chain: [{ automation: "gold", record: deal }], steps: [{ step: "note" }] },
    ]);
    const run = answer.runs[0].id;
    expect(answer.occasions).toMatchObject([
      { outcome: "left", source: "save" },
      { outcome: "already_member", source: "save", happened: false, conditions: { holds: true } },
      {
        outcome: "started",
        source: "related_save",
        happened: true,
        run,
        save: { object: "contact", record: contact },
      },
      {
        outcome: "condition_false",
        conditions: {
          children: [
            { field: "amount", actual: "5000", holds: true },
            { field: "contact.category", actual: "silver", holds: false, expected: "gold" },
          ],
        },
      },
      {
        outcome: "condition_false",
        conditions: { children: [{ actual: "100", holds: false }, { holds: false }] },
      },
    ]);
    expect(answer.now).toMatchObject({ outcome: "condition_false", detail: "amount is 10, needs gt 1000" });
  });

  it("names the nearest miss, and what stands in the way now", async () => {
    await define({
      key: "near",
      trigger: {
        enters: {
          all: [
            ["amount", "gt", 1000],
            ["title", "contains", "roof"],
            ["source", "is_set"],
          ],
        },
      },
    });
    const deal = await created("deal", { title: "Roof", amount: 100 });
    await change("deal", deal, { amount: 2000 });
    await change("deal", deal, { title: "Pump" });
    const answer = await ask(deal, "near");
    expect(answer.nearest).toBe(1);
    expect(answer.occasions[1].detail).toBe("source is empty, needs is_set");
    expect(answer.now).toMatchObject({
      outcome: "condition_false",
      conditions: { children: [{ holds: true }, { holds: false, actual: "Pump" }, { holds: false }] },
    });
  });

  it("knows what related records were before they moved elsewhere", async () => {
    await define({
      key: "busy",
      object: "company",
      trigger: { enters: { count: "contacts", is: ["gte", 2] } },
    });
    const [here, there] = [
      await created("company", { name: "Here" }),
      await created("company", { name: "There" }),
    ];
    const first = await created("contact", { first_name: "A", company: here });
    await created("contact", { first_name: "B", company: there });
    await change("contact", first, { company: there });
    const answer = (await api.call(`GET records/company/${here}/why/busy`)).body;
    expect(answer.occasions).toMatchObject([
      { outcome: "condition_false", conditions: { kind: "count", actual: 0 } },
      { outcome: "condition_false", conditions: { kind: "count", actual: 1 } },
      { outcome: "condition_false", conditions: { kind: "count", actual: 0 } },
    ]);
    const moved = (await api.call(`GET records/company/${there}/why/busy`)).body;
    expect(moved.occasions[0]).toMatchObject({
      outcome: "started",
      save: { object: "contact", record: first },
    });
  });

  it("says that it matched already when the automation was switched on", async () => {
    const deal = await created("deal", { title: "Old", amount: 7 });
    await define({ key: "seven", trigger: { enters: ["amount", "is", 7] } });
    const answer = await ask(deal, "seven");
    expect(answer.occasions).toMatchObject([
      { source: "activation", outcome: "before_activation", conditions: { holds: true } },
      { source: "save", outcome: "before_activation", version: 1 },
    ]);
  });
});

describe("why an automation on saves did not run", () => {
  it("tells the kind, the fields that did not change, a false `before` and a false `when` with its values", async () => {
    await define({
      key: "raised",
      trigger: { on: "updated", fields: ["amount"], before: ["amount", "lt", 1000] },
      when: ["amount", "increased_by", 100],
      enrollment: { again: "once" },
    });
    const deal = await created("deal", { title: "Boiler", amount: 500 });
    await change("deal", deal, { title: "Pump" });
    await change("deal", deal, { amount: 550 });
    await change("deal", deal, { amount: 2000 });
    await change("deal", deal, { amount: 5000 });
    const { occasions } = await ask(deal, "raised");
    expect(occasions).toMatchObject([
      { outcome: "before_false", filter: "before", conditions: { actual: "2000", expected: 1000 } },
      { outcome: "started" },
      { outcome: "condition_false", filter: "when", conditions: { before: "500", actual: "550" } },
      { outcome: "fields_unchanged", detail: "amount", save: { changed: ["title"] } },
      { outcome: "other_kind", detail: "updated", save: { kind: "created" } },
    ]);
  });

  it("tells of the states in which it was then, page by page", async () => {
    await define({ key: "paged", trigger: { on: "updated" }, active: false });
    const deal = await created("deal", { title: "1" });
    await change("deal", deal, { title: "2" });
    await api.call("POST automations/paged/activate", { existing: false });
    await change("deal", deal, { title: "3" });
    await api.call("POST automations/paged/deactivate", {});
    await change("deal", deal, { title: "4" });
    const first = await ask(deal, "paged", "?limit=2");
    expect(first.occasions).toMatchObject([{ outcome: "automation_inactive" }, { outcome: "started" }]);
    const second = await ask(deal, "paged", `?limit=2&cursor=${first.next}`);
    expect(second.occasions).toMatchObject([{ outcome: "automation_inactive" }, { outcome: "other_kind" }]);
    expect(second.next).toBeNull();
    expect(second.now).toMatchObject({ outcome: "automation_inactive" });
  });

  it("tells of presses and of an import that asked for nothing", async () => {
    await define({ key: "pressed", trigger: { manual: true }, when: ["amount", "gt", 10] });
    const deal = await created("deal", { title: "Small", amount: 1 });
    await api.call("POST automations/pressed/press", { record: deal });
    const { occasions } = await ask(deal, "pressed");
    expect(occasions).toMatchObject([
      { source: "stored", outcome: "condition_false", detail: "amount is 1, needs gt 10" },
    ]);
  });
});

const outcomes = (answer: { occasions: { outcome: string; version: number }[] }) =>
  answer.occasions.map(({ outcome, version }) => `${outcome} ${version}`);
const publish = (key: string, edit: object) =>
  api.call(`PUT automations/${key}`, { change: edit, active_runs: "finish" });

describe("why, where a publication changed the trigger", () => {
  it("judges what was before by the trigger of then, page by page, each once", async () => {
    const when = ["amount", "gt", 10];
    await define({ key: "turned", trigger: { on: "updated", fields: ["title"] }, when });
    const deal = await created("deal", { title: "1", amount: 1 });
    await change("deal", deal, { title: "2" });
    await change("deal", deal, { source: "web" });
    await publish("turned", { trigger: { enters: ["source", "is", "fair"] } });
    await change("deal", deal, { title: "3" });
    await change("deal", deal, { source: "fair" });
    await publish("turned", { trigger: { on: "updated", fields: ["source"] } });
    await change("deal", deal, { source: "tv", amount: 20 });
    const whole = await ask(deal, "turned");
    expect(outcomes(whole)).toEqual([
      "started 3",
      "condition_false 2",
      "fields_unchanged 1",
      "condition_false 1",
      "other_kind 1",
    ]);
    expect(whole.next).toBeNull();
    const paged = [];
    for (let cursor = ""; ;) {
      const page = await ask(deal, "turned", `?limit=1${cursor}`);
      paged.push(...outcomes(page));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(paged).toEqual(outcomes(whole));
  });

  it("says that a record satisfied the new filter already", async () => {
    const deal = await created("deal", { title: "Old", amount: 77 });
    await define({ key: "from-manual", trigger: { manual: true } });
    await publish("from-manual", { trigger: { enters: ["amount", "is", 77] } });
    const answer = await ask(deal, "from-manual");
    expect(answer.occasions).toMatchObject([
      { source: "activation", outcome: "before_activation", version: 2, conditions: { holds: true } },
    ]);
  });
});

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe("why a date of a recurring event did not fire", () => {
  it("tells of the occurrence to come", async () => {
    await define({ key: "calls", object: "event", trigger: { date: { field: "start", offset: "-1h" } } });
    const soon = Temporal.Now.instant().add({ hours: 30 }).round("minute");
    const event = await created("event", {
      title: "Call",
      start: soon.subtract({ hours: 72 }).toString(),
      rrule: "FREQ=DAILY",
      timezone: "UTC",
    });
    const answer = (await api.call(`GET records/event/${event}/why/calls`)).body;
    const next = soon.subtract({ hours: 25 }).toString();
    expect(Temporal.Instant.from(answer.now.next_at).toString()).toBe(next);
    expect(answer.now.outcome).toBe("ready");
    expect(answer.occasions).toMatchObject([{ outcome: "date_set" }]);
  });
});

describe("why a date did not fire", () => {
  it("tells of a moment that was late, moved or cleared, and of the next one", async () => {
    await define({ key: "closing", trigger: { date: { field: "close_date", offset: "-1d", at: "09:00" } } });
    const deal = await created("deal", { title: "Boiler", close_date: inDays(-10) });
    await change("deal", deal, { close_date: inDays(20) });
    await change("deal", deal, { close_date: inDays(30) });
    const armed = await ask(deal, "closing");
    expect(armed.occasions.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      "date_set",
      "date_moved",
      "late",
    ]);
    expect(armed.now.outcome).toBe("ready");
    expect(armed.now.next_at.slice(0, 10)).toBe(inDays(29));
    await change("deal", deal, { close_date: null });
    const cleared = await ask(deal, "closing");
    expect(cleared.occasions[0].outcome).toBe("date_cleared");
    expect(cleared.now).toMatchObject({ outcome: "date_cleared", next_at: null });
  });

  it("tells of a moment that was pressed that it ran, and does not announce it", async () => {
    const trigger = { date: { field: "close_date" } };
    await define({ key: "pressed-date", trigger, enrollment: { again: "every_time" } });
    const deal = await created("deal", { title: "Boiler", close_date: inDays(20) });
    expect((await ask(deal, "pressed-date")).now).toMatchObject({ outcome: "ready" });
    for (const time of [1, 2]) {
      await api.call("POST automations/pressed-date/press", { record: deal });
      await workOffDue(api.cadencia.engine);
      const { runs, now } = await ask(deal, "pressed-date");
      expect(runs).toHaveLength(time);
      expect(now).toMatchObject({ outcome: "already_ran", next_at: null });
    }
    await publish("pressed-date", { when: ["amount", "gt", 10] });
    expect((await ask(deal, "pressed-date")).now).toMatchObject({ outcome: "condition_false" });
  });
});

const only = (key: string) => ({ when: ["title", "is", key], active: true, object: "deal", key });

describe("why, where a date was pressed after its moment", () => {
  const clock = new VirtualClock(Temporal.Instant.from("2026-03-02T09:00:00Z"));
  let house: TestApi;
  beforeAll(async () => {
    house = await startApi({}, { clock });
  });
  afterAll(() => house.close());

  const at = (time: string) => passTime(house.cadencia.engine, clock, Temporal.Instant.from(time));
  const press = (key: string, record: string) => house.call(`POST automations/${key}/press`, { record });
  const dated = async (key: string, { day, ...rest }: { day: string; wait: string; enrollment?: object }) => {
    const { wait, ...enrollment } = rest;
    const steps = [{ id: "note", wait: { for: wait }, do: "post_note", with: { text: "x" } }];
    const automation = {
      key,
      object: "deal",
      active: true,
      trigger: { date: { field: "close_date" } },
      steps,
    };
    await house.call("POST automations", { ...automation, when: ["title", "is", key], ...enrollment });
    return (await house.call("POST records/deal", { title: key, close_date: day })).body.id as string;
  };
  const told = async (key: string, record: string) => {
    const { body } = await house.call(`GET records/deal/${record}/why/${key}`);
    return body.occasions.map((one: { source: string; outcome: string }) => `${one.source} ${one.outcome}`);
  };

  it("the moment did not start what was pressed later", async () => {
    const deal = await dated("later", { day: "2026-03-04", wait: "5d" });
    await at("2026-03-05T09:00:00Z");
    await house.call(`PATCH records/deal/${deal}`, { close_date: "2026-03-07" });
    await at("2026-03-12T10:00:00Z");
    await press("later", deal);
    expect(await told("later", deal)).toEqual(["date already_active", "date started"]);
  });

  it("an activation of those who match already did not either", async () => {
    const enrollment = { while_active: "restart" };
    const deal = await dated("asked", { day: "2026-03-20", wait: "5m", enrollment });
    await press("asked", deal);
    await at("2026-03-22T09:00:00Z");
    await house.call("POST automations/asked/deactivate", {});
    await at("2026-03-22T10:00:00Z");
    await house.call("POST automations/asked/activate", { existing: true });
    await at("2026-03-23T10:00:00Z");
    await press("asked", deal);
    expect(await told("asked", deal)).toEqual(["activation already_ran", "date already_ran"]);
  });

  it("a save that sets the date within the day its moment stands for leaves that as it is", async () => {
    const trigger = { date: { field: "closed_at", offset: "3d", at: "09:00" } };
    const steps = [{ id: "note", do: "post_note", with: { text: "x" } }];
    const when = ["title", "is", "Again"];
    await house.call("POST automations", { key: "same", object: "deal", active: true, trigger, when, steps });
    const set = { title: "Again", closed_at: "2026-03-30T10:00:00Z" };
    const deal = (await house.call("POST records/deal", set)).body.id as string;
    await house.call(`PATCH records/deal/${deal}`, { closed_at: "2026-03-30T15:00:00Z" });
    expect(await told("same", deal)).toEqual(["save date_set"]);
    await at("2026-04-05T10:00:00Z");
    expect(await told("same", deal)).toEqual(["date started"]);
  });

  const pageOf = async (key: string, record: string, cursor?: string) => {
    const { body } = await house.call(
      `GET records/deal/${record}/why/${key}?limit=1${cursor === undefined ? "" : `&cursor=${cursor}`}`,
    );
    const occasions = body.occasions.map(
      (one: { source: string; outcome: string }) => `${one.source} ${one.outcome}`,
    );
    return { occasions, next: body.next };
  };

  it("after downtime each missed occurrence is told with what it met", async () => {
    const trigger = { schedule: { rrule: "FREQ=DAILY", at: "09:00" } };
    const steps = [{ id: "note", wait: { for: "30d" }, do: "post_note", with: { text: "x" } }];
    await house.call("POST automations", { ...only("daily"), trigger, steps });
    const deal = (await house.call("POST records/deal", { title: "daily" })).body.id as string;
    clock.advanceTo(Temporal.Instant.from("2026-04-08T10:00:00Z"));
    await workOffDue(house.cadencia.engine);
    expect(await told("daily", deal)).toEqual([
      "schedule already_active",
      "schedule already_active",
      "schedule started",
    ]);
  });

  it("a page neither repeats what another one tells, nor takes an archive for a date that was set", async () => {
    const steps = [{ id: "note", do: "post_note", with: { text: "x" } }];
    await house.call("POST automations", {
      ...only("paged"),
      trigger: { date: { field: "close_date" } },
      steps,
    });
    const set = { title: "paged", close_date: "2026-04-20" };
    const deal = (await house.call("POST records/deal", set)).body.id as string;
    await at("2026-04-08T11:00:00Z");
    await house.call(`PATCH records/deal/${deal}`, { close_date: "2026-04-01" });
    await at("2026-04-08T12:00:00Z");
    await house.call(`PATCH records/deal/${deal}`, { close_date: "2026-04-10" });
    await at("2026-04-12T10:00:00Z");
    await house.call(`POST records/deal/${deal}/archive`, {});
    const pages = [];
    for (let cursor: string | undefined; pages.length < 6;) {
      const { occasions, next } = await pageOf("paged", deal, cursor);
      pages.push(...occasions);
      if (next === null) break;
      cursor = next;
    }
    expect(pages).toEqual(["date started", "save late", "save date_set"]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { runRound } from "../../apps/server/src/features/automation/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { startApi, type TestApi } from "./start-api.ts";

/* It is Wednesday the 3rd of June, ten o'clock in Madrid. */

let api: TestApi;
const clock = new VirtualClock(Temporal.Instant.from("2026-06-03T08:00:00Z"));
const ids: Record<string, string> = {};
let asAna: Record<string, string>;

const settle = async (): Promise<void> => {
  while (await runRound(api.cadencia.engine, { steps: 10, groups: 10, deliveries: 10 }));
};
const record = async (object: string, values: object): Promise<string> => {
  const { status, body } = await api.call(`POST records/${object}`, values);
  expect([status, body.detail]).toEqual([201, undefined]);
  return body.id;
};
const user = async (key: string, values: object = {}): Promise<Record<string, string>> => {
  ids[key] = await record("user", { name: key, handle: key, email: `${key}@example.test`, ...values });
  const { secret } = await createApiKey(api.cadencia.workspace, { name: key, user: key });
  return { authorization: `Bearer ${secret}` };
};
const day = async (as?: Record<string, string>) => (await api.call("GET my-day", undefined, as)).body;
const attention = async (as?: Record<string, string>) =>
  (await api.call("GET attention", undefined, as)).body;
const guest = (answer: string) => ({ attendees: [{ address: "ANA@example.test", answer }] });
const titles = (some: { title: string }[]): string[] => some.map(({ title }) => title);

beforeAll(async () => {
  api = await startApi({}, { clock });
  await api.call("PUT roles/own-deals", { rights: { deal: { read: "own" }, automation: { edit: "none" } } });
  asAna = await user("ana", { role: "own-deals" });
  await user("bo");
});
afterAll(() => api.close());

describe("the day of a person", () => {
  beforeAll(async () => {
    const { ana: owner } = ids;
    const mine = await record("deal", { title: "Boiler", owner });
    const theirs = await record("deal", { title: "Secret", owner: ids["bo"] });
    const call = (summary: string, due: string, more: object = {}) =>
      record("activity", { type: "call", summary, due, owner, ...more });
    await call("last week", "2026-05-27T10:00:00Z", { record: { object: "deal", id: mine } });
    await call("an hour ago", "2026-06-03T07:00:00Z", { record: { object: "deal", id: theirs } });
    await call("tonight", "2026-06-03T21:59:59Z");
    await call("tomorrow", "2026-06-03T22:00:00Z");
    await call("on Sunday", "2026-06-07T21:00:00Z");
    await call("on Monday", "2026-06-07T22:00:00Z");
    await call("later still", "2026-06-20T08:00:00Z");
    await call("done", "2026-06-03T09:00:00Z", { done: true });
    await call("of another person", "2026-06-03T09:00:00Z", { owner: ids["bo"] });
    await record("task", { title: "write", due: "2026-06-03T12:00:00Z", owner });
    await record("task", { title: "given up", due: "2026-06-03T12:00:00Z", owner, state: "cancelled" });
  });

  it("tells what is overdue, due today, in the week, and the first thing behind it, on their own clock", async () => {
    const { overdue, today_due, week, next, today, more_overdue } = await day(asAna);
    expect({ today, more_overdue }).toEqual({ today: "2026-06-03", more_overdue: 0 });
    expect(titles(overdue)).toEqual(["last week", "an hour ago"]);
    expect(titles(today_due)).toEqual(["write", "tonight"]);
    expect(titles(week)).toEqual(["tomorrow", "on Sunday"]);
    expect(next.title).toBe("on Monday");
  });

  it("names the record of a duty only where its reader may read it", async () => {
    const { overdue } = await day(asAna);
    expect(overdue[0].record).toMatchObject({ object: "deal", title: "Boiler" });
    expect(overdue[1].record).toBeNull();
  });

  it("is counted for the navigation: what is overdue or due until midnight", async () => {
    expect(await attention(asAna)).toEqual({ due: 4, needs: 0 });
    expect((await attention()).due).toBe(0);
  });

  it("ends with a duty that is done", async () => {
    const { today_due } = await day(asAna);
    const [write] = today_due;
    const { status } = await api.call(`PATCH records/task/${write.id}`, { state: "done" }, asAna);
    expect(status).toBe(200);
    expect(titles((await day(asAna)).today_due)).toEqual(["tonight"]);
    expect((await attention(asAna)).due).toBe(3);
  });

  it("tells of more that is overdue than it lists by number", async () => {
    const asCleo = await user("cleo");
    const inputs = Array.from({ length: 205 }, (_, index) => ({
      input: { summary: `${index}`, due: "2026-06-01T08:00:00Z", owner: ids["cleo"] ?? "" },
    }));
    await api.cadencia.engine.save(async (unit) => void (await unit.create("activity", inputs)));
    const { overdue, more_overdue } = await day(asCleo);
    expect([overdue.length, more_overdue]).toEqual([200, 5]);
    expect((await attention(asCleo)).due).toBe(205);
  });
});

describe("the events of a day", () => {
  it("are those that touch it, of organizers and of who has not declined, and each occurrence of a series", async () => {
    const { bo: organizer } = ids;
    const event = (title: string, start: string, more: object = {}) =>
      record("event", { title, start, organizer, ...more });
    await event("asked", "2026-06-03T13:00:00Z", guest("needs_action"));
    await event("declined", "2026-06-03T14:00:00Z", guest("declined"));
    await event("over night", "2026-06-02T20:00:00Z", {
      end: "2026-06-03T06:00:00Z",
      organizer: ids["ana"],
    });
    await event("yesterday", "2026-06-02T08:00:00Z", { end: "2026-06-02T09:00:00Z", organizer: ids["ana"] });
    await event("weekly", "2026-05-06T07:00:00Z", { rrule: "FREQ=WEEKLY", organizer: ids["ana"] });
    await event("every Monday", "2026-05-04T07:00:00Z", { rrule: "FREQ=WEEKLY", organizer: ids["ana"] });
    const { events } = await day(asAna);
    expect(events.map(({ title, start }: Record<string, string>) => [title, start])).toEqual([
      ["over night", "2026-06-02T20:00:00Z"],
      ["weekly", "2026-06-03T07:00:00Z"],
      ["asked", "2026-06-03T13:00:00Z"],
    ]);
  });
});

describe("what automations need a person for", () => {
  it("is told to who may publish them, with the automation that planned a duty", async () => {
    const { status } = await api.call("POST automations", {
      key: "needy",
      name: "Needy",
      object: "deal",
      active: true,
      trigger: { on: "created" },
      when: ["source", "is", "needy"],
      steps: [
        { id: "mail", do: "send_email", with: { to: "customer", subject: "Hi", text: "x" } },
        { id: "call", do: "plan_activity", with: { summary: "planned", due: "2h", owner: "user:ana" } },
      ],
    });
    expect(status).toBe(201);
    await record("deal", { title: "Nobody", source: "needy", owner: ids["ana"] });
    await settle();
    expect((await day()).needs).toEqual([{ automation: "needy", name: "Needy", failed: 1, uncertain: 0 }]);
    expect((await attention()).needs).toBe(1);
    const { needs, today_due } = await day(asAna);
    expect(needs).toEqual([]);
    const planned = today_due.find(({ title }: { title: string }) => title === "planned");
    expect(planned.planned_by).toMatchObject({ automation: "needy", name: "Needy" });
    expect((await api.call(`GET runs/${planned.planned_by.run}`, undefined, asAna)).status).toBe(200);
  });
});

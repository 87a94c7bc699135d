import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
const ids: Record<string, string> = {};
const NOBODY = "01900000-0000-7000-8000-000000000000";

beforeAll(async () => {
  api = await startApi();
  for (const [name, object, values] of [
    ["deal", "deal", { title: "Boiler" }],
    ["lead", "lead", { title: "Interested" }],
    ["gone", "company", { name: "Gone" }],
    ["company", "company", { name: "Acme" }],
  ] as const) {
    ids[name] = (await api.call(`POST records/${object}`, values)).body.id;
  }
  await api.call(`DELETE records/company/${ids["gone"]}`);
  await api.call("POST automations", {
    key: "call",
    object: "deal",
    trigger: { on: "created" },
    steps: [{ id: "note", do: "post_note", with: { text: "x" } }],
  });
});
afterAll(() => api.close());

const filled = (text: string): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? NOBODY);
const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

type Case = readonly [line: string, body: unknown, status: number, message: string];

const RECORDS: readonly Case[] = [
  ["GET records/dael", undefined, 404, 'there is no object "dael"; did you mean "deal"?'],
  ["GET records/deal/nobody", undefined, 404, "there is no deal nobody"],
  ["GET records/deal/{nobody}", undefined, 404, `there is no deal ${NOBODY}`],
  ["GET records/company/{gone}", undefined, 404, "was deleted"],
  ["GET records/company/{deal}", undefined, 404, "there is no company"],
  ["GET records/deal?limt=5", undefined, 422, 'unknown key "limt" in the query; did you mean "limit"?'],
  ["GET records/deal?limit=0", undefined, 422, "limit must be at least 1"],
  ["GET records/deal?limit=501", undefined, 422, "limit must be at most 500"],
  [
    "GET records/deal?limit=ten",
    undefined,
    422,
    '"ten" at limit is not a whole number; write digits, such as 100',
  ],
  ["GET records/deal?limit=1&limit=2", undefined, 422, "limit must be a whole number, not a list"],
  ["GET records/deal?sort=amont", undefined, 422, 'deal has no field "amont"; did you mean "amount"?'],
  ["GET records/deal?sort=tags", undefined, 422, "records cannot be sorted by deal.tags"],
  ["GET records/deal?sort=,", undefined, 422, 'deal has no field ""'],
  [
    "GET records/deal?fields=title,amont",
    undefined,
    422,
    'deal has no field "amont"; did you mean "amount"?',
  ],
  ["GET records/deal?cursor=abc", undefined, 422, "this cursor is no cursor"],
  ["GET records/deal?include_archived=yes", undefined, 422, "include_archived"],
  ["GET records/deal?filter=[", undefined, 422, "filter is not JSON"],
  [`GET records/deal?filter=${json(["amont", "gt", 1])}`, undefined, 422, 'did you mean "amount"?'],
  [`GET records/deal?filter=${json(["amount", "bigger", 1])}`, undefined, 422, "bigger"],
  [`GET records/deal?filter=${json(["amount", "gt", "much"])}`, undefined, 422, "much"],
  [
    `GET records/deal?filter=${json(["stage", "is", "sales/wn"])}`,
    undefined,
    422,
    'did you mean "sales/won"?',
  ],
  [`GET records/deal?filter=${json({ all: [] })}`, undefined, 422, "all is empty"],
  [`GET records/deal?filter=${json({ segment: "x" })}`, undefined, 422, 'there is no segment "x"'],
  [`GET records/deal?filter=${json(["amount", "changed"])}`, undefined, 422, "changed"],
  [`GET records/deal?filter=${json(5)}`, undefined, 422, "a filter is a condition"],
  ["GET records/deal/{deal}?at=soon", undefined, 422, "at must be an instant"],
  ["GET records/deal/{deal}?at=1999-01-01", undefined, 404, "there was no deal"],
  ["GET records/deal/{deal}/contcts", undefined, 404, 'did you mean "contact"?'],
  ["GET records/deal/{deal}/title", undefined, 404, 'deal has no relation "title"'],
  ["GET pipelines/sale/board", undefined, 404, 'there is no pipeline "sale"; did you mean "sales"?'],
  ["GET pipelines/sales/board?filter=[", undefined, 422, "filter is not JSON"],
  [`GET pipelines/sales/board?filter=${json(["amont", "gt", 1])}`, undefined, 422, 'did you mean "amount"?'],
  ["GET pipelines/sale/cards", undefined, 404, 'there is no pipeline "sale"; did you mean "sales"?'],
  ["GET pipelines/sales/cards?sort=amont", undefined, 422, 'did you mean "amount"?'],
  ["GET pipelines/sales/board/wn", undefined, 404, 'there is no stage "wn"; did you mean "won"?'],
  ["GET pipelines/sales/board/won?sort=amont", undefined, 422, 'did you mean "amount"?'],
  ["GET pipelines/sales/board/won?cursor=abc", undefined, 422, "this cursor is no cursor"],
  ["GET pipelines/sales/board/won?limit=0", undefined, 422, "limit must be at least 1"],
  ["GET run-log?automation=cal", undefined, 404, 'there is no automation "cal"; did you mean "call"?'],
  ["GET run-log?record=x", undefined, 422, "record must be an id"],
  ["GET run-log?status=dne", undefined, 422, "status"],
  ["GET run-log?reason=because", undefined, 422, "reason"],
  ["GET run-log?cursor=x", undefined, 422, "this cursor is no cursor"],
  ["PATCH settings", { run_log_days: 0 }, 422, "run_log_days must be at least 1"],
  ["GET records/deal/{deal}/why/cal", undefined, 404, 'there is no automation "cal"; did you mean "call"?'],
  ["GET records/dael/{deal}/why/call", undefined, 404, 'there is no object "dael"'],
  ["GET records/lead/{lead}/why/call", undefined, 409, 'automation "call" works on deal, not on lead'],
  ["GET records/deal/{lead}/why/call", undefined, 404, "there is no deal"],
  ["GET records/deal/x/why/call", undefined, 404, "there is no deal x"],
  ["GET records/deal/{deal}/why/call?cursor=x", undefined, 422, "this cursor is no cursor"],
  ["GET records/deal/{deal}/why/call?limit=0", undefined, 422, "limit must be at least 1"],
  ["GET records/deal/{deal}/changes?cursor=x", undefined, 422, "this cursor is no cursor"],
  ["POST records/deal", undefined, 422, "the body must be a mapping, not nothing"],
  ["POST records/deal", [], 422, "the body must be a mapping, not an empty list"],
  ["POST records/deal", { titel: "x" }, 422, 'deal has no field "titel"; did you mean "title"?'],
  ["POST records/deal", { title: 5 }, 422, "deal.title must be text, not 5"],
  ["POST records/deal", { title: "a\u0000b" }, 422, "title must not contain the character NUL"],
  ["POST records/event", { title: "x", rrule: "FREQ=WEKLY" }, 422, "did you mean WEEKLY?"],
  ["POST records/event", { title: "x", rrule: "every Monday" }, 422, "rrule: "],
  ["POST records/deal", { title: "x".repeat(10_001) }, 422, "at most 10000 characters"],
  ["POST records/deal", { amount: "much" }, 422, 'deal.amount must be a number, not "much"'],
  ["POST records/deal", { amount: true }, 422, "deal.amount must be a number, not true"],
  ["POST records/deal", { amount: 1e19 }, 422, "deal.amount"],
  ["POST records/deal", { amount: "9".repeat(60) }, 422, "deal.amount must be a number"],
  ["POST records/deal", { close_date: "2026-02-30" }, 422, "2026-02-30 is no day of the calendar"],
  ["POST records/deal", { close_date: "0000-01-01" }, 422, "close_date"],
  ["POST records/deal", { closed_at: "yesterday" }, 422, "deal.closed_at must be an instant"],
  ["POST records/deal", { closed_at: "-000100-01-01T00:00:00Z" }, 422, "closed_at"],
  ["POST records/deal", { closed_at: "+200000-01-01T00:00:00Z" }, 422, "closed_at"],
  ["POST records/deal", { repeat: "true" }, 422, 'deal.repeat must be true or false, not "true"'],
  ["POST records/deal", { stage: "sales/wn" }, 422, 'there is no stage "sales/wn"'],
  ["POST records/deal", { pipeline: "sale" }, 422, 'there is no pipeline "sale"'],
  ["POST records/deal", { contact: "{nobody}" }, 422, "deal.contact: there is no contact"],
  ["POST records/deal", { contact: "ana" }, 422, 'deal.contact there is no contact "ana"'],
  ["POST records/deal", { contact: "{company}" }, 422, "deal.contact: there is no contact"],
  ["POST records/deal", { owner: "nobody" }, 422, 'deal.owner there is no user "nobody"'],
  ["POST records/deal", { tags: "a" }, 422, 'deal.tags must be a list, not "a"'],
  ["POST records/deal", { tags: [5] }, 422, "deal.tags must be text, not 5"],
  ["POST records/deal", { created_at: "2026-01-01T00:00:00Z" }, 422, "deal.created_at is set by the product"],
  ["POST records/deal", { id: NOBODY }, 422, 'deal has no field "id"'],
  ["POST records/deal", { products: "pump" }, 422, "deal.products must be a list of lines"],
  ["POST records/deal", { products: [{ product: NOBODY }] }, 422, "there is no product"],
  ["POST records/deal", { products: [{ quantity: "two" }] }, 422, 'must be a number, not "two"'],
  ["POST records/contact", { email: "a@b.test\nBcc: c@d.test" }, 422, "contact.email must be one line"],
  ["POST records/contact", { category: "golden" }, 422, 'is no option of it; did you mean "gold"?'],
  ["POST records/contact", { consents: { text: "a\u0000b" } }, 422, "consents.text must not"],
  ["POST records/activity", { record: "{deal}" }, 422, "activity.record"],
  ["POST records/activity", { record: { object: "dael", id: NOBODY } }, 422, "dael"],
  ["POST records/activity", { record: { object: "deal", id: NOBODY } }, 422, "there is no deal"],
  ["POST records/activity", { record: { object: "automation", id: NOBODY } }, 422, "automation"],
  ["PATCH records/deal/{deal}", { titel: "x" }, 422, 'deal has no field "titel"; did you mean "title"?'],
  ["PATCH records/deal/{deal}", { version: "1", title: "x" }, 422, "version must be a number, not the text"],
  ["PATCH records/deal/{deal}", { title: "y", amount: "much" }, 422, "deal.amount must be a number"],
  ["PATCH records/deal/{nobody}", { title: "x" }, 404, "there is no deal"],
  ["PATCH records/company/{gone}", { name: "x" }, 404, "there is no company"],
  ["DELETE records/deal/{nobody}", undefined, 404, "there is no deal"],
  ["DELETE records/company/{gone}", undefined, 404, "there is no company"],
  ["POST records/deal/{deal}/archive", { now: true }, 422, 'unknown key "now" in the body'],
  ["POST records/deal/{nobody}/restore", undefined, 404, "there is no deal"],
  ["POST records/deal/{deal}/convert", undefined, 404, "there is no POST"],
  ["POST records/lead/{lead}/convert", { titel: "x" }, 422, 'deal has no field "titel"'],
  ["POST records/lead/{nobody}/convert", {}, 404, "there is no lead"],
  ["POST records/deal/{deal}/merge", {}, 422, 'missing "gone" in the body'],
  ["POST records/deal/{deal}/merge", { gone: "{deal}" }, 409, "cannot be merged with itself"],
  ["POST records/deal/{deal}/merge", { gone: NOBODY }, 404, "there is no deal"],
  ["POST records/deal/bulk", { creat: [] }, 422, 'did you mean "create"?'],
  ["POST records/deal/bulk", { update: [{ title: "x" }] }, 422, 'missing "id" in update[0]'],
  [
    "POST records/deal/bulk",
    { create: Array.from({ length: 1001 }, () => ({})) },
    422,
    "at most 1000 entries",
  ],
];

const AUTOMATION = {
  key: "new",
  object: "deal",
  trigger: { on: "created" },
  steps: [{ id: "note", do: "post_note", with: { text: "x" } }],
};

const AUTOMATIONS: readonly Case[] = [
  ["PUT automations/call", { change: {}, active_runs: "keep" }, 422, "active_runs"],
  [
    "PUT automations/call",
    { change: {}, version: 7 },
    409,
    'automation "call" is at version 1 by now, not 7',
  ],
  ["PUT automations/call", { change: {}, version: "1" }, 422, "version"],
  ["GET automations/cal/versions", undefined, 404, 'did you mean "call"?'],
  ["GET automations/call/versions?cursor=x", undefined, 422, "this cursor is no cursor"],
  [
    "GET automations/call/versions/9",
    undefined,
    404,
    'automation "call" has no version 9; the last one is 1',
  ],
  [
    "GET automations/call/versions/first",
    undefined,
    422,
    "is not the number of a version; write digits, such as 3",
  ],
  ["GET automations/cal/versions/1", undefined, 404, 'did you mean "call"?'],
  ["GET automations/call/diff?from=2", undefined, 404, 'automation "call" has no version 2'],
  ["GET automations/call/diff?locale=fr", undefined, 422, "locale"],
  ["GET automations/call/diff?form=1", undefined, 422, 'did you mean "from"?'],
  ["POST automations/call/rollback", {}, 422, 'missing "version" in the body'],
  ["POST automations/call/rollback", { version: 1 }, 409, "there is nothing to roll back"],
  ["POST automations/call/rollback", { version: 4 }, 404, 'automation "call" has no version 4'],
  ["POST automations/cal/rollback", { version: 1 }, 404, 'there is no automation "cal"'],
  ["POST automations/call/copy", {}, 422, 'missing "key" in the body'],
  ["POST automations/call/copy", { key: "Call Me" }, 422, "is not a key"],
  ["POST automations/call/copy", { key: "call" }, 409, 'there is an automation "call" already'],
  ["POST automations/cal/copy", { key: "other" }, 404, 'did you mean "call"?'],
  ["POST automations", {}, 422, 'missing "key" in the body'],
  ["POST automations", { ...AUTOMATION, key: "Call Me" }, 422, "is not a key"],
  ["POST automations", { ...AUTOMATION, key: "call" }, 409, 'there is an automation "call" already'],
  ["POST automations", { ...AUTOMATION, object: "dael" }, 422, 'did you mean "deal"?'],
  ["POST automations", { ...AUTOMATION, triger: {} }, 422, 'did you mean "trigger"?'],
  [
    "POST automations",
    { ...AUTOMATION, trigger: { enters: ["amont", "gt", 1] } },
    422,
    'did you mean "amount"?',
  ],
  ["POST automations", { ...AUTOMATION, trigger: { on: "creatd" } }, 422, "creatd"],
  ["POST automations", { ...AUTOMATION, steps: [] }, 422, "steps"],
  [
    "POST automations",
    { ...AUTOMATION, steps: [{ id: "a", do: "post_noet", with: { text: "x" } }] },
    422,
    "post_note",
  ],
  ["POST automations", { ...AUTOMATION, steps: [{ id: "a", do: "post_note", with: {} }] }, 422, "text"],
  [
    "POST automations",
    { ...AUTOMATION, steps: [{ id: "a", do: "post_note", with: { text: "{{ deal.titel }}" } }] },
    422,
    "title",
  ],
  ["GET automations/cal", undefined, 404, 'there is no automation "cal"; did you mean "call"?'],
  ["PUT automations/call", { chnge: {} }, 422, 'did you mean "change"?'],
  ["PUT automations/call", { change: { object: "lead" } }, 409, "works on deal"],
  ["PUT automations/call", { change: { steps: [] } }, 422, "steps"],
  ["PUT automations/call", { change: {}, active_runs: "kill" }, 422, "active_runs"],
  ["POST automations/call/activate", undefined, 422, "the body must be a mapping"],
  ["POST automations/call/activate", {}, 422, 'missing "existing"'],
  ["POST automations/call/activate", { existing: true }, 409, '"existing" means nothing'],
  ["POST automations/call/activate", { existing: false, resume: "later" }, 422, "resume"],
  ["POST automations/call/preview", undefined, 422, "the body must be a mapping"],
  ["POST automations/call/preview", {}, 422, 'missing "existing"'],
  ["POST automations/call/preview", { existing: true }, 409, '"existing" means nothing'],
  ["POST automations/nobody/preview", { existing: true }, 404, "there is no automation"],
  ["POST automations/call/deactivate", undefined, 409, "is not active"],
  ["POST automations/call/press", { record: "{deal}" }, 409, "is not active"],
  ["POST automations/call/press", { record: "x" }, 422, "record must be an id"],
  ["POST automations/call/dry-run", {}, 422, 'missing "record"'],
  ["POST automations/call/dry-run", { record: "x" }, 404, "there is no deal x"],
  ["POST automations/call/dry-run", { record: "{lead}" }, 404, "there is no deal"],
  ["POST automations/cal/dry-run", { record: "{deal}" }, 404, 'there is no automation "cal"'],
  [
    "POST automations/call/dry-run",
    { record: "{deal}", definition: { key: "call", object: "dael" } },
    422,
    'missing "trigger"',
  ],
  [
    "POST automations/call/dry-run",
    {
      record: "{deal}",
      definition: {
        key: "other",
        object: "deal",
        trigger: { manual: true },
        steps: [{ id: "note", do: "post_note", with: { text: "x" } }],
      },
    },
    422,
    'definition.key must be "call"',
  ],
  ["GET automations/call/address", undefined, 409, 'is not started by "webhook.received"'],
  ["GET automations/cal/address", undefined, 404, 'there is no automation "cal"; did you mean "call"?'],
  ["POST automations/call/address/rotate", undefined, 409, "it has no address"],
  ["POST automations/call/address/rotate", { old_valid_for: "soon" }, 422, "is not a duration"],
  ["POST automations/call/address/rotate", { old_valid_for: "-1d" }, 422, "is not a duration"],
  ["POST automations/call/address/rotate", { valid: "1d" }, 422, 'unknown key "valid"'],
  ["POST hooks/nobody", {}, 404, "there is no automation at this address"],
  ["POST automations/call/stop", { record: "x" }, 422, "record must be an id"],
  ["POST automations/call/stop", {}, 422, 'missing "record"'],
  ["POST automations/nobody/activate", { existing: false }, 404, "there is no automation"],
  ["DELETE automations/nobody", undefined, 404, "there is no automation"],
  ["GET runs?record=x", undefined, 422, "record must be an id"],
  ["GET runs?status=done", undefined, 422, "status"],
  ["GET runs?automation=nobody", undefined, 404, "there is no automation"],
  ["GET automations/call/runs?cursor=x", undefined, 422, "cursor must be an id"],
  ["POST events", { event: "lead.convertd" }, 422, 'did you mean "lead.converted"?'],
  ["POST events", { event: "lead.converted" }, 422, "needs the record"],
  ["POST events", { event: "lead.converted", record: { object: "deal", id: "{deal}" } }, 422, "not a deal"],
  ["POST events", { event: "call.missed", record: { object: "deal", id: "x" } }, 422, "there is no deal x"],
  ["POST events", { event: "call.missed", record: { object: "dael", id: "x" } }, 404, "dael"],
];

const DEEP = Array.from({ length: 9000 }).reduce((inner: unknown) => ({ a: inner }), 1);
const NAMES = Array.from({ length: 1600 }, (_, index) => `nothing_${index}`);

/** What was made to break something or to keep it busy; all are answered at once. */
const HOSTILE: readonly Case[] = [
  ["POST records/contact", { consents: DEEP }, 422, "nests more than 256 deep"],
  ["PUT segments/x", { object: "deal", filter: DEEP }, 422, "nests more than 256 deep"],
  ["POST records/deal", Object.fromEntries(NAMES.map((name) => [name, 1])), 422, 'no field "nothing_0"'],
  ["POST records/deal", { title: "x", ["a".repeat(1_000_000)]: 1 }, 422, `no field "${"a".repeat(59)}…"`],
  [
    "POST records/deal",
    Object.fromEntries([...NAMES, "one_more"].map((name) => [name, 1])),
    422,
    "the body has 1601 keys; at most 1600 are taken",
  ],
  [
    "POST records/deal",
    { tags: Array.from({ length: 5001 }, String) },
    422,
    "tags has 5001 entries; a list takes at most 5000",
  ],
  [
    "POST records/deal",
    { products: NAMES.map((name) => ({ [name]: 1 })) },
    422,
    "has 1600 lines; a record takes",
  ],
  [
    "POST automations",
    { ...AUTOMATION, steps: NAMES.map((id) => ({ id, do: "nothing", with: {} })) },
    422,
    "steps",
  ],
  ["PUT segments/x", { object: "deal", filter: NAMES.map((name) => [name, "is_set"]) }, 422, "nothing_0"],
  ["PUT segments/x", { object: "deal", filter: ["amount", "constructor", 1] }, 422, '"constructor"'],
  ["GET automations/%00", undefined, 422, "key must not contain the character NUL"],
  ["POST automations", { ...AUTOMATION, name: "a\u0000b" }, 422, "name must not contain the character NUL"],
  ["PATCH settings", { name: "a\u0000b" }, 422, "name must not contain the character NUL"],
  ["POST objects", { key: "constructor" }, 422, '"constructor" is reserved; choose another key'],
  ["POST objects/deal/fields", { key: "constructor", type: "text" }, 422, '"constructor" is reserved'],
  ["POST objects", { key: "many", fields: NAMES.map((key) => ({ key, type: "text" })) }, 422, "at most 100"],
];

const SETTINGS: readonly Case[] = [
  ["PATCH settings", { zone: "UTC" }, 422, 'unknown key "zone" in the body'],
  ["PATCH settings", { timezone: "Europe/Madird" }, 422, 'did you mean "Europe/Madrid"?'],
  ["PATCH settings", { currency: "ZZZ" }, 422, '"ZZZ" at currency is no currency'],
  ["PATCH settings", { business_hours: { days: ["mon"], from: "18:00", to: "09:00" } }, 422, "ends before"],
  [
    "PATCH settings",
    { mail: { address: "a@b.test", name: "A\r\nBcc: c@d.test" } },
    422,
    "mail.name is not one line",
  ],
  ["PATCH settings", { mail: { address: "a@b.test\r\nBcc: c@d.test", name: null } }, 422, "mail.address"],
  ["PATCH settings", { public_url: "javascript:alert(1)" }, 422, "is no address of a web server"],
  ["PATCH settings", { name: "x".repeat(1_000_000) }, 422, "name must have at most 200 characters"],
  ["PATCH settings", { sms: { credits: 1e300 } }, 422, "sms.credits must be at most"],
  ["PATCH settings", { holidays: Array.from({ length: 1001 }, () => "2026-01-01") }, 422, "at most 1000"],
  ["PATCH settings", { holidays: "XX" }, 422, "no public holidays are known for XX"],
];

const OTHERS: readonly Case[] = [
  ["GET objects/dael", undefined, 404, 'did you mean "deal"?'],
  ["GET objects?x=1", undefined, 422, 'unknown key "x" in the query'],
  ["GET pipelines/sale", undefined, 404, 'did you mean "sales"?'],
  ["PATCH pipelines/sales", { stages: [{ name: "new" }] }, 422, 'the stage "qualified" is left out'],
  ["DELETE pipelines/sales/stages/nwe", undefined, 404, 'did you mean "new"?'],
  ["PUT templates/x", {}, 422, 'missing "kind"'],
  ["PUT templates/x", { kind: "email", body: "{{ deal.titel }}" }, 422, "title"],
  ["PUT templates/x", { kind: "email", body: "{{ deal.title | shout }}" }, 422, "shout"],
  ["PUT templates/x", { kind: "email", body: "{% if" }, 422, "body"],
  ["PUT templates/a%20b", { kind: "email" }, 422, "is not a key"],
  ["DELETE templates/nobody", undefined, 404, "there is no template"],
  ["GET segments/nobody", undefined, 404, "there is no segment"],
  ["DELETE segments/nobody", undefined, 404, "there is no segment"],
  ["POST segments/x/preview", undefined, 422, "the body must be a mapping"],
  ["POST segments/x/preview", { object: "deal", filter: ["amuont", "gt", 1] }, 422, "amount"],
  ["PUT segments/x", { object: "deal", filter: ["amount", "gt", 1], apply: "some" }, 422, "apply"],
  ["PUT segments/x", { object: "deal", filter: [] }, 422, "filter"],
  ["POST records/deal/{nobody}/unarchive", undefined, 404, `there is no deal ${NOBODY}`],
  [
    "POST pipelines",
    { key: "sales", object: "dael", stages: [{ name: "new" }] },
    404,
    'did you mean "deal"?',
  ],
  ["POST pipelines", { key: "more", object: "deal", stages: [] }, 422, "stages"],
  ["DELETE pipelines/sale", undefined, 404, 'did you mean "sales"?'],
  ["GET templates/nobody", undefined, 404, 'there is no template "nobody"'],
  ["GET roles/managr", undefined, 404, 'did you mean "manager"?'],
  ["PUT roles/x", { rights: { dael: { read: "all" } } }, 422, 'did you mean "deal"?'],
  ["PUT roles/x", { rights: { deal: { read: "most" } } }, 422, '"most"'],
  ["DELETE roles/nobody", undefined, 404, 'there is no role "nobody"'],
  ["GET nothing", undefined, 404, "there is no GET /api/v1/nothing"],
  ["GET records/%zz", undefined, 400, "is not a valid url"],
];

const SETUP = {
  name: "Ana",
  email: "ana@cadencia.test",
  password: "three green boilers",
  language: "es",
  timezone: "Europe/Madrid",
  currency: "EUR",
  holidays: "ES",
  content: "empty",
};

const COMING_AND_GOING: readonly Case[] = [
  ["POST session", undefined, 422, "the body must be a mapping, not nothing"],
  ["POST session", { email: "a@b.test" }, 422, 'missing "password"'],
  ["POST session", { email: "a@b.test", passwrod: "x" }, 422, 'did you mean "password"?'],
  ["POST session", { email: "a@b.test", password: "x" }, 401, "the address or the password is wrong"],
  ["POST session", { email: "a@b.test", password: "x".repeat(5000) }, 422, "password must have at most"],
  ["POST session", { email: "a@b.test", password: "a\u0000b" }, 422, "password must not contain"],
  ["DELETE session", undefined, 409, "an API key has no session that could end"],
  ["POST session/password", { current: "x", password: "y" }, 422, "this is not the password that stands"],
  ["POST setup", { ...SETUP, name: undefined }, 422, 'missing "name"'],
  ["POST setup", { ...SETUP, email: "ana" }, 422, "is not an e-mail address"],
  ["POST setup", { ...SETUP, password: "short" }, 422, "at least 10 characters; this one has 5"],
  ["POST setup", { ...SETUP, language: "fr" }, 422, "language"],
  ["POST setup", { ...SETUP, timezone: "Europe/Madird" }, 422, 'did you mean "Europe/Madrid"?'],
  ["POST setup", { ...SETUP, currency: "ZZZ" }, 422, "is no currency"],
  ["POST setup", { ...SETUP, holidays: "XX" }, 422, "no public holidays are known for XX"],
  ["POST setup", { ...SETUP, content: "demo" }, 422, "this version has no demo yet"],
  ["POST password-reset", {}, 422, 'missing "email"'],
  ["POST password-reset", { email: "a@b.test", url: "https://evil.test" }, 422, 'unknown key "url"'],
  ["POST password", { password: "three green boilers" }, 422, 'missing "token"'],
  ["POST password", { token: "x", password: "three green boilers" }, 422, "token this link was used already"],
  ["DELETE sessions/x", undefined, 422, "id"],
  ["DELETE sessions/{nobody}", undefined, 404, "you have no session"],
];

describe.each([
  ["coming and going", COMING_AND_GOING],
  ["records", RECORDS],
  ["automations", AUTOMATIONS],
  ["hostile callers", HOSTILE],
  ["settings", SETTINGS],
  ["the rest", OTHERS],
])("of %s", (_, cases) => {
  it.each(cases)("%s %j → %i %s", async (line, body, status, message) => {
    const before = await counts();
    const sent = body === undefined ? undefined : JSON.parse(filled(JSON.stringify(body)));
    const answer = await api.call(filled(line), sent);
    const { detail = "", errors = [] } = answer.body;
    const said = [
      detail,
      ...errors.map((error: { message: string; field: string }) => `${error.field} ${error.message}`),
    ];
    expect(said.join("\n")).toContain(message);
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.body).toMatchObject({ type: expect.stringMatching(/^urn:cadencia:error:/), status });
    expect(await counts()).toEqual(before);
  });
});

/** Nothing half written: neither records nor changes nor runs. */
const counts = async (): Promise<unknown> => {
  const { pool, schema } = api.cadencia.workspace;
  const tables = [
    "o_deal",
    "o_lead",
    "o_contact",
    "o_activity",
    "o_line",
    "change",
    "automation_version",
    "run",
  ];
  const selects = tables.map((table) => `(SELECT count(*) FROM ${schema}.${table}) AS ${table}`);
  return (await pool.query(`SELECT ${selects.join(", ")}`)).rows;
};

import type { House } from "./house.ts";
import { followUpOffers } from "./offers.ts";

/** What the addresses of the places name. */
export interface Furniture {
  readonly deal: string;
  readonly run: string;
  readonly contact: string;
  readonly company: string;
  readonly message: string;
}

/** Where only the form of an address matters. */
export const NOTHING: Furniture = { deal: "1", run: "1", contact: "1", company: "1", message: "1" };

/** An address of the app as people see it in daily work. */
export interface Place {
  /** Of its picture. */
  readonly name: string;
  readonly path: (furniture: Furniture) => string;
}

/** The demo, moved a week ahead, in which somebody has sold, automated and left a few things undone. */
export const furnish = async (house: House): Promise<Furniture> => {
  const call = async (line: string, body?: unknown) => {
    const answer = await house.api.call(line, body);
    if (answer.status >= 400) throw new Error(`${line}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  await call("POST demo");
  await call("PUT segments/gold", { object: "contact", filter: ["category", "is", "gold"] });
  await call("POST automations/call-after-offer/activate", { existing: false });
  const offers = await followUpOffers(house);
  const deal = offers["Boiler service, Clínica Sol"] ?? "";
  await call("POST records/note", { text: "Mornings are best.", record: { object: "deal", id: deal } });
  await call(`PATCH records/deal/${deal}`, { amount: 12_900 });
  await house.api.app.inject({
    method: "POST",
    url: `/api/v1/records/deal/${deal}/files?name=plan-of-the-boiler-room.pdf`,
    headers: { authorization: `Bearer ${house.api.key}`, "content-type": "application/pdf" },
    payload: Buffer.from("%PDF-1.7"),
  });
  await call("POST demo/clock", { days: 7 });
  const idOf = async (list: string): Promise<string> => (await call(`GET ${list}`)).items[0].id;
  return {
    deal,
    run: await idOf(`runs?record=${deal}`),
    contact: await idOf("records/contact?limit=1&sort=name"),
    company: await idOf("records/company?limit=1&sort=name"),
    message: await idOf("outbox?limit=1"),
  };
};

const at = (name: string, path: string): Place => ({ name, path: () => path });
const onDeal = (name: string, rest: string): Place => ({
  name,
  path: ({ deal }) => `/records/deal/${deal}${rest}`,
});

const EDITOR = "/automations/follow-up-of-offers";
const RUNS = `${EDITOR}/runs`;
const LARGE = encodeURIComponent('["amount","gt",5000]');

/** Every page, with each of its views that looks different. */
export const PLACES: readonly Place[] = [
  at("welcome", "/welcome"),
  at("my-day", "/my-day"),
  at("board", "/pipelines/sales"),
  at("board-filtered", `/pipelines/sales?filter=${LARGE}`),
  at("pipeline-list", "/pipelines/sales?view=list&sort=-amount"),
  at("board-leads", "/pipelines/leads"),
  at("contacts", "/contacts"),
  at("companies", "/companies"),
  at("tasks", "/objects/task"),
  onDeal("record-deal", ""),
  onDeal("record-changes", "/changes"),
  onDeal("record-files", "/files"),
  onDeal("record-automation", "/automation"),
  onDeal("record-why", "/automation/why/call-after-offer"),
  onDeal("record-dry-run", "/automation/try/call-after-offer"),
  { name: "record-contact", path: ({ contact }) => `/records/contact/${contact}` },
  { name: "record-company", path: ({ company }) => `/records/company/${company}` },
  at("outbox", "/outbox"),
  { name: "outbox-message", path: ({ message }) => `/outbox/${message}` },
  at("automations", "/automations"),
  at("automation-new", "/automations/new"),
  at("stages", "/automations/stages/sales"),
  at("editor-sequence", EDITOR),
  at("editor-step", `${EDITOR}/sequence/call`),
  at("editor-trigger", `${EDITOR}/sequence/trigger`),
  at("editor-options", `${EDITOR}/sequence/options`),
  at("editor-sentences", `${EDITOR}/sentences`),
  at("editor-yaml", `${EDITOR}/yaml`),
  ...["done", "waiting", "skipped", "cancelled", "failed", "uncertain"].map((tab) =>
    at(`runs-${tab}`, `${RUNS}/${tab}`),
  ),
  { name: "run", path: ({ run }) => `${RUNS}/run/${run}?tab=skipped` },
  at("segments", "/segments"),
  at("segment", "/segments/gold"),
  at("segment-new", "/segments/new"),
  ...["profile", "workspace", "people", "roles", "pipelines", "objects", "keys"].map((section) =>
    at(`settings-${section}`, `/settings/${section}`),
  ),
  at("nowhere", "/there-is-nothing-here"),
];

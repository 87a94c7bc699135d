import type { ActionName } from "@cadencia/contracts/automation";

/** How a parameter is typed or picked; each has a control in `controls.tsx`. */
export type ControlKind =
  | "line"
  | "text"
  | "plain"
  | "choice"
  | "switch"
  | "onSwitch"
  | "recipients"
  | "person"
  | "users"
  | "template"
  | "duration"
  | "due"
  | "moment"
  | "stage"
  | "pipeline"
  | "object"
  | "automation"
  | "tags"
  | "filter"
  | "pairs"
  | "body"
  | "rhythm"
  | "lines"
  | "values"
  | "newValues"
  | "activityType";

/** One parameter of an action in its form. */
export interface ActionInput {
  readonly key: string;
  readonly control: ControlKind;
  readonly required?: true;
  /** Values of a choice, kinds of a template. */
  readonly options?: readonly string[];
  /** Not shown while that parameter is given: a template makes texts of one's own superfluous. */
  readonly unless?: string;
  /** Of the rarer ones, which are folded away until they are given. */
  readonly isRare?: true;
  /** The parameters are themselves what this control writes, as fields are of `set`. */
  readonly isWhole?: true;
}

const TO: ActionInput = { key: "to", control: "recipients", required: true };
const OWNER: ActionInput = { key: "owner", control: "person" };
const FALLBACK: ActionInput = { key: "fallback", control: "person", isRare: true };
const NOTE: ActionInput = { key: "note", control: "text" };
const FROM: ActionInput = { key: "from", control: "line", isRare: true };

const template = (kind: string): ActionInput => ({ key: "template", control: "template", options: [kind] });
const own = (key: string, control: ControlKind): ActionInput => ({ key, control, unless: "template" });

/** What each action is built with, in the order of its form. A test holds it against the contract. */
export const ACTION_INPUTS: Readonly<Record<ActionName, readonly ActionInput[]>> = {
  send_email: [
    TO,
    template("email"),
    own("subject", "line"),
    own("text", "text"),
    { ...own("html", "text"), isRare: true },
    { key: "from", control: "person", isRare: true },
    { key: "cc", control: "recipients", isRare: true },
    { key: "headers", control: "pairs", isRare: true },
  ],
  send_sms: [
    TO,
    template("sms"),
    own("text", "text"),
    { key: "phone", control: "choice", options: ["mobile", "work", "auto"], isRare: true },
    FROM,
  ],
  send_message: [
    TO,
    { key: "channel", control: "choice", options: ["telegram", "whatsapp", "webchat"] },
    template("message"),
    own("text", "text"),
  ],
  call: [TO, template("call"), own("text", "text"), FROM],
  send_survey: [
    TO,
    { key: "template", control: "template", options: ["survey"] },
    { key: "survey", control: "plain", isRare: true },
    FROM,
  ],
  notify: [TO, template("notify"), own("text", "text")],
  plan_activity: [
    { key: "type", control: "activityType" },
    { key: "summary", control: "line", required: true },
    { key: "due", control: "due" },
    OWNER,
    { key: "auto_complete", control: "switch" },
    NOTE,
    FALLBACK,
  ],
  complete_activities: [
    { key: "type", control: "activityType" },
    { key: "summary", control: "line" },
    { key: "where", control: "filter", isRare: true },
  ],
  create_task: [
    { key: "title", control: "line", required: true },
    { key: "type", control: "line", isRare: true },
    { key: "due", control: "due" },
    OWNER,
    NOTE,
    FALLBACK,
  ],
  create_event: [
    { key: "title", control: "line", required: true },
    { key: "start", control: "moment" },
    { key: "duration", control: "duration", unless: "end" },
    { key: "end", control: "moment", unless: "duration" },
    { key: "attendees", control: "recipients" },
    { key: "location", control: "line" },
    OWNER,
    { key: "reminder", control: "duration", isRare: true },
    { key: "rrule", control: "rhythm", isRare: true },
    NOTE,
  ],
  set: [{ key: "", control: "values", required: true, isWhole: true }],
  add_tags: [{ key: "tags", control: "tags", required: true }],
  remove_tags: [{ key: "tags", control: "tags", required: true }],
  assign: [
    { key: "mode", control: "choice", required: true, options: ["queue", "random", "first_available"] },
    { key: "users", control: "users", required: true },
    { key: "skip_absent", control: "onSwitch" },
  ],
  add_followers: [{ key: "users", control: "recipients", required: true }],
  remove_followers: [{ key: "users", control: "recipients", required: true }],
  create: [
    { key: "object", control: "object", required: true },
    { key: "set", control: "newValues" },
  ],
  copy_deal: [
    { key: "title", control: "line" },
    { key: "pipeline", control: "pipeline" },
    { key: "stage", control: "stage" },
    OWNER,
    FALLBACK,
  ],
  create_repeat_lead: [
    { key: "title", control: "line" },
    OWNER,
    { key: "if_open", control: "choice", options: ["create", "skip", "comment"] },
    FALLBACK,
  ],
  convert_lead: [{ key: "", control: "newValues", isWhole: true }],
  archive: [],
  delete: [],
  post_note: [{ key: "text", control: "text", required: true }],
  call_webhook: [
    { key: "url", control: "line", required: true },
    { key: "method", control: "choice", options: ["GET", "POST", "PUT", "PATCH", "DELETE"] },
    { key: "body", control: "body" },
    { key: "headers", control: "pairs", isRare: true },
  ],
  start_automation: [{ key: "automation", control: "automation", required: true }],
  stop_automation: [{ key: "automation", control: "automation", required: true }],
  plan_activities: [
    { key: "lines", control: "lines", unless: "plan" },
    { key: "plan", control: "plain", unless: "lines", isRare: true },
  ],
};

/** What a new step of an action begins with. */
export const FIRST_PARAMETERS: Readonly<Record<ActionName, Readonly<Record<string, unknown>>>> = {
  send_email: { to: "customer" },
  send_sms: { to: "customer" },
  send_message: { to: "customer" },
  call: { to: "customer" },
  send_survey: { to: "customer" },
  notify: { to: "owner" },
  plan_activity: { type: "call" },
  complete_activities: {},
  create_task: {},
  create_event: {},
  set: {},
  add_tags: {},
  remove_tags: {},
  assign: { mode: "queue" },
  add_followers: { users: "owner" },
  remove_followers: { users: "owner" },
  create: { object: "task" },
  copy_deal: {},
  create_repeat_lead: {},
  convert_lead: {},
  archive: {},
  delete: {},
  post_note: {},
  call_webhook: {},
  start_automation: {},
  stop_automation: {},
  plan_activities: { lines: [{ type: "call" }] },
};

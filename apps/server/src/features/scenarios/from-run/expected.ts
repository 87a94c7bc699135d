import type { Model } from "@cadencia/core/model";
import type { Effect } from "../effects.ts";

/** Of a message what stays the same in another workspace: addresses and texts, no ids and no links. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  email: ["to", "subject"],
  sms: ["to", "text"],
  message: ["channel", "to", "text"],
  call: ["to", "text"],
  webhook: ["url"],
  notify: ["to", "text"],
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** An effect as a test can expect it anywhere: nothing of it rests on ids, links or seconds of this workspace. */
export const expectedEffect = (effect: Effect, model: Model): Readonly<Record<string, unknown>> => {
  const { at, record, automation, step, ...kinds } = effect;
  const named = record === undefined || UUID.test(record) ? {} : { record };
  const place = {
    at,
    ...named,
    ...(automation === undefined ? {} : { automation }),
    ...(step === undefined ? {} : { step }),
  };
  const [kind = "", content] = Object.entries(kinds)[0] ?? [];
  const kept = KEPT[kind];
  if (kept !== undefined) return { ...place, [kind]: pick(content, kept) };
  if (kind === "create") {
    const object = String(content);
    const set = Object.entries(kinds["set"] ?? {}).filter(
      ([key, value]) => isStable(value) && isSetBySomebody(model, object, key),
    );
    return { ...place, create: object, set: Object.fromEntries(set) };
  }
  if (kind === "update")
    return {
      ...place,
      update: Object.fromEntries(
        Object.entries(content ?? {}).filter(([, pair]) => Array.isArray(pair) && pair.every(isStable)),
      ),
    };
  return { ...place, [kind]: content };
};

const pick = (content: unknown, keys: readonly string[]): Record<string, unknown> =>
  typeof content !== "object" || content === null
    ? {}
    : Object.fromEntries(
        Object.entries(content).filter(
          ([key, value]) => keys.includes(key) && value !== null && !(key === "text" && hasLink(value)),
        ),
      );

const hasLink = (value: unknown): boolean => typeof value === "string" && /https?:\/\//u.test(value);

const isStable = (value: unknown): boolean => {
  if (value === null || typeof value === "number" || typeof value === "boolean") return true;
  if (Array.isArray(value)) return value.every(isStable);
  return typeof value === "string" && !UUID.test(value) && !INSTANT.test(value) && !hasLink(value);
};

const isSetBySomebody = (model: Model, object: string, key: string): boolean => {
  const field = model.objects.get(object)?.fields.get(key);
  return field !== undefined && field.derived !== true && field.readOnly !== true && field.type !== "json";
};

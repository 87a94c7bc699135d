import type { Model } from "@cadencia/core/model";
import type { Role } from "@cadencia/core/rights";
import type { BusinessCalendar } from "@cadencia/core/schedule";
import { publicHolidays } from "../../platform/holidays/index.ts";
import {
  companyCalendar,
  followClock,
  type Transaction,
  type WorkspaceSettings,
} from "../../platform/workspace/index.ts";
import {
  askRevisions,
  isChanging,
  readCustomFields,
  readCustomObjects,
  readPipelines,
  readRoles,
  readRevisions,
  readSettings,
  type Revisions,
} from "./configuration.repo.ts";
import { buildModel } from "./model.ts";

/** A workspace's configuration as of one revision. */
export interface Catalog {
  readonly revisions: Revisions;
  readonly model: Model;
  readonly settings: WorkspaceSettings;
  readonly calendar: BusinessCalendar;
  /** Every role by its key, standard and custom. */
  readonly roles: ReadonlyMap<string, Role>;
}

/** Holidays are looked up from the year before the clock's to a few years ahead, the reach of a long wait. */
const HOLIDAY_YEARS = { before: 1, after: 6 };

const catalogs = new WeakMap<object, Catalog>();

/** The catalog of this transaction's workspace, read anew only when somebody changed it. */
export const readCatalog = async (tx: Transaction): Promise<Catalog> => {
  const revisions = await readRevisions(tx);
  if (!isChanging(tx)) followClock(tx, revisions.clockAhead);
  const known = catalogs.get(tx.workspace);
  if (known !== undefined && sameRevisions(known.revisions, revisions)) return known;
  const isModelKnown = known !== undefined && known.revisions.model === revisions.model;
  const [model, roles, settings] = await Promise.all([
    isModelKnown ? known.model : loadModel(tx),
    isModelKnown ? known.roles : readRoles(tx),
    readSettings(tx),
  ]);
  const calendar = companyCalendar(settings, await holidaysOf(settings, tx.now));
  const catalog = { revisions, model, settings, calendar, roles };
  if (!isChanging(tx)) catalogs.set(tx.workspace, catalog);
  return catalog;
};

/** The catalog last seen, and what tells whether it still holds. */
export interface AssumedCatalog {
  readonly catalog: Catalog;
  /** Rejects where somebody changed the configuration meanwhile. Comes with the answer of the next statement. */
  readonly confirmed: Promise<void>;
}

/** Goes on with the catalog last seen while the server is asked whether it holds. Null when none was seen yet. */
export const assumeCatalog = (tx: Transaction): AssumedCatalog | null => {
  const catalog = catalogs.get(tx.workspace);
  if (catalog === undefined) return null;
  const confirmed = askRevisions(tx).then((revisions) => {
    if (!sameRevisions(catalog.revisions, revisions)) throw new Error("the configuration has changed");
  });
  confirmed.catch(() => undefined);
  return { catalog, confirmed };
};

const sameRevisions = (left: Revisions, right: Revisions): boolean =>
  left.model === right.model && left.rules === right.rules && left.clockAhead === right.clockAhead;

const loadModel = async (tx: Transaction): Promise<Model> => {
  const [objects, fields, pipelines] = await Promise.all([
    readCustomObjects(tx),
    readCustomFields(tx),
    readPipelines(tx),
  ]);
  return buildModel({ objects, fields, pipelines });
};

const holidaysOf = async (
  settings: WorkspaceSettings,
  now: Temporal.Instant,
): Promise<ReadonlySet<string>> => {
  if (typeof settings.holidays !== "string") return new Set(settings.holidays);
  const year = now.toZonedDateTimeISO(settings.timeZone).year;
  const years = Array.from(
    { length: HOLIDAY_YEARS.before + HOLIDAY_YEARS.after + 1 },
    (_, index) => year - HOLIDAY_YEARS.before + index,
  );
  return publicHolidays(settings.holidays, years);
};

/** Forgets what is known of a workspace whose schema was emptied (scenario runs). */
export const forgetCatalog = (workspace: object): void => void catalogs.delete(workspace);

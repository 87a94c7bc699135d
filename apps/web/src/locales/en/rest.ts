import automations from "./automations.json" with { type: "json" };
import changes from "./changes.json" with { type: "json" };
import compose from "./compose.json" with { type: "json" };
import day from "./day.json" with { type: "json" };
import details from "./details.json" with { type: "json" };
import editor from "./editor.json" with { type: "json" };
import entrants from "./entrants.json" with { type: "json" };
import files from "./files.json" with { type: "json" };
import keys from "./keys.json" with { type: "json" };
import outbox from "./outbox.json" with { type: "json" };
import ran from "./ran.json" with { type: "json" };
import restage from "./restage.json" with { type: "json" };
import roles from "./roles.json" with { type: "json" };
import runs from "./runs.json" with { type: "json" };
import segments from "./segments.json" with { type: "json" };
import settings from "./settings.json" with { type: "json" };

/** What neither the login nor pipelines and lists say: it comes with the first page that does. */
export const texts = {
  automations,
  changes,
  compose,
  day,
  details,
  editor,
  entrants,
  files,
  keys,
  outbox,
  ran,
  restage,
  roles,
  runs,
  segments,
  settings,
};

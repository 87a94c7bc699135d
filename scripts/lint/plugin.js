// The project's own lint rules, loaded by oxlint (.oxlintrc.json, `jsPlugins`).
import { boundaries } from "./boundaries.js";
import { noCurrentDate } from "./current-date.js";
import { sqlInRepo } from "./sql.js";

export default {
  meta: { name: "cadencia" },
  rules: { boundaries, "no-current-date": noCurrentDate, "sql-in-repo": sqlInRepo },
};

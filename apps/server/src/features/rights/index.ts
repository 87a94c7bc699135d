/** Who may do what here: roles, and the rights that they give, asked of one table by every door. */
export { DOORS } from "./doors.ts";
export { forbiddenAction, forbiddenField, requireRight, who } from "./refuse.ts";
export { saveRole } from "./roles.service.ts";
export { scopeCondition } from "./scope.repo.ts";

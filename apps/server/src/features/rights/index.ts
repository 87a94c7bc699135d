/** Who may do what here: roles, and the rights that they give, asked of one table by every door. */
export { DOORS } from "./doors.ts";
export { forbiddenAction, forbiddenField, requireRight, who } from "./refuse.ts";
export { saveRole } from "./roles.service.ts";
export { readableCondition, readableIds, scopeCondition, type Add as AddParameter } from "./scope.repo.ts";
export { isOnTimeline, readsEverything, readsEvery } from "./timeline.ts";

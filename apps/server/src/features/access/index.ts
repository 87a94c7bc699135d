/** Who may come in: passwords and sessions, API keys, the first administrator, and what repeated requests are answered. */
export { ensureAdministrator } from "./administrator.ts";
export { answerOnce, answerOnceFor, reply, type Answer } from "./answer-once.ts";
export {
  authenticate,
  createApiKey,
  createFirstApiKey,
  listApiKeys,
  revokeApiKey,
  type NewApiKey,
} from "./api-keys/api-keys.service.ts";
export type { Caller } from "./caller.ts";
export { forgetOldKeys } from "./idempotency.repo.ts";
export { originOf } from "./origin.ts";
export { printResetLink } from "./passwords/reset-link.ts";
export { stillIn } from "./still-in.repo.ts";
export { setPassword } from "./passwords/set-password.ts";
export { refuseCrossSite } from "./same-origin.ts";
export { sessionIn } from "./sessions/cookies.ts";
export { callerOfSession } from "./sessions/find-caller.ts";
export { takeFromEnvironment } from "./setup/administrator-from-environment.ts";
export { openSession } from "./sessions/open-session.ts";
export { isWaiting } from "./setup/take-workspace.ts";

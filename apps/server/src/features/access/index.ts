/** Who may come in: API keys, the first administrator, and what repeated requests are answered. */
export { ensureAdministrator } from "./administrator.ts";
export { answerOnce, answerOnceFor, reply, type Answer } from "./answer-once.ts";
export {
  authenticate,
  createApiKey,
  createFirstApiKey,
  listApiKeys,
  revokeApiKey,
  type NewApiKey,
} from "./api-keys.service.ts";
export type { Caller } from "./caller.ts";
export { forgetOldKeys } from "./idempotency.repo.ts";
export { originOf } from "./origin.ts";

/** Who may come in: API keys, the first administrator, and what repeated requests are answered. */
export { ensureAdministrator } from "./administrator.ts";
export {
  authenticate,
  createApiKey,
  createFirstApiKey,
  listApiKeys,
  revokeApiKey,
  type NewApiKey,
} from "./api-keys.service.ts";
export type { Caller } from "./caller.ts";

import type { RecordPayload } from "@cadencia/contracts/api";
import { asWords } from "../../../lib/format/as-words.ts";

/** The names of the users who have a role; who has none is a salesperson. */
export const holdersOf = (users: readonly RecordPayload[], role: string): readonly string[] =>
  users
    .filter((user) => (asWords(user["role"]) || "salesperson") === role)
    .map((user) => asWords(user["name"]) || asWords(user["handle"]) || asWords(user["email"]));

import { invalid, type FieldProblem } from "../../../platform/errors/index.ts";
import { COMMON_PASSWORDS } from "./common-passwords.ts";

const SHORTEST = 10;
/** Far beyond any sentence; only so that nobody sends a book. */
const LONGEST = 1000;

/** Refuses a password that is too short, the address itself, or among the first that anybody tries. No other rule. */
export const refuseWeakPassword = (password: string, email: string | null): void => {
  const message = weakness(password, email);
  if (message === null) return;
  const problem: FieldProblem = { field: "password", code: "weak_password", message };
  throw invalid([problem]);
};

const weakness = (password: string, email: string | null): string | null => {
  const { length } = [...password];
  if (length < SHORTEST) return `a password has at least ${SHORTEST} characters; this one has ${length}`;
  if (length > LONGEST) return `a password has at most ${LONGEST} characters`;
  const folded = password.trim().toLowerCase();
  const address = email?.trim().toLowerCase() ?? "";
  if (address !== "" && (folded === address || folded === address.split("@")[0]))
    return "the address is no password";
  if (COMMON_PASSWORDS.has(folded) || isOneCharacter(folded))
    return "this password is among the first that strangers try; choose another";
  return null;
};

const isOneCharacter = (text: string): boolean => new Set(text).size === 1;

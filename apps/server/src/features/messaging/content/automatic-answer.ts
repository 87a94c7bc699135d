import { fold } from "@cadencia/core/model";

/** What an incoming message shows of whether a person wrote it. */
export interface Incoming {
  readonly headers: unknown;
  readonly subject: string | null;
}

/** Headers that only machines write; what they say does not matter, unless it is "no". */
const MARKS = ["auto-submitted", "x-autoreply", "x-auto-reply", "x-autorespond", "x-vacation"];
const PRECEDENCE = /^(auto[_-]?reply|bulk|junk|list)\b/;

/** How vacation messages begin, without accents. An answer by hand begins with "Re:". */
const VACATION = [
  "auto(matic)?[- ]?(reply|response|answer)",
  "out of (the )?office",
  "(i am |i'm )?(on|away on) (vacation|holiday|annual leave)",
  "away from (the |my )?office",
  "(respuesta|contestacion) automatica",
  "fuera de (la )?oficina",
  "(estoy )?(de|en) vacaciones",
  "raspuns automat",
  "(sunt )?(in|plecat in) concediu",
  "(in afara|plecat din) birou(lui)?",
  "abwesenheit",
  "automatische antwort",
  "(reponse automatique|absence du bureau)",
];
const VACATION_SUBJECT = new RegExp(String.raw`^[\W_]*(${VACATION.join("|")})`, "u");

/**
 * Whether a machine answered in the person's place: Auto-Submitted (RFC 3834), X-Autoreply and its kin,
 * Precedence, or a subject as vacation responders write it.
 */
export const isAutomaticAnswer = ({ headers, subject }: Incoming): boolean => {
  const given = headersOf(headers);
  if (MARKS.some((name) => isMark(given.get(name)))) return true;
  if (PRECEDENCE.test(given.get("precedence") ?? "")) return true;
  return VACATION_SUBJECT.test(withoutAccents(subject ?? ""));
};

const isMark = (value: string | undefined): boolean =>
  value !== undefined && value !== "" && !value.startsWith("no");

/** Names of headers are the same in any case; what is no text is none. */
const headersOf = (headers: unknown): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(typeof headers === "object" && headers !== null ? headers : {}).flatMap(([name, value]) =>
      typeof value === "string" ? [[name.toLowerCase(), fold(value).trim()]] : [],
    ),
  );

const withoutAccents = (text: string): string => fold(text).normalize("NFD").replaceAll(/\p{M}/gu, "");

import { asText } from "@cadencia/core/model";
import type { Catalog } from "../../objects/index.ts";
import { readAbsence, type Directory, type StoredRecord } from "../../records/index.ts";
import { isAbsent, type Absence, type BusinessCalendar } from "@cadencia/core/schedule";
import type { ActionServices, FoundPerson, StepAtWork } from "../actions/action.ts";

type PeopleServices = Pick<ActionServices, "person" | "users" | "userNamed" | "isHere" | "isAbsent">;

/** Finds people for steps among the users of the workspace. */
export const createPeople = (
  catalog: Catalog,
  directory: Directory,
  now: Temporal.Instant,
): PeopleServices => {
  const userOf = (id: unknown): StoredRecord | null =>
    typeof id === "string" ? (directory.users.get(id) ?? null) : null;

  const ownerOf = (step: StepAtWork): StoredRecord | null => userOf(step.record?.value("owner"));

  const named = (step: StepAtWork, who: string): StoredRecord | null => {
    switch (who) {
      case "owner":
        return ownerOf(step);
      case "manager":
        return userOf(ownerOf(step)?.values["manager"]);
      case "team_leader":
        return teamLeader(step);
      default:
        if (who.startsWith("field:")) return fieldPerson(step, who.slice("field:".length));
        return directory.named(who.replace(/^user:/, ""));
    }
  };

  const teamLeader = (step: StepAtWork): StoredRecord | null =>
    userOf(step.record?.one("owner")?.one("team")?.value("leader")) ??
    userOf(ownerOf(step)?.values["manager"]);

  const fieldPerson = (step: StepAtWork, path: string): StoredRecord | null => {
    const steps = path.split(".");
    const last = steps.pop() ?? "";
    const holder = steps.reduce<StepAtWork["record"]>(
      (reached, field) => reached?.one(field) ?? null,
      step.record,
    );
    return userOf(holder?.value(last));
  };

  /** Rule's fallback, record's owner, pipeline's owner, owner's manager, workspace admin, in that order. */
  const standIns = (step: StepAtWork, fallback: string | undefined): (StoredRecord | null)[] => {
    const pipeline = step.record?.value("pipeline");
    const owner = ownerOf(step);
    return [
      fallback === undefined ? null : named(step, fallback),
      owner,
      userOf(typeof pipeline === "string" ? catalog.model.pipelines.get(pipeline)?.owner : null),
      userOf(owner?.values["manager"]),
      [...directory.users.values()].find((user) => user.values["role"] === "admin" && isHere(user)) ?? null,
    ];
  };

  return {
    users: directory.users,
    userNamed: directory.named,
    isHere,
    isAbsent: (user) =>
      isAbsent(now, { calendar: calendarOf(user, catalog.calendar), absences: absencesOf(user) }),
    person: (step, { who = "owner", fallback }): FoundPerson | null => {
      const wanted = named(step, who);
      if (wanted !== null && isHere(wanted)) return { user: wanted, detail: null };
      const instead = standIns(step, fallback).find((user) => user !== null && isHere(user)) ?? null;
      if (instead === null) return null;
      return {
        user: instead,
        detail: `${wanted === null ? who : nameOf(wanted)} is gone: ${nameOf(instead)} instead`,
      };
    },
  };
};

const isHere = (user: StoredRecord): boolean => user.deletedAt === null && user.values["active"] !== false;

const nameOf = (user: StoredRecord): string =>
  asText(user.values["name"] ?? user.values["handle"] ?? user.values["email"] ?? user.id);

/** Absences are kept as pairs of days or instants, or as {from, to}; what cannot be read counts as none. */
export const absencesOf = (user: StoredRecord): Absence[] => {
  const given = user.values["absences"];
  return Array.isArray(given) ? given.flatMap((entry) => readAbsence(entry) ?? []) : [];
};

/** A person's own hours and zone where they have them, else the company's. */
export const calendarOf = (user: StoredRecord, company: BusinessCalendar): BusinessCalendar => {
  const hours = user.values["working_hours"];
  const zone = user.values["timezone"];
  return {
    ...company,
    ...(typeof zone === "string" ? { timeZone: zone } : {}),
    ...(typeof hours === "object" && hours !== null ? (hours as Partial<BusinessCalendar>) : {}),
  };
};

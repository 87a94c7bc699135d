import type pg from "pg";
import { ClockAhead, clockAhead, createIds, type Clock, type NewId, type Random } from "../clock/index.ts";
import type { Pipe } from "./pipe.ts";

/**
 * One workspace: its schema and everything its code may ask of the world. Every query goes through it,
 * so no query can reach another workspace by accident.
 */
export interface Workspace {
  readonly key: string;
  readonly schemaName: string;
  /** The quoted schema name, ready to stand before a dot: `"ws_main"`. */
  readonly schema: string;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  /** For what has nothing to do with what the workspace is about: sessions, limits, leases. */
  readonly realClock: Clock;
  /** By how much `clock` goes ahead of `realClock`, as far as this process knows. */
  readonly ahead: ClockAhead;
  readonly random: Random;
  readonly newId: NewId;
  readonly statements: Statements;
  /** Called after each commit that left work for the workers of this process. */
  readonly onWork: () => void;
  /** Whom onWork tells. */
  readonly wakers: Set<() => void>;
  /** Called after each commit that wrote to the journal. */
  readonly onChange: () => void;
  /** Whom onChange tells. */
  readonly watchers: Set<() => void>;
  /** Only of a trial: the one transaction that all others are parts of (trial.ts). */
  readonly within?: Pipe;
}

/** Names for prepared statements: the same text gets the same name, up to a bound. */
export interface Statements {
  nameOf(text: string): string | undefined;
  /** After tables changed shape: old names must not be used again ("cached plan must not change result type"). */
  forget(): void;
}

const MOST_PREPARED = 400;

export const createStatements = (prefix: string): Statements => {
  let names = new Map<string, string>();
  let generation = 0;
  return {
    nameOf(text) {
      const known = names.get(text);
      if (known !== undefined) return known;
      if (names.size >= MOST_PREPARED) return undefined;
      const name = `${prefix}_${generation}_${names.size}`;
      names.set(text, name);
      return name;
    },
    forget() {
      names = new Map();
      generation += 1;
    },
  };
};

/** Everything a workspace is made of, from what differs between a server, a worker and a scenario. */
export const createWorkspaceHandle = (
  given: Pick<Workspace, "key" | "schemaName" | "pool" | "clock" | "random">,
): Workspace => {
  const wakers = new Set<() => void>();
  const watchers = new Set<() => void>();
  const ahead = new ClockAhead();
  const clock = clockAhead(given.clock, ahead);
  return {
    ...given,
    clock,
    realClock: given.clock,
    ahead,
    schema: `"${given.schemaName}"`,
    newId: createIds(clock, given.random),
    statements: createStatements(given.key),
    wakers,
    onWork: () => {
      for (const wake of wakers) wake();
    },
    watchers,
    onChange: () => {
      for (const tell of watchers) tell();
    },
  };
};

import { momentToInstant, type Scenario, type TimelineEntry } from "@cadencia/contracts/scenario";
import type { VirtualClock } from "../../platform/clock/index.ts";
import { Refusal, Unseen } from "../../platform/errors/index.ts";
import type { Workspace } from "../../platform/workspace/index.ts";
import {
  createEngine,
  nextRoundAt,
  SimulatedCrash,
  takeRound,
  type CrashPoint,
  type Engine,
} from "../automation/index.ts";
import {
  CrashSimulated,
  recordingTransports,
  scriptedTransports,
  TransportScript,
} from "../messaging/index.ts";
import { buildScenario } from "./build.ts";
import { check, type Checks } from "./check.ts";
import type { Effect } from "./effects.ts";
import { readEffects } from "./effects.ts";
import type { LabWorkspace } from "./lab.ts";
import { readLog, type LogLine } from "./log.ts";
import { Names } from "./names.ts";
import { namesNothing, unusableLine } from "./unusable.ts";
import { perform } from "./verbs/index.ts";
import { checkWords } from "./words.ts";

/** What became of a scenario. */
export interface ScenarioResult {
  readonly file: string;
  readonly scenario: string;
  readonly ok: boolean;
  readonly effects: readonly Effect[];
  readonly log: readonly LogLine[];
  readonly failures: readonly string[];
}

/** A step whose next execution a worker does not survive. */
interface Crash {
  readonly automation: string | undefined;
  readonly step: string;
}

/** A scenario under way: what verbs and checks work with. */
export interface Stage {
  readonly scenario: Scenario;
  readonly engine: Engine;
  /** The same workspace as a further process would see it. */
  readonly openEngine: (workspace: Workspace) => Engine;
  readonly clock: VirtualClock;
  readonly names: Names;
  readonly script: TransportScript;
  readonly crashes: Crash[];
  /** False between `down` and `up`: saves are made, the engine does not run. */
  running: boolean;
}

/** Scenarios take one group of steps at a time: what it causes queues up behind what is due already. */
const STRICT = { steps: 500, groups: 1, deliveries: 1000 };
/** A scenario that goes on for ever at one instant is stopped. */
const MOST_ROUNDS = 200_000;

/** How a scenario is worked off and looked at, where not as files are. */
export interface Working {
  /**
   * Does everything that is due at this instant and answers what is due next; one worker, in strict order, unless
   * given.
   */
  readonly settle?: (stage: Stage) => Promise<Temporal.Instant | null>;
  /** Sees the workspace as the scenario leaves it. */
  readonly inspect?: (stage: Stage) => Promise<void>;
}

type Settle = () => Promise<Temporal.Instant | null>;

export const runScenario = async (
  scenario: Scenario,
  { workspace, clock }: LabWorkspace,
  { settle: work = settleStrictly, inspect }: Working = {},
): Promise<ScenarioResult> => {
  const names = new Names(workspace.newId);
  declareNames(scenario, names);
  const stage = createStage(scenario, { workspace, clock, names });
  const settle: Settle = async () => (stage.running ? work(stage) : null);
  const failures: string[] = [];
  await buildScenario(stage.engine, scenario, names);
  await stage.engine.save(async ({ catalog }) => checkWords(scenario, catalog.model));
  const zone = scenario.workspace.timezone;
  let next = await nextRoundAt(stage.engine);
  for (const entries of byInstant(scenario)) {
    const at = momentToInstant(entries[0]?.at ?? scenario.start, zone);
    await runUntil(stage, { first: next, end: at }, settle);
    for (const entry of entries) if (entry.verb !== "check") failures.push(...(await act(stage, entry)));
    next = await settle();
    for (const entry of entries)
      if (entry.verb === "check") failures.push(...(await check(stage, checksOf(entry))));
  }
  const until = momentToInstant(scenario.until, zone);
  await runUntil(stage, { first: next, end: until }, settle);
  await settle();
  const effects = await readEffects(stage);
  const log = await readLog(stage);
  const expected = { effects: scenario.expect, unordered: scenario.expect_unordered };
  const checks = { expected, log: scenario.log, state: scenario.state, count: scenario.count };
  failures.push(...(await check(stage, checks, { effects, log })));
  await inspect?.(stage);
  return {
    file: scenario.file,
    scenario: scenario.scenario,
    ok: failures.length === 0,
    effects,
    log,
    failures,
  };
};

const declareNames = (scenario: Scenario, names: Names): void => {
  for (const handle of Object.keys(scenario.users)) {
    names.declare(handle, "user");
    names.find(handle);
  }
  for (const [name, record] of Object.entries(scenario.records)) names.declare(name, record.object);
  for (const entry of scenario.timeline) {
    if (entry.verb === "create") {
      names.declare(entry.create, entry.object);
      for (const child of entry.children ?? [])
        if (child.name !== undefined) names.declare(child.name, child.object);
    }
    if (entry.verb === "import") for (const name of entry.names ?? []) names.declare(name, entry.import);
    if (entry.verb === "convert" && entry.name !== undefined) names.declare(entry.name, "deal");
  }
};

const createStage = (
  scenario: Scenario,
  { workspace, clock, names }: LabWorkspace & { names: Names },
): Stage => {
  const script = new TransportScript();
  const crashes: Crash[] = [];
  const options = {
    trace: true,
    sides: new Map(Object.entries(scenario.sides).map(([address, side]) => [address.toLowerCase(), side])),
    resolve: (object: string, text: string) => names.resolve(object, text),
    crash: (_point: CrashPoint, place: { automation: string; step: string }) => {
      const index = crashes.findIndex(
        (crash) =>
          crash.step === place.step &&
          (crash.automation === undefined || crash.automation === place.automation),
      );
      if (index >= 0) crashes.splice(index, 1);
      return index >= 0;
    },
  };
  const openEngine = (own: Workspace): Engine =>
    createEngine(own, { ...options, transports: scriptedTransports(recordingTransports(own), script) });
  return {
    scenario,
    engine: openEngine(workspace),
    openEngine,
    clock,
    names,
    script,
    crashes,
    running: true,
  };
};

function* byInstant({ timeline }: Scenario): Generator<readonly TimelineEntry[]> {
  let group: TimelineEntry[] = [];
  for (const entry of timeline) {
    if (group[0] !== undefined && group[0].at !== entry.at) {
      yield group;
      group = [];
    }
    group.push(entry);
  }
  if (group.length > 0) yield group;
}

const checksOf = (entry: Extract<TimelineEntry, { verb: "check" }>): Checks => ({
  line: entry.line,
  log: entry.log ?? [],
  state: entry.state ?? {},
  count: entry.count ?? {},
  ...(entry.effects === undefined ? {} : { effects: entry.effects }),
});

/** Moves the clock from one due instant to the next, up to but not including `end`. */
const runUntil = async (
  stage: Stage,
  { first, end }: { readonly first: Temporal.Instant | null; readonly end: Temporal.Instant },
  settle: Settle,
): Promise<void> => {
  for (let next = first; next !== null && Temporal.Instant.compare(next, end) < 0;) {
    stage.clock.advanceTo(next);
    next = await settle();
  }
  stage.clock.advanceTo(end);
};

/** Does everything that is due at this instant; answers what is due next. A worker that dies is replaced at once. */
const settleStrictly = async (stage: Stage): Promise<Temporal.Instant | null> => {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    try {
      const { worked, next } = await takeRound(stage.engine, STRICT);
      if (!worked) return next;
    } catch (error) {
      if (error instanceof CrashSimulated) await stage.engine.settleDead();
      else if (!(error instanceof SimulatedCrash)) throw error;
    }
  }
  throw new Error(
    `more than ${MOST_ROUNDS} rounds at ${stage.clock.now().toString()}: the scenario does not come to rest`,
  );
};

/** One entry of the timeline; refused or not, as the file expects. */
const act = async (stage: Stage, entry: TimelineEntry): Promise<string[]> => {
  const where = `line ${entry.line}: ${entry.verb}`;
  try {
    const failures = await perform(stage, entry);
    if (entry.expect_error === undefined) return failures.map((failure) => `${where}: ${failure}`);
    return [`${where}: should have been refused with "${entry.expect_error}"`];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (entry.expect_error === undefined && namesNothing(error)) {
      throw unusableLine(error, entry.line);
    }
    if (entry.expect_error === undefined) return [`${where}: refused: ${error.message}`];
    // What somebody may not read is not there for them; the file knows better.
    const said = `${error instanceof Unseen ? "forbidden" : error.code} ${error.message}`;
    return said.includes(entry.expect_error)
      ? []
      : [`${where}: refused with "${error.message}", not "${entry.expect_error}"`];
  }
};

import type { Log } from "../../platform/log/index.ts";
import type { Timer } from "../../platform/clock/index.ts";
import { inTransaction, type Transaction, type Workspace } from "../../platform/workspace/index.ts";
import { stillIn, type Caller } from "../access/index.ts";
import { readCatalog, type Revisions } from "../objects/index.ts";
import { readRights } from "../records/index.ts";
import { numberTransaction, readLastSeq, readNews, readOldestTransaction, type News } from "./news.repo.ts";
import { Progress } from "./progress.ts";
import type { Stream } from "./stream.ts";
import { tell } from "./tell.ts";

export interface LiveSettings {
  /** How often the journal is read for what other processes commit, in milliseconds. */
  readonly poll: number;
  /** Commits of this process are told at once, but no more often than this. */
  readonly breath: number;
  readonly beat: number;
  readonly mostPerUser: number;
}

export const LIVE: LiveSettings = { poll: 300, breath: 50, beat: 25_000, mostPerUser: 20 };

/** More news at once than this, and reading everything anew is less work for everybody. */
const MOST_NEWS = 2000;
/** Told but not settled: so many only where a transaction stays open for long. */
const MOST_UNSETTLED = 5000;
/** Before the newest change when the first listener comes: whoever is about to commit has drawn no older number. */
const MARGIN = 1000;
const PAUSE_AFTER_ERROR = 1000;

export interface Listener {
  readonly caller: Caller;
  readonly stream: Stream;
}

export interface FeedOptions {
  readonly workspace: Workspace;
  readonly timer: Timer;
  readonly log: Pick<Log, "error">;
  readonly settings: LiveSettings;
}

/** Tells listeners what is committed. One of a process reads the journal for all of them, and only while there are any. */
export class Feed {
  readonly #options: FeedOptions;
  readonly #listeners = new Set<Listener>();
  #progress: Progress | null = null;
  #revisions: Revisions | null = null;
  /** What is done with the state above is done one after the other. */
  #queue: Promise<void> = Promise.resolve();
  #cancelNext: () => void = () => undefined;
  #cancelBeat: () => void = () => undefined;
  #isDue = false;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  countOf(user: string): number {
    return [...this.#listeners].filter(({ caller }) => caller.user === user).length;
  }

  /** Begins to tell a listener, first what came after the number that it knows, if it knows one. */
  add(listener: Listener, known: number | null): void {
    if (this.#listeners.size === 0) this.#start();
    this.#listeners.add(listener);
    listener.stream.onEnd(() => this.#remove(listener));
    this.#enqueue(() => inTransaction(this.#options.workspace, (tx) => this.#welcome(tx, listener, known)));
  }

  /** Ends all streams, and waits for what is under way. */
  async close(): Promise<void> {
    for (const listener of this.#listeners) {
      listener.stream.end();
      this.#remove(listener);
    }
    await this.#queue;
  }

  #start(): void {
    this.#options.workspace.watchers.add(this.#wake);
    this.#schedule(this.#options.settings.poll);
    this.#scheduleBeat();
  }

  #remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    this.#options.workspace.watchers.delete(this.#wake);
    this.#cancelNext();
    this.#cancelBeat();
    this.#isDue = false;
    // What is committed while nobody listens is of no interest; whoever comes next begins from the present.
    this.#enqueue(async () => {
      if (this.#listeners.size === 0) this.#progress = null;
    });
  }

  readonly #wake = (): void => {
    if (this.#isDue || this.#listeners.size === 0) return;
    this.#isDue = true;
    this.#schedule(this.#options.settings.breath);
  };

  #schedule(milliseconds: number): void {
    this.#cancelNext();
    this.#cancelNext = this.#options.timer.after(milliseconds, () => {
      this.#isDue = false;
      this.#enqueue(async () => {
        await inTransaction(this.#options.workspace, (tx) => this.#look(tx));
      });
      void this.#queue.then(() => {
        if (this.#listeners.size > 0 && !this.#isDue) this.#schedule(this.#options.settings.poll);
      });
    });
  }

  #scheduleBeat(): void {
    this.#cancelBeat = this.#options.timer.after(this.#options.settings.beat, () => {
      for (const { stream } of this.#listeners) stream.beat();
      this.#enqueue(() => inTransaction(this.#options.workspace, (tx) => this.#dismiss(tx)));
      if (this.#listeners.size > 0) this.#scheduleBeat();
    });
  }

  #enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(work).catch(async (error: unknown) => {
      // Some may have been told and others not.
      this.#sendAll("reload");
      this.#progress = null;
      const what = error instanceof Error ? error.message : String(error);
      this.#options.log.error(`what was committed could not be told and is tried again: ${what}`);
      await new Promise<void>((resolve) => void this.#options.timer.after(PAUSE_AFTER_ERROR, resolve));
    });
  }

  async #welcome(tx: Transaction, listener: Listener, known: number | null): Promise<void> {
    const progress = await this.#begun(tx);
    const { stream } = listener;
    // Whoever comes back keeps the place that they have until they have heard what they missed.
    stream.send("ready", {}, known === null ? progress.place : null);
    if (known === null) return;
    // A place beyond what this process knows to be settled was settled for the one that gave it.
    const missed =
      known > (await readLastSeq(tx))
        ? null
        : await readNews(tx, { after: known, known: [], limit: MOST_NEWS + 1 });
    if (missed === null || missed.length > MOST_NEWS) return stream.send("reload", {}, progress.place);
    // What nobody was told yet comes to all with the next look.
    const news = missed.filter(({ seq }) => progress.has(seq));
    await this.#tellEach(tx, [listener], news);
    // Of these no number tells whether they changed meanwhile.
    this.#tellOfRules([listener], { model: true, rules: true });
  }

  async #begun(tx: Transaction): Promise<Progress> {
    if (this.#progress !== null) return this.#progress;
    const last = await readLastSeq(tx);
    const own = await numberTransaction(tx);
    const isQuiet = (await readOldestTransaction(tx)) >= own;
    const progress = new Progress(isQuiet ? last : Math.max(0, last - MARGIN));
    if (!isQuiet) {
      const standing = await readNews(tx, { after: progress.settled, known: [], limit: 2 * MARGIN });
      progress.tell(standing.map(({ seq }) => seq));
    }
    this.#revisions = (await readCatalog(tx)).revisions;
    this.#progress = progress;
    return progress;
  }

  async #look(tx: Transaction): Promise<void> {
    if (this.#listeners.size === 0) return;
    const progress = await this.#begun(tx);
    // Read before the news: whatever had ended then is among them.
    const oldest = await readOldestTransaction(tx);
    const { revisions } = await readCatalog(tx);
    const news = await readNews(tx, {
      after: progress.settled,
      known: progress.told,
      limit: MOST_NEWS + 1,
    });
    const isTooMuch = news.length > MOST_NEWS || progress.told.length > MOST_UNSETTLED;
    if (isTooMuch) {
      const last = await readLastSeq(tx);
      progress.skipTo(last, await numberTransaction(tx));
    } else {
      progress.tell(news.map(({ seq }) => seq));
      if (progress.settle(oldest)) this.#sendAll("reload");
      if (progress.wantsCheckpoint) progress.mark(await numberTransaction(tx));
    }
    const before = this.#revisions ?? revisions;
    this.#revisions = revisions;
    const changed = {
      model: before.model !== revisions.model,
      rules: before.rules !== revisions.rules,
    };
    if (news.length === 0 && !changed.model && !changed.rules) return;
    await this.#dismiss(tx);
    if (isTooMuch) this.#sendAll("reload");
    else await this.#tellEach(tx, [...this.#listeners], news);
    this.#tellOfRules([...this.#listeners], changed);
  }

  /** Ends the streams of those who would not be let in any more. */
  async #dismiss(tx: Transaction): Promise<void> {
    const listeners = [...this.#listeners];
    const standing = await stillIn(
      tx,
      listeners.map(({ caller }) => caller),
    );
    for (const listener of listeners) if (!standing.has(listener.caller)) listener.stream.end();
    for (const listener of listeners) if (!standing.has(listener.caller)) this.#remove(listener);
  }

  async #tellEach(tx: Transaction, listeners: readonly Listener[], news: readonly News[]): Promise<void> {
    if (news.length === 0) return;
    const catalog = await readCatalog(tx);
    const place = this.#progress?.place ?? null;
    for (const [user, own] of Map.groupBy(listeners, ({ caller }) => caller.user)) {
      const rights = await readRights(tx, catalog, user);
      const told = await tell({ tx, catalog, rights }, news);
      for (const { stream } of own) for (const one of told) stream.send("records", one, place);
    }
  }

  #tellOfRules(listeners: readonly Listener[], changed: { model: boolean; rules: boolean }): void {
    for (const { stream } of listeners) {
      if (changed.model) stream.send("configuration", {}, null);
      if (changed.rules) stream.send("automations", {}, null);
    }
  }

  #sendAll(event: "reload"): void {
    for (const { stream } of this.#listeners) stream.send(event, {}, this.#progress?.place ?? null);
  }
}

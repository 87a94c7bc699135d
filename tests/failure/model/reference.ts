/*
 * What automations with an `enters` trigger mean, as plainly as it can be said: no index, no horizon, no table of
 * members in a database, one instant after the other. Hours since the start are the only time.
 */

export type Atom = "large" | "gold" | "old";

/** A filter over a deal, its contact and its date. */
export interface Condition {
  readonly how: "all" | "any" | "not";
  readonly atoms: readonly Atom[];
}

export interface ModelRule {
  readonly condition: Condition;
  readonly again: "every_time" | "once" | "gap";
  readonly whileActive: "ignore" | "restart";
  readonly leaves: boolean;
  /** A deal is in at most one active run of all rules that are in the group. */
  readonly grouped: boolean;
  /** Hours that each step waits for; 0 is at once. */
  readonly waits: readonly number[];
}

export const LARGE_FROM = 1000;
export const OLD_AFTER_HOURS = 48;
export const GAP_HOURS = 72;

interface Deal {
  amount: number;
  contact: number | null;
  closedAt: number | null;
}

interface Run {
  readonly deal: number;
  readonly rule: number;
  step: number;
  due: number;
}

export class Reference {
  /** `deal rule step hour` of each step that was executed. */
  readonly effects: string[] = [];
  readonly #rules: readonly ModelRule[];
  readonly #deals: Deal[];
  readonly #gold: boolean[];
  readonly #members = new Set<string>();
  readonly #lastEnd = new Map<string, number>();
  #runs: Run[] = [];
  #now = 0;

  constructor(rules: readonly ModelRule[], counts: { deals: number; contacts: number }) {
    this.#rules = rules;
    this.#deals = Array.from({ length: counts.deals }, () => ({ amount: 0, contact: null, closedAt: null }));
    this.#gold = Array.from({ length: counts.contacts }, () => false);
    // Who matches when it is switched on is a member without having entered.
    this.#eachPair((deal, rule) => {
      if (this.#holds(deal, rule)) this.#members.add(`${deal} ${rule}`);
    });
  }

  saveDeal(deal: number, change: Partial<Deal>): void {
    Object.assign(this.#deals[deal] ?? {}, change);
    this.#settle();
  }

  saveContact(contact: number, gold: boolean): void {
    this.#gold[contact] = gold;
    this.#settle();
  }

  passTo(end: number): void {
    for (;;) {
      const next = Math.min(
        ...this.#runs.map((run) => run.due),
        ...this.#deals
          .map((deal) => (deal.closedAt ?? Infinity) + OLD_AFTER_HOURS)
          .filter((at) => at > this.#now),
      );
      if (next > end) break;
      this.#now = next;
      this.#settle();
    }
    this.#now = end;
  }

  /** What the passing of time or a save brings comes first, then the steps that are due. */
  #settle(): void {
    this.#eachPair((deal, rule) => this.#judgeLeaving(deal, rule));
    this.#eachPair((deal, rule) => this.#judgeEntering(deal, rule));
    for (let due = this.#due(); due.length > 0; due = this.#due()) for (const run of due) this.#execute(run);
  }

  #due(): Run[] {
    return this.#runs.filter((run) => run.due <= this.#now);
  }

  #execute(run: Run): void {
    this.effects.push(`${run.deal} ${run.rule} ${run.step} ${this.#now}`);
    run.step += 1;
    const wait = this.#rules[run.rule]?.waits[run.step];
    if (wait === undefined) this.#end(run);
    else run.due = this.#now + wait;
  }

  #judgeLeaving(deal: number, rule: number): void {
    const pair = `${deal} ${rule}`;
    if (this.#holds(deal, rule) || !this.#members.has(pair)) return;
    this.#members.delete(pair);
    const active = this.#activeRun(deal, rule);
    if (active !== undefined && this.#rules[rule]?.leaves === true) this.#end(active);
  }

  #judgeEntering(deal: number, rule: number): void {
    const pair = `${deal} ${rule}`;
    if (!this.#holds(deal, rule) || this.#members.has(pair)) return;
    this.#members.add(pair);
    this.#enter(deal, rule);
  }

  #activeRun(deal: number, rule: number): Run | undefined {
    return this.#runs.find((run) => run.deal === deal && run.rule === rule);
  }

  #isGroupTaken(deal: number, rule: number): boolean {
    if (this.#rules[rule]?.grouped !== true) return false;
    return this.#runs.some(
      (run) => run.deal === deal && run.rule !== rule && this.#rules[run.rule]?.grouped === true,
    );
  }

  #enter(deal: number, rule: number): void {
    const active = this.#activeRun(deal, rule);
    if (this.#isGroupTaken(deal, rule)) return;
    const { again, whileActive, waits } = this.#rules[rule] ?? { waits: [] };
    const lastEnd = this.#lastEnd.get(`${deal} ${rule}`);
    if (active !== undefined && whileActive === "ignore") return;
    if (active !== undefined) this.#end(active);
    else if (lastEnd !== undefined && again === "once") return;
    else if (lastEnd !== undefined && again === "gap" && this.#now < lastEnd + GAP_HOURS) return;
    this.#runs.push({ deal, rule, step: 0, due: this.#now + (waits[0] ?? 0) });
  }

  #end(run: Run): void {
    this.#runs = this.#runs.filter((other) => other !== run);
    this.#lastEnd.set(`${run.deal} ${run.rule}`, this.#now);
  }

  #holds(deal: number, rule: number): boolean {
    const { how, atoms } = this.#rules[rule]?.condition ?? { how: "any", atoms: [] };
    const { amount, contact, closedAt } = this.#deals[deal] ?? { amount: 0, contact: null, closedAt: null };
    const truth: Readonly<Record<Atom, boolean>> = {
      large: amount > LARGE_FROM,
      gold: contact !== null && this.#gold[contact] === true,
      old: closedAt !== null && this.#now >= closedAt + OLD_AFTER_HOURS,
    };
    if (how === "all") return atoms.every((atom) => truth[atom]);
    const any = atoms.some((atom) => truth[atom]);
    return how === "any" ? any : !any;
  }

  #eachPair(visit: (deal: number, rule: number) => void): void {
    for (const deal of this.#deals.keys()) for (const rule of this.#rules.keys()) visit(deal, rule);
  }
}

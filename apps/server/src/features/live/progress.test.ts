import * as fc from "fast-check";
import { expect, it } from "vitest";
import { Progress } from "./progress.ts";

it("does not pass a number whose transaction may still commit", () => {
  const progress = new Progress(10);
  // 11 was drawn by transaction 7, which is under way; 12 by transaction 5, which has committed.
  progress.tell([12]);
  progress.mark(8n);
  expect(progress.settle(7n)).toBe(false);
  expect([progress.settled, progress.told]).toEqual([10, [12]]);
  progress.tell([11]);
  expect(progress.settle(9n)).toBe(false);
  expect([progress.settled, progress.told]).toEqual([12, []]);
});

it("asks for everything anew when what was skipped has settled", () => {
  const progress = new Progress(0);
  progress.skipTo(5000, 20n);
  expect(progress.has(4000)).toBe(true);
  expect(progress.settle(19n)).toBe(false);
  expect(progress.settle(20n)).toBe(true);
  expect(progress.settle(21n)).toBe(false);
});

/** A transaction of a random history: when it is numbered, draws its numbers of the journal, and commits. */
const history = fc.array(
  fc.record({
    numbered: fc.nat(20),
    drawn: fc.nat(20),
    committed: fc.nat(20),
    draws: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 8 },
);

it("tells every change once, in whatever order transactions are numbered, draw and commit", () => {
  fc.assert(
    fc.property(history, (given) => {
      const transactions = given.map(({ numbered, drawn, committed, draws }) => ({
        numbered,
        drawn: numbered + drawn,
        committed: numbered + drawn + committed,
        draws,
        seqs: [] as number[],
        xid: 0n,
      }));
      let xid = 1n;
      let seq = 0;
      const progress = new Progress(0);
      const told: number[] = [];
      for (let time = 0; time <= 62; time += 1) {
        for (const one of transactions) if (one.numbered === time) one.xid = xid++;
        for (const one of transactions)
          if (one.drawn === time) for (let left = one.draws; left > 0; left -= 1) one.seqs.push(++seq);
        const open = transactions.filter(({ numbered, committed }) => numbered <= time && committed > time);
        const oldest = open.map((one) => one.xid).reduce((least, one) => (one < least ? one : least), xid);
        const visible = transactions.filter(({ committed }) => committed <= time).flatMap(({ seqs }) => seqs);
        const fresh = visible.filter((one) => one > progress.settled && !progress.told.includes(one));
        told.push(...fresh);
        progress.tell(fresh);
        progress.settle(oldest);
        if (progress.wantsCheckpoint) progress.mark(xid++);
      }
      expect(told.toSorted((left, right) => left - right)).toEqual(
        Array.from({ length: seq }, (_, index) => index + 1),
      );
      expect(progress.settled).toBe(seq);
    }),
  );
});

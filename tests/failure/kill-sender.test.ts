import { afterAll, beforeAll, expect, test } from "vitest";
import { openChance } from "../testkit/random.ts";
import { pause, until } from "../testkit/until.ts";
import { WorkerFleet } from "../testkit/worker-fleet.ts";
import { openWorkspace, type TestWorkspace } from "../testkit/workspace.ts";

const MAILS = 1000;
const KILLS = 20;
const WORKERS = 2;

let home: TestWorkspace;
beforeAll(async () => {
  home = await openWorkspace();
});
afterAll(() => home.close());

test(
  "workers killed while they send hand no mail over twice and lose none",
  { timeout: 120_000 },
  async () => {
    const chance = openChance();
    await home.automate({
      key: "welcome",
      object: "contact",
      trigger: { on: "created" },
      steps: [
        {
          id: "mail",
          do: "send_email",
          with: {
            to: "customer",
            from: "us@example.com",
            subject: "Welcome",
            text: "Hello {{ contact.first_name }}",
          },
        },
      ],
    });

    const began = performance.now();
    const fleet = await WorkerFleet.start(home, WORKERS);
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        await createContacts(kill, MAILS / KILLS);
        await pause(chance.between(0, 250));
        await fleet.killAndReplace(chance.between(0, WORKERS - 1));
      }
      await until(async () => (await waiting()) === 0, { within: 60_000, what: "the last mail" });
    } finally {
      await fleet.stop();
    }
    // What the killed were handing over is settled when their leases run out, or, as here, when all are known dead.
    await home.engine.settleDead();
    const seconds = (performance.now() - began) / 1000;

    const states = await rows<{ status: string; count: number }>(
      `SELECT status, count(*)::int AS count FROM {s}.run_step GROUP BY status ORDER BY status`,
    );
    const uncertain = states.find(({ status }) => status === "uncertain")?.count ?? 0;
    console.log(
      `kill-sender: ${MAILS} mails, ${KILLS} kills, ${uncertain} uncertain, ${seconds.toFixed(1)} s, seed ${chance.seed}`,
    );
    expect(fleet.complaints).toEqual([]);

    // A life ends with at most one mail in doubt, and everything else was sent.
    expect(uncertain).toBeLessThanOrEqual(KILLS + WORKERS);
    expect(states).toEqual([
      { status: "done", count: MAILS - uncertain },
      ...(uncertain === 0 ? [] : [{ status: "uncertain", count: uncertain }]),
    ]);
    expect(await rows(`SELECT status, count(*)::int AS count FROM {s}.run GROUP BY status`)).toEqual([
      { status: "completed", count: MAILS },
    ]);

    // By the address, which is all that the outside sees: never twice; once where the step says that it is done.
    expect(
      await rows(`SELECT payload->>'to' AS address FROM {s}.outbox GROUP BY 1 HAVING count(*) > 1`),
    ).toEqual([]);
    expect(
      await rows(
        `SELECT s.id FROM {s}.run_step s JOIN {s}.delivery d ON d.step = s.id
        WHERE s.status = 'done' AND NOT EXISTS (SELECT 1 FROM {s}.outbox o WHERE o.delivery = d.id)`,
      ),
    ).toEqual([]);
    expect(
      await rows(
        `SELECT (SELECT count(*)::int FROM {s}.delivery) AS deliveries,
              (SELECT count(DISTINCT step)::int FROM {s}.delivery) AS steps,
              (SELECT count(*)::int FROM {s}.o_message) AS messages,
              (SELECT count(*)::int FROM {s}.delivery d JOIN {s}.run_step s ON s.id = d.step
                WHERE (d.state, s.status) NOT IN (('sent', 'done'), ('uncertain', 'uncertain'))) AS unlike`,
      ),
    ).toEqual([{ deliveries: MAILS, steps: MAILS, messages: MAILS, unlike: 0 }]);
  },
);

const rows = <Row extends Record<string, unknown>>(text: string) => home.query<Row>(text);

const createContacts = (portion: number, count: number) =>
  home.create(
    "contact",
    Array.from({ length: count }, (_, index) => ({
      first_name: "Pedro",
      email: `pedro-${portion}-${index}@example.com`,
    })),
  );

/** What a living worker still has to do: not what a dead one was handing over. */
const waiting = async (): Promise<number> => {
  const [row] = await rows<{ count: number }>(
    `SELECT (SELECT count(*) FROM {s}.run_step WHERE status = 'waiting')::int
          + (SELECT count(*) FROM {s}.delivery WHERE state = 'queued')::int AS count`,
  );
  return row?.count ?? 0;
};

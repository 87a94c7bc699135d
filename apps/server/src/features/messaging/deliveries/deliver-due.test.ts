import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  buildWorkspace,
  mail,
  messageStates,
  queueMails,
  sourceOf,
  workOf,
  type MessagingWorkspace,
} from "../testing/workspace.ts";
import { recordingTransport } from "../transports/recording.ts";
import { CrashSimulated, scriptedTransport, TransportScript } from "../transports/scripted.ts";
import type { Handover, Transport } from "../transports/transport.ts";
import { setAddressState } from "../address-states/set-address-state.ts";
import { cancelDeliveries } from "./cancel.ts";
import { deliverDue, settleAbandoned } from "./deliver-due.ts";
import { nextDeliveryAt } from "./deliveries.repo.ts";
import { dispatch } from "./dispatch.ts";
import { readHandedOver, readQueued } from "./effects.repo.ts";

let home: MessagingWorkspace;
beforeEach(async () => void (home = await buildWorkspace()));
afterEach(() => home.close());

const pass = (minutes: number): void => home.clock.advanceTo(home.clock.now().add({ seconds: minutes * 60 }));
const recording = (): Transport => recordingTransport(home.workspace, "email");
const handedOver = () => home.inTx((tx) => readHandedOver(tx, { afterSeq: 0 }));

/** Counts what it is handed, and answers late, so that workers overlap. */
const counting = (handovers: Handover[], answer?: () => Promise<void>): Transport => ({
  channel: "email",
  async handOver(handover) {
    handovers.push(handover);
    await answer?.();
    return { ok: true };
  },
});

describe("one delivery", () => {
  test("is handed over, shows on its message and ends its step", async () => {
    const step = await queueMails(home, ["pedro@example.test"]);
    const work = workOf(home, [recording()]);
    expect(await deliverDue(work)).toEqual({ handled: 1 });
    expect(work.finished).toEqual([{ step, status: "done" }]);
    expect(await messageStates(home)).toEqual(["sent"]);
    const [sent] = await handedOver();
    expect(sent).toMatchObject({
      step,
      stepKey: "mail",
      state: "sent",
      payload: { to: "pedro@example.test", subject: "Offer" },
    });
    expect(sent?.at?.equals(home.clock.now())).toBe(true);
    expect(await deliverDue(work)).toEqual({ handled: 0 });
  });

  test("stays queued while its channel has no transport", async () => {
    await queueMails(home, ["pedro@example.test"]);
    expect(await deliverDue(workOf(home, []))).toEqual({ handled: 0 });
    expect(await messageStates(home)).toEqual(["queued"]);
  });

  test("is not handed over to an address that was switched off meanwhile", async () => {
    await queueMails(home, ["pedro@example.test"]);
    await home.inUnit((unit) =>
      setAddressState(unit, { address: "Pedro@Example.test", state: "unsubscribed" }),
    );
    const work = workOf(home, [recording()]);
    await deliverDue(work);
    expect(work.finished).toMatchObject([{ status: "suppressed", reason: "unsubscribed" }]);
    expect(await handedOver()).toEqual([]);
  });

  test("in a dry run can be read while it is queued", async () => {
    const step = await queueMails(home, ["pedro@example.test"]);
    expect(await home.inTx((tx) => readQueued(tx, [step]))).toMatchObject([
      { seq: null, payload: { to: "pedro@example.test" } },
    ]);
  });
});

describe("failures", () => {
  test("a temporary error is tried again after 1, 5, 15, 60 and 240 minutes, then the step fails", async () => {
    await queueMails(home, ["pedro@example.test"]);
    const script = new TransportScript();
    script.fail("email", { times: 6, error: "temporary" });
    const work = workOf(home, [scriptedTransport(recording(), script)]);
    await deliverDue(work);
    for (const minutes of [1, 5, 15, 60, 240]) {
      expect(work.finished).toEqual([]);
      const next = await home.inTx(nextDeliveryAt);
      expect(next?.since(home.clock.now()).total("minutes")).toBe(minutes);
      pass(minutes - 0.5);
      expect(await deliverDue(work)).toEqual({ handled: 0 });
      pass(0.5);
      expect(await deliverDue(work)).toEqual({ handled: 1 });
    }
    expect(work.finished).toMatchObject([{ status: "failed", reason: "error" }]);
    expect(await messageStates(home)).toEqual(["failed"]);
    expect(await home.inTx(nextDeliveryAt)).toBeNull();
  });

  test("the next attempt may succeed, with the same id", async () => {
    await queueMails(home, ["pedro@example.test"]);
    const script = new TransportScript();
    script.fail("email", { times: 1, error: "temporary" });
    const handovers: Handover[] = [];
    const work = workOf(home, [scriptedTransport(counting(handovers), script)]);
    await deliverDue(work);
    pass(1);
    await deliverDue(work);
    expect(work.finished).toMatchObject([{ status: "done" }]);
    expect(handovers).toMatchObject([{ attempt: 2 }]);
  });

  test("a permanent error fails at once, with the provider's answer", async () => {
    await queueMails(home, ["pedro@example.test"]);
    const work = workOf(home, [
      {
        channel: "email",
        handOver: async () => ({ ok: false, temporary: false, answer: "550 no such user" }),
      },
    ]);
    await deliverDue(work);
    expect(work.finished).toMatchObject([{ status: "failed", reason: "error", detail: "550 no such user" }]);
  });

  test("a transport that cannot say what happened leaves the message uncertain", async () => {
    await queueMails(home, ["pedro@example.test"]);
    const work = workOf(home, [
      { channel: "email", handOver: () => Promise.reject(new Error("connection lost after DATA")) },
    ]);
    await deliverDue(work);
    expect(work.finished).toMatchObject([{ status: "uncertain", detail: "connection lost after DATA" }]);
    expect(await messageStates(home)).toEqual(["uncertain"]);
  });

  test("an attempt that would fall in the recipient's night waits for its end", async () => {
    const quiet = { from: "10:00", to: "11:30", timeZone: "Europe/Madrid" };
    await queueMails(home, ["pedro@example.test"], { quiet });
    const script = new TransportScript();
    script.fail("email", { times: 1, error: "temporary" });
    await deliverDue(workOf(home, [scriptedTransport(recording(), script)]));
    expect(String(await home.inTx(nextDeliveryAt))).toBe("2026-06-02T09:30:00Z");
  });
});

const crash = async () => {
  await queueMails(home, ["pedro@example.test"]);
  const script = new TransportScript();
  script.crashAfter(({ stepKey }) => stepKey === "mail");
  const work = workOf(home, [scriptedTransport(recording(), script)]);
  await expect(deliverDue(work)).rejects.toThrow(CrashSimulated);
  return work;
};

describe("a worker that dies after the handover", () => {
  test("leaves the message uncertain once its lease ends; it is never sent again", async () => {
    const work = await crash();
    pass(0.5);
    expect(await deliverDue(work)).toEqual({ handled: 0 });
    pass(1);
    expect(await deliverDue(work)).toEqual({ handled: 1 });
    pass(10_000);
    expect(await deliverDue(work)).toEqual({ handled: 0 });
    expect(work.finished).toMatchObject([{ status: "uncertain", reason: "uncertain" }]);
    expect(await messageStates(home)).toEqual(["uncertain"]);
  });

  test("is taken over at the same instant by who knows that it is dead, and its mail is still seen", async () => {
    const work = await crash();
    const at = home.clock.now();
    expect(await settleAbandoned(work, { evenUnexpired: true })).toBe(1);
    const [effect] = await handedOver();
    expect(effect).toMatchObject({ state: "uncertain", payload: { to: "pedro@example.test" } });
    expect(effect?.at?.equals(at)).toBe(true);
  });

  test("a late answer after the lease was settled changes nothing", async () => {
    await queueMails(home, ["pedro@example.test"]);
    const work = workOf(home, [
      counting([], async () => {
        pass(2);
        await settleAbandoned(work);
      }),
    ]);
    await deliverDue(work);
    expect(work.finished).toMatchObject([{ status: "uncertain" }]);
    expect(await messageStates(home)).toEqual(["uncertain"]);
  });
});

const deliverTo = async (answers: Readonly<Record<string, "sent" | "failed" | "lost">>) => {
  await queueMails(home, Object.keys(answers));
  const work = workOf(home, [
    {
      channel: "email",
      async handOver({ payload }) {
        const answer = answers[payload.to];
        if (answer === "lost") throw new Error("lost");
        return answer === "sent" ? { ok: true } : { ok: false, temporary: false, answer: `no ${payload.to}` };
      },
    },
  ]);
  await deliverDue(work);
  return work.finished;
};

describe("several recipients", () => {
  test.each([
    [{ a: "sent", b: "failed" }, { status: "done" }],
    [{ a: "sent", b: "lost" }, { status: "uncertain" }],
    [
      { a: "failed", b: "failed" },
      { status: "failed", reason: "error", detail: "no a" },
    ],
  ] as const)("%o: %o", async (answers, outcome) => {
    expect(await deliverTo(answers)).toMatchObject([outcome]);
  });

  test("who was left out counts, and a stand-in is told of", async () => {
    const source = sourceOf(home);
    const notSent = { status: "suppressed", reason: "unsubscribed", detail: "gone" } as const;
    const parcels = [
      { kind: "held", channel: "email", recipient: "a", notSent } as const,
      { kind: "send", delivery: mail(home, "b") } as const,
    ];
    await home.inUnit((unit) =>
      dispatch(unit, [{ source, warning: "Ana is gone; Marta took over", parcels }]),
    );
    const work = workOf(home, [recording()]);
    await deliverDue(work);
    expect(work.finished).toEqual([
      { step: source.step, status: "done", reason: "missing_person", detail: "Ana is gone; Marta took over" },
    ]);
  });

  test("an early end of the run stops those that wait for another attempt", async () => {
    const step = await queueMails(home, ["a", "b"]);
    await home.inUnit((unit) => cancelDeliveries(unit, [step], { reason: "left_criterion", detail: null }));
    const work = workOf(home, [recording()]);
    expect(await deliverDue(work)).toEqual({ handled: 0 });
    expect(await messageStates(home)).toEqual(["failed", "failed"]);
  });
});

describe("several workers at once", () => {
  test("hand each delivery over exactly once and end each step exactly once", async () => {
    const steps: string[] = [];
    for (let step = 0; step < 30; step += 1)
      steps.push(await queueMails(home, [`a${step}`, `b${step}`, `c${step}`]));
    const handovers: Handover[] = [];
    const transport = counting(handovers, () => new Promise((resolve) => setTimeout(resolve, 1)));
    const works = Array.from({ length: 4 }, () => ({ ...workOf(home, [transport]), concurrency: 3 }));
    await Promise.all(works.map(deliverDue));
    expect(handovers).toHaveLength(90);
    expect(new Set(handovers.map(({ id }) => id)).size).toBe(90);
    const finished = works.flatMap((work) => work.finished);
    expect(finished.map(({ step }) => step).toSorted()).toEqual(steps.toSorted());
    expect(new Set(finished.map(({ status }) => status))).toEqual(new Set(["done"]));
  });
});

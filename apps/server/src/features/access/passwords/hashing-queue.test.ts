import { expect, it } from "vitest";
import { hashPassword, needsRenewal, NO_PASSWORD, verifyPassword } from "./argon2id.ts";
import { hashingQueue } from "./hashing-queue.ts";

const gate = (): { readonly passed: Promise<void>; readonly open: () => void } => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: () => resolve() };
};

it("works on two passwords at a time, in the order in which they came, and one that fails holds up no other", async () => {
  const gates = Array.from({ length: 5 }, gate);
  const begun: number[] = [];
  const work = gates.map(({ passed }, index) =>
    hashingQueue
      .run(async () => {
        begun.push(index);
        await passed;
        if (index === 0) throw new Error("out of memory");
        return index;
      })
      .catch((error: Error) => error.message),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  gates[0]?.open();
  expect(await work[0]).toBe("out of memory");
  expect(begun).toEqual([0, 1, 2]);
  for (const { open } of gates) open();
  expect(await Promise.all(work)).toEqual(["out of memory", 1, 2, 3, 4]);
});

it("tells who would be the two hundred and third to come again, and frees its places after", async () => {
  const { passed, open } = gate();
  const work = Array.from({ length: 202 }, () => hashingQueue.run(() => passed));
  await expect(hashingQueue.run(() => passed)).rejects.toMatchObject({ code: "rate_limited", retryAfter: 5 });
  open();
  await Promise.all(work);
  expect(await hashingQueue.run(async () => "free")).toBe("free");
});

it("lets no password past the queue, whether it is set or tried", async () => {
  const hash = await hashPassword("three green boilers");
  const { passed, open } = gate();
  const work = Array.from({ length: 202 }, () => hashingQueue.run(() => passed));
  await expect(hashPassword("three green boilers")).rejects.toMatchObject({ code: "rate_limited" });
  await expect(verifyPassword(hash, "three green boilers")).rejects.toMatchObject({ code: "rate_limited" });
  open();
  await Promise.all(work);
});

it("leaves the process to others while it works", async () => {
  const thread = process.threadCpuUsage();
  const whole = process.cpuUsage();
  await Promise.all(Array.from({ length: 4 }, () => hashPassword("three green boilers")));
  // Processor time, not time on the clock: a busy machine makes no difference. A hash that held this thread would be its work.
  const { user } = process.threadCpuUsage(thread);
  expect(user).toBeLessThan(process.cpuUsage(whole).user / 2);
});

it("knows a password again and no other, and reads what another implementation wrote", async () => {
  const hash = await hashPassword("three green boilers");
  expect(await hashPassword("three green boilers")).not.toBe(hash);
  expect(await verifyPassword(hash, "three green boilers")).toBe(true);
  expect(await verifyPassword(hash, "three green boiler")).toBe(false);
  expect(await verifyPassword(NO_PASSWORD, "")).toBe(false);
  expect([needsRenewal(hash), needsRenewal(NO_PASSWORD)]).toEqual([false, false]);
  // From the tests of the reference implementation (P-H-C/phc-winner-argon2).
  const reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  expect(await verifyPassword(reference, "password")).toBe(true);
  expect(needsRenewal(reference)).toBe(true);
  await expect(verifyPassword("$2b$10$abc", "x")).rejects.toThrow("cannot be read");
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { readRecords } from "../../records/index.ts";
import {
  buildRecord,
  buildWorkspace,
  messageStates,
  queueMails,
  workOf,
  type MessagingWorkspace,
} from "../testing/workspace.ts";
import { deliverDue } from "../deliveries/deliver-due.ts";
import { recordingTransport } from "../transports/recording.ts";
import { readAddressStates } from "./address-states.repo.ts";
import { recordBounce, type DeliveryReport } from "./bounce.ts";
import { setAddressState } from "./set-address-state.ts";
import { lastUnsubscribeToken, unsubscribe } from "./unsubscribe.ts";

let home: MessagingWorkspace;
beforeEach(async () => void (home = await buildWorkspace()));
afterEach(() => home.close());

const ADDRESS = "maria@example.test";
const stateOf = (address: string) =>
  home.inTx(async (tx) => (await readAddressStates(tx, [address])).get(address) ?? "active");
const bounce = (report: Partial<DeliveryReport>) =>
  home.inUnit((unit) =>
    recordBounce(unit, { address: "Maria@example.test", status: "5.1.1", action: "failed", ...report }),
  );
const days = (count: number): void => home.clock.advanceTo(home.clock.now().add({ hours: 24 * count }));
const sendTo = async (address: string, token: string | null = null): Promise<void> => {
  await queueMails(home, [address], { token });
  await deliverDue(workOf(home, [recordingTransport(home.workspace, "email")]));
};

test("a state is set on the address and saved on every contact that bears it", async () => {
  const contact = await buildRecord(home, "contact", { first_name: "Maria", email: "Maria@Example.test" });
  await home.inUnit((unit) => setAddressState(unit, { address: ADDRESS, state: "unsubscribed" }));
  expect(await stateOf(ADDRESS)).toBe("unsubscribed");
  const [stored] = await home.inUnit((unit) => readRecords(unit.tx, unit.object("contact"), [contact.id]));
  expect(stored?.values["email_state"]).toBe("unsubscribed");
  expect(home.saves.at(-1)).toMatchObject({ kind: "updated", after: { id: contact.id } });
});

test("a contact made later with that address takes the state over", async () => {
  await home.inUnit((unit) => setAddressState(unit, { address: ADDRESS, state: "unsubscribed" }));
  const contact = await buildRecord(home, "contact", { first_name: "Maria", email: ADDRESS });
  expect(contact.values["email_state"]).toBe("unsubscribed");
});

test("a hard bounce means that the address does not work, and shows on the message", async () => {
  await sendTo(ADDRESS);
  expect(await bounce({ status: "5.1.1" })).toBe("hard");
  expect(await stateOf(ADDRESS)).toBe("not_working");
  expect(await messageStates(home)).toEqual(["bounced"]);
});

test("what is the sender's fault leaves the recipient untouched", async () => {
  expect(await bounce({ status: "5.7.26" })).toBe("sender");
  expect(await stateOf(ADDRESS)).toBe("active");
});

test("a delay counts as nothing", async () => {
  expect(await bounce({ status: "4.4.1", action: "delayed" })).toBe("none");
});

test("the fifth soft failure in 30 days means that the address does not work", async () => {
  for (let failure = 0; failure < 4; failure += 1) {
    await bounce({ status: "4.2.2" });
    days(8);
  }
  await bounce({ status: "4.2.2" });
  expect(await stateOf(ADDRESS)).toBe("active");
  await bounce({ status: "4.2.2" });
  expect(await stateOf(ADDRESS)).toBe("not_working");
});

test("the link of the last mail unsubscribes its address; another link does nothing", async () => {
  await sendTo(ADDRESS, "test.first");
  await sendTo(ADDRESS, "test.second");
  const token = await home.inUnit((unit) => lastUnsubscribeToken(unit, ADDRESS));
  expect(token).toBe("test.second");
  expect(await home.inUnit((unit) => unsubscribe(unit, "test.third"))).toBeNull();
  expect(await stateOf(ADDRESS)).toBe("active");
  expect(await home.inUnit((unit) => unsubscribe(unit, "test.second"))).toBe(ADDRESS);
  expect(await stateOf(ADDRESS)).toBe("unsubscribed");
});

import { noSuch } from "@cadencia/core/nearest";
import { addDuration, type Duration } from "@cadencia/core/schedule";
import type { Automation } from "@cadencia/contracts/automation";
import { Refusal } from "../../../platform/errors/index.ts";
import type { Transaction, Workspace } from "../../../platform/workspace/index.ts";
import { findAutomation, listAutomations } from "../automations.repo.ts";
import type { AutomationContext } from "../context.ts";
import { readVersion } from "../rules.repo.ts";
import { endAddress, insertAddress, readAddresses, type Address } from "./addresses.repo.ts";

export const WEBHOOK = "webhook.received";

const PREFIX = "in_";

/** 256 random bits: nobody can try addresses out. */
const newToken = ({ random }: Pick<Workspace, "random">): string => {
  const bits = Uint32Array.from({ length: 8 }, () => random.nextUint32());
  return PREFIX + Buffer.from(bits.buffer).toString("base64url");
};

/** Spares the database what cannot be an address. */
export const looksLikeToken = (text: string): boolean => /^in_[\w-]{43}$/.test(text);

export const isCalled = ({ trigger }: Automation): boolean => "event" in trigger && trigger.event === WEBHOOK;

/** An automation that is started by calls has an address from the moment at which it is defined. */
export const ensureAddress = async (
  tx: Transaction,
  { id, definition }: { id: string; definition: Automation },
): Promise<void> => {
  if (isCalled(definition)) await insertAddress(tx, id, newToken(tx.workspace));
};

/** The addresses of an automation by which calls are taken, the current one first. */
export const addressesOf = async (tx: Transaction, key: string): Promise<readonly Address[]> =>
  readAddresses(tx, await calledAutomation(tx, key));

/** Gives the automation a new address. The old one is good for so long, so that the caller can be told. */
export const rotateAddress = async (
  { unit }: AutomationContext,
  key: string,
  oldValidFor: Duration,
): Promise<readonly Address[]> => {
  const { tx } = unit;
  const id = await calledAutomation(tx, key);
  await endAddress(tx, id, addDuration(tx.now, oldValidFor, unit.catalog.calendar).toString());
  await insertAddress(tx, id, newToken(tx.workspace));
  return readAddresses(tx, id);
};

const calledAutomation = async (tx: Transaction, key: string): Promise<string> => {
  const row = await findAutomation(tx, key);
  if (row === null) {
    const keys = (await listAutomations(tx)).map((automation) => automation.key);
    throw new Refusal("not_found", noSuch("automation", key, keys));
  }
  const version = await readVersion(tx, row.id, row.version);
  if (version !== null && isCalled(version.definition)) return row.id;
  throw new Refusal("conflict", `automation "${key}" is not started by "${WEBHOOK}": it has no address`);
};

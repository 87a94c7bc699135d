import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { hashingQueue } from "./hashing-queue.ts";
import { parsePhc, printPhc, type Cost } from "./phc.ts";

/** OWASP's first choice; 50 ms and 19 MiB a hash here. Raise it freely: older hashes are renewed at the next login. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** The password as a PHC string that bears its salt and the parameters. Throws `TooOften` when too many wait. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  return printPhc({ ...COST, salt, hash: await derive(password, { ...COST, salt, length: HASH_BYTES }) });
};

/** Whether the password is the one behind a hash. Takes as long for a wrong one as for the right one. */
export const verifyPassword = async (phc: string, password: string): Promise<boolean> => {
  const kept = parsePhc(phc);
  const tried = await derive(password, { ...kept, length: kept.hash.length });
  return timingSafeEqual(tried, kept.hash);
};

/** Whether a hash was made with other parameters than today's. */
export const needsRenewal = (phc: string): boolean => {
  const { memory, passes, parallelism } = parsePhc(phc);
  return memory !== COST.memory || passes !== COST.passes || parallelism !== COST.parallelism;
};

/** What is compared with where an account has no password: it fits none, and takes as long as any. */
export const NO_PASSWORD: string = printPhc({
  ...COST,
  salt: randomBytes(SALT_BYTES),
  hash: randomBytes(HASH_BYTES),
});

const derive = (
  password: string,
  { memory, passes, parallelism, salt, length }: Cost & { readonly salt: Buffer; readonly length: number },
): Promise<Buffer> =>
  hashingQueue.run(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        // Two keyboards may write the same letter in two ways.
        const message = password.normalize("NFC");
        const parameters = { message, nonce: salt, parallelism, tagLength: length, memory, passes };
        argon2("argon2id", parameters, (error, hash) => (error === null ? resolve(hash) : reject(error)));
      }),
  );

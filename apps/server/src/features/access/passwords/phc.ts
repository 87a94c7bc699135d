/** What a hash costs: KiB of memory, passes over it, threads. */
export interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

interface Hashed extends Cost {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`, as every other implementation writes it. */
export const printPhc = ({ memory, passes, parallelism, salt, hash }: Hashed): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`;

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

/** Throws for what this product did not write. */
export const parsePhc = (text: string): Hashed => {
  const [, memory, passes, parallelism, salt = "", hash = ""] = PHC.exec(text) ?? [];
  if (hash === "") throw new Error("a stored password hash cannot be read");
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, "base64"),
    hash: Buffer.from(hash, "base64"),
  };
};

const unpadded = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");

import { createHash, randomBytes } from "node:crypto";

const PREFIX = "cad_";
const BYTES = 32;

/** A new key. 256 random bits need no slow hash: nobody can try them out. */
export const newSecret = (): string => PREFIX + randomBytes(BYTES).toString("base64url");

/** A token of a session, a device or a reset: as good as a key, and never shown to anybody. */
export const newToken = (): string => randomBytes(BYTES).toString("base64url");

export const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** Spares the database what cannot be a key. */
export const looksLikeSecret = (text: string): boolean => /^cad_[\w-]{43}$/.test(text);

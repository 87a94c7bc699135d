import type { Workspace } from "../../../platform/workspace/index.ts";

/** The workspace that the link belongs to, and 128 random bits: nobody can guess another recipient's. */
export const newToken = ({ key, random }: Pick<Workspace, "key" | "random">): string => {
  const bits = Uint32Array.from({ length: 4 }, () => random.nextUint32());
  return `${encodeURIComponent(key)}.${Buffer.from(bits.buffer).toString("base64url")}`;
};

/**
 * The page that a mail's unsubscribe button posts to. RFC 8058 §3.1 knows HTTPS only, and mail programs ignore
 * anything else: a public address given as http is written as https.
 */
export const unsubscribeLink = (publicUrl: string, token: string): string => {
  const url = new URL(publicUrl);
  url.protocol = "https:";
  const base = url.href.endsWith("/") ? url.href : `${url.href}/`;
  return new URL(`u/${token}`, base).href;
};

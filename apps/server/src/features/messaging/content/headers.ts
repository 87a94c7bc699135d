/** Ours alone: what a mail's own headers must not replace. */
const RESERVED = new Set([
  "auto-submitted",
  "bcc",
  "cc",
  "content-transfer-encoding",
  "content-type",
  "date",
  "dkim-signature",
  "from",
  "list-unsubscribe",
  "list-unsubscribe-post",
  "message-id",
  "mime-version",
  "return-path",
  "sender",
  "subject",
  "to",
]);
// RFC 5322 §2.2: printable ASCII without the colon.
const NAME = /^[!-9;-~]+$/;

export const isOwnHeader = (name: string): boolean => NAME.test(name) && !RESERVED.has(name.toLowerCase());

/** One line: a merge field must not be able to begin another header (RFC 5322 §2.2). */
export const headerValue = (text: string): string =>
  text
    .replaceAll(/[\r\n]+/g, " ")
    .replaceAll("\0", "")
    .trim();

export interface MailIdentity {
  readonly delivery: string;
  /** Domain after the "@" of the Message-ID. */
  readonly domain: string;
  /** Address of the unsubscribe page; null for users' and transactional mail. */
  readonly unsubscribe: string | null;
}

/**
 * The headers that every automatic mail bears. Message-ID comes from the delivery, so that it is the same however
 * often a handover is tried; Auto-Submitted keeps vacation responders silent (RFC 3834 §5.2); the List-Unsubscribe
 * pair makes one click enough (RFC 8058 §3.1).
 */
export const mailHeaders = ({ delivery, domain, unsubscribe }: MailIdentity): Record<string, string> => ({
  "Message-ID": `<${delivery}@${domain}>`,
  "Auto-Submitted": "auto-generated",
  ...(unsubscribe === null
    ? {}
    : { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
});

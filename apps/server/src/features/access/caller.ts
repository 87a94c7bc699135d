/** Who is behind a request: the user that its key acts as, or who logged in. */
export interface Caller {
  /** Whom limits and idempotency keys belong to: the API key, or the user who logged in. */
  readonly key: string;
  /** The session that the cookie named; null for an API key. */
  readonly session: string | null;
  readonly user: string;
  readonly name: string;
  readonly role: string;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Set by authentication, before any handler that needs to know who comes. */
    caller: Caller;
  }
}

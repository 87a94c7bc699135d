/** Who is behind a request: the user that its key acts as. */
export interface Caller {
  readonly key: string;
  readonly user: string;
  readonly name: string;
  readonly role: string;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Set by authentication, before any handler that needs a key. */
    caller: Caller;
  }
}

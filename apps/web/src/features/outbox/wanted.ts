import { useParams, useSearchParams } from "wouter";

export const KINDS = ["email", "sms", "chat", "call", "webhook"] as const;
export const STATES = ["queued", "sent", "failed", "uncertain", "held", "cancelled"] as const;

/** What the address says of the outbox: which messages, and which one is open. */
export interface Wanted {
  readonly id: string | null;
  readonly channel: string | null;
  readonly state: string | null;
  readonly automation: string | null;
  readonly text: string;
}

export const useWanted = (): Wanted => {
  const { id } = useParams<{ id?: string }>();
  const [params] = useSearchParams();
  return {
    id: id ?? null,
    channel: KINDS.find((kind) => kind === params.get("channel")) ?? null,
    state: STATES.find((state) => state === params.get("state")) ?? null,
    automation: params.get("automation"),
    text: params.get("text") ?? "",
  };
};

/** What narrows the list, as the query of an address. */
export const narrowing = ({ channel, state, automation, text }: Omit<Wanted, "id">): URLSearchParams => {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ channel, state, automation }))
    if (value !== null) query.set(key, value);
  if (text.trim() !== "") query.set("text", text.trim());
  return query;
};

export const addressOf = ({ id, ...wanted }: Wanted): string => {
  const query = narrowing(wanted).toString();
  return `/outbox${id === null ? "" : `/${id}`}${query === "" ? "" : `?${query}`}`;
};

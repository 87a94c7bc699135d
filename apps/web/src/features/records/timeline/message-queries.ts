import type { HandMessagePayload, RecordPayload } from "@cadencia/contracts/api";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../../lib/api/request.ts";

export interface Written {
  readonly channel: "email" | "sms";
  readonly subject: string;
  readonly text: string;
}

type Localized = string | Readonly<Record<string, string>> | null;

export interface TemplateText {
  readonly key: string;
  readonly kind: string;
  readonly subject: Localized;
  readonly body: Localized;
}

const pathOf = ({ object, id }: RecordPayload): string => `/records/${object}/${id}/messages`;

/** A text has no subject, and the server refuses one. */
const bodyOf = ({ channel, subject, text }: Written) =>
  channel === "email" ? { channel, subject, text } : { channel, text };

export const sendMessage = (record: RecordPayload, written: Written, once: string) =>
  request<HandMessagePayload>(pathOf(record), { method: "POST", body: bodyOf(written), once });

/** What the customer would get, or why nothing: asked anew with each version of the record. */
export const messagePreviewQuery = (record: RecordPayload, written: Written) =>
  queryOptions({
    queryKey: ["message-preview", record.id, record.version, written],
    queryFn: ({ signal }) =>
      request<HandMessagePayload>(pathOf(record), {
        method: "POST",
        body: { ...bodyOf(written), preview: true },
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const templateTextsQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: ({ signal }) => request<{ items: TemplateText[] }>("/templates", { signal }),
  staleTime: 60_000,
});

/** In the language asked for, else in any that was written. */
export const textIn = (text: Localized, language: string): string => {
  if (text === null || typeof text === "string") return text ?? "";
  return text[language] ?? Object.values(text)[0] ?? "";
};

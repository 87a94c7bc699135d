import { parse, stringify } from "yaml";

/** A part of a filter as the documentation writes it: `{some: activities, where: [type, is, call]}`. */
export const toText = (filter: unknown): string =>
  stringify(filter, { collectionStyle: "flow", flowCollectionPadding: false, lineWidth: 0 }).trim();

/** Undefined where it cannot be read. */
export const fromText = (text: string): unknown => {
  try {
    const read: unknown = parse(text);
    return typeof read === "object" && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
};

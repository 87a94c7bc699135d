/** Null where it cannot be read: of an address that somebody wrote by hand, of an answer that is not the server's. */
export const readJson = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
};

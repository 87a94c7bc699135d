/** The header that makes a browser keep a file under its name instead of showing it (RFC 6266). */
export const attachment = (name: string): string => {
  // Old programs read this one: what they could misread is replaced.
  const plain = name.replaceAll(/[^\x20-\x7e]|["%\\]/g, "_");
  const exact = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
};

/** The media type alone, without what a sender adds to it; one that is none is that of any bytes. */
export const mediaType = (header: string | undefined): string => {
  const type = header?.split(";")[0]?.trim().toLowerCase() ?? "";
  return /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}$/.test(type)
    ? type
    : "application/octet-stream";
};

/**
 * Fields of a multipart body as bytes. The standard `formData()` is no use here: it decodes every part without a file name as
 * UTF-8, and twitter-api-v2 sends its image bytes without one.
 */
export function multipartFields(body: Buffer, contentType: string): ReadonlyMap<string, Buffer> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return new Map();
  // Latin-1 keeps every byte as one character, there and back.
  const parts = body.toString('latin1').split(`--${boundary}`).slice(1, -1);
  return new Map(
    parts.flatMap((part): [string, Buffer][] => {
      const at = part.indexOf('\r\n\r\n');
      const name = /name="([^"]*)"/.exec(part.slice(0, at))?.[1];
      return name === undefined ? [] : [[name, Buffer.from(part.slice(at + 4, -2), 'latin1')]];
    }),
  );
}

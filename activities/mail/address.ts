/**
 * Text that fits on one line whatever was typed: no line breaks or control characters, which end a header, and no marks that turn
 * the direction of writing, which make a name look like another.
 */
export const oneLine = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\u{FFFD}')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u{61C}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** One plain address, or null: nothing that a mail server could read as two, or as a name, a comment or a route. */
export function mailAddress(text: string | null): string | null {
  const address = text?.trim() ?? '';
  if (address.length > 254) return null;
  return /^[^\s\p{C}<>()[\],;:\\"@]{1,64}@[^\s\p{C}<>()[\],;:\\"@]+$/u.test(address) ? address : null;
}

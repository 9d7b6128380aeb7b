/** Personal data in free text, masked: e-mails, id, card and phone numbers. The same rules as the macro `masked`. */
export const maskText = (text: string): string => text
  .replace(/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+/g, '[email]')
  .replace(/\b[1-9][0-9]{16}[0-9Xx]\b/g, '[id]')
  .replace(/(\b[0-9]{4}[ -]?){3}[0-9]{1,7}\b/g, '[card]')
  .replace(/\+?\(?[0-9]{2,4}\)?[ -]?[0-9]{3,4}[ -]?[0-9]{3,5}\b/g, '[phone]');

/** What a person may see of a cell in a report: masked, at most 80 characters. */
export function maskSeen(text: string): string {
  const masked = maskText(text);
  return masked.length > 80 ? `${masked.slice(0, 79)}…` : masked;
}

/** What a spreadsheet takes for the beginning of a formula; some editions read the wide forms alike. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** Begins like one and is none. `-2+3` is one. */
const NUMBER = /^-\d[\d,]*(\.\d+)?$/;

/** A text as a cell of a CSV: quoted where it must be; one that a spreadsheet would run gets an apostrophe, which our reader takes off again. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import { minorDigits } from '../../../lib/model/money.ts';

/** How a setting is written by people: money in major units, shares in percent. */
export type FieldKind = 'money' | 'percent' | 'number' | 'days' | 'text';

/** What the form shows of a stored value. */
export function shownOf(kind: FieldKind, value: unknown, currency: string): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return '';
  if (kind === 'money') return String(value / 10 ** minorDigits(currency));
  return kind === 'percent' ? String(value / 100) : String(value);
}

/** What is stored of what was written; null = it cannot be read. */
export function storedOf(kind: FieldKind, text: string, currency: string): number | string | null {
  if (kind === 'text') return text.trim() === '' ? null : text.trim();
  const number = Number(text.replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(number) || number < 0) return null;
  if (kind === 'money') return Math.round(number * 10 ** minorDigits(currency));
  return kind === 'percent' ? Math.round(number * 100) : kind === 'days' ? Math.round(number) : number;
}

/** `costs.write_down_bp.scrap` in a document. */
export const valueAt = (document: unknown, path: string): unknown => path.split('.').reduce<unknown>((at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined), document);

/** The changes as a partial document. */
export function documentOf(changes: ReadonlyMap<string, unknown>): object {
  const document: Record<string, unknown> = {};
  for (const [path, value] of changes) {
    const names = path.split('.');
    let at = document;
    names.forEach((name, i) => {
      if (i === names.length - 1) at[name] = value;
      else at = (at[name] ??= {}) as Record<string, unknown>;
    });
  }
  return document;
}

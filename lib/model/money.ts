/** Digits after the point in an ISO 4217 currency's minor unit (source: ISO 4217 list one; anything else has 2). */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

export const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);
export const minorDigits = (currency: string): number => EXPONENTS[currency] ?? 2;
/** Currencies whose minor unit is not a hundredth, for code that must list them (SQL). */
export const unusualExponents: ReadonlyMap<string, number> = new Map(Object.entries(EXPONENTS));

/** `12345` → `123.45`: exact, for exports and forms. */
export function majorText(minor: number | bigint, currency: string): string {
  const digits = minorDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const text = String(minor < 0 ? -minor : minor).padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

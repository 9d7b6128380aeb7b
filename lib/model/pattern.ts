const MOST_CHARACTERS = 500;
const MOST_REPETITIONS = 1000;

/** Is this a pattern that RE2 runs in time linear to its input, written so that JavaScript reads it alike? No look-around, no back-references. */
export function isSafePattern(pattern: string): boolean {
  const plain = pattern.replaceAll('\\\\', '');
  if (pattern.length > MOST_CHARACTERS || /\(\?(?!:)|\\[1-9ku]|\[\^?\]/.test(plain)) return false;
  const repetitions = [...plain.matchAll(/\{(\d*),?(\d*)\}/g)].map(([, from = '', to = '']) => Math.max(1, Number(from), Number(to)));
  if (repetitions.reduce((product, n) => product * n, 1) > MOST_REPETITIONS) return false;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

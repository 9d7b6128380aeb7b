/**
 * Concept -> phrases. A phrase may hold alternatives in round brackets, `小了(一|两|)码`; the longest phrase at a
 * place hides what it contains. A key that is a taxonomy code (`too_small`, weaker `too_small?`) is a rule by itself.
 * NEG denies what follows within three words, NEG1 the next one; BUT, MAIN, THOUGH, MINOR and SPLIT shape the
 * clauses; IGNORE only hides.
 */
export type Lexicon = Readonly<Record<string, readonly string[]>>;

/** Code, weight 0..1, and the concepts that must (`A`), must as denied (`~A`) or must not (`-A`) be in one clause. */
export type Rule = readonly [code: string, weight: number, concepts: string];

/** A phrase with alternatives, as the phrases it stands for. */
export function expand(phrase: string): string[] {
  const open = phrase.indexOf('(');
  if (open < 0) return [phrase];
  const close = phrase.indexOf(')', open);
  const tails = expand(phrase.slice(close + 1));
  return phrase.slice(open + 1, close).split('|').flatMap((choice) => tails.map((tail) => phrase.slice(0, open) + choice + tail));
}

const PREFIX = /^(?:cr|amz[-_ ]?pg|amz|app)[-_ ]+/;
const BRACKETED = /[([{【《<][^)\]}】》>]*[)\]}】》>]/g;
const SEPARATORS = /[/|、,;，；\n]|或者?/;
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;

/** Chinese shops spell one choice several ways; the left becomes the right. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/错拍/g, '拍错'], [/七天|7日|七日/g, '7天'], [/尺寸码/g, '尺码'], [/想要了/g, '想要'], [/喜欢了/g, '喜欢'], [/其它/g, '其他'], [/colour/g, 'color'], [/grey/g, 'gray'],
];

const word = (text: string): string => text.replace(NOT_WORDS, '');

const key = (text: string): string => {
  const parts = text.split(SEPARATORS).map(word).filter((part) => part !== '');
  return parts.sort().join('/');
};

/**
 * The keys under which a platform's reason may be found, the most literal first: with its bracketed
 * explanation, then without. Case, width, spaces, hyphens, underscores and the order around slashes are gone.
 */
export function reasonKeys(raw: string): string[] {
  let text = raw.normalize('NFKC').toLowerCase().trim();
  for (const [from, to] of SAME) text = text.replace(from, to);
  const bare = text.replace(PREFIX, '').replace(PREFIX, '');
  const keys = [key(text), key(bare), key(bare.replace(BRACKETED, ' '))];
  return [...new Set(keys)].filter((found) => found !== '');
}

/** Each choice of a reason that joins several (`拍错/不想要`, `Fit > Too small`), as keys. */
export function choiceKeys(raw: string): string[] {
  let text = raw.normalize('NFKC').toLowerCase();
  for (const [from, to] of SAME) text = text.replace(from, to);
  return text.split(/[/|、,;:>\n-]|或者?/).map(word).filter((part) => part !== '');
}

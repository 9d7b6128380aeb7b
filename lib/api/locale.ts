import type { Locale } from '../model/words.ts';

const known = new Map<string, Locale>();

/** zh or en, by the caller's order of preference; zh where neither is named. */
export function localeOf(acceptLanguage: string | null): Locale {
  if (acceptLanguage === null) return 'zh';
  const remembered = known.get(acceptLanguage);
  if (remembered !== undefined) return remembered;
  const locale = chosen(acceptLanguage);
  if (known.size < 1000) known.set(acceptLanguage, locale);
  return locale;
}

function chosen(header: string): Locale {
  const wishes = header.slice(0, 500).split(',').map((part) => {
    const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
    const q = rest.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((one) => one !== undefined);
    return { language: tag.split('-')[0] ?? '', q: q === undefined ? 1 : Number(q) };
  });
  const best = wishes.filter((wish) => (wish.language === 'zh' || wish.language === 'en') && wish.q > 0).sort((a, b) => b.q - a.q)[0];
  return best?.language === 'en' ? 'en' : 'zh';
}

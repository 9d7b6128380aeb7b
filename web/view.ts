import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { faults, reasonGroups, reasonOf, type Fault } from '../lib/model/reasons.ts';
import type { Locale } from '../lib/model/words.ts';
import { customerTierLabels, customerTiers } from '../lib/model/tiers.ts';
import { formats, type Formats } from './format.ts';
import type { PageActions, PageModel } from './page-model.ts';
import { en, type PageWords } from './words/en.ts';
import { zh } from './words/zh.ts';

/** What every component needs to speak: the words, the formats, and labels for codes. */
export interface View {
  readonly locale: Locale;
  readonly t: PageWords;
  readonly f: Formats;
  readonly timeZone: string;
  reason(code: string): string;
  group(code: string): string;
  fault(code: Fault): string;
  tier(code: string): string;
}

const WORDS: Readonly<Record<Locale, PageWords>> = { en, zh };
const GROUPS = new Map(reasonGroups.map((group) => [group.code, group.label]));

export function viewOf(locale: Locale, currency: string, timeZone: string): View {
  return {
    locale,
    timeZone,
    t: WORDS[locale],
    f: formats(locale, currency),
    reason: (code) => reasonOf(code)?.label[locale] ?? code,
    group: (code) => GROUPS.get(code)?.[locale] ?? code,
    fault: (code) => faults[code][locale],
    tier: (code) => { const known = customerTiers.find((tier) => tier === code); return known === undefined ? code : customerTierLabels[known][locale]; },
  };
}

export const ViewContext = createContext<View>(viewOf('en', '', 'UTC'));
export const useView = (): View => useContext(ViewContext);

/** The page around a card: for marks that filter, and cards that act. Null where a card is drawn alone. */
export const PageContext = createContext<{ readonly model: PageModel; readonly actions: PageActions } | null>(null);
export const usePage = (): { readonly model: PageModel; readonly actions: PageActions } | null => useContext(PageContext);

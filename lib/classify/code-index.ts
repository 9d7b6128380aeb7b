import { reasons } from '../model/reasons.ts';
import { amazon, amazonReplacement, amazonVendor } from './codes/amazon.ts';
import { cnCommon } from './codes/cn-common.ts';
import type { CodeMap } from './codes/code-map.ts';
import { jushuitan, wangdiantong, wangdiantongWords } from './codes/erp.ts';
import { apps, ebay, shopify, tiktok } from './codes/marketplaces.ts';
import { choiceKeys, reasonKeys } from './fold.ts';
import { vagueness } from './telling.ts';

const MEMO_LIMIT = 20_000;
/** Longer is a text, no code. */
const LONGEST_CODE = 120;

/** The taxonomy's own codes and labels: what a canonical CSV carries. */
const own: CodeMap = Object.fromEntries(reasons.map(({ code, label }) => [code, [code, label.zh, label.en]]));

function index(...maps: readonly CodeMap[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const map of maps) {
    for (const [code, phrases] of Object.entries(map)) {
      for (const phrase of phrases ?? []) {
        for (const key of reasonKeys(phrase)) if (!found.has(key)) found.set(key, code);
      }
    }
  }
  return found;
}

/** Numbers and letters mean something only beside the platform that gave them. */
const FAMILIES: readonly (readonly [RegExp, ReadonlyMap<string, string>])[] = [
  [/amazon|亚马逊/, index(amazonReplacement, amazonVendor)],
  [/wangdian|wdt|旺店通/, index(wangdiantong)],
];

const EVERYWHERE = index(own, cnCommon, amazon, shopify, ebay, tiktok, apps, jushuitan, wangdiantongWords, {
  other: ['CUSTOMER_DAMAGED', 'Graded', 'Overstock', 'Mixed'], bad_packaging: ['Vendor Damaged', 'Warehouse Damaged'],
});

/** Word-for-word, or the one telling choice of several. Undefined when the reason is no known code. */
function search(platform: string, raw: string): string | undefined {
  const keys = reasonKeys(raw);
  for (const [name, map] of FAMILIES) {
    if (!name.test(platform)) continue;
    for (const key of keys) if (map.has(key)) return map.get(key);
  }
  for (const key of keys) if (EVERYWHERE.has(key)) return EVERYWHERE.get(key);
  const codes = choiceKeys(raw).map((key) => EVERYWHERE.get(key));
  const known = codes.filter((code) => code !== undefined);
  if (known.length === 0 || known.length < codes.length) return undefined;
  return known.reduce((best, code) => (vagueness(code) < vagueness(best) ? code : best));
}

/** Finds the taxonomy code of a platform's reason; remembers the few distinct reasons of a run. */
export function createCodeIndex(): (platform: string | null, raw: string) => string | undefined {
  const memo = new Map<string, string | undefined>();
  return (platform, raw) => {
    if (raw.length > LONGEST_CODE) return undefined;
    const family = (platform ?? '').toLowerCase();
    const key = `${family}\u0000${raw}`;
    if (memo.has(key)) return memo.get(key);
    if (memo.size >= MEMO_LIMIT) memo.clear();
    const code = search(family, raw);
    memo.set(key, code);
    return code;
  };
}

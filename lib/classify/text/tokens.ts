/** Token ids that are no words. */
export const BREAK = 0;
export const UNKNOWN = 1;
export const NUMBER = 2;
export const firstWord = 3;

/** Characters read of a text: what comes after them adds nothing but time. */
export const longestText = 2_000;

const MEMO_LIMIT = 50_000;
const LONGEST_WORD = 20;

/** Words that often stand between those that matter: a phrase is met with them, and without. */
const EN_FILLERS = new Set(('a an the my our your his her its it this that these those i we he she they them is was were are be been being am has have had having do does did done will would shall could can may might must '
  + 'really very just quite pretty rather extremely super totally completely absolutely simply actually literally even still so again kind sort bit little slightly somewhat extremely '
  + 'please pls of on at in to for as with about there here').split(' '));
const ZH_FILLERS = new Set([...'的地得很挺蛮巨啊呢吧呀嘛哦啦哈呜噢喔诶都也还又已竟居然这那我你您他她它们']);

/** Irregular forms, contractions and spellings -> the form the lexicon uses. */
const SAME = new Map(Object.entries({
  doesnt: 'not', dosent: 'not', doesn: 'not', dont: 'not', didnt: 'not', dident: 'not', isnt: 'not', wasnt: 'not', arent: 'not', werent: 'not', hasnt: 'not', havent: 'not', hadnt: 'not', wont: 'not', wouldnt: 'not',
  cant: 'not', cannot: 'not', couldnt: 'not', shouldnt: 'not', aint: 'not', nt: 'not', never: 'never', nothin: 'nothing', im: 'i', ive: 'i', its: 'it', theyre: 'they', thats: 'that', theres: 'there',
  broke: 'break', broken: 'break', brake: 'break', brocken: 'break', tore: 'tear', torn: 'tear', shrank: 'shrink', shrunk: 'shrink', shrunken: 'shrink', fell: 'fall', fallen: 'fall', came: 'come', sent: 'send', bought: 'buy', got: 'get',
  gotten: 'get', gave: 'give', given: 'give', told: 'tell', said: 'say', says: 'say', paid: 'pay', took: 'take', taken: 'take', stole: 'steal', stolen: 'steal', burnt: 'burn', bent: 'bend', froze: 'freeze', frozen: 'freeze',
  bigger: 'big', biggest: 'big', smaller: 'small', smallest: 'small', larger: 'large', tighter: 'tight', shorter: 'short', longer: 'longer', narrower: 'narrow', wider: 'wide', looser: 'loose', thinner: 'thin', lighter: 'light', darker: 'dark', brighter: 'bright',
  color: 'colour', colors: 'colour', colours: 'colour', colored: 'colour', gray: 'grey', u: 'you', ur: 'your', wasn: 'not', didn: 'not', parcel: 'package', parcels: 'package', pkg: 'package', packages: 'package', acct: 'account', recieved: 'receive', recived: 'receive', rcvd: 'receive', recd: 'receive',
  cheaper: 'cheaper', fitting: 'fit', fitted: 'fit', fits: 'fit', leaking: 'leak', faulty: 'faulty', sizing: 'size', shipped: 'ship', ripped: 'rip', wrongly: 'wrong', tho: 'though', thru: 'through', didt: 'not', defected: 'defect', defective: 'defect', defects: 'defect', mins: 'minute', hrs: 'hour',
  mis: 'mis', news: 'news', less: 'less', bleeding: 'bleed', bled: 'bleed', wore: 'wear', worn: 'worn', sold: 'sold', stained: 'stain', wknd: 'weekend', xmas: 'christmas', bday: 'birthday', pics: 'picture', pic: 'picture', photos: 'picture', photo: 'picture', pictured: 'picture', images: 'picture', image: 'picture', advertised: 'advertise',
  w: 'with', thx: 'thanks', ordered: 'order', delivered: 'deliver', described: 'describe', nope: 'no', zero: 'no', nobody: 'nobody', noone: 'nobody', nevr: 'never', wrng: 'wrong', wron: 'wrong', sz: 'size', diff: 'different', tite: 'tight', to: 'to', too: 'too',
}));

/** Forms that mean another thing than their stem: shipping is under way, to ship is to send. */
const KEPT = new Set(['missing', 'used', 'serviced', 'servicing', 'covered', 'fitting', 'fittings', 'shipping', 'shipment', 'lost', 'worn', 'less', 'pressed']);

const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'aeiouy'.includes(letter);

function stem(word: string): string {
  let out = word;
  if (out.length > 4 && out.endsWith('ies')) out = `${out.slice(0, -3)}y`;
  else if (out.length > 3 && out.endsWith('s') && !/(?:ss|us|is)$/.test(out)) out = out.slice(0, -1);
  if (out.length > 5 && out.endsWith('ing') && [...out.slice(0, -3)].some(isVowel)) out = out.slice(0, -3);
  else if (out.length > 4 && out.endsWith('ed') && [...out.slice(0, -2)].some(isVowel)) out = out.slice(0, -2);
  else if (out.length > 5 && out.endsWith('ly')) out = out.slice(0, -2);
  if (out.length > 3 && out.endsWith('e')) out = out.slice(0, -1);
  const last = out.length - 1;
  return last > 2 && out[last] === out[last - 1] ? out.slice(0, -1) : out;
}

const canonical = (word: string): string => (KEPT.has(word) ? word : stem(SAME.get(word) ?? word));

/** All strings with one letter less: two words one edit apart share one of these or each other. */
const deletions = (word: string): string[] => Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));

export interface Tokens {
  readonly ids: Int32Array;
  length: number;
}

/** Whether a token is a filler, by its id. */
export type Fillers = Uint8Array;

export interface Vocabulary {
  /** Reads a phrase of the lexicon and learns its words. */
  readonly learn: (phrase: string) => number[];
  readonly fillers: Fillers;
  /** Ends the learning: from here on, unknown words may be read as a near known one. */
  readonly close: () => void;
  /** Reads a text of any length (cut at 2,000 characters) into a buffer that the next call reuses. */
  readonly read: (text: string) => Tokens;
}

const isHan = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLatin = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x24f);
const isSoft = (code: number): boolean => code === 32 || code === 45 || code === 95 || code === 38 || code === 47 || code === 0x3001 || code === 42 || code === 43 || code === 35 || code === 34 || code === 9;

/** Words to numbers: one Han character, one Latin word (stemmed, spelling forgiven) or one number each. */
export function createVocabulary(): Vocabulary {
  const words = new Map<string, number>();
  const surface = new Map<string, number>();
  const near = new Map<string, number>();
  const memo = new Map<string, number>();
  const han = new Int32Array(0xa000).fill(UNKNOWN);
  const fillers: Fillers = new Uint8Array(65_536);
  let next = firstWord;
  let learning = true;
  const tokens: Tokens = { ids: new Int32Array(longestText + 1), length: 0 };

  const nearest = (word: string): number => {
    if (word.length < 6 || word.length > LONGEST_WORD) return UNKNOWN;
    const direct = near.get(word);
    if (direct !== undefined) return direct;
    for (const shorter of deletions(word)) {
      if (shorter[0] !== word[0]) continue;
      const found = surface.get(shorter) ?? near.get(shorter);
      if (found !== undefined) return found;
    }
    return UNKNOWN;
  };
  const latin = (raw: string): number => {
    const seen = memo.get(raw);
    if (seen !== undefined) return seen;
    const squeezed = raw.replace(/(.)\1{2,}/g, '$1');
    const form = EN_FILLERS.has(squeezed) ? squeezed : canonical(squeezed);
    let id = words.get(form);
    if (id === undefined && learning) {
      words.set(form, next);
      id = next++;
    }
    if (learning) surface.set(squeezed, id ?? UNKNOWN);
    id ??= nearest(squeezed);
    if (memo.size >= MEMO_LIMIT) memo.clear();
    memo.set(raw, id);
    return id;
  };
  const hanId = (code: number): number => {
    const id = han[code] ?? UNKNOWN;
    if (id !== UNKNOWN || !learning) return id;
    han[code] = next;
    return next++;
  };

  for (const filler of EN_FILLERS) fillers[latin(filler)] = 1;
  for (const filler of ZH_FILLERS) fillers[hanId(filler.charCodeAt(0))] = 1;

  function read(text: string): Tokens {
    let source = text.length > longestText ? text.slice(0, longestText) : text;
    source = source.normalize('NFKC').toLowerCase();
    if (/['’‘`´]/.test(source)) source = source.replace(/['’‘`´]/g, '');
    const end = Math.min(source.length, longestText);
    const { ids } = tokens;
    let length = 0;
    let at = 0;
    let before = BREAK;
    while (at < end) {
      const code = source.charCodeAt(at);
      let id = before;
      if (isHan(code)) {
        id = hanId(code);
        at += 1;
      } else if (isLatin(code)) {
        const from = at;
        while (at < end && isLatin(source.charCodeAt(at))) at += 1;
        id = latin(source.slice(from, at));
      } else if (isDigit(code)) {
        while (at < end && (isDigit(source.charCodeAt(at)) || (source.charCodeAt(at) === 46 && isDigit(source.charCodeAt(at + 1))))) at += 1;
        id = NUMBER;
      } else {
        const blank = code === 32 && at > 0 && isHan(source.charCodeAt(at - 1)) && isHan(source.charCodeAt(at + 1));
        at += 1;
        // Between Chinese words a space stands for a comma.
        if (!blank && isSoft(code)) continue;
        if (before === BREAK) continue;
        id = BREAK;
      }
      ids[length++] = id;
      before = id;
    }
    tokens.length = length;
    return tokens;
  }

  return {
    fillers,
    learn: (phrase) => Array.from(read(phrase).ids.subarray(0, tokens.length)),
    close: () => {
      learning = false;
      memo.clear();
      for (const [word, id] of surface) {
        if (word.length < 6) continue;
        for (const shorter of deletions(word)) {
          if (shorter[0] === word[0] && !near.has(shorter) && !surface.has(shorter)) near.set(shorter, id);
        }
      }
    },
    read,
  };
}

/**
 * What was last answered to whom, as digests: publishing works out anew only those answers whose facts changed, instead of reading everybody's stored one.
 * Text, one customer a line after the form: `9c41… 3xk2…`, in key order.
 */
export interface Digest {
  readonly key: string;
  /** Of the facts that the answer is made from. */
  readonly digest: string;
}

/** 53 bits of a text (Bryc's cyrb53): it tells one customer's facts from the same customer's facts of the last time, and nobody from anybody else. */
export function digestOf(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  const first = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  const second = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & second) + (first >>> 0)).toString(36);
}

export interface DigestWriter {
  add(digest: Digest): void;
  bytes(): Uint8Array;
}

/** `form`: what else the answers were made from, the same for everybody: rules and words. */
export function digestWriter(form: string): DigestWriter {
  const pages: Buffer[] = [];
  let page = `${form}\n`;
  return {
    add({ key, digest }) {
      page += `${key} ${digest}\n`;
      if (page.length < 1 << 20) return;
      pages.push(Buffer.from(page));
      page = '';
    },
    bytes: () => Buffer.concat([...pages, Buffer.from(page)]),
  };
}

/** Null where the answers had another form: then nothing is known of them. */
export function readDigests(bytes: Uint8Array, form: string): Iterable<Digest> | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = text.indexOf(NEWLINE);
  return head >= 0 && text.toString('utf8', 0, head) === form ? linesFrom(text, head + 1) : null;
}

const NEWLINE = 10;

function* linesFrom(text: Buffer, start: number): Iterable<Digest> {
  for (let from = start; from < text.length;) {
    // A page of whole lines at a time: a string each would be slow, all of them as one might be too long.
    const most = Math.min(text.length, from + (1 << 20));
    const to = most === text.length ? most : text.lastIndexOf(NEWLINE, most) + 1;
    const page = text.toString('utf8', from, to);
    for (let at = 0; at < page.length;) {
      const space = page.indexOf(' ', at);
      const end = page.indexOf('\n', space);
      yield { key: page.slice(at, space), digest: page.slice(space + 1, end) };
      at = end + 1;
    }
    from = to;
  }
}

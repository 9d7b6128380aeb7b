import { brotliCompress, brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Context } from 'hono';

const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const SMALL = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
const MOST_KEPT = 200;
const kept = new Map<string, Buffer>();

/** A text as small as the caller takes it. `name`: a text that is sent again; it is compressed as well as can be, beside the first answer. */
export function sendText(c: Context, text: string, headers: Readonly<Record<string, string>>, { status = 200, name }: { status?: number; name?: string } = {}): Response {
  const accepted = c.req.header('accept-encoding') ?? '';
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
  const common = { ...headers, vary: 'accept-encoding' };
  if (encoding === null || text.length < 500) return new Response(text, { status, headers: common });
  const body = encoding === 'gzip' ? gzipSync(text) : name === undefined ? brotliCompressSync(text, QUICK) : smallest(name, text);
  return new Response(new Uint8Array(body), { status, headers: { ...common, 'content-encoding': encoding } });
}

function smallest(name: string, text: string): Buffer {
  const before = kept.get(name);
  if (before !== undefined) return before;
  const quick = brotliCompressSync(text, QUICK);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(name, quick);
  brotliCompress(text, SMALL, (error, small) => { if (error === null) kept.set(name, small); });
  return quick;
}

import { Refused } from './problem.ts';

const MOST_BYTES = 1024 * 1024;
/** Levels of lists and objects; no document of ours has ten. */
const DEEPEST = 50;

/** The request's body as JSON, at most 1 MiB, whatever the length said. */
export async function jsonBody(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new Refused('too_large');
    chunks.push(chunk);
  }
  const document = parsed(Buffer.concat(chunks));
  if (isDeeper(document, DEEPEST)) throw new Refused('bad_json', 'nested too deep');
  return document;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refused('bad_json');
  }
}

/** Whoever walks a document goes as deep as it does. */
const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1)));

import { readFile, stat } from 'node:fs/promises';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { isMerchantId, type MerchantId } from '../../lib/model/ids.ts';
import type { Edition } from '../../lib/ports/edition.ts';

/** The caller's mistake: exit code 2. */
export class UsageError extends Error {}

export interface Command {
  readonly usage: string;
  readonly does: string;
  run(args: readonly string[]): Promise<number>;
}

export const help = (commands: Readonly<Record<string, Command>>): string =>
  `aftertier COMMAND [--data DIR] [--merchant ID]\n\n${Object.entries(commands).map(([name, c]) => `  ${name} ${c.usage}\n      ${c.does}\n`).join('')}`;

type Options = NonNullable<ParseArgsConfig['options']>;

export interface Parsed {
  readonly words: readonly string[];
  readonly data: string;
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** The merchant named by --merchant. */
  merchant(): MerchantId;
}

const COMMON = { data: { type: 'string' }, merchant: { type: 'string' }, json: { type: 'boolean' } } as const satisfies Options;

export function parse(args: readonly string[], options: Options = {}): Parsed {
  const { values, positionals } = parsed(args, { ...COMMON, ...options });
  const text = (name: string): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined);
  return {
    words: positionals,
    data: text('data') ?? process.env['AFTERTIER_DATA'] ?? './data',
    text,
    flag: (name) => values[name] === true,
    merchant: () => {
      const id = text('merchant');
      if (id === undefined) throw new UsageError('--merchant ID is missing');
      if (!isMerchantId(id)) throw new UsageError('a merchant id is made of a-z, 0-9, - and _, at most 63 characters');
      return id;
    },
  };
}

function parsed(args: readonly string[], options: Options): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unknown option');
  }
}

/** Opens the edition of --data for one command. */
export async function withEdition<T>(data: string, use: (edition: Edition) => Promise<T>): Promise<T> {
  const edition = await embeddedEdition({ data, secret: process.env['AFTERTIER_SECRET'] });
  try {
    return await use(edition);
  } finally {
    await edition.close();
  }
}

/** A command about a merchant that exists already: an unknown one is wrong usage. */
export function withMerchant<T>(args: Parsed, use: (edition: Edition, merchant: MerchantId) => Promise<T>): Promise<T> {
  const merchant = args.merchant();
  return withEdition(args.data, async (edition) => {
    if (!(await isKnown(edition, merchant))) throw new UsageError(`there is no merchant ${merchant} in ${args.data}`);
    return use(edition, merchant);
  });
}

async function isKnown(edition: Edition, merchant: MerchantId): Promise<boolean> {
  if ((await edition.heads.read(merchant)).version > 0 || (await edition.ledger.list(merchant)).length > 0) return true;
  return (await edition.documents.merchants()).includes(merchant) || (await edition.keys.list(merchant)).length > 0 || (await edition.drops.merchants()).includes(merchant);
}

export async function jsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => { throw new UsageError(`cannot read ${path}`); });
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON`);
  }
}

export async function mustBeFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) throw new UsageError(`there is no file ${path}`);
}

export const print = (document: unknown): void => void process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Writes lines without piling them up in memory when the reader is slow. */
export async function printLines(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await new Promise<void>((resume) => process.stdout.once('drain', resume));
}

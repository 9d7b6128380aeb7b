import { bodies, publish } from '../../lib/flows/publish.ts';
import { withAnalysis } from '../../lib/flows/analyse.ts';
import { boardText, isBoardName } from '../../lib/flows/boards.ts';
import { erase } from '../../lib/flows/erase.ts';
import { stateHash } from '../../lib/flows/hash.ts';
import { answerText, lookUp } from '../../lib/flows/look-up.ts';
import { csvHeader, csvLine, jsonLine, records } from '../../lib/flows/records.ts';
import { changeSettings, readSettings } from '../../lib/flows/settings.ts';
import { checkedSettings, schemas } from '../../lib/api/schemas.ts';
import { layouts } from '../../lib/map/platforms/index.ts';
import { isDay } from '../../lib/model/days.ts';
import { tableNames, type TableName } from '../../lib/model/tables.ts';
import { scopes, type Scope } from '../../lib/ports/keys.ts';
import { customerFacts } from '../../lib/tier/customers/tier-customers.ts';
import { policiesOf } from '../../lib/tier/customers/policies.ts';
import { withSince } from '../../lib/publish/differences.ts';
import { jsonFile, parse, print, printLines, say, UsageError, withEdition, withMerchant, type Command } from './arguments.ts';

const dayOf = (text: string | undefined): string | null => {
  if (text !== undefined && !isDay(text)) throw new UsageError('a day is written as 2026-11-20');
  return text ?? null;
};

export const tierCommand: Command = {
  usage: 'CUSTOMER… --merchant M [--json]',
  does: 'the look-up’s answer for raw customer ids (one: a document; several: a list)',
  run: (argv) => {
    const args = parse(argv);
    if (args.words.length === 0) throw new UsageError('name at least one customer');
    return withMerchant(args, async (edition, merchant) => {
      const ask = lookUp(edition);
      const answers = [];
      for (const customer of args.words) answers.push(JSON.parse(await ask(merchant, customer)));
      if (args.flag('json')) print(answers.length === 1 ? answers[0] : answers);
      else for (const a of answers) say(`${a.customer}: ${a.tier}${a.known ? '' : ' (unknown)'}${a.reasons.map((r: { en: string }) => `\n  ${r.en}`).join('')}`);
      return 0;
    });
  },
};

export const tiersCommand: Command = {
  usage: '--merchant M [--as-of DAY] [--format jsonl]',
  does: 'all customers with tier, reasons and facts, one JSON line each',
  run: (argv) => {
    const args = parse(argv, { 'as-of': { type: 'string' }, format: { type: 'string' } });
    const asOf = dayOf(args.text('as-of'));
    return withMerchant(args, async (edition, merchant) => {
      await withAnalysis(edition, merchant, asOf, async (analysis) => {
        const facts = new Map<string, unknown>();
        for await (const batch of customerFacts(analysis.snapshot)) for (const { key, facts: own } of batch) facts.set(key, own);
        const common = { version: analysis.manifest.version, asOf: analysis.asOf, policies: Object.fromEntries(Object.entries(policiesOf(analysis.settings.settings)).map(([t, p]) => [t, JSON.stringify(p)])) };
        for await (const batch of bodies(analysis)) {
          const lines = await Promise.all(batch.map(async ({ key, body }) => {
            const stored = await edition.tiers.get(merchant, key);
            const since = asOf === null && stored !== null ? /"since":"([^"]+)"/.exec(stored)?.[1] ?? null : null;
            const line = answerText(key, withSince(body, since), true, common).replace(/^\{"customer":/, '{"customer_key":');
            return `${line.slice(0, -1)},"facts":${JSON.stringify(facts.get(key) ?? {})}}\n`;
          }));
          await printLines(lines.join(''));
        }
      });
      return 0;
    });
  },
};

export const boardCommand: Command = {
  usage: 'NAME --merchant M [--as-of DAY] [--json]',
  does: 'the document behind a board: overview, problems, drivers, products, channels, customers, costs, data',
  run: (argv) => {
    const args = parse(argv, { 'as-of': { type: 'string' } });
    const name = args.words[0] ?? '';
    if (!isBoardName(name)) throw new UsageError(`there is no board ${name}`);
    const asOf = dayOf(args.text('as-of'));
    return withMerchant(args, async (edition, merchant) => {
      const text = await boardText(edition, merchant, name, asOf);
      if (text === null) throw new UsageError('nothing is published yet: ingest a file first');
      print(JSON.parse(text));
      return 0;
    });
  },
};

export const hashCommand: Command = {
  usage: '--merchant M [--json]',
  does: 'the state hash: records, tiers, boards; equal for equal states however they were reached',
  run: (argv) => {
    const args = parse(argv);
    return withMerchant(args, async (edition, merchant) => {
      const hash = await stateHash(edition, merchant);
      if (args.flag('json')) print(hash);
      else await printLines(`${hash.hash}\n`);
      return 0;
    });
  },
};

export const recordsCommand: Command = {
  usage: '[TABLE…] --merchant M [--format jsonl|csv]',
  does: 'the folded canonical records, in key order; CSV can be ingested again',
  run: (argv) => {
    const args = parse(argv, { format: { type: 'string' } });
    const format = args.text('format') ?? 'jsonl';
    if (format !== 'jsonl' && format !== 'csv') throw new UsageError('--format is jsonl or csv');
    const wrong = args.words.find((w) => !tableNames.some((t) => t === w));
    if (wrong !== undefined) throw new UsageError(`there is no table ${wrong}: ${tableNames.join(', ')}`);
    const asked = args.words.length === 0 ? tableNames : tableNames.filter((t) => args.words.includes(t));
    return withMerchant(args, async (edition, merchant) => {
      const started = new Set<TableName>();
      const begin = async (table: TableName): Promise<void> => {
        if (format === 'csv' && !started.has(table)) await printLines(`${started.size > 0 ? '\n' : ''}${csvHeader(table)}\n`);
        started.add(table);
      };
      for await (const { table, rows } of records(edition, merchant, asked)) {
        await begin(table);
        await printLines(rows.map((row) => `${format === 'csv' ? csvLine(table, row) : jsonLine(table, row)}\n`).join(''));
      }
      if (format === 'csv' && asked.length === 1 && asked[0] !== undefined) await begin(asked[0]);
      return 0;
    });
  },
};

export const settingsCommand: Command = {
  usage: '--merchant M [--set FILE]',
  does: 'prints the settings; --set merges a document into them',
  run: async (argv) => {
    const args = parse(argv, { set: { type: 'string' } });
    const file = args.text('set');
    if (file === undefined) return withMerchant(args, async (edition, merchant) => (print((await readSettings(edition, merchant)).settings), 0));
    const checked = checkedSettings(await jsonFile(file));
    if (!checked.ok) throw new UsageError(`${file} holds no settings: ${checked.problem}`);
    const merchant = args.merchant();
    return withEdition(args.data, async (edition) => {
      const { settings } = await changeSettings(edition, merchant, checked.value);
      if ((await edition.heads.read(merchant)).version > 0) await publish(edition, merchant);
      print(settings);
      return 0;
    });
  },
};

export const eraseCommand: Command = {
  usage: 'CUSTOMER --merchant M',
  does: 'erases a customer everywhere; prints the certificate',
  run: (argv) => {
    const args = parse(argv);
    const customer = args.words[0];
    if (customer === undefined) throw new UsageError('name the customer');
    return withMerchant(args, async (edition, merchant) => (print(await erase(edition, merchant, customer)), 0));
  },
};

export const keyCommand: Command = {
  usage: '--merchant M --scopes read,upload[,admin,embed]',
  does: 'mints an API key; it is shown once',
  run: (argv) => {
    const args = parse(argv, { scopes: { type: 'string' } });
    const asked = (args.text('scopes') ?? '').split(',').map((s) => s.trim()).filter((s) => s !== '');
    const known = asked.filter((s): s is Scope => scopes.some((k) => k === s));
    if (asked.length === 0 || known.length !== asked.length) throw new UsageError(`--scopes is a list of ${scopes.join(', ')}`);
    const merchant = args.merchant();
    return withEdition(args.data, async (edition) => {
      const { id, secretOnce } = await edition.keys.create(merchant, known, edition.clock.nowMs());
      say('This key is shown once; keep it now.');
      if (args.flag('json')) print({ id, key: secretOnce, merchant, scopes: known });
      else await printLines(`${secretOnce}\n`);
      return 0;
    });
  },
};

export const schemaCommand: Command = {
  usage: Object.keys(schemas).join(' | '),
  does: 'the JSON Schema of a document',
  run: async (argv) => {
    const name = parse(argv).words[0] ?? '';
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (schema === undefined) throw new UsageError(`there is no schema ${name}: ${Object.keys(schemas).join(', ')}`);
    print(schema);
    return 0;
  },
};

export const platformsCommand: Command = {
  usage: '[--json]',
  does: 'the platforms whose files are recognised',
  run: async (argv) => {
    const args = parse(argv);
    const list = layouts.map(({ id, label }) => ({ id, ...label }));
    if (args.flag('json')) print(list);
    else for (const { id, zh, en } of list) await printLines(`${id}\t${zh}\t${en}\n`);
    return 0;
  },
};

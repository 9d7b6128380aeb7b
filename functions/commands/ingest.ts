import { basename } from 'node:path';
import { ingest } from '../../lib/flows/ingest.ts';
import { rejectsOf, reportOf, type StoredReport } from '../../lib/flows/reports.ts';
import { bringUpToDate } from '../../lib/flows/sweep.ts';
import { answer, mapUpload, receive, withdrawUpload } from '../../lib/flows/uploads.ts';
import { maintain } from '../../lib/flows/maintain.ts';
import { checkedMapping } from '../../lib/api/schemas.ts';
import { jsonFile, mustBeFile, parse, print, printLines, say, UsageError, withEdition, withMerchant, type Command } from './arguments.ts';
import { progressBar } from './progress.ts';

/** 4 over 3 over 0. */
export const exitOf = (reports: readonly StoredReport[]): number =>
  reports.some((r) => r.decision === 'refused' || r.members.some((m) => m.decision === 'refused')) ? 4 : reports.some((r) => r.decision === 'held') ? 3 : 0;

const told = (report: StoredReport): string => {
  const { counts } = report;
  const notes = [...report.issues.filter((i) => i.level === 'error').map((i) => i.en), ...report.questions.map((q) => `${q.id}: ${q.en} [${q.choices.join(' | ')}]`)];
  return `${report.file}: ${report.decision}, ${counts.accepted} of ${counts.records} records ${report.decision === 'held' ? 'wait for an answer' : 'accepted'}${counts.rejected > 0 ? `, ${counts.rejected} rejected` : ''} (${report.upload})${notes.map((n) => `\n  ${n}`).join('')}`;
};

export const ingestCommand: Command = {
  usage: 'FILE… --merchant M [--json]',
  does: 'takes files in as uploads, analyses and publishes; prints their reports',
  async run(argv) {
    const args = parse(argv);
    if (args.words.length === 0) throw new UsageError('name at least one file');
    const merchant = args.merchant();
    for (const file of args.words) await mustBeFile(file);
    return withEdition(args.data, async (edition) => {
      const entries = [];
      for (const file of args.words) entries.push(await receive(edition, merchant, basename(file), file));
      const bar = progressBar(process.stderr);
      const reports: StoredReport[] = [];
      for (const [n, entry] of entries.entries()) {
        bar.show(n, entries.length + 1, entry.file);
        reports.push(await ingest(edition, merchant, entry.upload));
      }
      bar.show(entries.length, entries.length + 1, 'analysis');
      await bringUpToDate(edition, merchant);
      await maintain(edition, merchant);
      await bringUpToDate(edition, merchant);
      bar.end();
      for (const report of reports) say(told(report));
      if (args.flag('json')) print(reports);
      return exitOf(reports);
    });
  },
};

export const reportCommand: Command = {
  usage: 'UPLOAD --merchant M [--json]',
  does: 'prints the report of an upload',
  run: (argv) => {
    const args = parse(argv);
    return withMerchant(args, async (edition, merchant) => {
      const report = await reportOf(edition, merchant, args.words[0] ?? '');
      if (report === null) throw new UsageError('this upload was not read yet');
      say(told(report));
      if (args.flag('json')) print(report);
      return 0;
    });
  },
};

export const rejectsCommand: Command = {
  usage: 'UPLOAD --merchant M',
  does: 'prints the rejected records as a CSV to correct and give back',
  run: (argv) => {
    const args = parse(argv);
    return withMerchant(args, async (edition, merchant) => {
      await printLines(await rejectsOf(edition, merchant, args.words[0] ?? ''));
      return 0;
    });
  },
};

/** After an upload changed the lake: publish, and print its report. */
const settled = async (args: ReturnType<typeof parse>, change: (edition: Parameters<Parameters<typeof withMerchant>[1]>[0], merchant: Parameters<Parameters<typeof withMerchant>[1]>[1], upload: string) => Promise<StoredReport>): Promise<number> =>
  withMerchant(args, async (edition, merchant) => {
    const report = await change(edition, merchant, args.words[0] ?? '');
    await bringUpToDate(edition, merchant);
    say(told(report));
    print(report);
    return exitOf([report]);
  });

export const answerCommand: Command = {
  usage: 'UPLOAD --merchant M --question ID --choice VALUE',
  does: 'answers a held question, takes the upload in, prints its report',
  run: (argv) => {
    const args = parse(argv, { question: { type: 'string' }, choice: { type: 'string' } });
    const [question, choice] = [args.text('question'), args.text('choice')];
    if (question === undefined || choice === undefined) throw new UsageError('--question ID and --choice VALUE are needed');
    return settled(args, (edition, merchant, upload) => answer(edition, merchant, upload, question, choice));
  },
};

export const mapCommand: Command = {
  usage: 'UPLOAD --merchant M --file MAPPING.json',
  does: 'gives an unknown layout a mapping, takes the upload in, prints its report',
  run: async (argv) => {
    const args = parse(argv, { file: { type: 'string' } });
    const file = args.text('file');
    if (file === undefined) throw new UsageError('--file MAPPING.json is needed');
    const mapping = checkedMapping(await jsonFile(file));
    if (!mapping.ok) throw new UsageError(`${file} is no mapping: ${mapping.problem}`);
    return settled(args, (edition, merchant, upload) => mapUpload(edition, merchant, upload, mapping.value));
  },
};

export const withdrawCommand: Command = {
  usage: 'UPLOAD --merchant M',
  does: 'takes a wrong file back; what it had replaced returns',
  run: (argv) => {
    const args = parse(argv);
    return withMerchant(args, async (edition, merchant) => {
      const entry = await withdrawUpload(edition, merchant, args.words[0] ?? '');
      await bringUpToDate(edition, merchant);
      say(`${entry.file} is withdrawn`);
      const report = await reportOf(edition, merchant, entry.upload);
      if (args.flag('json')) print({ ...report, withdrawn: true });
      return 0;
    });
  },
};

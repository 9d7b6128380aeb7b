// Runs stages of tests/support/flow-stages.ts in a process of its own.
//   crash FOLDER FILES STAGE   runs one stage, and stops or dies where AFTERTIER_CRASH_AT says
//   serve FILES                asked on stdin, a JSON line each: breaks a stage in the way given, then goes on as after a restart
import { createInterface } from 'node:readline';
import { planFaults, stepsTaken } from '../../lib/embedded/step.ts';
import { collect, editionAt, endOf, filesOf, stages, type FlowEnd } from './flow-stages.ts';
import { merchant } from './lake-bed.ts';

export interface Ask {
  readonly folder: string;
  readonly stage: number;
  /** Null: nothing is broken, only gone on with. */
  readonly failAt: string | null;
}

export interface Told {
  readonly end: FlowEnd;
  /** Versions of the head: as it was found, and in the end. */
  readonly versions: readonly [number, number];
  readonly steps: number;
  /** A day later. */
  readonly files: Awaited<ReturnType<typeof filesOf>>;
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === 'crash') {
  const [folder = '', files = '', stage = ''] = rest;
  const edition = await editionAt(folder);
  await stages[Number(stage)]?.run(edition, files);
  await edition.close();
  process.stdout.write('end\n');
} else {
  const [files = ''] = rest;
  for await (const line of createInterface({ input: process.stdin })) process.stdout.write(`${JSON.stringify(await recover(JSON.parse(line), files))}\n`);
}

async function recover({ folder, stage, failAt }: Ask, files: string): Promise<Told> {
  if (failAt !== null) await broken(folder, files, stage, failAt);
  planFaults({});
  const edition = await editionAt(folder);
  try {
    const before = (await edition.heads.read(merchant)).version;
    await stages[stage]?.run(edition, files);
    const steps = stepsTaken();
    const end = await endOf(edition);
    await collect(edition);
    return { end, versions: [before, end.version], steps, files: await filesOf(folder) };
  } finally {
    await edition.close();
  }
}

/** The stage may end well or in an error; only the process goes on. */
async function broken(folder: string, files: string, stage: number, failAt: string): Promise<void> {
  planFaults({ failAt });
  try {
    const edition = await editionAt(folder);
    await Promise.resolve(stages[stage]?.run(edition, files)).catch(() => undefined);
    await edition.close();
  } catch {
    // It could not even start.
  }
}

import { generateDemo } from '../../lib/demo/generate.ts';
import type { Day } from '../../lib/model/ids.ts';
import { parse, print, say, UsageError, type Command } from './arguments.ts';

/** The demo's last day: fixed, so that a seed is the same merchant on every machine. */
export const demoEnd = '2026-11-20' as Day;

export const demoCommand: Command = {
  usage: 'DIR --seed N [--lines N] [--no-causes]',
  does: 'writes the demo merchant’s files; prints what was planted',
  async run(argv) {
    const args = parse(argv, { seed: { type: 'string' }, lines: { type: 'string' }, 'no-causes': { type: 'boolean' } });
    const dir = args.words[0];
    const seed = Number(args.text('seed') ?? 1);
    const lines = args.text('lines') === undefined ? undefined : Number(args.text('lines'));
    if (dir === undefined || !Number.isSafeInteger(seed) || (lines !== undefined && !(lines > 0))) throw new UsageError('name a folder, and a whole number as --seed');
    const truth = await generateDemo({ seed, causes: !args.flag('no-causes'), endDay: demoEnd, dir, ...(lines === undefined ? {} : { orderLines: lines }) });
    say(`${truth.totals.orderLines} order lines and ${truth.totals.cases} cases in ${dir}`);
    print(truth);
    return 0;
  },
};

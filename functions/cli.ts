import { isFailure } from '../lib/model/failure.ts';
import { UsageError, help } from './commands/arguments.ts';
import { commands } from './commands/index.ts';

/**
 * The command line: one command, one flow, one document. People read stderr; stdout carries exactly what was asked for.
 * Exit codes: 0 done, 1 failure of the machine, 2 wrong usage, 3 something is held for a person, 4 something was refused (4 over 3).
 */
export async function main(argv: readonly string[]): Promise<number> {
  // Whoever reads may have had enough (`| head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const [name, ...rest] = argv;
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    process.stderr.write(help(Object.fromEntries(await Promise.all(Object.entries(commands).map(async ([known, one]) => [known, await one()] as const)))));
    return name === undefined || name === 'help' || name === '--help' ? 0 : 2;
  }
  const command = await load();
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError || isFailure(error, 'unknown_upload') || isFailure(error, 'unknown_question') || isFailure(error, 'not_held') || isFailure(error, 'bad_choice') || isFailure(error, 'bad_mapping') || isFailure(error, 'bad_day') || isFailure(error, 'bad_customer')) {
      process.stderr.write(`aftertier ${name}: ${error.message}\n  aftertier ${name} ${command.usage}\n`);
      return 2;
    }
    const code = isFailure(error) ? error.code : 'unexpected';
    process.stderr.write(`aftertier ${name}: ${isFailure(error) ? error.message : 'something unexpected went wrong'} (${code})\n`);
    if (process.env['AFTERTIER_DEBUG'] !== undefined) console.error(error);
    return 1;
  }
}

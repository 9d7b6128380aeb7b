import { parse, UsageError, type Command } from './arguments.ts';

export const serveCommand: Command = {
  usage: '[--port N] [--demo]',
  does: 'API, dashboard and sweep of uploads/ on one machine',
  async run(argv) {
    const args = parse(argv, { port: { type: 'string' }, demo: { type: 'boolean' } });
    const port = Number(args.text('port') ?? process.env['PORT'] ?? 4180);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--port is a number from 0 to 65535');
    const { serveHere } = await import('../server/serve-here.ts');
    return serveHere({ data: args.data, port, demo: args.flag('demo') });
  },
};

import { parse, UsageError, type Command } from './arguments.ts';

export const serveCommand: Command = {
  usage: '[--port N] [--demo] [--merchant M] [--demo-lines N] [--json]',
  does: 'API, page and sweep of uploads/ on this machine; prints the address, and the demo’s key',
  async run(argv) {
    const args = parse(argv, { port: { type: 'string' }, demo: { type: 'boolean' }, 'demo-lines': { type: 'string' } });
    const number = (name: string, text: string | undefined, least: number, most: number): number | null => {
      if (text === undefined) return null;
      if (!/^\d{1,9}$/.test(text) || Number(text) < least || Number(text) > most) throw new UsageError(`${name} is a number from ${least} to ${most}`);
      return Number(text);
    };
    const port = number('--port', args.text('port') ?? process.env['PORT'], 0, 65_535);
    const demoLines = number('--demo-lines', args.text('demo-lines'), 1, 10_000_000);
    const { PortTaken, serveHere } = await import('../server/serve-here.ts');
    try {
      return await serveHere({ data: args.data, port, demo: args.flag('demo'), demoLines, merchant: args.text('merchant') === undefined ? null : args.merchant(), json: args.flag('json') });
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error;
      process.stderr.write(`aftertier serve: ${error.message}; choose another with --port\n`);
      return 1;
    }
  },
};

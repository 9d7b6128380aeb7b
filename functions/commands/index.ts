import type { Command } from './arguments.ts';

const ask = () => import('./ask.ts');
const files = () => import('./ingest.ts');

/** A command is loaded when it is asked for: the server is up before the engines would have been read. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  ingest: async () => (await files()).ingestCommand, report: async () => (await files()).reportCommand, rejects: async () => (await files()).rejectsCommand,
  answer: async () => (await files()).answerCommand, map: async () => (await files()).mapCommand, withdraw: async () => (await files()).withdrawCommand,
  key: async () => (await ask()).keyCommand, schema: async () => (await ask()).schemaCommand, records: async () => (await ask()).recordsCommand,
  tier: async () => (await ask()).tierCommand, tiers: async () => (await ask()).tiersCommand, board: async () => (await ask()).boardCommand, hash: async () => (await ask()).hashCommand,
  settings: async () => (await ask()).settingsCommand, erase: async () => (await ask()).eraseCommand, platforms: async () => (await ask()).platformsCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
};

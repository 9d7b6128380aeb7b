import type { Command } from './arguments.ts';
import * as ask from './ask.ts';
import { demoCommand } from './demo.ts';
import * as files from './ingest.ts';
import { serveCommand } from './serve.ts';

export const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  ingest: files.ingestCommand, report: files.reportCommand, rejects: files.rejectsCommand, answer: files.answerCommand, map: files.mapCommand, withdraw: files.withdrawCommand,
  key: ask.keyCommand, schema: ask.schemaCommand, records: ask.recordsCommand, tier: ask.tierCommand, tiers: ask.tiersCommand, board: ask.boardCommand, hash: ask.hashCommand,
  settings: ask.settingsCommand, erase: ask.eraseCommand, platforms: ask.platformsCommand, demo: demoCommand,
};

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { createApp } from '../../lib/api/app.ts';
import { keyVerifier } from '../../lib/api/authenticate.ts';
import { lookUpDoor } from '../../lib/api/look-up-door.ts';
import { embeddedEdition } from '../../lib/embedded/edition.ts';
import { isMerchantId, trusted, type MerchantId } from '../../lib/model/ids.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import { keyIdOf, type Scope } from '../../lib/ports/keys.ts';
import { accessLog } from './access-log.ts';
import { embedOf } from './embed.ts';
import { announceDemo, demoMerchant } from './announce-demo.ts';
import { stderrLog } from './log.ts';
import { pageOf } from './page.ts';
import { tidy } from './tidy.ts';
import { workerProcess } from './worker-process.ts';

export interface ServeOptions {
  readonly data: string;
  /** Null: the usual one, or any that is free. */
  readonly port: number | null;
  readonly demo: boolean;
  readonly demoLines: number | null;
  /** Whose page it is; null: the demo's, else the only one there, else the first. */
  readonly merchant: MerchantId | null;
  readonly json: boolean;
}

const USUAL_PORT = 4180;
const DEMO_SCOPES: readonly Scope[] = ['read', 'upload', 'admin'];
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** What proxies add. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** The one-machine server until it is told to stop: look-ups, API and page here, everything that takes an engine in a worker. */
export async function serveHere(options: ServeOptions): Promise<number> {
  const data = resolve(options.data);
  await mkdir(data, { recursive: true });
  const edition = await embeddedEdition({ data, secret: process.env['AFTERTIER_SECRET'], log: stderrLog() });
  if (options.demo) await announceDemo(edition);
  const merchant = options.merchant ?? (options.demo ? demoMerchant : await firstMerchant(edition));
  const worker = workerProcess({ data, demo: options.demo, demoLines: options.demoLines }, say);
  const access = accessLog(join(data, 'access.log'));
  const hosts = new Set<string>();
  const given = (process.env['AFTERTIER_HOSTS'] ?? '').split(',').map((host) => host.trim().toLowerCase()).filter((host) => host !== '');

  const page = pageOf({ edition, merchant, isOwnHost: (host) => host !== undefined && (hosts.has(host.toLowerCase()) || given.includes(host.toLowerCase())), isNear: (c) => given.length > 0 || (LOOPBACK.has(addressOf(c)) && !isPassedOn(c)), mayChange: given.length === 0 });
  const keys = keyVerifier(edition.keys, edition.clock);
  const app = createApp(edition, { jobs: worker.jobs, tmp: join(data, 'tmp'), keys, access: access.write, address: addressOf, session: page.session, pages: new Hono().route('/', page.app).route('/', embedOf(edition)) });
  const hostname = process.env['HOST'] ?? '127.0.0.1';
  const door = lookUpDoor(edition, { keys, access: access.write, next: getRequestListener(app.fetch, { hostname }) });
  const { server, port } = await listen(door, hostname, options.port);
  for (const name of ['127.0.0.1', 'localhost', '[::1]']) hosts.add(`${name}:${port}`);

  const address = `http://${hostname === '0.0.0.0' || hostname === '::' ? '127.0.0.1' : hostname}:${port}/`;
  const key = options.demo ? await demoKey(edition, join(data, 'demo-key')) : null;
  say(`Aftertier ${address}\n  the page of merchant ${merchant}: ${address}\n  the API’s manual: ${address}docs\n  files for ${merchant} go to: ${join(data, 'uploads', merchant)}`);
  if (key !== null) say(`  the demo’s API key (${DEMO_SCOPES.join(', ')}): ${key}`);
  if (options.json) process.stdout.write(`${JSON.stringify({ address, merchant, key })}\n`);
  else if (!process.stdout.isTTY) process.stdout.write(`${address}\n`);

  await tidy(join(data, 'tmp'));
  worker.start();
  await told();
  await Promise.all([closed(server), worker.stop()]);
  await access.flush();
  await edition.close();
  return 0;
}

/** Resolves when somebody asks this process to end. A second time, it ends at once. */
const told = (): Promise<void> => new Promise((resolve_) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1));
      resolve_();
    });
  }
});

function listen(answer: RequestListener, hostname: string, asked: number | null): Promise<{ server: Server; port: number }> {
  return new Promise((done, fail) => {
    const server = createServer({ requestTimeout: 600_000, headersTimeout: 20_000, keepAliveTimeout: 65_000 }, answer);
    server.listen(asked ?? USUAL_PORT, hostname, () => done({ server, port: (server.address() as AddressInfo).port }));
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && asked === null) listen(answer, hostname, 0).then(done, fail);
      else fail(error.code === 'EADDRINUSE' ? new PortTaken(asked ?? USUAL_PORT) : error);
    });
  });
}

export class PortTaken extends Error {
  constructor(port: number) {
    super(`port ${port} is in use`);
  }
}

const closed = (server: Server): Promise<void> => new Promise((done) => {
  server.close(() => done());
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 3_000).unref();
});

function addressOf(c: Context): string {
  const incoming: IncomingMessage | undefined = c.env?.incoming;
  return incoming?.socket.remoteAddress ?? 'unknown';
}

/** What comes through a proxy may come from anywhere, however near its last step. nginx as it comes adds nothing and speaks HTTP/1.0, which no browser does. */
function isPassedOn(c: Context): boolean {
  const incoming: IncomingMessage | undefined = c.env?.incoming;
  return incoming?.httpVersion === '1.0' || PASSED_ON.some((name) => c.req.header(name) !== undefined);
}

async function firstMerchant(edition: Edition): Promise<MerchantId> {
  const named = process.env['AFTERTIER_MERCHANT'];
  if (named !== undefined && isMerchantId(named)) return named;
  const known = [...await edition.drops.merchants(), ...await edition.documents.merchants()].sort();
  return known[0] ?? trusted<MerchantId>('shop');
}

/** One key for the demo, made once and kept beside its data, so that it can be shown again. */
async function demoKey(edition: Edition, path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').then((text) => text.trim(), () => null);
  const id = kept === null ? null : keyIdOf(kept);
  const stored = id === null ? null : await edition.keys.find(id);
  if (kept !== null && stored !== null && stored.revokedMs === null) return kept;
  const { secretOnce } = await edition.keys.create(demoMerchant, DEMO_SCOPES, edition.clock.nowMs());
  await writeFile(path, `${secretOnce}\n`, { mode: 0o600 });
  return secretOnce;
}

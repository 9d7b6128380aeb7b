import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { casesCsv } from './support/bed.ts';

// The server as a newcomer starts it: real processes, a real port, killed for real.
const bin = fileURLToPath(new URL('../../functions/aftertier.mjs', import.meta.url));
let dir: string;
let server: ChildProcess;
let address: string;
let key: string;

async function start(): Promise<void> {
  server = spawn(process.execPath, [bin, 'serve', '--demo', '--demo-lines', '1500', '--port', '0', '--data', dir, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    let out = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('\n')) resolve(out);
    });
    server.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  ({ address, key } = JSON.parse(line));
}

const end = (signal: NodeJS.Signals): Promise<number | null> => new Promise((resolve) => {
  if (server.exitCode !== null || server.signalCode !== null) return resolve(server.exitCode);
  server.once('exit', (code) => resolve(code));
  server.kill(signal);
});

/** With a Host of one's own, which fetch does not allow. */
const get = (path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string; headers: Record<string, unknown> }> => new Promise((resolve, reject) => {
  const url = new URL(path, address);
  request({ host: url.hostname, port: url.port, path: url.pathname + url.search, headers }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
  }).on('error', reject).end();
});
const api = async (path: string): Promise<any> => JSON.parse((await get(path, { authorization: `Bearer ${key}` })).text);
async function until<T>(ask: () => Promise<T | null | false>): Promise<T> {
  for (const deadline = Date.now() + 110_000; Date.now() < deadline;) {
    const found = await ask();
    if (found !== null && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come about in time');
}
const published = () => until(async () => {
  const { status, text } = await get('/v1/boards/overview', { authorization: `Bearer ${key}` });
  return status === 200 ? JSON.parse(text) : null;
});
const sessionOf = (html: string): string => /"session":"([^"]+)"/.exec(html)?.[1] ?? '';

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'aftertier-serve-'));
  await start();
});
afterAll(async () => {
  await end('SIGKILL');
  await rm(dir, { recursive: true, force: true, maxRetries: 5 });
});

test('the page answers while the demo is still being loaded, with nothing from elsewhere', async () => {
  const { status, text, headers } = await get('/?locale=en');
  expect(status).toBe(200);
  expect(text).toContain('products.csv');
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'/);
  expect((await get('/assets/app.js')).headers['content-type']).toMatch(/javascript/);
  expect((await get('/assets/app.css')).headers['content-type']).toMatch(/css/);
});
test('the demo is loaded through the door, and its customers are answered', async () => {
  const board = await published();
  expect(board.totals.customers).toBeGreaterThan(50);
  const { uploads } = await api('/v1/uploads');
  expect(uploads.map((upload: { status: string }) => upload.status)).toEqual(Array.from({ length: 9 }, () => 'done'));
  expect((await api('/v1/customers/nobody/tier')).known).toBe(false);
  expect((await get('/')).text).toContain('<svg');
});
test('its key is kept for its owner alone', async () => {
  expect((await stat(join(dir, 'demo-key'))).mode & 0o777).toBe(0o600);
  expect((await readFile(join(dir, 'demo-key'), 'utf8')).trim()).toBe(key);
});
test('the page’s session reads and uploads from the page itself, and from nowhere else', async () => {
  const session = sessionOf((await get('/')).text);
  const ask = async (path: string, headers: Record<string, string>) => (await get(path, { authorization: `Bearer ${session}`, ...headers })).status;
  expect(await ask('/v1/boards/overview', { 'sec-fetch-site': 'same-origin' })).toBe(200);
  expect(await ask('/v1/boards/overview', { 'sec-fetch-site': 'cross-site' })).toBe(401);
  expect(await ask('/v1/boards/overview', { host: 'evil.example' })).toBe(401);
  expect(await ask('/v1/boards/overview', { authorization: `Bearer ${session.slice(0, -2)}xx` })).toBe(401);
  expect((await fetch(new URL('/v1/customers/x', address), { method: 'DELETE', headers: { authorization: `Bearer ${session}` } })).status).toBe(403);
});
test('a name that was pointed at this machine gets no page (DNS rebinding)', async () => {
  const { status, text } = await get('/', { host: 'rebound.example:80' });
  expect(status).toBe(421);
  expect(sessionOf(text)).toBe('');
});
test('what comes through a proxy gets no page, though its last step is on this machine', async () => {
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) expect([name, (await get('/', { [name]: '203.0.113.7' })).status]).toEqual([name, 421]);
  const { host, hostname, port } = new URL(address);
  const old = connect(Number(port), hostname, () => old.end(`GET / HTTP/1.0\r\nHost: ${host}\r\n\r\n`));
  let text = '';
  for await (const chunk of old) text += String(chunk);
  expect(text).toMatch(/^HTTP\/1\.1 421 /);
});
test('a file copied into the folder is taken in, and the numbers follow', async () => {
  const before = (await published()).version;
  await mkdir(join(dir, 'uploads', 'demo', 'from-elsewhere'), { recursive: true });
  await writeFile(join(dir, 'new.csv'), casesCsv('dropped'));
  await copyFile(join(dir, 'new.csv'), join(dir, 'uploads', 'demo', 'from-elsewhere', 'new.csv'));
  const answer = await until(async () => {
    const found = await api('/v1/customers/dropped-C1/tier');
    return found.known ? found : null;
  });
  expect(answer.version).toBeGreaterThan(before);
});
test('killed and started again, it answers the same as before, with the same key, and loads nothing twice', async () => {
  const [board, tier] = [await published(), await api('/v1/customers/dropped-C1/tier')];
  const before = (await api('/v1/uploads')).uploads.length;
  const earlier = key;
  await end('SIGKILL');
  await mkdir(join(dir, 'tmp', 'duckdb-99999999-left'), { recursive: true });
  await start();
  await until(async () => !existsSync(join(dir, 'tmp', 'duckdb-99999999-left')));
  expect(key).toBe(earlier);
  expect(await published()).toEqual(board);
  expect(await api('/v1/customers/dropped-C1/tier')).toEqual(tier);
  expect((await api('/v1/uploads')).uploads).toHaveLength(before);
});
test('asked to end, it ends well and tells no customer’s id in its log', async () => {
  expect(await end('SIGTERM')).toBe(0);
  const log = await readFile(join(dir, 'access.log'), 'utf8');
  expect(log).toContain('"/v1/customers/{id}/tier"');
  expect(log).not.toContain('dropped-C1');
});

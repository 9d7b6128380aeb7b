import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCatalogue } from '../../lib/demo/catalogue.ts';
import { makePeople } from '../../lib/demo/people.ts';
import { rng } from '../../lib/demo/prng.ts';

/**
 * The look-up on one machine: requests a second and p99 beside a bare Hono route that answers a constant of the same size, under equal load
 * (closed loop over keep-alive connections, from a process of its own), idle and while the worker ingests. Bare and ours take turns,
 * so that a machine with a mood is fair to both; ratios of medians are printed, and figures as JSON with --json.
 */
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const [connections, seconds, rounds] = [16, Number(process.env['BENCH_SECONDS'] ?? 4), Number(process.env['BENCH_ROUNDS'] ?? 5)];
const children: ChildProcess[] = [];

interface Load { readonly perSecond: number; readonly p50: number; readonly p99: number; readonly failed: number }

const dir = await mkdtemp(join(tmpdir(), 'aftertier-bench-'));
try {
  const server = await startServer(join(dir, 'data'));
  const customers = demoCustomers();
  const sample = await (await fetch(`${server.address}v1/customers/${encodeURIComponent(customers[0] ?? 'x')}/tier`, { headers: { authorization: `Bearer ${server.key}` } })).text();
  const bare = await startBare(Buffer.byteLength(sample));
  const ours = { address: server.address, paths: customers.map((id) => `/v1/customers/${encodeURIComponent(id)}/tier`), key: server.key };
  const constant = { address: bare, paths: ['/'], key: server.key };
  await load(ours, 2);
  await load(constant, 2);

  const idle = await compared(constant, ours);
  const busy = await ingesting(server, () => compared(constant, ours));
  const result = { node: process.version, bytes: Buffer.byteLength(sample), customers: customers.length, connections, seconds, rounds, idle, busy };
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(result)}\n`);
  else for (const [name, { bare: b, ours: o }] of Object.entries({ idle, busy })) {
    process.stdout.write(`look-up ${name}: ${Math.round(o.perSecond)}/s, p99 ${o.p99.toFixed(2)} ms · bare ${Math.round(b.perSecond)}/s, p99 ${b.p99.toFixed(2)} ms · x ${(o.perSecond / b.perSecond).toFixed(2)} requests, x ${(o.p99 / b.p99).toFixed(2)} p99${o.failed + b.failed > 0 ? ` · ${o.failed + b.failed} failed` : ''}\n`);
  }
} finally {
  for (const child of children) child.kill('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 500));
  await rm(dir, { recursive: true, force: true, maxRetries: 5 });
}

interface Target { readonly address: string; readonly paths: readonly string[]; readonly key: string }

async function compared(bare: Target, ours: Target): Promise<{ bare: Load; ours: Load }> {
  const loads: { bare: Load[]; ours: Load[] } = { bare: [], ours: [] };
  for (let round = 0; round < rounds; round += 1) {
    loads.bare.push(await load(bare, seconds));
    loads.ours.push(await load(ours, seconds));
  }
  return { bare: middle(loads.bare), ours: middle(loads.ours) };
}

function middle(loads: readonly Load[]): Load {
  const median = (of: (load: Load) => number): number => [...loads].map(of).sort((a, b) => a - b)[Math.floor(loads.length / 2)] ?? 0;
  return { perSecond: median((l) => l.perSecond), p50: median((l) => l.p50), p99: median((l) => l.p99), failed: loads.reduce((n, l) => n + l.failed, 0) };
}

/** Keeps the worker at it: one large file after another until the measurement is over. */
async function ingesting<T>(server: { address: string; key: string }, measure: () => Promise<T>): Promise<T> {
  let over = false;
  const feeding = (async () => {
    for (let n = 0; !over; n += 1) {
      const csv = Buffer.from(ordersCsv(n, 100_000));
      const ticket: { upload: string; url: string } = await (await fetch(`${server.address}v1/uploads`, { method: 'POST', headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' }, body: JSON.stringify({ file: `orders-${n}.csv`, bytes: csv.length }) })).json();
      await fetch(new URL(ticket.url, server.address), { method: 'PUT', body: csv });
      for (let done = false; !done && !over;) {
        await new Promise((resolve) => setTimeout(resolve, 250));
        const view: { status: string } = await (await fetch(`${server.address}v1/uploads/${ticket.upload}`, { headers: { authorization: `Bearer ${server.key}` } })).json();
        done = view.status === 'done' || view.status === 'failed';
      }
    }
  })();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const result = await measure();
  over = true;
  await feeding;
  return result;
}

function ordersCsv(n: number, rows: number): string {
  const lines = ['source,order_id,line_id,customer_id,product_id,category,channel,ordered_at,shipped_at,quantity,currency,paid,status'];
  for (let i = 0; i < rows; i += 1) lines.push(`bench,B${n}-${i},1,bench-${i % 5000},P${i % 300},cat${i % 12},web,2026-0${1 + (i % 9)}-1${i % 10}T10:00:00+08:00,2026-0${1 + (i % 9)}-1${i % 10}T20:00:00+08:00,1,CNY,${50 + (i % 400)}.00,delivered`);
  return `${lines.join('\n')}\n`;
}

async function startServer(data: string): Promise<{ address: string; key: string }> {
  const child = spawn(process.execPath, [here('../../functions/aftertier.mjs'), 'serve', '--demo', '--port', '0', '--data', data, '--json'], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  const server: { address: string; key: string } = JSON.parse(await firstLine(child));
  for (;;) {
    const { status } = await fetch(`${server.address}v1/boards/overview`, { headers: { authorization: `Bearer ${server.key}` } });
    if (status === 200) return server;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Ids of the demo's own people, as an app would ask for them. */
function demoCustomers(): string[] {
  return makePeople(60_000, true, makeCatalogue(rng(1, 'catalogue')), rng(1, 'people')).slice(0, 2_000).map(({ id }) => id);
}

function startBare(bytes: number): Promise<string> {
  const child = spawn(process.execPath, [here('./support/bare-server.mjs'), String(bytes)], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return firstLine(child);
}

async function load(target: Target, forSeconds: number): Promise<Load> {
  const child = spawn(process.execPath, [here('./support/load.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ ...target, connections, seconds: forSeconds }));
  return JSON.parse(await firstLine(child));
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('\n')) resolve(out.slice(0, out.indexOf('\n')));
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
}

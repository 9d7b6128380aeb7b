import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';

/** What a process of its own used for one task. Seconds; bytes of its largest resident size. */
export interface Used {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly [more: string]: number;
}

const cpuSeconds = (): number => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return (userCPUTime + systemCPUTime) / 1e6;
};

/** Runs a task in this process and tells its parent what it used; numbers that the task answers are told too. */
export async function report(task: () => Promise<Record<string, number> | void>): Promise<void> {
  const [started, before] = [performance.now(), cpuSeconds()];
  const more = (await task()) ?? {};
  const used: Used = { seconds: (performance.now() - started) / 1000, cpuSeconds: cpuSeconds() - before, peakBytes: process.resourceUsage().maxRSS * 1024, ...more };
  process.stdout.write(`\n${JSON.stringify(used)}\n`);
}

/** Runs a script in a child process and answers what it reported. */
export function measured(script: string, args: readonly string[]): Promise<Used> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(out.trim().split('\n').at(-1) ?? '') as Used) : reject(new Error(`${script} ${args.join(' ')} ended with ${code}`))));
  });
}

export function options(): { rows: number; seed: number; pairs: number; words: string[] } {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { rows: { type: 'string' }, seed: { type: 'string' }, pairs: { type: 'string' } } });
  return { rows: Number(values.rows ?? 1_000_000), seed: Number(values.seed ?? 7), pairs: Number(values.pairs ?? 3), words: positionals };
}

export function printMachine(seed: number): void {
  const duckdb = (createRequire(import.meta.url)('@duckdb/node-api/package.json') as { version: string }).version;
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.versions.node}, DuckDB ${duckdb}; seed ${seed}`);
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
export const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
export const thousands = (n: number): string => Math.round(n).toLocaleString('en');

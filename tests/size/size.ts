import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle, type Bundle } from '../../cdk/bundle.ts';
import { loadedAtStart } from './loaded-at-start.ts';

/** `npm run size`: what the API's function loads before it can answer a look-up, beside the least that could answer one. */
const RUNS = 15;
const BAR = 1.15;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'aftertier-size-'));
try {
  const [ours, bare] = [await bundle(here('../../functions/aws/api.ts'), join(folder, 'api')), await bundle(here('./bare.ts'), join(folder, 'bare'))];
  const [ourLoad, bareLoad] = [loadedAtStart(ours), loadedAtStart(bare)];
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  // In turn, so that a busy machine is as unkind to one as to the other.
  for (let i = 0; i < RUNS; i += 1) {
    times.ours.push(importCpuMs(ours));
    times.bare.push(importCpuMs(bare));
  }
  const [ourMs, bareMs] = [median(times.ours), median(times.bare)];
  console.log(`API function: cold look-up    ${kb(ourLoad.bytes)}   import ${ourMs.toFixed(0)} ms CPU   (${ourLoad.files.length} files; with all that loads later ${kb(ourLoad.all)})`);
  console.log(`bare Hono + client-dynamodb   ${kb(bareLoad.bytes)}   import ${bareMs.toFixed(0)} ms CPU`);
  console.log(`ratio                         ${(ourLoad.bytes / bareLoad.bytes).toFixed(2)} x    import ${(ourMs / bareMs).toFixed(2)} x   (bar ${BAR})`);
  console.log(`largest of our own: ${ourLoad.inputs.filter(({ path }) => !path.startsWith('node_modules')).slice(0, 8).map(({ path, bytes }) => `${path} ${kb(bytes)}`).join(', ')}`);
  console.log(`Node ${process.version}, ${cpus()[0]?.model ?? ''}, median of ${RUNS}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** CPU milliseconds that a fresh process spends on loading the bundle, beyond its own start. */
function importCpuMs({ folder: at }: Bundle): number {
  const script = `const before = process.cpuUsage(); await import(${JSON.stringify(pathToFileURL(join(at, 'index.mjs')).href)}); const { user, system } = process.cpuUsage(before); process.stdout.write(String((user + system) / 1000)); process.exit(0);`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env: { ...process.env, AWS_REGION: 'eu-central-1' } }));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} KB`;
}

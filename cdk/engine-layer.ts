import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A folder that becomes the layer with DuckDB's binary. */
export interface EngineLayer {
  readonly folder: string;
  /** False: a stand-in, good enough to look at the template; CloudFormation refuses to deploy it. */
  readonly built: boolean;
}

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = join(root, 'cdk', 'out', 'engine');
const PACKAGE = '@duckdb/node-bindings-linux-arm64';
const binary = join(folder, 'nodejs', 'node_modules', ...PACKAGE.split('/'), 'duckdb.node');

/** What is there: the binary where `buildEngineLayer` put it, else a stand-in. Touches no network. */
export function engineLayer(): EngineLayer {
  if (existsSync(binary)) return { folder, built: true };
  const standIn = join(root, 'cdk', 'out', 'no-engine');
  mkdirSync(standIn, { recursive: true });
  writeFileSync(join(standIn, 'README'), 'A stand-in: `npm run deploy` puts the engine here.\n');
  return { folder: standIn, built: false };
}

/**
 * Fetches the binary for Lambda (Linux, arm64, glibc) whatever machine this runs on, in the version of the lock file. The package must be
 * the very one that the lock file names by its hash. The JavaScript around it is bundled with the functions: only the binary is a layer.
 */
export function buildEngineLayer(): EngineLayer {
  const locked = lockedPackage(join(root, 'package-lock.json'), `node_modules/${PACKAGE}`);
  const place = join(folder, 'nodejs');
  const installed = existsSync(binary) ? lockedPackage(join(place, 'node_modules', '.package-lock.json'), `node_modules/${PACKAGE}`) : null;
  if (installed?.integrity === locked.integrity) return { folder, built: true };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  // Optional, as DuckDB itself names it: of those alone npm lets one choose the platform.
  writeFileSync(join(place, 'package.json'), JSON.stringify({ private: true, optionalDependencies: { [PACKAGE]: locked.version } }));
  execFileSync('npm', ['install', '--os=linux', '--cpu=arm64', '--libc=glibc', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: place, stdio: ['ignore', 'inherit', 'inherit'] });
  const got = lockedPackage(join(place, 'node_modules', '.package-lock.json'), `node_modules/${PACKAGE}`);
  if (got.integrity !== locked.integrity) throw new Error(`${PACKAGE} is not the package that package-lock.json names`);
  return { folder, built: true };
}

function lockedPackage(lockFile: string, name: string): { version: string; integrity: string } {
  const lock: { packages: Record<string, { version: string; integrity: string } | undefined> } = JSON.parse(readFileSync(lockFile, 'utf8'));
  const found = lock.packages[name];
  if (found === undefined) throw new Error(`${lockFile} does not name ${name}`);
  return found;
}

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { fetchEngines, versions } from './fetch.ts';
import { askTrino, trinoSettings } from './trino.ts';

/** Settings that an SDK client takes as they are. */
export interface Endpoint {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Addresses of the running servers; plain data. */
export interface Addresses {
  readonly s3: Endpoint & { readonly forcePathStyle: true };
  readonly dynamodb: Endpoint;
  /** Trino with catalog `lake` and schema `aftertier` over that S3. */
  readonly trino: string;
}

const region = 'us-east-1';
const credentials = { accessKeyId: 'AKTEST', secretAccessKey: 'a-secret-of-tests' };
const host = '127.0.0.1';

/** Engines that somebody keeps running (`serve.ts`), if `AFTERTIER_ENGINES_AT` names the file of their addresses. */
export async function running(): Promise<Addresses | null> {
  const file = process.env['AFTERTIER_ENGINES_AT'];
  return file === undefined ? null : JSON.parse(await readFile(file, 'utf8'));
}

/** Starts S3, DynamoDB and Trino on free ports, from the cache in about 20 seconds; `stop` ends them and removes what they kept. */
export async function startEngines(): Promise<Addresses & { stop(): Promise<void> }> {
  const engines = await fetchEngines();
  const folder = await mkdtemp(join(tmpdir(), 'aftertier-engines-'));
  const [s3Port, dynamodbPort, trinoPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const [s3, dynamodb, trino] = [`http://${host}:${s3Port}`, `http://${host}:${dynamodbPort}`, `http://${host}:${trinoPort}`];
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(ended));
    await rm(folder, { recursive: true, force: true });
  };
  const start = (name: string, command: string, given: readonly string[], env: NodeJS.ProcessEnv = {}): (() => Promise<string | null>) => {
    const log = join(folder, `${name}.log`);
    const file = openSync(log, 'w');
    const child = spawn(command, given, { env: { ...process.env, ...env }, stdio: ['ignore', file, file] });
    children.push(child);
    child.on('error', () => undefined);
    return async () => (isRunning(child) ? null : `${name} ended:\n${(await readFile(log, 'utf8')).slice(-2000)}`);
  };
  try {
    await Promise.all(['objects', 'versions', 'catalogs'].map((name) => mkdir(join(folder, name))));
    const s3Failed = start('s3', engines.versitygw, ['--port', `${host}:${s3Port}`, '--region', region, 'posix', '--versioning-dir', join(folder, 'versions'), join(folder, 'objects')],
      { ROOT_ACCESS_KEY: credentials.accessKeyId, ROOT_SECRET_KEY: credentials.secretAccessKey });
    const libraries = join(engines.dynamodb, 'lib');
    const dynamodbFailed = start('dynamodb', 'java', ['-Xmx256m', `-Djava.library.path=${libraries}`, '-cp', join(libraries, '*'),
      'com.amazonaws.services.dynamodbv2.local.main.ServerRunner', '-inMemory', '-disableTelemetry', '-port', String(dynamodbPort)]);

    const client = new S3Client({ endpoint: s3, region, credentials: { ...credentials }, forcePathStyle: true });
    await until(s3Failed, () => client.send(new CreateBucketCommand({ Bucket: 'metastore' })));
    client.destroy();

    const [config, catalogs] = [join(folder, 'config.properties'), join(folder, 'catalogs')];
    const settings = trinoSettings({ port: trinoPort, plugins: join(engines.trino, 'plugin'), catalogs, metastore: 'metastore', s3: { endpoint: s3, region, key: credentials.accessKeyId, secret: credentials.secretAccessKey } });
    await writeFile(config, settings['config.properties']);
    await writeFile(join(catalogs, 'lake.properties'), settings['lake.properties']);
    const trinoFailed = start('trino', 'java', ['-Xmx2G', '-XX:+UseSerialGC', '-Djdk.attach.allowAttachSelf=true', '-Dfile.encoding=UTF-8', '-Duser.timezone=UTC', `-Dconfig=${config}`,
      '-cp', `${join(engines.trino, 'main')}:${join(engines.trino, 'lib', '*')}`, 'Main', versions.trino]);

    await until(dynamodbFailed, async () => {
      const { status } = await fetch(dynamodb);
      if (status !== 400) throw new Error(`status ${status}`);
    });
    // It calls itself started a moment before it has a node to run a query on.
    await until(trinoFailed, () => askTrino(trino, 'CREATE SCHEMA IF NOT EXISTS lake.aftertier'));
    await until(trinoFailed, async () => {
      const { rows } = await askTrino(trino, 'SELECT count(*) FROM system.runtime.nodes WHERE coordinator');
      if (rows[0]?.[0] !== 1) throw new Error('no node');
    });
    return { s3: { endpoint: s3, region, credentials, forcePathStyle: true }, dynamodb: { endpoint: dynamodb, region, credentials }, trino, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Tries until it goes well: at most two minutes, and not after the server ended. */
async function until(failed: () => Promise<string | null>, attempt: () => Promise<unknown>): Promise<void> {
  for (let tried = 0; ; tried += 1) {
    try {
      await attempt();
      return;
    } catch (error) {
      const reason = await failed();
      if (reason !== null) throw new Error(reason, { cause: error });
      if (tried === 1200) throw error;
      await pause(100);
    }
  }
}

const isRunning = (child: ChildProcess): boolean => child.pid !== undefined && child.exitCode === null && child.signalCode === null;

async function ended(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  await new Promise((done) => {
    child.once('exit', done);
    child.kill('SIGKILL');
  });
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer().once('error', failed).listen(0, host, () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? found(address.port) : failed(new Error('no port'))));
    });
  });
}

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiBed, type Bed } from '../api/support/bed.ts';

// Every sample of a host's server that this machine can run is run, against the real API, and its answer opens a session.
const samples = join(import.meta.dirname, '..', '..', 'docs', 'examples', 'hosts', 'server');
const languages = [['node', ['node.mjs']], ['python3', ['python.py']], ['java', ['MyToken.java']], ['php', ['-S', '', 'my-token.php']]] as const;

let bed: Bed;
let key: string;
let url: string;
let close: () => void;
beforeAll(async () => {
  bed = await apiBed();
  bed.clock.nowMs = Date.now();
  key = (await bed.key('m1', 'embed')).key;
  await new Promise<void>((ready) => {
    const server = serve({ fetch: bed.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      url = `http://127.0.0.1:${port}`;
      ready();
    });
    close = () => void server.close();
  });
});
afterAll(async () => {
  close();
  await bed.close();
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

describe('a host’s server', () => {
  for (const [command, files] of languages) {
    const isThere = spawnSync(command, [command === 'java' ? '-version' : '--version']).status === 0;
    test.skipIf(!isThere)(`in ${command} answers a token that opens a view of what it granted`, async () => {
      const port = await freePort();
      const sample = spawn(command, files.map((file) => (file === '' ? `127.0.0.1:${port}` : file)), { cwd: samples, env: { ...process.env, AFTERTIER_URL: url, AFTERTIER_KEY: key, PORT: String(port) }, stdio: 'ignore' });
      const answer = await expect.poll(() => fetch(`http://127.0.0.1:${port}/my-token`).then((response) => response.json()).catch(() => null), { timeout: 60_000, interval: 200 }).toMatchObject({ token: expect.any(String) })
        .then(() => fetch(`http://127.0.0.1:${port}/my-token`)).then((response) => response.json() as Promise<{ token: string }>);
      sample.kill();
      const session = await bed.call(null, 'POST', '/v1/embed-sessions', { json: { token: answer.token } });
      expect(session.json).toMatchObject({ boards: ['overview', 'problems'], filters: { channel: ['douyin'] } });
    });
  }
});

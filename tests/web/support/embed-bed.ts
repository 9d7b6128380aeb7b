import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { build } from 'esbuild';
import { Hono } from 'hono';
import { createApp, type AccessLine } from '../../../lib/api/app.ts';
import { directJobs } from '../../../lib/api/direct-jobs.ts';
import { demoFiles, generateDemo } from '../../../lib/demo/generate.ts';
import { embeddedEdition } from '../../../lib/embedded/edition.ts';
import { ingest } from '../../../lib/flows/ingest.ts';
import { publish } from '../../../lib/flows/publish.ts';
import { changeSettings } from '../../../lib/flows/settings.ts';
import { receive } from '../../../lib/flows/uploads.ts';
import { trusted, type MerchantId } from '../../../lib/model/ids.ts';
import { embedOf } from '../../../functions/server/embed.ts';
import { embedAssets } from '../../../web/embed/assets.ts';

const hosts = join(import.meta.dirname, '..', '..', '..', 'docs', 'examples', 'hosts');
const merchant = trusted<MerchantId>('m1');

export interface EmbedBed {
  /** Where the boards come from, and a merchant's own server: two origins. */
  readonly server: string;
  readonly host: string;
  readonly key: string;
  readonly access: AccessLine[];
  readonly edition: Awaited<ReturnType<typeof embeddedEdition>>;
  /** What the host's token address grants from now on. */
  grant: object;
  /** Answers of the host's token address: how many were asked for, and whether it works. */
  tokens: { asked: number; works: boolean };
  /** Requests to the boards' server, newest last. */
  readonly requests: string[];
  /** Milliseconds that its clock is ahead. */
  readonly clock: { aheadMs: number };
  token(grant?: object): Promise<string>;
  close(): Promise<void>;
}

/** A demo merchant on a real server, and the example host pages on another origin; nothing is faked but how late it is. */
export async function embedBed(orderLines = 800): Promise<EmbedBed> {
  const dir = await mkdtemp(join(tmpdir(), 'aftertier-embed-'));
  const clock = { aheadMs: 0 };
  const edition = await embeddedEdition({ data: join(dir, 'data'), clock: { nowMs: () => Date.now() + clock.aheadMs } });
  await generateDemo({ seed: 3, causes: true, orderLines, dir: join(dir, 'files') });
  for (const file of demoFiles) await ingest(edition, merchant, (await receive(edition, merchant, file, join(dir, 'files', file))).upload);
  await publish(edition, merchant);
  const { secretOnce: key } = await edition.keys.create(merchant, ['embed'], Date.now());
  const jobs = directJobs(edition);
  const access: AccessLine[] = [];
  const requests: string[] = [];
  const app = createApp(edition, { jobs, access: (line) => access.push(line), pages: embedOf(edition, embedAssets()) });
  const here = await listen((request) => {
    requests.push(`${request.method} ${new URL(request.url).pathname}`);
    return app.fetch(request);
  });
  const there = await listen((request) => hostPages.fetch(request));

  const bed: EmbedBed = {
    server: here.url, host: there.url, key, access, edition, requests, clock, grant: { boards: ['overview', 'problems', 'costs'] }, tokens: { asked: 0, works: true },
    async token(grant = bed.grant) {
      const answer = await fetch(`${here.url}/v1/embed-tokens`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(grant) });
      return (await answer.json() as { token: string }).token;
    },
    async close() {
      await Promise.all([here.close(), there.close()]);
      await jobs.close();
      await edition.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
  const hostPages = new Hono();
  hostPages.get('/my-token', async (c) => {
    bed.tokens.asked += 1;
    return bed.tokens.works ? c.json({ token: await bed.token() }) : c.json({ error: 'no token' }, 502);
  });
  let react: Promise<string> | null = null;
  hostPages.get('/react.js', async (c) => {
    react ??= build({ entryPoints: [join(hosts, 'react.jsx')], bundle: true, minify: true, write: false, format: 'esm', jsx: 'automatic', jsxImportSource: 'react', tsconfigRaw: {}, define: { 'process.env.NODE_ENV': '"development"' } }).then((made) => made.outputFiles[0]?.text ?? '');
    return c.body(await react, 200, { 'content-type': 'text/javascript' });
  });
  hostPages.get('/:page', async (c) => {
    const page = c.req.param('page');
    if (!/^[\w-]+\.(html|css)$/.test(page)) return c.notFound();
    const text = (await readFile(join(hosts, page), 'utf8')).replaceAll('https://aftertier.example', here.url).replaceAll('{{token}}', await bed.token()).replace(/board="overview"/, `board="${/^[a-z]+$/.exec(c.req.query('board') ?? '')?.[0] ?? 'overview'}"`);
    // An example says the headers that its page is served with in comments before the document.
    const headers = Object.fromEntries([...text.matchAll(/^<!-- ([\w-]+): (.*) -->$/gm)].map(([, name = '', value = '']) => [name, value]));
    return c.body(text.replace(/^<!-- .* -->\n/gm, ''), 200, { ...headers, 'content-type': page.endsWith('.css') ? 'text/css' : 'text/html; charset=utf-8' });
  });
  await changeSettings(edition, merchant, { embed: { origins: [there.url] } });
  return bed;
}

function listen(answer: (request: Request) => Response | Promise<Response>): Promise<{ url: string; close: () => Promise<void> }> {
  return new Promise((resolve) => {
    const server = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve({
      url: `http://127.0.0.1:${port}`,
      close: () => new Promise((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
    }));
  });
}

if (process.argv[1] === import.meta.filename) {
  const bed = await embedBed();
  process.stderr.write(`${bed.server} ${bed.host}/plain.html\n`);
}

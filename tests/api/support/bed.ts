import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { createApp, type AccessLine } from '../../../lib/api/app.ts';
import { directJobs } from '../../../lib/api/direct-jobs.ts';
import { embeddedEdition } from '../../../lib/embedded/edition.ts';
import { sweep } from '../../../lib/flows/sweep.ts';
import { receive } from '../../../lib/flows/uploads.ts';
import { trusted, type MerchantId } from '../../../lib/model/ids.ts';
import type { Edition } from '../../../lib/ports/edition.ts';
import type { Scope } from '../../../lib/ports/keys.ts';

export interface Bed {
  readonly edition: Edition;
  readonly app: Hono;
  readonly access: AccessLine[];
  readonly logged: string[];
  /** A clock that the test moves. */
  readonly clock: { nowMs: number };
  readonly dir: string;
  key(merchant: string, ...scopes: Scope[]): Promise<{ id: string; key: string }>;
  /** A call with a key; the answer with its body read. */
  call(key: string | null, method: string, path: string, options?: { json?: unknown; body?: string | Uint8Array; headers?: Record<string, string> }): Promise<Answered>;
  /** Puts a file in and takes it through to published. */
  send(merchant: string, name: string, content: string): Promise<string>;
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export interface Answered { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: any }

/** A whole edition in a folder of its own behind a real app: nothing is faked but the clock. */
export async function apiBed(): Promise<Bed> {
  const dir = await mkdtemp(join(tmpdir(), 'aftertier-api-'));
  const clock = { nowMs: Date.parse('2026-11-21T08:00:00Z') };
  const logged: string[] = [];
  const note = (...parts: unknown[]): void => void logged.push(JSON.stringify(parts));
  const edition = await embeddedEdition({ data: join(dir, 'data'), clock: { nowMs: () => clock.nowMs }, log: { info: note, error: (event, error, fields) => note(event, String(error), fields) } });
  const access: AccessLine[] = [];
  const jobs = directJobs(edition);
  const app = createApp(edition, { jobs, tmp: join(dir, 'tmp'), maxUploadBytes: 1_000_000, access: (line) => access.push(line) });
  return {
    edition, app, access, logged, clock, dir,
    async key(merchant, ...scopes) {
      const { id, secretOnce } = await edition.keys.create(trusted<MerchantId>(merchant), scopes, clock.nowMs);
      return { id, key: secretOnce };
    },
    async call(key, method, path, { json, body, headers } = {}) {
      const sent = json === undefined ? body : JSON.stringify(json);
      const response = await app.request(path, {
        method, headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(sent === undefined ? {} : { body: sent as BodyInit }),
      });
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
      return { status: response.status, headers: response.headers, text, json: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : null };
    },
    async send(merchant, name, content) {
      const path = join(dir, 'file');
      await writeFile(path, content);
      const { upload } = await receive(edition, trusted<MerchantId>(merchant), name, path);
      await sweep(edition);
      return upload;
    },
    sweep: async () => void (await sweep(edition)),
    async close() {
      await jobs.close();
      await (edition as Awaited<ReturnType<typeof embeddedEdition>>).close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Orders and cases of a few customers, named after who they belong to. */
export function casesCsv(prefix: string, customers = 4, perCustomer = 6): string {
  const rows = Array.from({ length: customers * perCustomer }, (_, i) => {
    const day = String(1 + (i % 28)).padStart(2, '0');
    return `${prefix}-shop,${prefix}-R${i},1,${prefix}-O${i},${prefix}-C${i % customers},${prefix}-P${i % 3},${prefix}-cat,${prefix}-channel,return,completed,2026-10-${day}T10:00:00+08:00,2026-10-${day}T20:00:00+08:00,1,CNY,100.00,100.00,质量问题`;
  });
  return `source,case_id,line_id,order_id,customer_id,product_id,category,channel,kind,status,opened_at,resolved_at,quantity,currency,paid,refund,reason_raw\n${rows.join('\n')}\n`;
}

export function ordersCsv(prefix: string, customers = 4, perCustomer = 6): string {
  const rows = Array.from({ length: customers * perCustomer }, (_, i) => {
    const day = String(1 + (i % 28)).padStart(2, '0');
    return `${prefix}-shop,${prefix}-O${i},1,${prefix}-C${i % customers},${prefix}-P${i % 3},${prefix}-cat,${prefix}-channel,2026-09-${day}T10:00:00+08:00,2026-09-${day}T20:00:00+08:00,1,CNY,100.00,delivered`;
  });
  return `source,order_id,line_id,customer_id,product_id,category,channel,ordered_at,shipped_at,quantity,currency,paid,status\n${rows.join('\n')}\n`;
}

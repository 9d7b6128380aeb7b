import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { safeName } from '../../lib/api/receive.ts';
import { apiBed, casesCsv, type Bed } from './support/bed.ts';

// Over real sockets: lengths, cut connections and streams are what a test double would leave out.
let bed: Bed;
let key: string;
let server: Server;
let port: number;
beforeAll(async () => {
  bed = await apiBed();
  ({ key } = await bed.key('m1', 'read', 'upload'));
  await new Promise<void>((up) => {
    server = serve({ fetch: bed.app.fetch, port: 0, hostname: '127.0.0.1' }, () => up()) as Server;
  });
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await bed.close();
});

const announce = (file: string, bytes: number) => bed.call(key, 'POST', '/v1/uploads', { json: { file, bytes } });

/** Sends raw bytes to an address as a client would; `declared` lies about the length, `cut` hangs up. */
function send(url: string, body: Buffer, { declared, chunked = false, cut = false }: { declared?: number; chunked?: boolean; cut?: boolean } = {}): Promise<number> {
  return new Promise((resolve) => {
    const sending = request({ port, host: '127.0.0.1', method: 'PUT', path: url, headers: chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': declared ?? body.length } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sending.on('error', () => resolve(-1));
    if (cut) sending.write(body, () => sending.destroy());
    else sending.end(body);
  });
}
const viewOf = async (upload: string) => (await bed.call(key, 'GET', `/v1/uploads/${upload}`)).json;
const upload = async (file: string, content: string): Promise<string> => {
  const bytes = Buffer.from(content);
  const { json } = await announce(file, bytes.length);
  expect(await send(json.url, bytes)).toBe(204);
  await bed.sweep();
  return json.upload;
};

describe('a file through the API', () => {
  test('is expected, waiting, done under one id, with its report', async () => {
    const bytes = Buffer.from(casesCsv('a'));
    const { status, json, headers } = await announce('退款 10月.csv', bytes.length);
    expect([status, json.method, headers.get('location')]).toEqual([201, 'PUT', `/v1/uploads/${json.upload}`]);
    expect(await viewOf(json.upload)).toMatchObject({ status: 'expected', file: '退款 10月.csv', bytes: bytes.length });
    expect(await send(json.url, bytes)).toBe(204);
    expect(await viewOf(json.upload)).toMatchObject({ status: 'waiting' });
    await bed.sweep();
    expect(await viewOf(json.upload)).toMatchObject({ status: 'done', decision: 'accepted', version: 1 });
    const report = await bed.call(key, 'GET', `/v1/uploads/${json.upload}/report`);
    expect(report.json).toMatchObject({ upload: json.upload, merchant: 'm1', file: '退款 10月.csv', decision: 'accepted', bytes: bytes.length });
    expect((await bed.call(key, 'GET', '/v1/uploads')).json.uploads.map((u: { upload: string }) => u.upload)).toEqual([json.upload]);
  });
  test('sent again is a duplicate of its own', async () => {
    const id = await upload('again.csv', casesCsv('a'));
    expect(await viewOf(id)).toMatchObject({ status: 'done', decision: 'duplicate' });
  });
  test('of no bytes is refused with a report', async () => {
    const id = await upload('empty.csv', '');
    expect((await bed.call(key, 'GET', `/v1/uploads/${id}/report`)).json.decision).toBe('refused');
  });
  test('has no report before it was read', async () => {
    const { json } = await announce('later.csv', 10);
    expect((await bed.call(key, 'GET', `/v1/uploads/${json.upload}/report`)).status).toBe(404);
  });
});

describe('the address takes exactly what was announced', () => {
  test.each([['one byte less', -1], ['one byte more', 1]])('%s is refused, and leaves nothing behind', async (_, difference) => {
    const { json } = await announce('x.csv', 100);
    const body = Buffer.alloc(100 + difference, 'a');
    expect(await send(json.url, body)).toBe(400);
    expect([400, -1]).toContain(await send(json.url, body, { chunked: true }));
    expect(await viewOf(json.upload)).toMatchObject({ status: 'expected' });
    expect(await readdir(join(bed.dir, 'tmp'))).toEqual([]);
  });
  test('a connection that breaks leaves nothing, and the address still works', async () => {
    const { json } = await announce('y.csv', 100);
    await send(json.url, Buffer.alloc(50, 'a'), { declared: 100, cut: true });
    expect(await viewOf(json.upload)).toMatchObject({ status: 'expected' });
    expect(await send(json.url, Buffer.alloc(100, 'a'))).toBe(204);
    expect(await send(json.url, Buffer.alloc(100, 'b'))).toBe(409);
  });
  test('a forged, foreign or late ticket is refused', async () => {
    const { json } = await announce('z.csv', 3);
    const other = (await announce('z.csv', 3)).json;
    const ticket = json.url.split('ticket=')[1];
    expect(await send(json.url.replace(/.$/, (last: string) => (last === 'A' ? 'B' : 'A')), Buffer.from('abc'))).toBe(403);
    expect(await send(`/v1/uploads/${other.upload}/content?ticket=${ticket}`, Buffer.from('abc'))).toBe(403);
    expect(await send(json.url.replace(/ticket=[^.]+/, `ticket=${Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'aftertier-upload+jwt', kid: 'm10' })).toString('base64url')}`), Buffer.from('abc'))).toBe(403);
    expect(await send(json.url.split('?')[0], Buffer.from('abc'))).toBe(403);
    bed.clock.nowMs += 16 * 60_000;
    expect(await send(json.url, Buffer.from('abc'))).toBe(403);
  });
  test('a file over the limit is refused before it is sent', async () => {
    expect((await announce('big.csv', 1_000_001)).status).toBe(413);
  });
  test.each([[{ file: 'a.csv' }], [{ bytes: 1 }], [{ file: '', bytes: 1 }], [{ file: 'a.csv', bytes: -1 }], [{ file: 'a.csv', bytes: 1.5 }], [{ file: 'a.csv', bytes: '1' }]])('an announcement that is not whole is refused: %j', async (json) => {
    expect((await bed.call(key, 'POST', '/v1/uploads', { json })).status).toBe(422);
  });
  test.each([
    ['../../etc/passwd', 'passwd'], ['C:\\Users\\a\\退款.csv', '退款.csv'], ['.hidden', '_.hidden'], ['a.csv.part', 'a.csv.part_'], ['\u0000\u202e', 'upload'], ['..', '_..'], [`${'长'.repeat(300)}.csv`, expect.stringMatching(/^长{65}\.csv$/)],
  ])('a name is made safe for a folder: %j', (given, safe) => expect(safeName(given)).toEqual(safe));
});

describe('what is held', () => {
  const dates = (days: readonly string[]): string => `case_id,customer_id,product_id,kind,status,opened_at,currency,refund\n${days.map((day, i) => `D${i},c${i},p,return,completed,${day},CNY,10.00`).join('\n')}\n`;

  test('asks, is answered, and is taken in at once', async () => {
    const id = await upload('dates.csv', dates(['03/04/2026', '05/06/2026', '07/08/2026']));
    const held = (await bed.call(key, 'GET', `/v1/uploads/${id}/report`)).json;
    expect(held.decision).toBe('held');
    const [question] = held.questions;
    expect((await bed.call(key, 'PUT', `/v1/uploads/${id}/answers`, { json: { [question.id]: 'sideways' } })).status).toBe(422);
    expect((await bed.call(key, 'PUT', `/v1/uploads/${id}/answers`, { json: { q99: 'dmy' } })).status).toBe(422);
    const { status, json } = await bed.call(key, 'PUT', `/v1/uploads/${id}/answers`, { json: { [question.id]: 'dmy' } });
    expect([status, json.decision]).toEqual([200, 'accepted']);
    expect(await viewOf(id)).toMatchObject({ status: 'done', decision: 'accepted', version: json.version });
    const next = await upload('dates-2.csv', dates(['01/02/2026', '03/04/2026']));
    expect((await viewOf(next)).decision).toBe('accepted');
  });
  test('an unknown layout is taken in by a mapping, for the upload or for its signature', async () => {
    const file = (n: number): string => `单据,谁,什么时候,多少钱\n${[1, 2, 3].map((i) => `N${n}${i},k${i},2026-10-0${i},${i}0.00`).join('\n')}\n`;
    const first = await upload('own-1.csv', file(1));
    const { signature, decision } = (await bed.call(key, 'GET', `/v1/uploads/${first}/report`)).json;
    expect(decision).toBe('held');
    const mapping = { columns: { 单据: 'case_id', 谁: 'customer_id', 什么时候: 'opened_at', 多少钱: 'refund' }, table: 'cases', constants: { currency: 'CNY', kind: 'return', status: 'completed' } };
    expect((await bed.call(key, 'PUT', `/v1/mappings/${first}`, { json: { ...mapping, columns: { 没有: 'case_id' } } })).status).toBe(422);
    const mapped = await bed.call(key, 'PUT', `/v1/mappings/${signature}`, { json: mapping });
    expect(mapped.json.reports.map((report: { upload: string; decision: string }) => [report.upload, report.decision])).toEqual([[first, 'accepted']]);
    expect((await viewOf(await upload('own-2.csv', file(2)))).decision).toBe('accepted');
  });
});

test('rejected rows come back as a file that no spreadsheet runs', async () => {
  const id = await upload('rows.csv', `source,case_id,customer_id,product_id,kind,status,opened_at,currency,refund\ns,R1,c,p,return,completed,2026-10-01,CNY,1.00\ns,R2,c,"=HYPERLINK(""x"")",return,completed,2026-10-01,CNY,abc\n`);
  const { status, text, headers } = await bed.call(key, 'GET', `/v1/uploads/${id}/rejects.csv`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(headers.get('content-disposition')).toContain('attachment');
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(text).toContain('R2');
  expect(text).not.toContain('R1');
  for (const cell of text.slice(1).split(/[\r\n,]+/)) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+@\t]/);
});

test('a wrong file is withdrawn, and what it had told is gone', async () => {
  const id = await upload('wrong.csv', casesCsv('w'));
  expect((await bed.call(key, 'GET', '/v1/customers/w-C1/tier')).json.known).toBe(true);
  expect((await bed.call(key, 'DELETE', `/v1/uploads/${id}`)).json).toMatchObject({ upload: id, status: 'withdrawn' });
  expect((await bed.call(key, 'GET', '/v1/customers/w-C1/tier')).json.known).toBe(false);
  expect((await bed.call(key, 'DELETE', `/v1/uploads/${id}`)).status).toBe(200);
});

test('the list goes page by page, newest first, each upload once', async () => {
  const all = (await bed.call(key, 'GET', '/v1/uploads')).json.uploads.filter((u: { status: string }) => u.status !== 'expected');
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { json } = await bed.call(key, 'GET', `/v1/uploads?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    seen.push(...json.uploads.filter((u: { status: string }) => u.status !== 'expected').map((u: { upload: string }) => u.upload));
    cursor = json.next;
  }
  expect(seen).toEqual(all.map((u: { upload: string }) => u.upload));
  expect((await bed.call(key, 'GET', '/v1/uploads?limit=0')).status).toBe(400);
  expect((await bed.call(key, 'GET', '/v1/uploads?cursor=%00')).status).toBe(400);
});

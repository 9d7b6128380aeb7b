import { setTimeout as pause } from 'node:timers/promises';

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly scannedBytes: number;
}

interface Page {
  readonly nextUri?: string;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly data?: unknown[][];
  readonly error?: { readonly errorName: string; readonly errorType: string; readonly message: string };
  readonly stats?: { readonly physicalInputBytes?: number };
}

/** What Trino says of a statement that it refused or broke off. */
export class TrinoError extends Error {
  readonly errorType: string;

  constructor({ errorName, errorType, message }: NonNullable<Page['error']>) {
    super(`${errorName}: ${message}`);
    this.errorType = errorType;
  }
}

export interface Session {
  readonly trino: string;
  readonly schema: string;
  /** Session properties, `compression_codec` of a catalog as `lake.compression_codec`. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Runs one statement over Trino's statement protocol; aborting the signal ends it there too. */
export async function runStatement(sql: string, { trino, schema, properties = {} }: Session, signal?: AbortSignal): Promise<Answer> {
  const headers = {
    'X-Trino-User': 'athena', 'X-Trino-Catalog': 'lake', 'X-Trino-Schema': schema, 'X-Trino-Time-Zone': 'UTC',
    ...(Object.keys(properties).length === 0 ? {} : { 'X-Trino-Session': Object.entries(properties).map(([name, value]) => `${name}=${value}`).join(',') }),
  };
  const rows: unknown[][] = [];
  let columns: Answer['columns'] = [];
  let page = await pageOf(`${trino}/v1/statement`, { method: 'POST', headers, body: sql });
  let scannedBytes = 0;
  for (;;) {
    if (page.error !== undefined) throw new TrinoError(page.error);
    if (page.columns !== undefined) columns = page.columns;
    rows.push(...(page.data ?? []));
    scannedBytes = Math.max(scannedBytes, page.stats?.physicalInputBytes ?? 0);
    if (page.nextUri === undefined) return { columns, rows, scannedBytes };
    if (signal?.aborted === true) {
      await fetch(page.nextUri, { method: 'DELETE', headers: { 'X-Trino-User': 'athena' } });
      signal.throwIfAborted();
    }
    page = await pageOf(page.nextUri, { headers: { 'X-Trino-User': 'athena' } });
  }
}

/** 502 to 504 mean: not yet. */
async function pageOf(url: string, request: RequestInit): Promise<Page> {
  for (;;) {
    const answer = await fetch(url, request);
    if (answer.ok) return JSON.parse(await answer.text());
    if (answer.status < 502) throw new Error(`Trino answered ${answer.status}: ${await answer.text()}`);
    await pause(50);
  }
}

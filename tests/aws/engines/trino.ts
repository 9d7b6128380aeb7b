import { setTimeout as pause } from 'node:timers/promises';

/** The files of a Trino of one node over a lake that lies on S3, its table definitions too: name → content. */
export function trinoSettings(at: { port: number; plugins: string; catalogs: string; s3: { endpoint: string; region: string; key: string; secret: string }; metastore: string }): Record<'config.properties' | 'lake.properties', string> {
  return {
    'config.properties': properties({
      coordinator: 'true',
      'node-scheduler.include-coordinator': 'true',
      'http-server.http.port': String(at.port),
      'discovery.uri': `http://127.0.0.1:${at.port}`,
      'plugin.dir': at.plugins,
      'catalog.config-dir': at.catalogs,
      'node.id': 'aftertier-test',
      'node.environment': 'test',
      'query.max-memory': '600MB',
      'query.max-memory-per-node': '600MB',
      'memory.heap-headroom-per-node': '300MB',
    }),
    'lake.properties': properties({
      'connector.name': 'hive',
      'hive.metastore': 'file',
      'hive.metastore.catalog.dir': `s3://${at.metastore}/tables`,
      'hive.metastore.disable-location-checks': 'true',
      'hive.partition-projection-enabled': 'true',
      // What Athena's UNLOAD does is here a table made over a folder.
      'hive.non-managed-table-writes-enabled': 'true',
      'hive.parquet.time-zone': 'UTC',
      'fs.hadoop.enabled': 'false',
      'fs.native-s3.enabled': 'true',
      's3.endpoint': at.s3.endpoint,
      's3.region': at.s3.region,
      's3.path-style-access': 'true',
      's3.aws-access-key': at.s3.key,
      's3.aws-secret-key': at.s3.secret,
    }),
  };
}

const properties = (values: Readonly<Record<string, string>>): string => Object.entries(values).map(([name, value]) => `${name}=${value}\n`).join('');

export interface TrinoAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** One statement over Trino's own protocol, to its last page. Throws an Error with Trino's name of the error as `name`. */
export async function askTrino(url: string, sql: string, { catalog = 'lake', schema = 'aftertier', signal }: { catalog?: string; schema?: string; signal?: AbortSignal } = {}): Promise<TrinoAnswer> {
  const headers = { 'X-Trino-User': 'test', 'X-Trino-Catalog': catalog, 'X-Trino-Schema': schema, 'X-Trino-Time-Zone': 'UTC' };
  const rows: unknown[][] = [];
  let columns: TrinoAnswer['columns'] = [];
  let page = await pageOf(fetch(`${url}/v1/statement`, { method: 'POST', headers, body: sql, signal: signal ?? null }));
  for (;;) {
    if (page.error !== undefined) throw Object.assign(new Error(page.error.message), { name: page.error.errorName });
    if (page.columns !== undefined) columns = page.columns.map(({ name, type }) => ({ name, type }));
    rows.push(...(page.data ?? []));
    const next = page.nextUri;
    if (next === undefined) return { columns, rows };
    page = await pageOf(fetch(next, { headers: { 'X-Trino-User': 'test' }, signal: signal ?? null }), next);
  }
}

interface Page {
  readonly nextUri?: string;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly data?: unknown[][];
  readonly error?: { readonly errorName: string; readonly message: string };
}

/** A page may not be there yet: 502 to 504 say so and ask to come again. */
async function pageOf(asked: Promise<Response>, again?: string): Promise<Page> {
  const answer = await asked;
  if (answer.ok) return JSON.parse(await answer.text());
  if (again === undefined || answer.status < 502) throw new Error(`Trino answered ${answer.status}`);
  await pause(50);
  return pageOf(fetch(again, { headers: { 'X-Trino-User': 'test' } }), again);
}

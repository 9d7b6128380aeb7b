import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { runStatement, TrinoError, type Answer, type Session } from './statements.ts';
import { readUnload, runUnload } from './unload.ts';

/** What ran, in the order of its start. */
export interface Execution {
  readonly id: string;
  readonly sql: string;
  readonly database: string;
  readonly startedMs: number;
  readonly stop: AbortController;
  state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  reason: string | null;
  endedMs: number | null;
  answer: Answer | null;
}

export interface AthenaServer {
  /** As an AthenaClient takes it. */
  readonly settings: { readonly endpoint: string; readonly region: string; readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } };
  readonly executions: readonly Execution[];
  /** Called before a request is answered; what it throws is the answer. For faults. */
  before: ((operation: string, body: Body) => void) | null;
  close(): Promise<void>;
}

type Body = Readonly<Record<string, unknown>>;

/** Athena's answers to a wrong request, as its JSON protocol writes them. */
export class AthenaFault extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

const QUERY_BYTES = 262_144;
const PAGE_ROWS = 1000;

/**
 * As much of Athena's API as the adapter calls, in front of a Trino: start, state, results paged by 1,000, stop; parameters, UNLOAD, and the
 * limit of a query's length. Only for tests.
 */
export async function startAthena({ trino, s3 }: { readonly trino: string; readonly s3: S3ClientConfig }): Promise<AthenaServer> {
  const store = new S3Client(s3);
  const executions: Execution[] = [];
  const tokens = new Map<string, Execution>();
  const running = new Set<Promise<void>>();

  const find = (body: Body): Execution => {
    const found = executions.find(({ id }) => id === body['QueryExecutionId']);
    if (found === undefined) throw new AthenaFault('InvalidRequestException', 'QueryExecution not found');
    return found;
  };

  async function execute(execution: Execution, sql: string): Promise<void> {
    const session: Session = { trino, schema: execution.database };
    execution.state = 'RUNNING';
    try {
      const unload = readUnload(sql);
      execution.answer = unload === null ? await runStatement(sql, session, execution.stop.signal) : await runUnload(unload, store, session, execution.stop.signal);
      execution.state = 'SUCCEEDED';
    } catch (error) {
      execution.state = execution.stop.signal.aborted ? 'CANCELLED' : 'FAILED';
      execution.reason = execution.stop.signal.aborted ? 'Query cancelled by user' : error instanceof Error ? error.message : 'unknown';
      if (!(error instanceof TrinoError) && !execution.stop.signal.aborted) execution.reason = `GENERIC_INTERNAL_ERROR: ${execution.reason}`;
    } finally {
      execution.endedMs = Date.now();
    }
  }

  const operations: Readonly<Record<string, (body: Body) => object>> = {
    StartQueryExecution(body) {
      const sql = text(body['QueryString']);
      const bytes = Buffer.byteLength(sql);
      if (bytes > QUERY_BYTES) throw new AthenaFault('InvalidRequestException', `Your query has exceeded the maximum query length of ${QUERY_BYTES} bytes. Please reduce the length of your query and try again.`);
      if (/;\s*\S/.test(sql.replace(/'(?:[^']|'')*'/g, ''))) throw new AthenaFault('InvalidRequestException', 'Only one sql statement is allowed.');
      const token = typeof body['ClientRequestToken'] === 'string' ? body['ClientRequestToken'] : randomUUID();
      const known = tokens.get(token);
      if (known !== undefined) {
        if (known.sql !== sql) throw new AthenaFault('InvalidRequestException', 'Idempotent parameters do not match');
        return { QueryExecutionId: known.id };
      }
      const context = body['QueryExecutionContext'];
      const database = typeof context === 'object' && context !== null && 'Database' in context ? text(context.Database) : 'default';
      const execution: Execution = { id: randomUUID(), sql, database, startedMs: Date.now(), stop: new AbortController(), state: 'QUEUED', reason: null, endedMs: null, answer: null };
      executions.push(execution);
      tokens.set(token, execution);
      const parameters = Array.isArray(body['ExecutionParameters']) ? body['ExecutionParameters'].map(text) : [];
      const bound = parameters.length === 0 ? sql : `EXECUTE IMMEDIATE '${sql.replaceAll("'", "''")}' USING ${parameters.join(', ')}`;
      const done: Promise<void> = execute(execution, bound).finally(() => running.delete(done));
      running.add(done);
      return { QueryExecutionId: execution.id };
    },
    GetQueryExecution(body) {
      const { id, sql, state, reason, startedMs, endedMs, answer } = find(body);
      return {
        QueryExecution: {
          QueryExecutionId: id, Query: sql, StatementType: 'DML', WorkGroup: 'test',
          Status: { State: state, ...(reason === null ? {} : { StateChangeReason: reason }), SubmissionDateTime: startedMs / 1000, ...(endedMs === null ? {} : { CompletionDateTime: endedMs / 1000 }) },
          Statistics: { DataScannedInBytes: answer?.scannedBytes ?? 0, EngineExecutionTimeInMillis: (endedMs ?? Date.now()) - startedMs },
        },
      };
    },
    GetQueryResults(body) {
      const { state, answer } = find(body);
      if (state !== 'SUCCEEDED' || answer === null) throw new AthenaFault('InvalidRequestException', `Query has not yet finished. Current state: ${state}`);
      const most = typeof body['MaxResults'] === 'number' ? body['MaxResults'] : PAGE_ROWS;
      if (most < 1 || most > PAGE_ROWS) throw new AthenaFault('InvalidRequestException', `MaxResults is not within 1 and ${PAGE_ROWS}`);
      const from = typeof body['NextToken'] === 'string' ? Number(body['NextToken']) : 0;
      // The first row of a SELECT's results says the columns' names.
      const header = answer.columns.length === 0 ? [] : [answer.columns.map(({ name }) => name)];
      const all = [...header, ...answer.rows];
      const rows = all.slice(from, from + most);
      return {
        UpdateCount: 0,
        ResultSet: {
          Rows: rows.map((row) => ({ Data: row.map((cell) => (cell === null ? {} : { VarCharValue: cellText(cell) })) })),
          ResultSetMetadata: { ColumnInfo: answer.columns.map(({ name, type }) => ({ CatalogName: 'hive', SchemaName: '', TableName: '', Name: name, Label: name, Type: type.replace(/\(.*$/, ''), Precision: 0, Scale: 0, Nullable: 'UNKNOWN', CaseSensitive: true })) },
        },
        ...(from + most < all.length ? { NextToken: String(from + most) } : {}),
      };
    },
    StopQueryExecution(body) {
      find(body).stop.abort();
      return {};
    },
  };

  const server: AthenaServer & { before: AthenaServer['before'] } = {
    settings: { endpoint: '', region: 'us-east-1', credentials: { accessKeyId: 'AKTEST', secretAccessKey: 'a-secret-of-tests' } },
    executions,
    before: null,
    async close() {
      for (const { stop } of executions) stop.abort();
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
      await Promise.allSettled(running);
      store.destroy();
    },
  };

  const http = createServer((request, response) => void answerTo(request, response));
  async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const write = (status: number, body: object): void => void response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    try {
      const operation = String(request.headers['x-amz-target']).replace('AmazonAthena.', '');
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body: Body = JSON.parse(Buffer.concat(chunks).toString() || '{}');
      server.before?.(operation, body);
      const answer = operations[operation];
      if (answer === undefined) throw new AthenaFault('UnknownOperationException', operation);
      write(200, answer(body));
    } catch (error) {
      if (error instanceof AthenaFault) write(error.status, { __type: error.type, Message: error.message, message: error.message });
      else write(500, { __type: 'InternalServerException', message: String(error) });
    }
  }
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const address = http.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return Object.assign(server, { settings: { ...server.settings, endpoint: `http://127.0.0.1:${address.port}` } });
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function cellText(cell: unknown): string {
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

import { setTimeout as pause } from 'node:timers/promises';
import {
  GetQueryExecutionCommand, GetQueryResultsCommand, QueryExecutionState, StartQueryExecutionCommand, StopQueryExecutionCommand,
  type AthenaClient, type ColumnInfo, type QueryExecution,
} from '@aws-sdk/client-athena';
import { Failure } from '../model/failure.ts';

/** The longest text that Athena takes. */
export const MOST_QUERY_BYTES = 262_144;
const PAGE_ROWS = 1000;
/** Polling: from 100 ms, half as long again each time, at most 2 s. Athena itself ends a query after 30 minutes. */
const FIRST_POLL_MS = 100;
const LONGEST_POLL_MS = 2000;
/** How often a start is tried again while the account's quota of active queries is used up: about five minutes in all. */
const STARTS = 12;

export interface Page {
  readonly columns: readonly ColumnInfo[];
  /** Null: SQL's null. */
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface Ran {
  readonly id: string;
  readonly scannedBytes: number;
}

/** Runs statements on Athena: start, wait, page, stop. Every error comes out as a `Failure`. */
export interface Statements {
  /** Ends with the statement; starts again while the quota is full. */
  run(sql: string): Promise<Ran>;
  /** A finished statement's rows, a thousand at a time. */
  pages(id: string): AsyncIterable<Page>;
  /** Stops what runs; nothing starts afterwards. */
  stop(): Promise<void>;
}

export interface StatementOptions {
  readonly athena: AthenaClient;
  readonly workgroup: string;
  readonly database: string;
  /** Hears of each statement that ended well. */
  readonly onRan?: (ran: Ran) => void;
}

export function athenaStatements({ athena, workgroup, database, onRan }: StatementOptions): Statements {
  const active = new Set<string>();
  const stopping = new AbortController();
  const wait = (ms: number): Promise<void> => pause(ms, undefined, { signal: stopping.signal }).catch(() => { throw stopped(); });

  async function start(sql: string): Promise<string> {
    for (let tried = 1; ; tried += 1) {
      if (stopping.signal.aborted) throw stopped();
      try {
        const { QueryExecutionId: id } = await athena.send(new StartQueryExecutionCommand({ QueryString: sql, WorkGroup: workgroup, QueryExecutionContext: { Database: database } }));
        if (id === undefined) throw new Failure('query_failed', 'the query engine gave a query no id');
        return id;
      } catch (error) {
        if (tried === STARTS || !isBusy(error)) throw explained(error);
        await wait(Math.min(60_000, 500 * 2 ** tried) * (0.5 + Math.random() / 2));
      }
    }
  }

  async function finished(id: string): Promise<QueryExecution> {
    for (let ms = FIRST_POLL_MS; ; ms = Math.min(LONGEST_POLL_MS, ms * 1.5)) {
      const { QueryExecution: execution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id })).catch((error: unknown) => { throw explained(error); });
      const state = execution?.Status?.State;
      if (execution !== undefined && (state === QueryExecutionState.SUCCEEDED || state === QueryExecutionState.FAILED || state === QueryExecutionState.CANCELLED)) return execution;
      await wait(ms);
    }
  }

  const stopOne = async (id: string): Promise<void> => void (await athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(() => undefined));

  return {
    async run(sql) {
      if (Buffer.byteLength(sql) > MOST_QUERY_BYTES) throw new Failure('query_too_long', 'A question is too long for the query engine; compaction makes the list of parts shorter.');
      const id = await start(sql);
      active.add(id);
      try {
        const execution = await finished(id);
        if (execution.Status?.State !== QueryExecutionState.SUCCEEDED) throw outcome(execution);
        const ran = { id, scannedBytes: execution.Statistics?.DataScannedInBytes ?? 0 };
        onRan?.(ran);
        return ran;
      } finally {
        active.delete(id);
        if (stopping.signal.aborted) await stopOne(id);
      }
    },
    async *pages(id) {
      let token: string | undefined;
      let isFirst = true;
      do {
        const { ResultSet: set, NextToken: next } = await athena
          .send(new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: PAGE_ROWS, ...(token === undefined ? {} : { NextToken: token }) }))
          .catch((error: unknown) => { throw explained(error); });
        const rows = (set?.Rows ?? []).map(({ Data: cells = [] }) => cells.map(({ VarCharValue: text }) => text ?? null));
        // The first row of all repeats the columns' names.
        yield { columns: set?.ResultSetMetadata?.ColumnInfo ?? [], rows: isFirst ? rows.slice(1) : rows };
        isFirst = false;
        token = next;
      } while (token !== undefined);
    },
    async stop() {
      stopping.abort();
      await Promise.all([...active].map(stopOne));
    },
  };
}

const stopped = (): Failure => new Failure('stopped', 'the question was given up');
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');
const isBusy = (error: unknown): boolean => /^(TooManyRequestsException|ThrottlingException|InternalServerException|ServiceUnavailable.*)$/.test(nameOf(error));

/** The service's own message may repeat the query: it goes into `cause`, not to people. */
function explained(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (isBusy(error)) return new Failure('busy', 'the query engine has too much to do', { retry: 'same', cause: error });
  if (/^(AccessDenied.*|UnrecognizedClient.*|ExpiredToken.*)$/.test(nameOf(error))) return new Failure('not_allowed', 'the query engine may not be used with these credentials', { cause: error });
  if (/^(InvalidRequestException|ResourceNotFoundException|MetadataException)$/.test(nameOf(error))) return new Failure('query_failed', 'the query engine refused a statement', { cause: error });
  return new Failure('io_error', 'the query engine could not be reached', { retry: 'same', cause: error });
}

/** Why a statement that was taken did not end well. */
function outcome({ Status: status }: QueryExecution): Failure {
  const reason = status?.StateChangeReason ?? '';
  const options = { cause: new Error(reason) };
  if (/bytes scanned limit|exceeded limit.*scan/i.test(reason)) return new Failure('over_budget', 'the question reads more than one question may', options);
  if (status?.State === QueryExecutionState.CANCELLED) return new Failure('stopped', 'the question was given up', options);
  if (/injected projected partition/i.test(reason)) return new Failure('no_merchant', 'a question names no merchant, or no part of its data', options);
  if (/EXCEEDED_\w*MEMORY|exhausted resources|too many stages|number of stages/i.test(reason)) return new Failure('out_of_memory', 'a statement needs more than the query engine gives it', options);
  if (/EXCEEDED_TIME_LIMIT|query timeout/i.test(reason)) return new Failure('too_slow', 'a statement took longer than the query engine allows', options);
  if (status?.AthenaError?.Retryable === true || /slow ?down|SERVICE_UNAVAILABLE|HIVE_CURSOR_ERROR|HIVE_CANNOT_OPEN_SPLIT|INTERNAL_ERROR/i.test(reason)) {
    return new Failure('io_error', 'the query engine could not read or write', { ...options, retry: 'same' });
  }
  return new Failure('query_failed', 'the query engine refused a statement', options);
}

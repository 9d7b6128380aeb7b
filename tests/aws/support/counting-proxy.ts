import { createServer, request as ask } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What was asked of a server, by the name of the request, and what DynamoDB says it took. */
export interface Counted {
  readonly requests: Readonly<Record<string, number>>;
  /** Request units, as they are paid for. */
  readonly readUnits: number;
  readonly writeUnits: number;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);

/** Stands before a real server and counts. DynamoDB is asked along to say what each request consumes. */
export async function countingProxy(target: string) {
  const { hostname, port } = new URL(target);
  let requests: Record<string, number> = {};
  let [readUnits, writeUnits] = [0, 0];

  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const action = String(incoming.headers['x-amz-target'] ?? '').split('.').at(-1) ?? '';
      const sent = await buffer(incoming);
      const body = action === '' ? sent : Buffer.from(JSON.stringify({ ...JSON.parse(sent.toString('utf8')), ReturnConsumedCapacity: 'TOTAL' }));
      const query = new URL(incoming.url ?? '/', 'http://localhost').searchParams;
      const isList = query.has('list-type') || query.has('versions');
      const name = action !== '' ? action : isList ? 'LIST' : incoming.method ?? '';
      requests[name] = (requests[name] ?? 0) + 1;
      const passed = ask({ hostname, port, method: incoming.method, path: incoming.url, headers: { ...incoming.headers, 'content-length': body.length } }, (answer) => {
        void buffer(answer).then((whole) => {
          if (action !== '' && answer.statusCode === 200) {
            if (action === 'TransactWriteItems') writeUnits += transactionUnits(JSON.parse(sent.toString('utf8')));
            else if (READS.has(action)) readUnits += unitsIn(JSON.parse(whole.toString('utf8')));
            else writeUnits += unitsIn(JSON.parse(whole.toString('utf8')));
          }
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          outgoing.end(whole);
        });
      });
      passed.once('error', () => outgoing.destroy());
      passed.end(body);
    })();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    /** What was counted since the last time. */
    take(): Counted {
      const counted = { requests, readUnits, writeUnits };
      requests = {};
      [readUnits, writeUnits] = [0, 0];
      return counted;
    },
    close: () => new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}

function unitsIn(answer: unknown): number {
  const consumed: unknown = Reflect.get(Object(answer), 'ConsumedCapacity');
  return [consumed].flat().reduce((sum: number, one) => sum + Number(Reflect.get(Object(one), 'CapacityUnits') ?? 0), 0);
}

/** DynamoDB Local tells too little of transactions: an item is two units a KB, of its names and values. */
function transactionUnits(request: { readonly TransactItems: readonly Readonly<Record<string, { readonly Item?: Readonly<Record<string, Readonly<Record<string, string>>>> }>>[] }): number {
  return request.TransactItems.flatMap((change) => Object.values(change)).reduce((sum, { Item = {} }) => {
    const bytes = Object.entries(Item).reduce((all, [name, value]) => all + Buffer.byteLength(name) + Object.entries(value).reduce((n, [type, text]) => n + (type === 'B' ? Buffer.byteLength(text, 'base64') : Buffer.byteLength(text)), 0), 0);
    return sum + 2 * Math.max(1, Math.ceil(bytes / 1024));
  }, 0);
}

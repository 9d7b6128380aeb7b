import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

/** What goes wrong with a request: the server refuses it for now, does it and nobody hears of it, its answer ends in the middle, or a bit of it is another. */
export type Accident = 'throttled' | 'unavailable' | 'lost' | 'cut' | 'flipped';

/** `what`: `PUT`, `GET /?versions`, … of S3, `PutItem`, … of DynamoDB. */
export type Plan = (n: number, what: string) => Accident | null;

/** Stands before a real server and lets requests through as they are, signature and all, except those that a plan breaks. */
export async function faultProxy(target: string) {
  const { hostname, port } = new URL(target);
  let plan: Plan = () => null;
  let n = 0;
  let broken = 0;
  const seen = new Map<string, number>();

  const server = createServer((incoming, outgoing) => {
    const what = nameOf(incoming);
    seen.set(what, (seen.get(what) ?? 0) + 1);
    const accident = plan((n += 1), what);
    if (accident !== null) broken += 1;
    if (accident === 'throttled' || accident === 'unavailable') {
      incoming.resume().once('end', () => refuse(outgoing, accident, what));
      return;
    }
    const passed = ask({ hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      if (accident === 'lost') {
        answer.resume().once('end', () => outgoing.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      if (accident === 'flipped') {
        answer.on('data', (chunk: Buffer) => outgoing.write(Buffer.concat([chunk.subarray(0, -1), Buffer.from([(chunk.at(-1) ?? 0) ^ 1])])));
        answer.once('end', () => outgoing.end());
        return;
      }
      if (accident !== 'cut') return void answer.pipe(outgoing);
      answer.once('data', (chunk: Buffer) => outgoing.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => outgoing.destroy()));
      answer.once('end', () => outgoing.destroy());
      return;
    });
    passed.once('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();

  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    /** From here on; counts from 1 again. */
    breakBy(next: Plan): void {
      [plan, n, broken] = [next, 0, 0];
      seen.clear();
    },
    requests: () => n,
    broken: () => broken,
    /** Requests by name since the last plan. */
    seen: (): Record<string, number> => Object.fromEntries(seen),
    close: () => new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}

function nameOf({ method = '', url = '', headers }: IncomingMessage): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? target;
  const query = new URL(url, 'http://localhost').searchParams;
  const sub = ['versions', 'list-type', 'uploads', 'uploadId', 'delete'].find((name) => query.has(name));
  return sub === undefined ? method : `${method} ?${sub}`;
}

/** As the services word it. */
function refuse(outgoing: ServerResponse, accident: 'throttled' | 'unavailable', what: string): void {
  const isDynamo = /^[A-Z][a-z]+[A-Z]/.test(what);
  const status = isDynamo && accident === 'throttled' ? 400 : 503;
  const [type, body] = isDynamo
    ? ['application/x-amz-json-1.0', JSON.stringify({ __type: accident === 'throttled' ? 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException' : 'com.amazonaws.dynamodb.v20120810#ServiceUnavailable', message: 'The level of configured provisioned throughput for the table was exceeded.' })]
    : ['application/xml', `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${accident === 'throttled' ? 'SlowDown' : 'ServiceUnavailable'}</Code><Message>Please reduce your request rate.</Message></Error>`];
  outgoing.writeHead(status, { 'content-type': type }).end(body);
}

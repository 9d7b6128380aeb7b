import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/** What a queue was told, as a function would be handed it. */
export interface Told {
  readonly body: string;
  readonly group: string | undefined;
}

/**
 * SSM and SQS as far as the functions call them: one parameter, and queues that are lists by the last segment of their address. Like SQS, a
 * queue with groups takes a message once by its deduplication id.
 */
export async function startServices(secret: string) {
  const queues = new Map<string, Told[]>();
  const seen = new Set<string>();
  const server = createServer((request, response) => {
    void json(request).then((asked) => {
      const answer = request.headers['x-amz-target'] === 'AmazonSSM.GetParameter' ? { Parameter: { Value: secret } } : taken(asked);
      response.setHeader('content-type', 'application/x-amz-json-1.0').end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

  function taken(asked: unknown): object {
    const queue = String(Reflect.get(Object(asked), 'QueueUrl')).split('/').at(-1) ?? '';
    const entries: readonly Record<string, string>[] = Reflect.get(Object(asked), 'Entries') ?? [];
    for (const { MessageBody = '', MessageGroupId, MessageDeduplicationId } of entries) {
      const once = `${queue} ${MessageDeduplicationId}`;
      if (MessageDeduplicationId !== undefined && seen.has(once)) continue;
      seen.add(once);
      queues.set(queue, [...(queues.get(queue) ?? []), { body: MessageBody, group: MessageGroupId }]);
    }
    return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
  }

  return {
    url,
    /** Empties a queue. */
    take(queue: string): Told[] {
      const told = queues.get(queue) ?? [];
      queues.delete(queue);
      return told;
    },
    close: () => new Promise<void>((done) => void server.close(() => done())),
  };
}

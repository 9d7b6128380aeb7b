import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import type { Binding } from './binding.ts';
import type { HouseFunction } from './function.ts';

/** Work that waits for a function, and where work ends that failed again and again. */
export interface WorkQueue {
  readonly queue: Queue;
  readonly dead: Queue;
  /** To put work in; `variable`: where the function finds the queue's address. */
  sends(variable: string): Binding;
}

export interface WorkQueueProps {
  readonly name: string;
  /** Of the function that works on it: a message is hidden for six times as long, as Lambda's poller asks. */
  readonly timeoutS: number;
  /** In order and one at a time within a group, groups beside each other. */
  readonly fifo?: boolean;
}

/** So often is a message tried. The fourth reading of a poison file refuses it in a report, which is an answer: the fifth is to spare. */
const TRIES = 5;

export function workQueue(scope: Construct, { name, timeoutS, fifo = false }: WorkQueueProps): WorkQueue {
  const ending = fifo ? '.fifo' : '';
  const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14), ...(fifo ? { fifo: true } : {}) };
  const dead = new Queue(scope, 'Dead', { ...common, queueName: `${name}-dead${ending}` });
  const queue = new Queue(scope, 'Queue', {
    ...common, queueName: `${name}${ending}`, visibilityTimeout: Duration.seconds(6 * timeoutS), receiveMessageWaitTime: Duration.seconds(20),
    deadLetterQueue: { queue: dead, maxReceiveCount: TRIES },
  });
  return {
    queue, dead,
    sends: (variable) => ({ name: `Send${words(name)}`, env: { [variable]: queue.queueUrl }, grants: [{ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }] }),
  };
}

/** A function works on a queue: a message that fails is tried again, its neighbours of the same batch are not. */
export function worksOn({ fn }: HouseFunction, { queue }: WorkQueue, { batch, most }: { readonly batch: number; readonly most: number }): void {
  fn.addEventSource(new SqsEventSource(queue, { batchSize: batch, maxConcurrency: most, reportBatchItemFailures: true }));
}

const words = (name: string): string => name.split('-').slice(2).map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('');

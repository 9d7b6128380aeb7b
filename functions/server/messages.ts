import type { Retry } from '../../lib/model/failure.ts';
import type { Jobs } from '../../lib/api/jobs.ts';

/** Between the server and its worker: plain JSON over the channel that node gives a child process. */
export type ToWorker = { readonly id: number; readonly job: keyof Jobs; readonly args: readonly unknown[] } | { readonly stop: true };

export type FromWorker =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: { readonly code: string; readonly message: string; readonly retry: Retry } }
  /** For the person at the terminal. */
  | { readonly told: string };

export interface WorkerOptions {
  readonly data: string;
  readonly demo: boolean;
  /** Order lines of the demo; null = its own size. */
  readonly demoLines: number | null;
}

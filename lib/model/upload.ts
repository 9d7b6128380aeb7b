import type { Decision } from './report.ts';

/** One upload as a page or an app sees it: `GET /v1/uploads` answers a list, `GET /v1/uploads/{id}` one. */
export interface UploadView {
  upload: string;
  file: string;
  bytes: number;
  /** ISO 8601, UTC. */
  received_at: string;
  /** `expected` = an address was given, the bytes are not there yet. Only `done` carries a decision; `failed` = the machine, not the file. */
  status: 'expected' | 'waiting' | 'processing' | 'done' | 'failed' | 'withdrawn';
  decision: Decision | null;
  platform: string | null;
  /** Of the commit that took it in; the numbers show it once the overview's version is at least this. */
  version: number | null;
  progress: UploadProgress | null;
}

export interface UploadProgress {
  /** read | map | classify | commit | analyse | publish; a page shows another word as plain "processing". */
  stage: string;
  /** Bytes or records; a `total` of 0 = not known yet. */
  done: number;
  total: number;
}

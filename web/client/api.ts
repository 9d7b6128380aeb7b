import type { MappingDocument } from '../../lib/model/mapping.ts';
import type { Report } from '../../lib/model/report.ts';
import type { Settings } from '../../lib/model/settings.ts';
import type { TierAnswer } from '../../lib/model/tier.ts';
import type { UploadView } from '../../lib/model/upload.ts';
import type { ApiProblem, DocumentName, Documents, Hydration, PortraitDocument, Segments } from '../page-model.ts';

/** The page's only way to the server. Every call throws a `CallFailed` when it does not work. */
export interface Api {
  /** `same` = as it was under that tag; `none` = nothing published yet. */
  document<Name extends DocumentName>(name: Name, query: string, etag: string | null): Promise<{ state: 'same' | 'none' } | { state: 'new'; document: Documents[Name]; etag: string | null }>;
  uploads(): Promise<UploadView[]>;
  upload(id: string): Promise<UploadView>;
  report(id: string): Promise<Report>;
  /** Carries the id as it was typed. */
  tier(customer: string): Promise<TierAnswer>;
  portrait(customer: string): Promise<PortraitDocument>;
  /** Asks for an address, sends the bytes to it, answers the upload's id. */
  send(file: File, progress: (sent: number) => void): Promise<string>;
  answer(id: string, answers: Readonly<Record<string, string>>): Promise<void>;
  withdraw(id: string): Promise<void>;
  /** A mapping by hand for a held upload; kept for every file of its header. */
  map(id: string, mapping: MappingDocument): Promise<void>;
  rejects(id: string): Promise<Blob>;
  settings(): Promise<Settings>;
  saveSettings(change: object): Promise<Settings>;
  segments(query: string): Promise<Segments>;
}

export class CallFailed extends Error {
  readonly problem: ApiProblem;
  constructor(problem: ApiProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

export const problemOf = (error: unknown): ApiProblem => (error instanceof CallFailed ? error.problem : { kind: 'other', code: 'page' });

export function apiOf(session: Session): Api {
  const at = (id: string, rest = ''): string => `/v1/uploads/${encodeURIComponent(id)}${rest}`;

  async function call(method: string, path: string, options: { headers?: Record<string, string>; json?: unknown } = {}): Promise<Response> {
    const body = options.json === undefined ? {} : { body: JSON.stringify(options.json) };
    const type: Record<string, string> = options.json === undefined ? {} : { 'content-type': 'application/json' };
    const once = (): Promise<Response> => {
      const token = session.token();
      const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
      return fetch(path, { method, headers: { ...authorization, ...type, ...options.headers }, cache: 'no-store', ...body })
        .catch(() => { throw new CallFailed({ kind: 'network' }); });
    };
    let response = await once();
    if (response.status === 401) {
      await session.renew();
      response = await once();
    }
    if (response.ok || response.status === 304 || response.status === 404) return response;
    throw new CallFailed(await problemIn(response));
  }

  async function found(path: string): Promise<Response> {
    const response = await call('GET', path);
    if (response.status === 404) throw new CallFailed({ kind: 'other', code: 'not_found' });
    return response;
  }

  return {
    async document<Name extends DocumentName>(name: Name, query: string, etag: string | null) {
      const response = await call('GET', `/v1/boards/${name}${query === '' ? '' : `?${query}`}`, etag === null ? {} : { headers: { 'if-none-match': etag } });
      if (response.status === 304) return { state: 'same' as const };
      if (response.status === 404) return { state: 'none' as const };
      return { state: 'new' as const, document: await jsonOf<Documents[Name]>(response), etag: response.headers.get('etag') };
    },
    async uploads() {
      const body = await jsonOf<UploadView[] | { uploads?: UploadView[]; items?: UploadView[] }>(await found('/v1/uploads'));
      return Array.isArray(body) ? body : body.uploads ?? body.items ?? [];
    },
    upload: async (id) => jsonOf<UploadView>(await found(at(id))),
    report: async (id) => jsonOf<Report>(await found(at(id, '/report'))),
    tier: async (customer) => ({ ...(await jsonOf<TierAnswer>(await found(`/v1/customers/${encodeURIComponent(customer)}/tier`))), customer }),
    portrait: async (customer) => jsonOf<PortraitDocument>(await found(`/v1/customers/${encodeURIComponent(customer)}`)),
    async send(file, progress) {
      const made = await jsonOf<Ticket>(await call('POST', '/v1/uploads', { json: { file: file.name, bytes: file.size } }));
      await put(made, file, progress);
      return made.upload;
    },
    async answer(id, answers) {
      await call('PUT', at(id, '/answers'), { json: answers });
    },
    async withdraw(id) {
      await call('DELETE', at(id));
    },
    async map(id, mapping) {
      await call('PUT', `/v1/mappings/${encodeURIComponent(id)}`, { json: mapping });
    },
    settings: async () => jsonOf<Settings>(await found('/v1/settings')),
    saveSettings: async (change) => jsonOf<Settings>(await call('PUT', '/v1/settings', { json: change })),
    segments: async (query) => jsonOf<Segments>(await found(`/v1/segments?${query}`)),
    rejects: async (id) => (await found(at(id, '/rejects.csv'))).blob(),
  };
}

/** The bearer token of a page's calls, and how it gets the next one: at most one renewal at a time, however many calls wait for it. */
export interface Session {
  token(): string | null;
  /** Afterwards `token` is a new one, where there was one to have. */
  renew(): Promise<void>;
}

export function pageSession(first: string | null): Session {
  let token = first;
  let renewing: Promise<void> | null = null;
  return {
    token: () => token,
    renew: () => (renewing ??= newSession().then((renewed) => { token = renewed ?? token; }).finally(() => { renewing = null; })),
  };
}

/** A session is short; the page itself, asked for again, carries the next one. Null where it does not. */
async function newSession(): Promise<string | null> {
  const response = await fetch(location.pathname + location.search, { cache: 'no-store' }).catch(() => null);
  if (response === null || !response.ok) return null;
  const data = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('start')?.textContent;
  if (data === null || data === undefined) return null;
  const start: Hydration = JSON.parse(data);
  return start.session;
}

/** The server of this page is trusted to answer in the shapes that both import from the model. */
const jsonOf = async <T>(response: Response): Promise<T> => response.json();

/** With `fields` a bucket takes the file as a form: these first, the file last. */
interface Ticket { upload: string; url: string; method: string; headers?: Record<string, string>; fields?: Record<string, string> }

/** XMLHttpRequest, because fetch cannot tell how much was sent. */
function put({ url, method, headers = {}, fields }: Ticket, file: File, progress: (sent: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onerror = () => reject(new CallFailed({ kind: 'network' }));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(new CallFailed(request.status === 413 ? { kind: 'tooLarge' } : { kind: 'other', code: String(request.status) }));
    };
    if (fields === undefined) return request.send(file);
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file);
    request.send(form);
  });
}

/** Problem details (RFC 9457): the last segment of `type`, else `code`, else the status. */
async function problemIn(response: Response): Promise<ApiProblem> {
  if (response.status === 401) return { kind: 'session' };
  if (response.status === 413) return { kind: 'tooLarge' };
  const body: unknown = await response.json().catch(() => null);
  const field = (name: string): string | null => {
    const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : null;
    return typeof value === 'string' && value !== '' && value !== 'about:blank' ? value : null;
  };
  return { kind: 'other', code: field('code') ?? field('type')?.split(/[/:#]/).at(-1) ?? String(response.status) };
}

import type { UploadView } from '../../lib/model/upload.ts';
import { filterIn, filterQuery, type BoardFilter } from '../../lib/model/boards/filter.ts';
import { loadBoard } from '../boards/board.ts';
import { boardKinds } from '../boards/kinds.ts';
import { isUnderWay } from '../cards/uploads.tsx';
import { hrefOf } from '../href.ts';
import { boardNames, type BoardName, type DocumentName, type Documents, type Hydration, type PageActions, type PageModel, type ReportState } from '../page-model.ts';
import { viewOf } from '../view.ts';
import { problemOf, type Api } from './api.ts';
import { changesOf } from './changes.ts';
import { listenForFiles, save } from './files.ts';
import { sender } from './sender.ts';
import type { Host } from './host.ts';

const BUSY_MS = 700;
const QUIET_MS = 20_000;
/** A guest asks less often. */
const GUEST_MS = 60_000;

export interface Store {
  /** Starts polling and listening; answers how to stop. */
  run(show: (model: PageModel) => void): () => void;
  readonly actions: PageActions;
}

/**
 * The page's state and everything that changes it. The server is asked every 0.7 s while a file is under way, every 20 s otherwise
 * (and at once when the page is looked at again); a board that did not change costs a 304.
 */
export function makeStore(start: Hydration, api: Api, host: Host | null = null): Store {
  let model = start.model;
  let etags: Partial<Record<DocumentName, string>> = { ...start.etags };
  /** Counts what was opened: an answer to an earlier click is late. */
  let opened = 0;
  let show: (model: PageModel) => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let stopped = true;

  const set = (change: Partial<PageModel>): void => {
    model = { ...model, ...change };
    show(model);
  };
  const setReport = (upload: string, state: ReportState): void => set({ reports: { ...model.reports, [upload]: state } });
  const view = (): ReturnType<typeof viewOf> => viewOf(model.locale, model.documents.filters?.currency ?? '', model.documents.filters?.time_zone ?? 'UTC');

  const pause = (): number => (host !== null ? GUEST_MS : busy() ? BUSY_MS : QUIET_MS);
  const busy = (): boolean => model.uploads.some(isUnderWay) || behind();
  /** A committed upload that the board does not tell of yet. */
  const behind = (): boolean => model.uploads.some((upload) => upload.status === 'done' && (upload.version ?? 0) > (model.documents.filters?.version ?? 0) && isRecent(upload));
  const isRecent = (upload: UploadView): boolean => Date.now() - Date.parse(upload.received_at) < 120_000;

  async function poll(): Promise<void> {
    clearTimeout(timer);
    if (asking || stopped || (host !== null && document.visibilityState === 'hidden')) return;
    asking = true;
    try {
      if (host === null) await refreshUploads();
      await refreshDocuments();
      if (model.health !== 'ok') set({ health: 'ok' });
    } catch (error) {
      const problem = problemOf(error);
      set({ health: problem.kind === 'session' ? 'session' : model.documents.filters === undefined ? 'error' : 'offline' });
    } finally {
      asking = false;
      if (host !== null || model.health !== 'session') timer = setTimeout(() => void poll(), pause());
    }
  }

  async function refreshUploads(): Promise<void> {
    const before = new Map(model.uploads.map((upload) => [upload.upload, upload]));
    const uploads = await api.uploads();
    const ended = uploads.filter((upload) => {
      const known = before.get(upload.upload);
      return !isUnderWay(upload) && (known === undefined || isUnderWay(known));
    });
    set({ uploads, nowMs: Date.now() });
    if (ended.length === 0) return;
    const { t } = view();
    set({ announcement: ended.map((upload) => t.data.announce(upload.file, upload.decision === null ? t.data.failed : t.data.decision[upload.decision])).join(' ') });
    const [only] = ended;
    const held = ended.find((upload) => upload.decision === 'held');
    const open = held ?? (model.selected === null ? only : undefined);
    if (open !== undefined && open.decision !== null) select(open.upload);
    for (const upload of ended) if (upload.upload === model.selected && upload !== open) void load(upload.upload);
  }

  /** Asks for what the board is drawn from; only what changed comes. */
  async function fetchDocuments(board: BoardName, filter: BoardFilter, known: Partial<Record<DocumentName, string>>): Promise<{ found: Partial<Documents>; tags: Partial<Record<DocumentName, string>> }> {
    const query = boardKinds[board].filterable ? filterQuery(filter) : '';
    const found: Partial<Documents> = {};
    const tags: Partial<Record<DocumentName, string>> = {};
    const ask = async <Name extends DocumentName>(name: Name): Promise<void> => {
      const answer = await api.document(name, name === 'filters' ? '' : query, known[name] ?? null);
      if (answer.state !== 'new') return;
      found[name] = answer.document;
      if (answer.etag !== null) tags[name] = answer.etag;
    };
    await Promise.all([...boardKinds[board].documents, 'filters' as const].map(ask));
    return { found, tags };
  }

  async function refreshDocuments(): Promise<void> {
    const at = opened;
    const { found, tags } = await fetchDocuments(model.board, model.filter, etags);
    if (at !== opened || Object.keys(found).length === 0) return;
    etags = { ...etags, ...tags };
    const earlier = model.documents.overview;
    const now = found.overview;
    set({ documents: { ...model.documents, ...found }, changes: earlier === undefined || now === undefined || earlier.version === now.version ? model.changes : changesOf(earlier, now, view()) });
    if (earlier !== undefined) void lookUpAgain();
  }

  /** Another board or filter: what is on show stays, dimmed, until the answer is there. */
  async function open(board: BoardName, filter: BoardFilter, keep: 'push' | 'stay' | 'quiet'): Promise<void> {
    const at = ++opened;
    set({ pending: true });
    try {
      const same = filterQuery(filter) === filterQuery(model.filter) && boardKinds[board].filterable === boardKinds[model.board].filterable;
      const [{ found, tags }] = await Promise.all([fetchDocuments(board, filter, same ? etags : {}), host === null ? loadBoard(board) : null]);
      if (at !== opened) return;
      etags = same ? { ...etags, ...tags } : tags;
      const moved = board !== model.board;
      const next: PageModel = { ...model, board, filter, documents: same ? { ...model.documents, ...found } : { ...(model.documents.filters === undefined ? {} : { filters: model.documents.filters }), ...found }, pending: false, filterProblem: null, ...(same ? {} : { changes: null }) };
      if (host !== null && !same && keep !== 'quiet') host.told({ type: 'filter', filter });
      // A guest's script draws one board in one language: it is another's turn now.
      if (host !== null && moved) return void (await host.hand({ model: next, etags, session: null }));
      set(next);
      document.title = title();
      if (keep === 'push' && model.place === 'page') history.pushState(null, '', hrefOf(model));
      if (moved) window.scrollTo(0, 0);
    } catch (error) {
      if (at !== opened) return;
      const problem = problemOf(error);
      set({ pending: false, filterProblem: problem });
      host?.told({ type: 'error', code: problem.kind === 'other' ? problem.code : problem.kind });
    }
  }
  const title = (): string => `${view().t.nav.boards[model.board]}${view().t.sep}${view().t.title}`;

  /** The customer on show may be in another tier now. */
  async function lookUpAgain(): Promise<void> {
    const shown = model.lookUp;
    if (shown.state !== 'found') return;
    const answer = await api.tier(shown.answer.customer).catch(() => null);
    if (answer !== null && answer.version !== shown.answer.version && model.lookUp === shown) set({ lookUp: { state: 'found', answer, before: shown.answer } });
  }

  async function readPortrait(loading: { state: 'loading'; customer: string }): Promise<void> {
    const { customer } = loading;
    const next: PageModel['portrait'] = await api.portrait(customer).then(
      (portrait) => ({ state: 'ready', customer, portrait }) as const, (error: unknown) => ({ state: 'failed', customer, problem: problemOf(error) }) as const,
    );
    if (model.portrait === loading || model.portrait?.customer === customer) set({ portrait: next });
  }

  async function load(upload: string): Promise<void> {
    if (model.reports[upload]?.state !== 'ready') setReport(upload, { state: 'loading' });
    try {
      setReport(upload, { state: 'ready', report: await api.report(upload), busy: false, problem: null });
    } catch {
      setReport(upload, { state: 'failed' });
    }
  }

  function select(upload: string | null): void {
    set({ selected: upload });
    if (upload !== null) void load(upload);
  }

  /** Marks the open report busy while something is done to it; a failure is said in place. */
  async function during(upload: string, work: () => Promise<void>, problem: 'answer' | 'download'): Promise<void> {
    const selected = model.selected ?? upload;
    const mark = (busyNow: boolean, failed: 'answer' | 'download' | null): void => {
      const state = model.reports[selected];
      if (state?.state === 'ready') setReport(selected, { ...state, busy: busyNow, problem: failed });
    };
    mark(true, null);
    try {
      await work();
      mark(false, null);
    } catch {
      mark(false, problem);
    }
  }

  const rewriteUrl = (): void => void (model.place === 'page' && history.replaceState(null, '', `${hrefOf(model)}${location.hash}`));

  const actions: PageActions = {
    go: (board) => {
      set({ portrait: null });
      void open(board, model.filter, 'push');
    },
    setFilter: (filter) => void open(model.board, filter, 'push'),
    setLocale(locale) {
      if (host !== null && locale !== model.locale) return void host.hand({ model: { ...model, locale }, etags, session: null });
      set({ locale });
      document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
      document.title = title();
      rewriteUrl();
    },
    setTheme(theme) {
      set({ theme });
      if (theme === 'auto') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = theme;
      rewriteUrl();
    },
    lookUp(customer) {
      const last = model.lookUp.state === 'found' ? model.lookUp.answer : null;
      const working: PageModel['lookUp'] = { state: 'working', customer, last };
      set({ lookUp: working });
      api.tier(customer).then(
        (answer) => model.lookUp === working && set({ lookUp: { state: 'found', answer, before: null } }),
        (error: unknown) => model.lookUp === working && set({ lookUp: { state: 'failed', customer, problem: problemOf(error) } }),
      );
    },
    openCustomer(customer) {
      if (customer === null) {
        set({ portrait: null });
        rewriteUrl();
        return;
      }
      const loading: PageModel['portrait'] = { state: 'loading', customer };
      set({ portrait: loading });
      // A pseudonym may stand in an address, a raw id may not.
      if (model.place === 'page') history.pushState(null, '', `${hrefOf(model)}${customer.startsWith('key:') ? `&customer=${encodeURIComponent(customer)}` : ''}`);
      void readPortrait(loading);
      window.scrollTo(0, 0);
    },
    ...sender(api, () => model, set, async () => {
      await refreshUploads().catch(() => undefined);
      void poll();
    }),
    select,
    answer: (upload, answers) => void during(upload, async () => {
      await api.answer(upload, answers);
      await refreshUploads();
      await load(model.selected ?? upload);
      void poll();
    }, 'answer'),
    withdraw: (upload) => void during(upload, async () => {
      await api.withdraw(upload);
      void poll();
    }, 'answer'),
    downloadRejects: (upload, file) => void during(upload, async () => save(await api.rejects(upload), `${file}.rejects.csv`), 'download'),
    map: (upload, mapping) => void during(upload, async () => {
      await api.map(upload, mapping);
      await refreshUploads();
      await load(model.selected ?? upload);
      void poll();
    }, 'answer'),
    rejects: async (upload) => (await api.rejects(upload)).text(),
    settings: api.settings,
    async saveSettings(change) {
      const saved = await api.saveSettings(change);
      void poll();
      return saved;
    },
    segments: api.segments,
    dismissChanges: () => set({ changes: null }),
    retry: () => void poll(),
  };

  return {
    actions,
    run(listener) {
      show = listener;
      stopped = false;
      timer = setTimeout(() => void poll(), pause());
      if (model.portrait?.state === 'loading') void readPortrait(model.portrait);
      const stop = host !== null ? host.listen(actions, () => model, (filter) => void open(model.board, filter, 'quiet'), () => void poll()) : listenForFiles((dragging) => dragging !== model.dragging && set({ dragging }), actions.addFiles);
      const seen = (): void => void (document.visibilityState === 'visible' && poll());
      document.addEventListener('visibilitychange', seen);
      window.addEventListener('online', seen);
      const back = (): void => {
        const name = location.pathname.slice(1);
        if (!location.search.includes('customer=')) set({ portrait: null });
        void open(boardNames.find((board) => board === name) ?? 'overview', filterIn(new URLSearchParams(location.search)), 'stay');
      };
      if (model.place === 'page') window.addEventListener('popstate', back);
      return () => {
        stopped = true;
        clearTimeout(timer);
        stop();
        document.removeEventListener('visibilitychange', seen);
        window.removeEventListener('online', seen);
        window.removeEventListener('popstate', back);
      };
    },
  };
}

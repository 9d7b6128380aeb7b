import type { CostsBoard } from '../lib/model/boards/costs.ts';
import type { CustomersBoard } from '../lib/model/boards/customers.ts';
import type { DriversBoard } from '../lib/model/boards/drivers.ts';
import type { BoardFilter, Filtered, FilterOptions } from '../lib/model/boards/filter.ts';
import type { OverviewBoard } from '../lib/model/boards/overview.ts';
import type { ProblemsBoard } from '../lib/model/boards/problems.ts';
import type { ChannelsBoard, ProductsBoard } from '../lib/model/boards/rates.ts';
import type { MappingDocument } from '../lib/model/mapping.ts';
import type { Report } from '../lib/model/report.ts';
import type { Settings } from '../lib/model/settings.ts';
import type { Fault } from '../lib/model/reasons.ts';
import type { CustomerFacts, TierAnswer } from '../lib/model/tier.ts';
import type { CustomerTier } from '../lib/model/tiers.ts';
import type { UploadView } from '../lib/model/upload.ts';
import type { Locale } from '../lib/model/words.ts';

export type Theme = 'auto' | 'light' | 'dark';

/** The boards in the order of their tabs. */
export const boardNames = ['overview', 'problems', 'drivers', 'products', 'customers', 'costs', 'data', 'settings'] as const;
export type BoardName = (typeof boardNames)[number];

/** The documents that boards are drawn from, as the API names them; `filters` says what can be chosen and what all numbers have in common. */
export interface Documents {
  overview: OverviewBoard & Partial<Filtered>;
  problems: ProblemsBoard & Partial<Filtered>;
  drivers: DriversBoard & Partial<Filtered>;
  products: ProductsBoard & Partial<Filtered>;
  channels: ChannelsBoard & Partial<Filtered>;
  customers: CustomersBoard & Partial<Filtered>;
  costs: CostsBoard & Partial<Filtered>;
  filters: FilterOptions;
}
export type DocumentName = keyof Documents;

/** Everything the page shows, as one value: the same on the server and in the browser. */
export interface PageModel {
  readonly locale: Locale;
  readonly theme: Theme;
  /** `page` = the whole page of one machine; `embed` = a guest in somebody's panel: no look-up by raw id, no files. */
  readonly place: 'page' | 'embed';
  readonly board: BoardName;
  /** The tabs: what this reader may see. */
  readonly boards: readonly BoardName[];
  readonly filter: BoardFilter;
  /** Those of this board under this filter; missing ones are not published yet. */
  readonly documents: Readonly<Partial<Documents>>;
  /** Another board or filter is on its way; the numbers on show are those of before. */
  readonly pending: boolean;
  /** Why the filter asked for could not be answered; the numbers on show are those of before. */
  readonly filterProblem: ApiProblem | null;
  /** `error` = no numbers could be read; `offline`, `session` = the last ones stay, with a banner. */
  readonly health: 'ok' | 'error' | 'offline' | 'session';
  /** When the page was made or last heard from the server, for "no new file for n days". */
  readonly nowMs: number;
  readonly uploads: readonly UploadView[];
  readonly sending: readonly Sending[];
  readonly reports: Readonly<Record<string, ReportState>>;
  readonly selected: string | null;
  readonly changes: Changes | null;
  readonly lookUp: LookUp;
  /** One customer, whole; null = none is open. */
  readonly portrait: PortraitState | null;
  readonly dragging: boolean;
  /** Last thing that ended, for screen readers. */
  readonly announcement: string;
}

/** What the page in the browser starts from: the model that the server rendered, and how to ask for more. */
export interface Hydration {
  readonly model: PageModel;
  /** Entity tags of the documents in the model. */
  readonly etags: Readonly<Partial<Record<DocumentName, string>>>;
  /** Short-lived bearer token for this page's calls. */
  readonly session: string | null;
  /** Where the page is a guest's. */
  readonly embed?: EmbedStart;
}

/** What a frame is told of itself. */
export interface EmbedStart {
  /** Whose page may speak with it. */
  readonly origins: readonly string[];
  /** Seconds that its first session lasts. */
  readonly expiresIn: number;
  /** The script of each board in each language, by `problems-zh`. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** A file on its way from this browser. */
export interface Sending {
  readonly id: string;
  readonly file: string;
  readonly bytes: number;
  readonly sent: number;
  readonly phase: 'queued' | 'sending' | 'failed';
  readonly error: ApiProblem | null;
}

export type ReportState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly report: Report; readonly busy: boolean; readonly problem: 'answer' | 'download' | null };

/** The key figures of the overview. */
export type FigureId = 'cost' | 'rate' | 'preventable' | 'resolve' | 'atRisk';

/** What the last commit moved on this page. */
export interface Changes {
  readonly version: number;
  readonly figures: readonly { readonly id: FigureId; readonly label: string; readonly from: string; readonly to: string }[];
}

export type LookUp =
  | { readonly state: 'idle' }
  | { readonly state: 'working'; readonly customer: string; readonly last: TierAnswer | null }
  | { readonly state: 'failed'; readonly customer: string; readonly problem: ApiProblem }
  /** `before` = the answer for the same customer before the last commit. */
  | { readonly state: 'found'; readonly answer: TierAnswer; readonly before: TierAnswer | null };

/** The answer of `GET /v1/segments`. */
export interface Segments {
  as_of: string;
  from: string;
  to: string;
  by: string[];
  segments: Readonly<Record<string, string | number | boolean | null>>[];
  truncated: boolean;
  scanned_rows: number;
}

/** The portrait as `GET /v1/customers/{id}` answers it. */
export interface PortraitDocument extends TierAnswer {
  facts: CustomerFacts | null;
  history: { tier: CustomerTier; day: string }[];
  cases: {
    total: number;
    counted: number;
    by_reason: { reason: string; reason_group: string; fault: Fault; cases: number; cost_minor: number }[];
    by_fault: { fault: Fault; cases: number; cost_minor: number }[];
    latest: { case_id: string; kind: string | null; status: string | null; opened_day: string | null; resolved_day: string | null; product_id: string | null; product_name: string | null; reason: string; fault: Fault; counts: boolean; cost_minor: number }[];
  };
}

/** `customer` = as it was asked for. */
export type PortraitState =
  | { readonly state: 'loading'; readonly customer: string }
  | { readonly state: 'failed'; readonly customer: string; readonly problem: ApiProblem }
  | { readonly state: 'ready'; readonly customer: string; readonly portrait: PortraitDocument };

/** Why a call did not work, in the page's words' terms. */
export type ApiProblem = { readonly kind: 'network' | 'session' | 'tooLarge' } | { readonly kind: 'other'; readonly code: string };

export interface PageActions {
  /** Shows another board, under the same filter. */
  go(board: BoardName): void;
  setFilter(filter: BoardFilter): void;
  setLocale(locale: Locale): void;
  setTheme(theme: Theme): void;
  lookUp(customer: string): void;
  /** Opens the portrait of a customer, by raw id or by `key:` and pseudonym; null closes it. */
  openCustomer(customer: string | null): void;
  addFiles(files: readonly File[]): void;
  resend(id: string): void;
  select(upload: string | null): void;
  answer(upload: string, answers: Readonly<Record<string, string>>): void;
  withdraw(upload: string): void;
  downloadRejects(upload: string, file: string): void;
  map(upload: string, mapping: MappingDocument): void;
  /** The rejected rows as a CSV. Rejects with a `CallFailed` where it cannot be had, as the next three do. */
  rejects(upload: string): Promise<string>;
  settings(): Promise<Settings>;
  /** What is not named keeps its value; the numbers follow. */
  saveSettings(change: object): Promise<Settings>;
  /** Asks the query engine: `by=channel,reason&where=region:…`. */
  segments(query: string): Promise<Segments>;
  dismissChanges(): void;
  retry(): void;
}

const nothing = (): void => undefined;
const never = (): Promise<never> => new Promise(() => undefined);
/** For the server's rendering, which nobody clicks. */
export const noActions: PageActions = {
  go: nothing, setFilter: nothing, setLocale: nothing, setTheme: nothing, lookUp: nothing, openCustomer: nothing, addFiles: nothing, resend: nothing, select: nothing, answer: nothing,
  withdraw: nothing, downloadRejects: nothing, map: nothing, rejects: never, settings: never, saveSettings: never, segments: never, dismissChanges: nothing, retry: nothing,
};

import { renderToString } from 'preact-render-to-string';
import { noFilter, type BoardFilter } from '../../lib/model/boards/filter.ts';
import type { UploadView } from '../../lib/model/upload.ts';
import type { Locale } from '../../lib/model/words.ts';
import { boardNames, noActions, type ApiProblem, type BoardName, type DocumentName, type Documents, type EmbedStart, type Hydration, type PageModel, type Theme } from '../page-model.ts';
import { Page } from '../page.tsx';
import { viewOf } from '../view.ts';

export interface PageProps {
  readonly board?: BoardName;
  /** The tabs; default: all. */
  readonly boards?: readonly BoardName[];
  readonly place?: PageModel['place'];
  readonly filter?: BoardFilter;
  /** Whose portrait is to be opened: `key:` and a pseudonym; raw ids never stand in an address. */
  readonly customer?: string | undefined;
  /** Those of the board under the filter; missing ones are not published yet. */
  readonly documents: Readonly<Partial<Documents>>;
  /** Their entity tags, so that the browser's first question can be answered with 304. */
  readonly etags?: Readonly<Partial<Record<DocumentName, string>>>;
  readonly filterProblem?: ApiProblem | null;
  readonly uploads: readonly UploadView[];
  readonly locale: Locale;
  readonly theme: Theme;
  /** Short-lived bearer token for this page's calls; null where the page is only looked at. */
  readonly session: string | null;
  readonly nowMs: number;
  /** `error` = the numbers could not be read just now. */
  readonly health?: 'ok' | 'error';
  readonly embed?: EmbedStart;
  /** The page around makes room for all of it: no scroll bar of its own, which would take width away. */
  readonly framed?: boolean;
  /** Where script and styles are served from. */
  readonly assets?: { readonly script: string; readonly style: string };
}

export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

export const modelOf = (props: PageProps): PageModel => ({
  locale: props.locale, theme: props.theme, place: props.place ?? 'page', board: props.board ?? 'overview', boards: props.boards ?? boardNames, filter: props.filter ?? noFilter,
  documents: props.documents, pending: false, filterProblem: props.filterProblem ?? null, health: props.health ?? 'ok', nowMs: props.nowMs, uploads: props.uploads,
  sending: [], reports: {}, selected: null, changes: null, lookUp: { state: 'idle' }, portrait: props.customer === undefined ? null : { state: 'loading', customer: props.customer }, dragging: false, announcement: '',
});

/** The whole document: charts in it, no inline script or style. The board must have been loaded (`loadBoard`). */
export function renderPage(props: PageProps): string {
  const model = modelOf(props);
  const { t } = viewOf(props.locale, '', 'UTC');
  const { script, style } = props.assets ?? { script: '/assets/app.js', style: '/assets/app.css' };
  const hydration: Hydration = { model, etags: props.etags ?? {}, session: props.session, ...(props.embed === undefined ? {} : { embed: props.embed }) };
  const theme = props.theme === 'auto' ? '' : ` data-theme="${props.theme}"`;
  const framed = props.framed === true ? ' class="framed"' : '';
  return `<!doctype html>
<html lang="${props.locale === 'zh' ? 'zh-CN' : 'en'}"${theme}${framed}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(`${t.nav.boards[model.board]}${t.sep}${t.title}`)}</title>
<link rel="stylesheet" href="${escaped(style)}">
<link rel="icon" href="data:,">
<script type="module" src="${escaped(script)}"></script>
</head>
<body>
<div id="app">${renderToString(<Page model={model} actions={noActions} />)}</div>
<script type="application/json" id="start">${jsonForHtml(hydration)}</script>
</body>
</html>
`;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** No `<` survives, so that no text of a file can end the block. */
const jsonForHtml = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');

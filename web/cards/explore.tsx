import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { cubeDimensions } from '../../lib/model/boards/cube.ts';
import { reasonGroups } from '../../lib/model/reasons.ts';
import type { ApiProblem, PageActions, PageModel, Segments } from '../page-model.ts';
import { problemText } from '../problem-text.ts';
import { valueLabel } from '../shell/filters.tsx';
import { useView, type View } from '../view.ts';
import { Card } from './card.tsx';
import type { Rows } from './rows.ts';
import { words } from './explore-words.ts';

const DIMENSIONS = ['category', 'reason', 'reason_group', 'fault', 'product_id', 'channel', 'shop', 'region', 'carrier', 'warehouse', 'batch', 'kind', 'status', 'disposition', 'age_band', 'week', 'month'] as const;
type Dimension = (typeof DIMENSIONS)[number];

/** Asks what no board answers: cases and cost by up to three dimensions, worked out by the query engine under the filters of this page. */
export function Explore({ model, actions }: { model: PageModel; actions: PageActions }): VNode {
  const view = useView();
  const { f, locale } = view;
  const t = words[locale];
  const [by, setBy] = useState<readonly Dimension[]>(['product_id', 'reason']);
  const [asked, setAsked] = useState<'idle' | 'working' | { found: Segments } | { problem: ApiProblem }>('idle');
  const ask = (event: Event): void => {
    event.preventDefault();
    setAsked('working');
    actions.segments(queryOf(model, by).query).then((found) => setAsked({ found }), (error: unknown) => setAsked({ problem: problemIn(error) }));
  };
  const found = typeof asked === 'object' && 'found' in asked ? asked.found : null;
  const left = queryOf(model, by).left;
  return (
    <Card
      id="card-explore" span={12} title={t.title} {...(found === null ? {} : { answer: t.answer(f.int(found.segments.length), f.int(found.scanned_rows)) })}
      {...(found === null ? {} : { foot: [t.foot(f.day(found.from), f.day(found.to)), found.truncated ? t.truncated : null, left.length > 0 ? t.left(left.map((name) => view.t.filter.name[name]).join(view.t.filter.comma)) : null], rows: rowsOf(found, view) })}
    >
      <form class="explore" onSubmit={ask}>
        {[0, 1, 2].map((i) => (
          <label key={i}><span>{i === 0 ? t.by : t.and}</span>
            <select class="pick" value={by[i] ?? ''} onChange={(event) => {
              const name = DIMENSIONS.find((dimension) => dimension === event.currentTarget.value);
              setBy([...new Set([...by.slice(0, i), ...(name === undefined ? [] : [name]), ...by.slice(i + 1)])]);
            }}>
              {i === 0 ? null : <option value="">{t.none}</option>}
              {DIMENSIONS.map((dimension) => <option key={dimension} value={dimension}>{t.dimension[dimension]}</option>)}
            </select>
          </label>
        ))}
        <button type="submit" class="btn" disabled={asked === 'working'}>{asked === 'working' ? t.working : t.ask}</button>
      </form>
      <p class="note">{t.hint}</p>
      {typeof asked === 'object' && 'problem' in asked ? <p class="problem" role="alert">{problemText(asked.problem, view.t)}</p> : null}
      {found === null ? null : <Found rows={rowsOf(found, view)} title={t.title} />}
    </Card>
  );
}

const SHOWN = 15;

function Found({ rows: { head, rows }, title }: { rows: Rows; title: string }): VNode {
  const words_ = head.length - 4;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={title}>
      <table class="tb">
        <thead><tr>{head.map((name, i) => <th key={name} scope="col" class={i < words_ ? '' : 'r'}>{name}</th>)}</tr></thead>
        <tbody>{rows.slice(0, SHOWN).map((row, k) => <tr key={k}>{row.map((cell, i) => (i === 0 ? <th key={i} scope="row">{cell}</th> : <td key={i} class={i < words_ ? '' : 'r'}>{cell}</td>))}</tr>)}</tbody>
      </table>
    </div>
  );
}

function rowsOf({ by, segments }: Segments, view: View): Rows {
  const { f, locale } = view;
  const t = words[locale];
  const named = (dimension: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return view.t.filter.unknown;
    const text = String(value);
    if (dimension === 'reason') return view.reason(text);
    if (dimension === 'reason_group') return view.group(text);
    if (dimension === 'channel') return valueLabel('channel', text, view);
    return dimension === 'week' || dimension === 'month' ? f.day(text) : text;
  };
  return {
    head: [...by.map((name) => t.dimension[DIMENSIONS.find((dimension) => dimension === name) ?? 'category']), t.cases, t.cost, t.assumed, t.refund],
    rows: segments.map((row) => [...by.map((name) => named(name, row[name])), f.int(Number(row['cases'])), f.exact(Number(row['cost_minor'])), f.exact(Number(row['assumed_minor'])), f.exact(Number(row['refund_minor']))]),
  };
}

/** The page's filter in the engine's terms; one value of each dimension can be asked for, and tiers are not known to it. */
function queryOf({ filter, documents }: PageModel, by: readonly Dimension[]): { query: string; left: (typeof cubeDimensions)[number][] } {
  const query = new URLSearchParams({ by: by.join(',') });
  const left: (typeof cubeDimensions)[number][] = [];
  for (const dimension of cubeDimensions) {
    const [value, ...others] = filter[dimension];
    if (value === undefined) continue;
    if (others.length > 0 || dimension === 'tier') left.push(dimension);
    else query.append('where', `${dimension === 'reason' && reasonGroups.some((group) => group.code === value) ? 'reason_group' : dimension}:${value}`);
  }
  const options = documents.filters;
  if (filter.period !== null && options !== undefined) {
    const last = Date.parse(`${options.as_of}T00:00:00Z`);
    query.set('from', new Date(last - (filter.period - 1) * 86_400_000).toISOString().slice(0, 10));
  }
  return { query: query.toString(), left };
}

function problemIn(error: unknown): ApiProblem {
  const problem: unknown = Object(error).problem;
  return typeof problem === 'object' && problem !== null && 'kind' in problem ? problem as ApiProblem : { kind: 'other', code: 'page' };
}

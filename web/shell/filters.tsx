import type { VNode } from 'preact';
import { cubeDimensions, type CubeDimension } from '../../lib/model/boards/cube.ts';
import { isFiltered, noFilter, UNKNOWN_VALUE, type BoardFilter, type FilterOptions } from '../../lib/model/boards/filter.ts';
import { reasonGroups } from '../../lib/model/reasons.ts';
import { customerTiers } from '../../lib/model/tiers.ts';
import { boardKinds } from '../boards/kinds.ts';
import { hrefOf } from '../href.ts';
import type { PageActions, PageModel } from '../page-model.ts';
import { problemText } from '../problem-text.ts';
import { useView, type View } from '../view.ts';

/** One row of chips, name then value; each opens its choices. A choice is a link: filters work without script and can be passed on. */
export function Filters({ model, actions }: { model: PageModel; actions: PageActions }): VNode | null {
  const view = useView();
  const { t } = view;
  const options = model.documents.filters;
  if (options === undefined) return null;
  const { filter } = model;
  const set = cubeDimensions.filter((dimension) => filter[dimension].length > 0).length;
  return (
    <section class="filters" aria-label={t.filter.label}>
      {boardKinds[model.board].periods ? <Chip name={t.filter.period} value={t.filter.days(filter.period ?? options.window_days)} set>
        {options.periods.map((days) => (
          <Choice key={days} model={model} actions={actions} to={{ ...filter, period: days === options.window_days ? null : days }} chosen={(filter.period ?? options.window_days) === days} one>{t.filter.days(days)}</Choice>
        ))}
      </Chip> : null}
      <details class="more-filters"><summary class="chip">{t.filter.more(set)}</summary></details>
      <div class="chips">
        {cubeDimensions.map((dimension) => {
          const values = valuesOf(dimension, options, filter);
          return values.length === 0 ? null : (
            <Chip key={dimension} name={t.filter.name[dimension]} value={filter[dimension].length === 0 ? t.filter.all : filter[dimension].map((value) => valueLabel(dimension, value, view)).join(t.filter.comma)} set={filter[dimension].length > 0}>
              <Choice model={model} actions={actions} to={{ ...filter, [dimension]: [] }} chosen={filter[dimension].length === 0} one>{t.filter.all}</Choice>
              {values.map((value) => (
                <Choice key={value} model={model} actions={actions} to={toggled(filter, dimension, value)} chosen={filter[dimension].includes(value)}>{valueLabel(dimension, value, view)}</Choice>
              ))}
            </Chip>
          );
        })}
      </div>
      {isFiltered(filter) ? <FilterLink model={model} actions={actions} to={noFilter} class="link">{t.filter.clear}</FilterLink> : null}
      {model.filterProblem === null ? null : <p class="problem" role="alert">{model.filterProblem.kind === 'other' && model.filterProblem.code === 'over_cube' ? t.filter.overCube : problemText(model.filterProblem, t)}</p>}
    </section>
  );
}

function Chip({ name, value, set, children }: { name: string; value: string; set: boolean; children: (VNode | null)[] | (VNode | (VNode | null)[])[] }): VNode {
  return (
    <details class={`filter${set ? ' set' : ''}`} name="filter">
      <summary class="chip"><span>{name}</span> <b>{value}</b></summary>
      <div class="choices" role="group" aria-label={name}>{children}</div>
    </details>
  );
}

function Choice({ model, actions, to, chosen, one = false, children }: { model: PageModel; actions: PageActions; to: BoardFilter; chosen: boolean; one?: boolean; children: string }): VNode {
  return <FilterLink model={model} actions={actions} to={to} class={`choice${one ? ' one' : ''}`} current={chosen}>{children}</FilterLink>;
}

/** A link to the same board under another filter: also what a mark that was clicked is. */
export function FilterLink({ model, actions, to, class: name, current = false, children }: { model: PageModel; actions: PageActions; to: BoardFilter; class: string; current?: boolean; children: VNode | string }): VNode {
  return (
    <a
      class={name} href={model.place === 'page' ? hrefOf(model, { filter: to }) : '#'} {...(current ? { 'aria-current': 'true' } : {})}
      onClick={(event) => {
        event.preventDefault();
        event.currentTarget.closest('details')?.removeAttribute('open');
        actions.setFilter(to);
      }}
    >{children}</a>
  );
}

export const toggled = (filter: BoardFilter, dimension: CubeDimension, value: string): BoardFilter =>
  ({ ...filter, [dimension]: filter[dimension].includes(value) ? filter[dimension].filter((one) => one !== value) : [...filter[dimension], value] });

function valuesOf(dimension: CubeDimension, options: FilterOptions, filter: BoardFilter): readonly string[] {
  if (dimension === 'reason') return [...reasonGroups.map((group) => group.code), ...filter.reason.filter((one) => !reasonGroups.some((group) => group.code === one))];
  if (dimension === 'tier') return customerTiers;
  const known = options[dimension];
  return known.length === 0 ? [] : [...known, ...filter[dimension].filter((one) => one !== UNKNOWN_VALUE && !known.includes(one)), UNKNOWN_VALUE];
}

export function valueLabel(dimension: CubeDimension, value: string, { t, group, reason, tier }: View): string {
  if (value === UNKNOWN_VALUE) return t.filter.unknown;
  if (dimension === 'reason') return reasonGroups.some((one) => one.code === value) ? group(value) : reason(value);
  if (dimension === 'tier') return tier(value);
  return dimension === 'channel' ? (t.channels.names as Readonly<Record<string, string>>)[value] ?? value : value;
}

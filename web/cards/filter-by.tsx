import type { ComponentChildren, VNode } from 'preact';
import { cubeDimensions, type CubeDimension } from '../../lib/model/boards/cube.ts';
import { OTHER_VALUE, UNKNOWN_VALUE } from '../../lib/model/boards/filter.ts';
import { hrefOf } from '../href.ts';
import { usePage } from '../view.ts';

export interface FilterByProps {
  /** What the page is narrowed down to; null = not known. */
  only: Readonly<Partial<Record<CubeDimension, string | null>>>;
  class?: string;
  /** A mark of a chart: for the mouse; the same link stands in words beside it, for the keyboard. */
  mark?: boolean;
  children: ComponentChildren;
}

/**
 * Text or a mark that narrows the page down to what it stands for, or widens it again where it already is: a real link. Plain where a
 * card is drawn alone, and for what was folded into "other", which cannot be told apart.
 */
export function FilterBy({ only, class: name = 'by', mark = false, children }: FilterByProps): VNode {
  const page = usePage();
  const asked = cubeDimensions.flatMap((dimension) => {
    const value = only[dimension];
    return value === undefined ? [] : [[dimension, value ?? UNKNOWN_VALUE] as const];
  });
  if (page === null || asked.length === 0 || asked.some(([, value]) => value === OTHER_VALUE)) return <>{children}</>;
  const { model, actions } = page;
  const { filter } = model;
  const already = asked.every(([dimension, value]) => filter[dimension].length === 1 && filter[dimension][0] === value);
  const to = { ...filter, ...Object.fromEntries(asked.map(([dimension, value]) => [dimension, already ? [] : [value]])) };
  return (
    <a
      class={name} href={model.place === 'page' ? hrefOf(model, { filter: to }) : '#'} {...(mark ? { tabIndex: -1 } : {})} {...(already ? { 'aria-current': 'true' } : {})}
      onClick={(event: MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        actions.setFilter(to);
      }}
    >{children}</a>
  );
}

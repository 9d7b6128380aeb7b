import type { ComponentChildren, VNode } from 'preact';
import { cubeDimensions, type CubeDimension } from '../../lib/model/boards/cube.ts';
import { OTHER_VALUE, UNKNOWN_VALUE } from '../../lib/model/boards/filter.ts';
import { hrefOf } from '../href.ts';
import { usePage } from '../view.ts';

export interface FilterByProps {
  /** What the page is narrowed down to, one value or any of several; null = not known. */
  only: Readonly<Partial<Record<CubeDimension, string | null | readonly string[]>>>;
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
    return value === undefined ? [] : [[dimension, typeof value === 'object' && value !== null ? value : [value ?? UNKNOWN_VALUE]] as const];
  });
  if (page === null || asked.length === 0 || asked.some(([, values]) => values.includes(OTHER_VALUE))) return <>{children}</>;
  const { model, actions } = page;
  const { filter } = model;
  const already = asked.every(([dimension, values]) => filter[dimension].length === values.length && values.every((value) => filter[dimension].includes(value)));
  const to = { ...filter, ...Object.fromEntries(asked.map(([dimension, values]) => [dimension, already ? [] : [...values]])) };
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

import type { VNode } from 'preact';
import { isFiltered, noFilter } from '../../lib/model/boards/filter.ts';
import type { PageActions, PageModel } from '../page-model.ts';
import { FilterLink } from '../shell/filters.tsx';
import { useView } from '../view.ts';
import { words } from './problems/words.ts';
import { Empty } from './states.tsx';

/** A window without a case: the filter's doing, and how to undo it, or the data's. */
export function NothingLeft({ model, actions }: { model: PageModel; actions: PageActions }): VNode {
  const { t, locale } = useView();
  if (!isFiltered(model.filter)) return <div class="grid"><Empty title={t.state.noCases} body={t.state.noCasesBody} /></div>;
  const { title, body } = words[locale].nothing;
  return (
    <div class="grid">
      <section class="card c12 empty" aria-label={title}>
        <b>{title}</b>
        <p>{body}</p>
        <FilterLink model={model} actions={actions} to={noFilter} class="btn">{t.filter.clear}</FilterLink>
      </section>
    </div>
  );
}

import type { VNode } from 'preact';
import { boardComponent } from './boards/board.ts';
import { boardKinds } from './boards/kinds.ts';
import { Explore } from './cards/explore.tsx';
import { Notices, staleDays } from './cards/notices.tsx';
import { Loading } from './cards/states.tsx';
import { Hatches } from './charts/marks.tsx';
import type { BoardName, PageActions, PageModel } from './page-model.ts';
import { Filters } from './shell/filters.tsx';
import { Head } from './shell/head.tsx';
import { PageContext, useView, ViewContext, viewOf } from './view.ts';

/** Boards whose questions lead on to others. */
const EXPLORED: ReadonlySet<BoardName> = new Set(['problems', 'drivers', 'costs']);

/** The page, whole: tabs, filters, what must be known about the numbers, and one board. */
export function Page({ model, actions }: { model: PageModel; actions: PageActions }): VNode {
  const { filters } = model.documents;
  const view = viewOf(model.locale, filters?.currency ?? '', filters?.time_zone ?? 'UTC');
  const Board = boardComponent(model.board);
  const dim = model.pending || staleDays(model) !== null || model.health === 'offline' || model.health === 'session';
  return (
    <ViewContext.Provider value={view}>
      <PageContext.Provider value={{ model, actions }}>
        <Hatches />
        <a class="skip" href="#numbers">{view.t.skip}</a>
        <div class={`page ${model.place}`}>
          <Head model={model} actions={actions} />
          {boardKinds[model.board].filterable && model.portrait === null ? <Filters model={model} actions={actions} /> : null}
          <main id="numbers" aria-busy={model.pending}>
            <h1 class="vh">{view.t.nav.boards[model.board]}</h1>
            <Notices model={model} actions={actions} />
            <div class={dim ? 'dim' : ''}>{Board === null ? <div class="grid"><Loading /></div> : <Board model={model} actions={actions} />}</div>
            {model.place === 'page' && EXPLORED.has(model.board) && filters !== undefined ? <div class="grid tools"><Explore model={model} actions={actions} /></div> : null}
          </main>
          <Foot model={model} />
        </div>
        <div class="vh" role="status" aria-live="polite">{model.announcement}</div>
        {model.dragging ? <div class="veil" aria-hidden="true"><b>{view.t.data.dropNow}</b></div> : null}
      </PageContext.Provider>
    </ViewContext.Provider>
  );
}

function Foot({ model }: { model: PageModel }): VNode | null {
  const { t, f } = useView();
  const { filters } = model.documents;
  if (filters === undefined) return null;
  return (
    <footer class="end">
      <span>{t.version(f.int(filters.version))}</span>
      <span>{t.settings(f.int(filters.settings_revision))}</span>
      <span>{filters.time_zone}</span>
    </footer>
  );
}

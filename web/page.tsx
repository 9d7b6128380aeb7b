import type { VNode } from 'preact';
import type { OverviewBoard } from '../lib/model/boards/overview.ts';
import { Channels } from './cards/channels.tsx';
import { CostHeat } from './cards/cost-heat.tsx';
import { CustomerTiers } from './cards/customer-tiers.tsx';
import { FaultSides } from './cards/fault-sides.tsx';
import { Figures } from './cards/figures.tsx';
import { FixFirst } from './cards/fix-first.tsx';
import { Lead } from './cards/lead.tsx';
import { LookUpCard } from './cards/look-up.tsx';
import { Notices, staleDays } from './cards/notices.tsx';
import { ReportPanel } from './cards/report/report.tsx';
import { ReturnRate } from './cards/return-rate.tsx';
import { Empty, Failed, Loading } from './cards/states.tsx';
import { isUnderWay, Uploads } from './cards/uploads.tsx';
import { Hatches } from './charts/marks.tsx';
import type { PageActions, PageModel, Theme } from './page-model.ts';
import { Rich } from './rich.tsx';
import { useView, ViewContext, viewOf } from './view.ts';

/** The page, whole: numbers first, then the two things one does with it. */
export function Page({ model, actions }: { model: PageModel; actions: PageActions }): VNode {
  const { overview } = model;
  const view = viewOf(model.locale, overview?.currency ?? '', overview?.time_zone ?? 'UTC');
  const selected = model.uploads.find((upload) => upload.upload === model.selected);
  const report = selected === undefined ? undefined : model.reports[selected.upload];
  const bare = overview === null || overview.basis === 'empty';
  return (
    <ViewContext.Provider value={view}>
      <Hatches />
      <a class="skip" href="#numbers">{view.t.skip}</a>
      <div class="page">
        <Head model={model} actions={actions} />
        <main id="numbers">
          <h1 class="vh">{view.t.title}</h1>
          <Notices model={model} actions={actions} />
          {bare ? <WithoutNumbers model={model} actions={actions} /> : <Board board={overview} model={model} />}
          <div class="grid tools">
            {bare ? null : <LookUpCard lookUp={model.lookUp} actions={actions} />}
            <Uploads span={bare ? 12 : 7} uploads={model.uploads} sending={model.sending} selected={model.selected} dragging={model.dragging} actions={actions} />
          </div>
          {selected !== undefined && report !== undefined ? <ReportPanel upload={selected} state={report} actions={actions} /> : null}
        </main>
        <Foot board={overview} />
      </div>
      <div class="vh" role="status" aria-live="polite">{model.announcement}</div>
      {model.dragging ? <div class="veil" aria-hidden="true"><b>{view.t.data.dropNow}</b></div> : null}
    </ViewContext.Provider>
  );
}

function Board({ board, model }: { board: OverviewBoard; model: PageModel }): VNode {
  const changed = model.changes?.figures.map((figure) => figure.id) ?? [];
  const dim = staleDays(model) !== null || model.health === 'offline' || model.health === 'session';
  return (
    <div class={dim ? 'dim' : ''}>
      <Lead board={board} />
      <div class="grid">
        <Figures board={board} changed={changed} />
        <ReturnRate board={board} />
        <FaultSides board={board} />
        <FixFirst board={board} />
        <CustomerTiers board={board} />
        <CostHeat board={board} />
        <Channels board={board} />
      </div>
    </div>
  );
}

function WithoutNumbers({ model, actions }: { model: PageModel; actions: PageActions }): VNode {
  const { t } = useView();
  const working = model.sending.some((file) => file.phase !== 'failed') || model.uploads.some(isUnderWay);
  const hasOrders = model.overview !== null && model.overview.totals.units_shipped > 0;
  if (model.health === 'error') return <div class="grid"><Failed actions={actions} /></div>;
  return (
    <>
      <p class="lead"><Rich text={working ? t.lead.working : t.lead.empty} /></p>
      <div class="grid">
        {working ? <Loading />
          : hasOrders ? <Empty title={t.state.noCases} body={t.state.noCasesBody} />
            : <Empty title={t.state.emptyTitle} body={t.state.emptyBody} />}
      </div>
    </>
  );
}

const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

/** Links work without script; with it nothing is loaded anew. */
function Head({ model, actions }: { model: PageModel; actions: PageActions }): VNode {
  const { t, f, locale } = useView();
  const other = locale === 'zh' ? 'en' : 'zh';
  const { overview, theme } = model;
  return (
    <header class="bar">
      <nav class="tabs" aria-label={t.nav.label}>
        <a href="#numbers">{t.nav.overview}</a>
        {overview === null || overview.basis === 'empty' ? null : <a href="#look-up">{t.nav.lookUp}</a>}
        <a href="#data">{t.nav.data}</a>
      </nav>
      <div class="side">
        {overview === null ? null : (
          <p class="fresh">
            <svg width="8" height="8" aria-hidden="true"><circle cx="4" cy="4" r="3.5" class={model.health === 'ok' ? 'f-data' : 'f-mute'} /></svg>
            <span>{t.fresh(f.dayShort(overview.as_of))}</span>
          </p>
        )}
        <a
          class="chip" lang={other === 'zh' ? 'zh-CN' : 'en'} hreflang={other} href={`?locale=${other}&theme=${theme}`}
          onClick={(event) => {
            event.preventDefault();
            actions.setLocale(other);
          }}
        >{t.switch.language}</a>
        <div class="seg" role="group" aria-label={t.switch.theme}>
          {THEMES.map((choice) => (
            <a
              key={choice} href={`?locale=${locale}&theme=${choice}`} {...(choice === theme ? { 'aria-current': 'true' } : {})}
              onClick={(event) => {
                event.preventDefault();
                actions.setTheme(choice);
              }}
            >{t.switch[choice]}</a>
          ))}
        </div>
      </div>
    </header>
  );
}

function Foot({ board }: { board: OverviewBoard | null }): VNode | null {
  const { t, f } = useView();
  if (board === null) return null;
  return (
    <footer class="end">
      <span>{t.version(f.int(board.version))}</span>
      <span>{t.settings(f.int(board.settings_revision))}</span>
      <span>{board.time_zone}</span>
    </footer>
  );
}

import type { VNode } from 'preact';
import { bandMiddle, pct } from '../charts/scale.ts';
import type { CubeDimension } from '../../lib/model/boards/cube.ts';
import type { PageActions, PageModel } from '../page-model.ts';
import { FilterLink } from '../shell/filters.tsx';
import { useView } from '../view.ts';

const GHOSTS = [18, 34, 26, 48, 40, 58, 52];

/** A dashed ghost of what will be here and a sentence; the one way to get there, the drop zone, is just below. */
export function Empty({ title, body }: { title: string; body: string }): VNode {
  return (
    <section class="card c12 empty" aria-label={title}>
      <svg width="100%" height="84" class="g" aria-hidden="true">
        {GHOSTS.map((height, i) => <rect key={i} x={pct(bandMiddle(i, GHOSTS.length) - 4.5)} width="9%" y={72 - height} height={height} class="ghost" />)}
        <line x1="0" x2="100%" y1="72.5" y2="72.5" class="s-axis w1" />
      </svg>
      <b>{title}</b>
      <p>{body}</p>
    </section>
  );
}

/** Still, and as high as what it stands for. */
export function Loading(): VNode {
  const { t } = useView();
  return (
    <section class="card c12 skel" aria-busy="true" aria-label={t.state.loading}>
      {[86, 62].map((width) => <svg key={width} class="g" width="100%" height="12" aria-hidden="true"><rect width={pct(width)} height="12" rx="3" class="f-track" /></svg>)}
      <svg class="g" width="100%" height="288" aria-hidden="true"><rect width="100%" height="288" rx="3" class="f-sunken" /><line x1="0" x2="100%" y1="287.5" y2="287.5" class="s-axis w1" /></svg>
    </section>
  );
}

export function Failed({ actions }: { actions: PageActions }): VNode {
  const { t } = useView();
  return (
    <section class="card c12 empty error" role="alert">
      <b>{t.state.error}</b>
      <p>{t.state.errorBody}</p>
      <button type="button" class="btn" onClick={actions.retry}>{t.retry}</button>
    </section>
  );
}

/** A filter and a question that have nothing to do with each other: what to drop, and the way to drop it. */
export function NoOverlap({ model, actions, drop }: { model: PageModel; actions: PageActions; drop: CubeDimension | 'period' }): VNode {
  const { t } = useView();
  const name = drop === 'period' ? t.filter.period : t.filter.name[drop];
  return (
    <section class="card c12 empty" aria-label={t.state.noOverlap(name)}>
      <b>{t.state.noOverlap(name)}</b>
      <p>{t.state.noOverlapBody}</p>
      <FilterLink model={model} actions={actions} to={{ ...model.filter, [drop]: drop === 'period' ? null : [] }} class="btn">{t.state.drop(name)}</FilterLink>
    </section>
  );
}

/** Nothing is published yet: where to begin; while a file is being read, that. */
export function NotPublished({ model, actions }: { model: PageModel; actions: PageActions }): VNode {
  const { t } = useView();
  if (model.health === 'error') return <div class="grid"><Failed actions={actions} /></div>;
  const working = model.sending.some((file) => file.phase !== 'failed') || model.uploads.some((upload) => upload.status === 'waiting' || upload.status === 'processing');
  return <div class="grid">{working || model.pending ? <Loading /> : <Empty title={t.state.emptyTitle} body={t.state.emptyBody} />}</div>;
}

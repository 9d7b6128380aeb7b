import type { VNode } from 'preact';
import type { PageActions, PageModel } from '../page-model.ts';
import { useView } from '../view.ts';
import { isUnderWay } from './uploads.tsx';

const STALE_DAYS = 7;
const MS_PER_DAY = 86_400_000;

/** Days without a file, where the numbers too are that old; null while they are fresh. Old data just uploaded is not stale. */
export function staleDays({ documents: { filters }, uploads, nowMs }: PageModel): number | null {
  if (filters === undefined) return null;
  const heard = [Date.parse(`${filters.as_of}T00:00:00Z`), ...uploads.map((upload) => Date.parse(upload.received_at))];
  const days = Math.floor((nowMs - Math.max(...heard)) / MS_PER_DAY);
  return days >= STALE_DAYS ? days : null;
}

/** What the reader must know about the numbers themselves: changed, being remade, old, or cut off. */
export function Notices({ model, actions }: { model: PageModel; actions: PageActions }): VNode {
  const { t, f } = useView();
  const working = model.sending.filter((file) => file.phase !== 'failed').length + model.uploads.filter(isUnderWay).length;
  const stale = staleDays(model);
  const { changes } = model;
  return (
    <div class="notices">
      {model.health === 'offline' ? <p class="banner warn">{t.notice.offline}</p> : null}
      {model.health === 'session' ? <p class="banner warn">{t.notice.session}</p> : null}
      {stale !== null && model.documents.filters !== undefined && working === 0
        ? <p class="banner warn">{t.notice.stale(f.day(model.documents.filters.as_of), stale)} <a class="link" href="#data">{t.notice.upload}</a></p> : null}
      {working > 0 && model.documents.filters !== undefined ? <p class="banner">{t.notice.working(working)}</p> : null}
      {changes !== null && working === 0 ? (
        <div class="banner news">
          <p>
            <b>{t.notice.updated(f.int(changes.version))}</b>
            {changes.figures.length === 0 ? <span>{t.notice.same}</span> : changes.figures.map((figure) => <span key={figure.id}>{t.notice.was(figure.label, figure.from, figure.to)}</span>)}
          </p>
          <button type="button" class="link" onClick={actions.dismissChanges}>{t.close}</button>
        </div>
      ) : null}
    </div>
  );
}

import type { VNode } from 'preact';
import type { DriversBoard } from '../../lib/model/boards/drivers.ts';
import { isFiltered, noFilter } from '../../lib/model/boards/filter.ts';
import { digits, ratioOf } from '../cards/drivers/findings.ts';
import { HowSure } from '../cards/drivers/how.tsx';
import { driverText } from '../cards/drivers/name.tsx';
import { DriversTable } from '../cards/drivers/table.tsx';
import { words } from '../cards/drivers/words.ts';
import { Empty, NoOverlap, NotPublished } from '../cards/states.tsx';
import { Rich } from '../rich.tsx';
import { FilterLink } from '../shell/filters.tsx';
import { useView, type View } from '../view.ts';
import type { BoardProps } from './kinds.ts';

/** What pushes the cost: where there are more cases than among their like, and how sure that is. */
export function Drivers({ model, actions }: BoardProps): VNode {
  const view = useView();
  const { drivers, problems } = model.documents;
  if (drivers === undefined) return <NotPublished model={model} actions={actions} />;
  const { empty, untested } = words[view.locale];
  const filtered = isFiltered({ ...model.filter, period: null });
  const missing = drivers.unanswered?.find((one) => one.part === 'drivers');
  return (
    <>
      <p class="lead"><Rich text={leadOf(drivers, view, filtered)} /></p>
      <div class="grid">
        {missing !== undefined ? <NoOverlap model={model} actions={actions} drop={missing.drop} />
          : drivers.drivers.length > 0 ? <DriversTable board={drivers} problems={problems} filtered={filtered} />
            : filtered ? (
              <section class="card c12 empty" aria-label={empty.title}>
                <b>{empty.title}</b>
                <p>{empty.body}</p>
                <FilterLink model={model} actions={actions} to={noFilter} class="btn">{empty.all}</FilterLink>
              </section>
            ) : drivers.tested === 0 ? <Empty title={untested.title} body={untested.body} /> : <DriversTable board={drivers} problems={problems} filtered={false} />}
        <HowSure board={drivers} />
      </div>
    </>
  );
}

/** How many causes, what they cost above what was to be expected, and the surest of them. */
export function leadOf(board: DriversBoard, view: View, filtered = false): string {
  const { f, locale } = view;
  const { lead: t } = words[locale];
  const claimed = board.drivers.filter((driver) => driver.significant);
  const [first] = claimed;
  if (first === undefined) return filtered ? t.noneInside : board.tested === 0 ? t.untested : t.none(f.int(board.tested));
  const { times } = ratioOf(first);
  return t.found(claimed.length, f.money(claimed.reduce((sum, driver) => sum + driver.excess_minor, 0)), board.window_days)
    + (Number.isFinite(times) ? t.first(driverText(first, view), digits(times, f)) : '');
}

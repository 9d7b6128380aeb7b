import { narrowed, isFiltered, type BoardFilter } from '../model/boards/filter.ts';
import { documentsOf, type ViewName } from '../model/boards/views.ts';
import { Failure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import type { Edition } from '../ports/edition.ts';
import { boardText, readPublished } from './boards.ts';
import { filterOptionsWithin } from './filtered-boards.ts';

/** What a reader of an embedded view may look at: some boards, and of the data only what the filter leaves. */
export interface View {
  readonly boards: readonly ViewName[];
  readonly filter: BoardFilter;
}

type ViewDocument = (typeof documentsOf)[ViewName][number] | 'filters';

/**
 * A document as the view may see it: this is where a token's boards and filters are enforced. Null where nothing is published yet. Throws
 * `outside_view` for another board's document, and for a filter that has nothing in common with the view's.
 */
export async function viewText(edition: Edition, merchant: MerchantId, view: View, name: string, asked: BoardFilter): Promise<string | null> {
  if (!isOfView(view, name)) throw new Failure('outside_view', 'another board');
  const filter = narrowed(asked, view.filter);
  if (filter === null) throw new Failure('outside_view', 'another filter');
  if (name !== 'filters') return boardText(edition, merchant, name, null, filter);
  if (!isFiltered(view.filter)) return boardText(edition, merchant, 'filters', null);
  const published = await readPublished(edition, merchant);
  return published === null ? null : JSON.stringify(filterOptionsWithin(published, view.filter));
}

const isOfView = ({ boards }: View, name: string): name is ViewDocument => name === 'filters' || boards.some((board) => documentsOf[board].some((document) => document === name));

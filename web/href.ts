import { filterQuery, type BoardFilter } from '../lib/model/boards/filter.ts';
import type { BoardName, PageModel } from './page-model.ts';

/** The address of a board under a filter, in this reader's language and theme: what a link says and what the browser shows. A guest has no address of its own. */
export function hrefOf({ board, filter, locale, theme, place }: Pick<PageModel, 'board' | 'filter' | 'locale' | 'theme'> & { readonly place?: PageModel['place'] }, change: { board?: BoardName; filter?: BoardFilter; locale?: PageModel['locale']; theme?: PageModel['theme'] } = {}): string {
  if (place === 'embed') return '#';
  const query = filterQuery(change.filter ?? filter);
  const name = change.board ?? board;
  return `${name === 'overview' ? '/' : `/${name}`}?${query === '' ? '' : `${query}&`}locale=${change.locale ?? locale}&theme=${change.theme ?? theme}`;
}

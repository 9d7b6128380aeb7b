import { tagOf } from '../../lib/api/reply.ts';
import { boardText } from '../../lib/flows/boards.ts';
import type { BoardFilter } from '../../lib/model/boards/filter.ts';
import { isFailure } from '../../lib/model/failure.ts';
import type { MerchantId } from '../../lib/model/ids.ts';
import type { Edition } from '../../lib/ports/edition.ts';
import { boardKinds } from '../../web/boards/kinds.ts';
import type { ApiProblem, BoardName, DocumentName, Documents } from '../../web/page-model.ts';

export interface BoardDocuments {
  readonly documents: Partial<Documents>;
  readonly etags: Partial<Record<DocumentName, string>>;
  /** Why the filter could not be answered; the documents are then those of no filter. */
  readonly filterProblem: ApiProblem | null;
}

/** What a board is drawn from, as the API would answer it. `allowed`: other documents are left out, as if they were not published. */
export async function readDocuments(edition: Edition, merchant: MerchantId, board: BoardName, filter: BoardFilter, allowed: (name: DocumentName) => boolean = () => true): Promise<BoardDocuments> {
  const documents: Partial<Documents> = {};
  const etags: Partial<Record<DocumentName, string>> = {};
  const read = async <Name extends DocumentName>(name: Name): Promise<void> => {
    const text = allowed(name) ? await boardText(edition, merchant, name, null, boardKinds[board].filterable ? filter : undefined) : null;
    if (text === null) return;
    documents[name] = JSON.parse(text);
    etags[name] = tagOf(text);
  };
  try {
    await Promise.all([...boardKinds[board].documents, 'filters' as const].map(read));
    return { documents, etags, filterProblem: null };
  } catch (error) {
    if (!isFailure(error) || error.code !== 'over_cube') throw error;
    await read('filters');
    return { documents, etags, filterProblem: { kind: 'other', code: 'over_cube' } };
  }
}

import { examineEntry } from '../../lib/api/embed.ts';
import { readSettings } from '../../lib/flows/settings.ts';
import { isViewName } from '../../lib/model/boards/views.ts';
import type { Edition } from '../../lib/ports/edition.ts';

export const checkNames = ['loader', 'token', 'board', 'origin', 'published', 'policy'] as const;
export type CheckName = (typeof checkNames)[number];

export interface Check {
  readonly name: CheckName;
  readonly state: 'ok' | 'bad' | 'unknown';
  /** Which of the ways this can be. */
  readonly code: string;
}

/** What there is to know of an embed that shows nothing. Without a good token nothing of a merchant is told. */
export async function diagnose(edition: Edition, { token, origin, board, code }: { token: string; origin: string; board: string; code: string }): Promise<Check[]> {
  const granted = token === '' ? null : await examineEntry(edition, token);
  const known = granted !== null && !granted.expired ? granted : null;
  const origins = known === null ? [] : (await readSettings(edition, known.merchant)).settings.embed.origins;
  const check = (name: CheckName, state: Check['state'], which: string = state): Check => ({ name, state, code: which });
  return [
    check('loader', 'ok'),
    token === '' ? check('token', code === 'token' ? 'bad' : 'unknown', code === 'token' ? 'unreachable' : 'missing') : granted === null ? check('token', 'bad', 'forged') : granted.expired ? check('token', 'bad', 'expired') : check('token', 'ok'),
    !isViewName(board) ? check('board', board === '' ? 'unknown' : 'bad', board === '' ? 'missing' : 'nowhere') : known === null ? check('board', 'unknown') : known.view.boards.includes(board) ? check('board', 'ok') : check('board', 'bad', 'not_granted'),
    !isOrigin(origin) ? check('origin', 'unknown', 'missing') : known === null ? check('origin', 'unknown') : origins.includes(origin) ? check('origin', 'ok') : check('origin', 'bad', origins.length === 0 ? 'none' : 'other'),
    known === null ? check('published', 'unknown') : (await edition.documents.get(known.merchant, 'board:overview')) === null ? check('published', 'bad') : check('published', 'ok'),
    check('policy', 'unknown', code === 'blocked' ? 'likely' : 'unknown'),
  ];
}

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
}

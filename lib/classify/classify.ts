import type { Fault } from '../model/reasons.ts';
import { reasonOf } from '../model/reasons.ts';
import { createCodeIndex } from './code-index.ts';
import { vagueness } from './telling.ts';
import { readText } from './text/read-text.ts';
import { longestText } from './text/tokens.ts';

/** Rises whenever a code map or a text rule changes an answer; stored beside each classified row. */
export const classifierVersion = 1;

export interface Reasons {
  readonly platform: string | null;
  readonly reasonRaw: string | null;
  readonly comment: string | null;
}

export interface Classified {
  readonly reason: string;
  readonly fault: Fault;
  /** 0..1: 1 a code that names a cause, 0.5-0.7 a lazy one, 0.9 plain text, 0.6 a hint, 0 nothing. */
  readonly confidence: number;
  readonly evidence: 'code' | 'text' | 'unknown';
}

/** Written where nothing was to be said. */
const PLACEHOLDERS = new Set(['无', '没有', '暂无', '没', '空', '同上', '测试', 'none', 'no', 'null', 'nil', 'nan', 'n/a', 'na', 'test', 'blank', 'no text', 'undefined', 'see above', 'as above', 'no comment', 'no comments', 'not applicable']);
const LONGEST_PLACEHOLDER = 14;

/** The text trimmed, '' for a placeholder. */
function filled(text: string): string {
  const trimmed = text.slice(0, longestText).trim();
  return trimmed.length <= LONGEST_PLACEHOLDER && PLACEHOLDERS.has(trimmed.toLowerCase()) ? '' : trimmed;
}

const CODE_CONFIDENCE = { named: 1, kind: 0.7, lazy: 0.6, none: 0.5 };
/** A kind of trouble yields to a plain comment only, a lazy click to a hint. */
const PLAIN = 0.75;
const HINT = 0.5;
/** Stated, in words, and understood by nothing here. */
const NOT_UNDERSTOOD = 0.2;

const answer = (reason: string, confidence: number, evidence: Classified['evidence']): Classified => (
  { reason, fault: reasonOf(reason)?.fault ?? 'unknown', confidence: Math.round(Math.min(confidence, 1) * 100) / 100, evidence });

const lookUp = createCodeIndex();

function fromCode(code: string): Classified {
  const vague = vagueness(code);
  if (code === 'unknown') return answer('unknown', 0, 'unknown');
  const { named, kind, lazy, none } = CODE_CONFIDENCE;
  return answer(code, vague < 1 ? named : vague < 2 ? kind : vague < 3 ? lazy : none, 'code');
}

function yields(code: string, text: { readonly code: string; readonly weight: number }): boolean {
  if (text.code === 'safety') return text.weight >= PLAIN;
  const vague = vagueness(code);
  if (vague < 1 || vagueness(text.code) > vague) return false;
  return text.weight >= (vague < 1.5 ? PLAIN : HINT) && text.code !== code;
}

/** Several words, or a few Han characters: somebody said something. */
const says = (text: string): boolean => (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 4 || (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 2;

/**
 * The taxonomy's reason for what a platform and a buyer said. A code is looked up; a comment that tells more than a
 * lazy code wins over it; a reason that is no known code is read as text. Pure: equal input, equal answer.
 */
export function classify({ platform, reasonRaw, comment }: Reasons): Classified {
  const stated = reasonRaw === null ? '' : filled(reasonRaw);
  const said = comment === null ? '' : filled(comment);
  const code = stated === '' ? undefined : lookUp(platform, stated);
  const text = said !== '' || code === undefined ? readText(code !== undefined || stated === '' ? said : `${stated}\n${said}`) : undefined;
  if (code !== undefined) return text !== undefined && yields(code, text) ? answer(text.code, text.weight, 'text') : fromCode(code);
  if (text !== undefined) return answer(text.code, text.weight, 'text');
  const picked = said === '' ? undefined : lookUp(platform, said);
  if (picked !== undefined) return fromCode(picked);
  return says(stated) || says(said) ? answer('other', NOT_UNDERSTOOD, 'unknown') : answer('unknown', 0, 'unknown');
}

import type { VNode } from 'preact';
import { useView } from './view.ts';

/** A sentence with `**bold**` in it. Chinese is broken at clauses: a clause is kept whole where there is room (`cl`). */
export function Rich({ text }: { text: string }): VNode {
  const { locale } = useView();
  return <>{locale === 'zh' ? clausesOf(text).map((clause, i) => <span key={i} class="cl">{bold(clause)}</span>) : bold(text)}</>;
}

const bold = (text: string): (string | VNode)[] => text.split('**').map((part, i) => (i % 2 === 1 ? <b key={i}>{part}</b> : part));

/** Splits after ，。；：and ？, never inside a bold run: an odd number of marks means that the run goes on. */
function clausesOf(text: string): string[] {
  const clauses: string[] = [];
  let open = '';
  for (const piece of text.split(/(?<=[，。；：？](?:\*\*)?)(?!\*\*)/)) {
    open += piece;
    if ((open.split('**').length - 1) % 2 === 0) {
      clauses.push(open);
      open = '';
    }
  }
  return open === '' ? clauses : [...clauses, open];
}

/** The word of a code, where the language has one. */
export const wordOf = (words: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined;

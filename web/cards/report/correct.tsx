import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Report } from '../../../lib/model/report.ts';
import { csvOfRows, rowsOfCsv } from '../../csv-text.ts';
import type { PageActions } from '../../page-model.ts';
import { useView } from '../../view.ts';
import { words } from './hand-words.ts';

/** More rows than this are corrected in a spreadsheet. */
const MOST = 50;

interface Editing { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly before: readonly (readonly string[])[] }

/** The rejected rows in place: what is wrong is marked, the rest may be changed too; given back they are a file of their own. */
export function CorrectRows({ report, actions }: { report: Report; actions: PageActions }): VNode {
  const { f, locale } = useView();
  const t = words[locale].correct;
  const [editing, setEditing] = useState<Editing | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const n = report.counts.rejected;
  const open = (): void => {
    actions.rejects(report.upload).then((csv) => {
      const [head = [], ...rows] = rowsOfCsv(csv);
      setEditing({ head, rows, before: rows });
      setSaid(null);
    }, () => setSaid(t.failed));
  };
  const giveBack = (event: Event): void => {
    event.preventDefault();
    if (editing === null) return;
    if (editing.rows === editing.before) return setSaid(t.nothing);
    const name = t.file(report.file.replace(/\.[a-z0-9]+$/i, ''));
    actions.addFiles([new File([csvOfRows([editing.head, ...editing.rows])], name, { type: 'text/csv' })]);
    setEditing(null);
    setSaid(t.sent(name));
  };
  const change = (row: number, column: number, value: string): void =>
    setEditing((now) => (now === null ? now : { ...now, rows: now.rows.map((cells, i) => (i === row ? cells.map((cell, k) => (k === column ? value : cell)) : cells)) }));
  const wrong = (row: number, column: string): boolean => report.rejects[row]?.column === column;
  return (
    <form class="card c12 correct" aria-labelledby="correct-h" onSubmit={giveBack}>
      <h3 id="correct-h" class="held-h">{t.title}</h3>
      <p class="ans">{n > MOST ? t.many(n) : t.body(n)}</p>
      {n > MOST || editing !== null ? null : <button type="button" class="btn" onClick={open}>{t.open(n)}</button>}
      {editing === null ? null : (
        <>
          <div class="scroll" tabIndex={0} role="group" aria-label={t.title}>
            <table class="tb edit">
              <thead><tr><th scope="col">{t.row}</th><th scope="col">{t.why}</th>{editing.head.map((name, k) => <th key={k} scope="col">{name}</th>)}</tr></thead>
              <tbody>
                {editing.rows.map((cells, i) => {
                  const reject = report.rejects[i];
                  return (
                    <tr key={i}>
                      <th scope="row">{reject === undefined ? '' : f.int(reject.record)}</th>
                      <td class="edit-w">{reject === undefined ? '' : `${reject.column === null ? '' : `${reject.column}: `}${reject.hint[locale]}`}</td>
                      {editing.head.map((name, k) => (
                        <td key={k} class={wrong(i, name) ? 'row-held' : ''}>
                          <input class="pick" value={cells[k] ?? ''} aria-label={`${name}, ${t.row} ${reject?.record ?? i + 1}`} {...(wrong(i, name) ? { 'aria-invalid': 'true' } : {})} onInput={(event) => change(i, k, event.currentTarget.value)} />
                        </td>
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
          <footer class="act"><button type="submit" class="btn pri">{t.submit}</button></footer>
        </>
      )}
      <p class="note" role="status">{said}</p>
    </form>
  );
}

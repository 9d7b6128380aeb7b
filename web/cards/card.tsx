import type { ComponentChildren, VNode } from 'preact';
import type { ExportKind } from '../export/card.ts';
import { Rich } from '../rich.tsx';
import { useView } from '../view.ts';
import type { Rows } from './rows.ts';

export interface CardProps {
  id: string;
  /** Columns of twelve on a wide page. */
  span: 4 | 5 | 6 | 7 | 8 | 12;
  title: string;
  /** The sentence people read. */
  answer?: string;
  keys?: ComponentChildren;
  children?: ComponentChildren;
  /** As of, maturity or window, share assumed, sum. */
  foot?: readonly (string | null)[];
  rows?: Rows;
  /** The rows are what the card shows: they are only to be taken along. */
  tabled?: boolean;
  tone?: 'held' | 'error';
}

/** Question, answer, key, chart, footnote, table. */
export function Card({ id, span, title, answer, keys, children, foot, rows, tabled = false, tone }: CardProps): VNode {
  return (
    <section class={`card c${span}${tone === undefined ? '' : ` ${tone}`}`} aria-labelledby={id}>
      <header class="card-h">
        <h2 id={id}>{title}</h2>
        {rows === undefined ? null : <Menu rows={rows} title={title} />}
        {answer === undefined ? null : <p class="ans"><Rich text={answer} /></p>}
      </header>
      {keys === undefined ? null : <div class="key">{keys}</div>}
      <div class="card-b">{children}</div>
      {foot === undefined && rows === undefined ? null : (
        <footer class="card-f">
          <p>{foot?.filter((item) => item !== null).map((item) => <span key={item}>{item}</span>)}</p>
          {rows === undefined || tabled || rows.rows.length === 0 ? null : <RowsBehind {...rows} title={title} />}
        </footer>
      )}
    </section>
  );
}

/** What can be done with a card: taken along as rows or as a picture. Of no use without script, so hidden there. */
function Menu({ rows, title }: { rows: Rows; title: string }): VNode {
  const { t } = useView();
  const kinds: readonly ExportKind[] = rows.rows.length === 0 ? ['svg', 'png'] : ['csv', 'svg', 'png'];
  return (
    <details class="menu" name="menu">
      <summary aria-label={t.menu.label(title)}><svg width="16" height="4" aria-hidden="true">{[2, 8, 14].map((x) => <circle key={x} cx={x} cy="2" r="1.5" />)}</svg></summary>
      <div class="choices" role="group" aria-label={t.menu.label(title)}>
        {kinds.map((kind) => (
          <button
            key={kind} type="button" class="choice plain"
            onClick={(event) => {
              const card = event.currentTarget.closest('.card');
              event.currentTarget.closest('details')?.removeAttribute('open');
              if (card !== null) void import('../export/card.ts').then(({ exportCard }) => exportCard(card, rows, kind));
            }}
          >{t.menu[kind]}</button>
        ))}
      </div>
    </details>
  );
}

/** More rows are for a spreadsheet: the CSV has them all. */
const MOST_ROWS = 300;

/** A native disclosure: works without script and by keyboard. */
function RowsBehind({ head, rows, total, title }: Rows & { title: string }): VNode {
  const { t, f } = useView();
  return (
    <details class="rows">
      <summary class="link">{t.rows(f.int(rows.length))}</summary>
      <div class="scroll" tabIndex={0} role="group" aria-label={title}>
        <table class="tb">
          <thead><tr>{head.map((name, i) => <th key={name} scope="col" class={i === 0 ? '' : 'r'}>{name}</th>)}</tr></thead>
          <tbody>{rows.slice(0, MOST_ROWS).map((row, k) => <Row key={k} cells={row} />)}</tbody>
          {total === undefined ? null : <tfoot><Row cells={total} /></tfoot>}
        </table>
      </div>
      {rows.length > MOST_ROWS ? <p class="note">{t.moreRows(MOST_ROWS)}</p> : null}
    </details>
  );
}

const Row = ({ cells }: { cells: readonly string[] }): VNode => (
  <tr>{cells.map((cell, i) => (i === 0 ? <th key={i} scope="row">{cell}</th> : <td key={i} class="r">{cell}</td>))}</tr>
);

export const Key = ({ mark, children }: { mark: VNode; children: string }): VNode => <span class="k">{mark}{children}</span>;

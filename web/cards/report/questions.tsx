import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Question, Report } from '../../../lib/model/report.ts';
import { wordOf } from '../../rich.tsx';
import { useView } from '../../view.ts';

/** Up to this many choices are laid out; more go into a list. */
const LAID_OUT = 6;

/** What the file is held for, answered in place; all answers go together and are kept for the layout. */
export function Questions({ report, prefix, busy, failed, answer }: {
  report: Report;
  prefix: string;
  busy: boolean;
  failed: boolean;
  answer: (answers: Readonly<Record<string, string>>) => void;
}): VNode {
  const { t } = useView();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState(false);
  const open = report.questions.filter((question) => question.choices.length > 0);
  const missing = open.some((question) => chosen[question.id] === undefined);
  const words = t.report.question;
  return (
    <form
      class="card c12 held" aria-labelledby={`${prefix}-held`} aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing) setTried(true);
        else answer(chosen);
      }}
    >
      <h3 id={`${prefix}-held`} class="held-h"><span class="pill">{words.pill}</span>{report.questions.length === 1 ? words.title : words.titles(report.questions.length)}</h3>
      {report.questions.map((question) => (
        <Choices
          key={question.id} question={question} name={`${prefix}-${question.id}`} chosen={chosen[question.id] ?? null}
          choose={(choice) => setChosen({ ...chosen, [question.id]: choice })}
        />
      ))}
      {open.length === 0 ? null : (
        <footer class="act">
          <button type="submit" class="btn pri" disabled={busy}>{busy ? words.working : words.submit}</button>
          <span role="status">{failed ? words.failed : tried && missing ? words.missing : words.kept}</span>
        </footer>
      )}
    </form>
  );
}

function Choices({ question, name, chosen, choose }: { question: Question; name: string; chosen: string | null; choose: (choice: string) => void }): VNode {
  const { t, locale } = useView();
  const label = (choice: string): string => wordOf(t.report.choice, choice) ?? choice;
  return (
    <fieldset class="q">
      <legend>{question[locale]}{question.column === null ? null : <small>{t.report.question.column(question.column)}</small>}</legend>
      {question.choices.length === 0 ? null : question.choices.length <= LAID_OUT ? (
        <div class="opts">
          {question.choices.map((choice) => (
            <label class={`opt${chosen === choice ? ' on' : ''}`} key={choice}>
              <input type="radio" name={name} value={choice} checked={chosen === choice} onChange={() => choose(choice)} />
              <b>{label(choice)}</b>
            </label>
          ))}
        </div>
      ) : (
        <select class="pick" aria-label={question[locale]} value={chosen ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="" disabled>{t.report.question.choose}</option>
          {question.choices.map((choice) => <option key={choice} value={choice}>{label(choice)}</option>)}
        </select>
      )}
    </fieldset>
  );
}

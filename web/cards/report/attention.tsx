import type { VNode } from 'preact';
import type { Reject, Report } from '../../../lib/model/report.ts';
import { useView } from '../../view.ts';
import { Card } from '../card.tsx';

/** What needs your eye? Rejected rows by what is wrong with them and how to mend it, then the remarks. */
export function Attention({ report, prefix, span, failed, download }: { report: Report; prefix: string; span: 5 | 12; failed: boolean; download: () => void }): VNode {
  const { t, f, locale } = useView();
  const words = t.report.attention;
  const { rejected } = report.counts;
  const groups = grouped(report.rejects);
  const answer = rejected > 0 ? words.rejects(rejected, f.int(rejected)) : words.issues(report.issues.length);
  return (
    <Card id={`${prefix}-attention`} span={span} title={words.title} answer={answer}>
      <ul class="iss">
        {groups.map(({ first, count }) => (
          <li key={`${first.code} ${first.column ?? ''}`}>
            <b class="iss-n">{f.int(count)}</b>
            <div>
              <span>{first.column ?? words.wholeRow}{t.sep}{first.hint[locale]}</span>
              <small>{words.record(f.int(first.record))}{t.sep}{first.seen === null || first.seen === '' ? words.empty : words.seen(t.quote(first.seen))}</small>
            </div>
          </li>
        ))}
        {report.issues.map((issue) => (
          <li key={issue.code}>
            <b class="iss-n">{issue.count > 0 ? f.int(issue.count) : ''}</b>
            <div><span>{issue[locale]}</span><small class={issue.level === 'error' ? 'worse' : ''}>{words.level[issue.level]}</small></div>
          </li>
        ))}
      </ul>
      {report.rejects.length > 0 && rejected > report.rejects.length ? <p class="note">{words.first(f.int(report.rejects.length))}</p> : null}
      {rejected > 0 ? <button type="button" class="btn down" onClick={download}>{words.download(rejected, f.int(rejected))}</button> : null}
      {failed ? <p class="problem" role="status">{words.downloadFailed}</p> : null}
    </Card>
  );
}

/** By code and column, the most frequent first. */
function grouped(rejects: readonly Reject[]): { first: Reject; count: number }[] {
  const groups = new Map<string, { first: Reject; count: number }>();
  for (const reject of rejects) {
    const key = `${reject.code} ${reject.column ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: reject, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Report } from '../../../lib/model/report.ts';
import type { UploadView } from '../../../lib/model/upload.ts';
import type { PageActions, ReportState } from '../../page-model.ts';
import { Rich, wordOf } from '../../rich.tsx';
import { useView, type View } from '../../view.ts';
import { Accounting } from './accounting.tsx';
import { Attention } from './attention.tsx';
import { Columns } from './columns.tsx';
import { CorrectRows } from './correct.tsx';
import { MapByHand } from './map-by-hand.tsx';
import { Questions } from './questions.tsx';

/** The report of one upload, opened from its row. */
export function ReportPanel({ upload, state, actions }: { upload: UploadView; state: ReportState; actions: PageActions }): VNode {
  const { t } = useView();
  return (
    <section class="report" id="report" tabIndex={-1} aria-label={t.report.title(upload.file)}>
      {state.state === 'loading' ? <p class="quiet" aria-busy="true">{t.report.loading}</p> : null}
      {state.state === 'failed' ? <p class="problem"><b>{t.report.failed}</b> <button type="button" class="btn btn-s" onClick={() => actions.select(upload.upload)}>{t.retry}</button></p> : null}
      {state.state === 'ready' ? <Whole upload={upload} state={state} actions={actions} /> : null}
    </section>
  );
}

type Ready = ReportState & { state: 'ready' };

function Whole({ upload, state, actions }: { upload: UploadView; state: Ready; actions: PageActions }): VNode {
  const view = useView();
  const { t } = view;
  const { report } = state;
  const withdrawn = upload.status === 'withdrawn';
  return (
    <>
      <header class="doc">
        <FileIcon text={(report.container ?? report.file.split('.').at(-1) ?? '').slice(0, 4).toUpperCase()} />
        <div>
          <h2>{report.file}</h2>
          <p class="facts">{factsOf(report, view).map((fact) => <span key={fact}>{fact}</span>)}</p>
        </div>
        <span class="doc-a">
          {withdrawn || report.decision === 'refused' || report.decision === 'duplicate' ? null : <Withdraw busy={state.busy} withdraw={() => actions.withdraw(upload.upload)} />}
          <button type="button" class="btn" onClick={() => actions.select(null)}>{t.report.close}</button>
        </span>
      </header>
      <p class="lead sentence"><Rich text={withdrawn ? t.report.withdrawn : sentenceOf(report, view)} /></p>
      <Body report={report} prefix="report" upload={upload.upload} state={state} actions={actions} />
    </>
  );
}

/** Question, accounting, remarks, columns; for an archive the same for each file inside. */
function Body({ report, prefix, upload, state, actions }: { report: Report; prefix: string; upload: string; state: Ready; actions: PageActions }): VNode {
  const view = useView();
  const { t } = view;
  const asked = new Set(report.questions.flatMap((question) => (question.column === null ? [] : [question.column])));
  const hasRecords = report.counts.records > 0;
  const toSee = report.counts.rejected > 0 || report.issues.length > 0;
  const hasColumns = report.columns.length > 0;
  return (
    <>
      <div class="grid">
        {report.decision === 'held' && report.questions.length > 0
          ? <Questions report={report} prefix={prefix} busy={state.busy} failed={state.problem === 'answer'} answer={(answers) => actions.answer(upload, answers)} /> : null}
        {report.decision === 'held' && report.questions.some((question) => question.code === 'unknown_layout') ? <MapByHand report={report} prefix={prefix} busy={state.busy} map={(mapping) => actions.map(upload, mapping)} /> : null}
        {hasRecords ? <Accounting report={report} prefix={prefix} span={toSee ? 7 : 12} /> : null}
        {toSee
          ? <Attention report={report} prefix={prefix} span={hasRecords ? 5 : 12} failed={state.problem === 'download'} download={() => actions.downloadRejects(upload, report.file)} /> : null}
        {report.counts.rejected > 0 && report.decision === 'partly' && prefix === 'report' ? <CorrectRows report={report} actions={actions} /> : null}
        {hasColumns ? <Columns report={report} prefix={prefix} asked={asked} /> : null}
      </div>
      {report.members.length === 0 ? null : (
        <div class="members">
          <h3 class="sub">{t.report.members(report.members.length)}</h3>
          {report.members.map((member, i) => (
            <details class="member" key={i} open={member.decision === 'held'}>
              <summary><b>{member.file}</b><span class={member.decision === 'held' ? 'pill' : 'muted'}>{t.data.decision[member.decision]}</span></summary>
              <p class="facts">{factsOf(member, view).map((fact) => <span key={fact}>{fact}</span>)}</p>
              <Body report={member} prefix={`${prefix}-${i}`} upload={upload} state={state} actions={actions} />
            </details>
          ))}
        </div>
      )}
    </>
  );
}

function sentenceOf(report: Report, { t, f, locale }: View): string {
  const { accepted, rejected } = report.counts;
  if (report.decision === 'held') return t.report.held(accepted, f.int(accepted));
  if (report.decision === 'partly') return t.report.partly(f.int(accepted), rejected, f.int(rejected));
  if (report.decision === 'refused') {
    const why = report.issues.find((issue) => issue.level === 'error');
    return why === undefined ? t.report.refused : `${t.report.refused} ${why[locale]}`;
  }
  if (report.decision === 'duplicate') return t.report.duplicate;
  return accepted === 0 && report.members.length === 0 ? t.report.headerOnly : t.report.accepted(accepted, f.int(accepted));
}

function factsOf(report: Report, { t, f }: View): string[] {
  const platform = report.platform === null ? null : wordOf(t.platform, report.platform) ?? report.platform;
  return [
    f.bytes(report.bytes),
    report.encoding?.toUpperCase() ?? null,
    report.delimiter === null ? null : wordOf(t.report.separated, report.delimiter) ?? report.delimiter,
    report.sheet === null ? null : t.report.sheet(report.sheet),
    platform === null ? (report.members.length > 0 ? null : t.report.unrecognised) : t.report.recognised(platform, f.share(report.confidence, 1)),
    report.because.length === 0 ? null : t.report.because(report.because.slice(0, 3)),
    report.version === null ? null : t.data.inVersion(f.int(report.version)),
  ].filter((fact) => fact !== null);
}

/** Taking a file back is asked twice, in place. */
function Withdraw({ busy, withdraw }: { busy: boolean; withdraw: () => void }): VNode {
  const { t } = useView();
  const [sure, setSure] = useState(false);
  if (!sure) return <button type="button" class="btn" disabled={busy} onClick={() => setSure(true)}>{t.report.withdraw}</button>;
  return (
    <>
      <button type="button" class="btn danger" disabled={busy} onClick={withdraw}>{t.report.question.withdrawSure}</button>
      <button type="button" class="btn" onClick={() => setSure(false)}>{t.cancel}</button>
    </>
  );
}

const FileIcon = ({ text }: { text: string }): VNode => (
  <svg width="34" height="40" viewBox="0 0 34 40" aria-hidden="true" class="glyph">
    <path d="M3 1h19l9 9v27a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2Z" class="f-surface s-axis" />
    <path d="M22 1v9h9" class="none s-axis" />
    <text x="16" y="29" class="t-f mid">{text}</text>
  </svg>
);

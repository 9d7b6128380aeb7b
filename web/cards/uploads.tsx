import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { UploadView } from '../../lib/model/upload.ts';
import { Meter } from '../charts/bar.tsx';
import type { PageActions, Sending } from '../page-model.ts';
import { problemText } from '../problem-text.ts';
import { wordOf } from '../rich.tsx';
import { useView, type View } from '../view.ts';
import { Card } from './card.tsx';

const LATEST = 4;
export const isUnderWay = (upload: UploadView): boolean => ['expected', 'waiting', 'processing'].includes(upload.status);

/** Drop zone and the files: what is on its way, what was read, what waits for an answer. */
export function Uploads({ uploads, sending, selected, dragging, actions, span }: {
  uploads: readonly UploadView[];
  sending: readonly Sending[];
  selected: string | null;
  dragging: boolean;
  actions: PageActions;
  span: 7 | 12;
}): VNode {
  const { t } = useView();
  const [all, setAll] = useState(false);
  const latest = [...uploads].sort((a, b) => b.received_at.localeCompare(a.received_at) || b.upload.localeCompare(a.upload));
  const first = latest.filter((upload, i) => i < LATEST || isUnderWay(upload) || upload.decision === 'held' && upload.status === 'done');
  const shown = all ? latest : first;
  return (
    <Card id="data" span={span} title={t.data.title}>
      <DropZone dragging={dragging} addFiles={actions.addFiles} />
      {sending.length + uploads.length === 0 ? null : <h3 class="sub">{t.data.recent}</h3>}
      <ul class="files">
        {sending.map((file) => <SendingRow key={file.id} file={file} actions={actions} />)}
        {shown.map((upload) => <UploadRow key={upload.upload} upload={upload} selected={upload.upload === selected} actions={actions} />)}
      </ul>
      {first.length < latest.length ? (
        <button type="button" class="link more" onClick={() => setAll(!all)}>{all ? t.data.fewerFiles : t.data.allFiles(latest.length)}</button>
      ) : null}
    </Card>
  );
}

function DropZone({ dragging, addFiles }: { dragging: boolean; addFiles: PageActions['addFiles'] }): VNode {
  const { t } = useView();
  return (
    <label class={`drop${dragging ? ' over' : ''}`}>
      <input
        type="file" multiple class="vh" aria-describedby="drop-hint"
        onChange={(event) => {
          addFiles([...(event.currentTarget.files ?? [])]);
          // The same file may be chosen again after it was corrected.
          event.currentTarget.value = '';
        }}
      />
      <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><path d="M14 18V5m-5 5 5-5 5 5M4 18v4a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-4" /></svg>
      <b>{dragging ? t.data.dropNow : t.data.drop}</b>
      <span class="btn pri" aria-hidden="true">{t.data.choose}</span>
      <small id="drop-hint">{t.data.or}</small>
      <noscript><small>{t.data.noScript}</small></noscript>
    </label>
  );
}

function SendingRow({ file, actions }: { file: Sending; actions: PageActions }): VNode {
  const { t, f } = useView();
  const failed = file.phase === 'failed';
  return (
    <li class="file">
      <span class="file-n"><b>{file.file}</b><small>{f.bytes(file.bytes)}{failed && file.error !== null ? `${t.sep}${problemText(file.error, t)}` : ''}</small></span>
      <span class="file-s">
        {failed ? <span class="pill">{t.data.sendFailed}</span> : <span>{file.phase === 'queued' ? t.data.queued : t.data.sending(f.share(file.sent, file.bytes))}</span>}
        {failed ? <button type="button" class="btn btn-s" onClick={() => actions.resend(file.id)}>{t.retry}</button> : null}
      </span>
      {failed ? null : <Progress done={file.sent} total={file.bytes} label={file.file} />}
    </li>
  );
}

function UploadRow({ upload, selected, actions }: { upload: UploadView; selected: boolean; actions: PageActions }): VNode {
  const view = useView();
  const { t, f, timeZone } = view;
  const finished = !isUnderWay(upload);
  const facts = [f.bytes(upload.bytes), f.time(upload.received_at, timeZone), upload.version === null ? null : t.data.inVersion(f.int(upload.version))];
  return (
    <li class={`file${selected ? ' on' : ''}`}>
      <span class="file-n">
        {finished ? (
          <button type="button" class="link" aria-expanded={selected} onClick={() => actions.select(selected ? null : upload.upload)}>
            <span class="vh">{t.data.open('')}</span>{upload.file}
          </button>
        ) : <b>{upload.file}</b>}
        <small>{facts.filter((fact) => fact !== null).join(t.sep)}</small>
      </span>
      <span class="file-s"><Status upload={upload} view={view} /></span>
      {finished ? null : <Progress done={upload.progress?.done ?? 0} total={upload.progress?.total ?? 0} label={upload.file} />}
    </li>
  );
}

function Status({ upload, view: { t, f } }: { upload: UploadView; view: View }): VNode {
  if (upload.status === 'done' && upload.decision !== null) {
    const tone = upload.decision === 'held' ? 'pill' : upload.decision === 'refused' || upload.decision === 'partly' ? 'worse' : 'muted';
    return <span class={tone}>{t.data.decision[upload.decision]}</span>;
  }
  if (upload.status === 'failed') return <span class="worse">{t.data.failed}</span>;
  if (upload.status === 'withdrawn') return <span class="muted">{t.data.withdrawn}</span>;
  if (upload.status !== 'processing') return <span class="muted">{upload.status === 'expected' ? t.data.expected : t.data.waiting}</span>;
  const progress = upload.progress;
  const stage = progress === null ? t.data.stage.processing : wordOf(t.data.stage, progress.stage) ?? t.data.stage.processing;
  return <span>{stage}{progress !== null && progress.total > 0 ? `${t.sep}${t.data.ofTotal(f.int(progress.done), f.int(progress.total))}` : ''}</span>;
}

/** A total of 0 is not known yet: the bar says busy, not how far. */
const Progress = ({ done, total, label }: { done: number; total: number; label: string }): VNode => (
  <div class="file-p" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} {...(total > 0 ? { 'aria-valuenow': Math.round((100 * done) / total) } : {})}>
    <Meter value={done} whole={total} height={4} />
  </div>
);

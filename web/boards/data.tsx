import type { VNode } from 'preact';
import { ReportPanel } from '../cards/report/report.tsx';
import { Uploads } from '../cards/uploads.tsx';
import type { BoardProps } from './kinds.ts';

/** Files in, and what became of each of them. */
export function Data({ model, actions }: BoardProps): VNode {
  const selected = model.uploads.find((upload) => upload.upload === model.selected);
  const report = selected === undefined ? undefined : model.reports[selected.upload];
  return (
    <>
      <div class="grid tools">
        <Uploads span={12} uploads={model.uploads} sending={model.sending} selected={model.selected} dragging={model.dragging} actions={actions} />
      </div>
      {selected !== undefined && report !== undefined ? <ReportPanel upload={selected} state={report} actions={actions} /> : null}
    </>
  );
}

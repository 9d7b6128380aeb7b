import type { VNode } from 'preact';
import { Channels } from '../cards/channels.tsx';
import { CostHeat } from '../cards/cost-heat.tsx';
import { CustomerTiers } from '../cards/customer-tiers.tsx';
import { FaultSides } from '../cards/fault-sides.tsx';
import { Figures } from '../cards/figures.tsx';
import { FixFirst } from '../cards/fix-first.tsx';
import { Lead } from '../cards/lead.tsx';
import { LookUpCard } from '../cards/look-up.tsx';
import { ReportPanel } from '../cards/report/report.tsx';
import { ReturnRate } from '../cards/return-rate.tsx';
import { Empty, Failed, Loading } from '../cards/states.tsx';
import { isUnderWay, Uploads } from '../cards/uploads.tsx';
import { Rich } from '../rich.tsx';
import { useView } from '../view.ts';
import type { BoardProps } from './kinds.ts';

/** What it costs, why, whom it hurts, what to do first; and, on the page of one's own, the two things one does with it. */
export function Overview({ model, actions }: BoardProps): VNode {
  const { overview } = model.documents;
  const selected = model.uploads.find((upload) => upload.upload === model.selected);
  const report = selected === undefined ? undefined : model.reports[selected.upload];
  const bare = overview === undefined || overview.basis === 'empty';
  const changed = model.changes?.figures.map((figure) => figure.id) ?? [];
  return (
    <>
      {bare ? <WithoutNumbers model={model} actions={actions} /> : (
        <>
          <Lead board={overview} />
          <div class="grid">
            <Figures board={overview} changed={changed} />
            <ReturnRate board={overview} />
            <FaultSides board={overview} />
            <FixFirst board={overview} />
            <CustomerTiers board={overview} />
            <CostHeat board={overview} />
            <Channels board={overview} />
          </div>
        </>
      )}
      {model.place === 'embed' ? null : (
        <div class="grid tools">
          {bare ? null : <LookUpCard lookUp={model.lookUp} actions={actions} />}
          <Uploads span={bare ? 12 : 7} uploads={model.uploads} sending={model.sending} selected={model.selected} dragging={model.dragging} actions={actions} />
        </div>
      )}
      {selected !== undefined && report !== undefined ? <ReportPanel upload={selected} state={report} actions={actions} /> : null}
    </>
  );
}

function WithoutNumbers({ model, actions }: BoardProps): VNode {
  const { t } = useView();
  const { overview } = model.documents;
  const working = model.sending.some((file) => file.phase !== 'failed') || model.uploads.some(isUnderWay);
  const hasOrders = overview !== undefined && overview.totals.units_shipped > 0;
  if (model.health === 'error') return <div class="grid"><Failed actions={actions} /></div>;
  return (
    <>
      <p class="lead"><Rich text={working ? t.lead.working : t.lead.empty} /></p>
      <div class="grid">
        {working ? <Loading />
          : hasOrders ? <Empty title={t.state.noCases} body={t.state.noCasesBody} />
            : <Empty title={t.state.emptyTitle} body={t.state.emptyBody} />}
      </div>
    </>
  );
}

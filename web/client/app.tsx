import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Hydration } from '../page-model.ts';
import { Page } from '../page.tsx';
import { apiOf, pageSession } from './api.ts';
import type { Host } from './host.ts';
import { makeStore } from './store.ts';

/** The page alive: one store, one subscription, files dropped anywhere. */
export function App({ start, host = null }: { start: Hydration; host?: Host | null }): VNode {
  const store = useMemo(() => makeStore(start, apiOf(host?.session ?? pageSession(start.session)), host), []);
  const [model, setModel] = useState(start.model);
  useEffect(() => store.run(setModel), []);
  // A report opened by hand takes the focus; one that opens by itself must not take it from what somebody is typing.
  useEffect(() => {
    if (model.selected !== null && document.activeElement?.closest('.files') !== null) document.getElementById('report')?.focus();
  }, [model.selected]);
  return <Page model={model} actions={store.actions} />;
}

import { cubeDimensions } from '../../lib/model/boards/cube.ts';
import { filterIn, type BoardFilter } from '../../lib/model/boards/filter.ts';
import type { Host, Told } from '../client/host.ts';
import type { Hydration, PageActions, PageModel } from '../page-model.ts';
import { watchHeight } from './height.ts';
import { PROTOCOL, type FrameMessage, type Hello, type HostFilters, type HostMessage } from './protocol.ts';
import { embedSession } from './session.ts';
import { styleIn, themeNames } from './theme.ts';

/** What every board's script exports; answers how to take it down. */
type Begin = (start: Hydration, host: Host) => Promise<() => void>;

/** The frame's side of the embed: says hello to the page around it, and speaks with the element there once it answered. */
export function frameHost(start: Hydration, root: HTMLElement, first: () => void): Host {
  const embed = start.embed ?? { origins: [], expiresIn: 600, scripts: {} };
  let stop = first;
  let port: MessagePort | null = null;
  let on: { actions: PageActions; model: () => PageModel; filter: (filter: BoardFilter) => void; refresh: () => void } | null = null;
  const say = (message: FrameMessage): void => port?.postMessage(message);
  const session = embedSession(start.session, embed.expiresIn, () => (port === null ? session.offer(null) : say({ type: 'token' })), (ok) => {
    if (ok) on?.refresh();
    else say({ type: 'error', code: 'session' });
  });

  window.addEventListener('message', (event) => {
    const [own] = event.ports;
    if (event.source !== window.parent || !embed.origins.includes(event.origin) || event.data?.aftersales !== PROTOCOL || event.data.welcome !== true || own === undefined) return;
    port?.close();
    port = own;
    port.onmessage = ({ data }: MessageEvent<HostMessage>) => hear(data);
    document.documentElement.dataset['live'] = '';
    watching();
    watching = watchHeight(root, (height) => say({ type: 'height', height }));
    if (on !== null) say({ type: 'ready', board: on.model().board });
  });
  /** What the host said before there was anybody to act on it. */
  let ready = false;
  let waiting: HostMessage[] = [];
  let watching: () => void = () => undefined;
  const hello: Hello = { aftersales: PROTOCOL, hello: true };
  if (window.parent !== window) window.parent.postMessage(hello, '*');
  const wake = (): void => void (document.visibilityState === 'visible' && session.wake());
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);

  function hear(message: HostMessage): void {
    if (on === null && message.type !== 'token') waiting.push(message);
    else if (message.type === 'token') session.offer(typeof message.token === 'string' ? message.token : null);
    else if (message.type === 'theme') {
      on?.actions.setTheme(message.theme === 'dark' || message.theme === 'light' ? message.theme : 'auto');
      const style = styleIn((name) => message.style[name]);
      for (const name of themeNames) {
        const value = style[name];
        if (value === undefined) document.documentElement.style.removeProperty(`--at-${name}`);
        else document.documentElement.style.setProperty(`--at-${name}`, value, 'important');
      }
    } else if (message.type === 'locale') on?.actions.setLocale(/^en\b/i.test(message.locale) ? 'en' : 'zh');
    else if (message.type === 'filters') on?.filter(filterOfHost(message.filters));
    else if (message.type === 'board') {
      const board = on?.model().boards.find((name) => name === message.board);
      if (board === undefined) say({ type: 'error', code: 'unknown_board' });
      else if (board !== on?.model().board) on?.actions.go(board);
    }
  }

  const host: Host = {
    session,
    told(event: Told) {
      say(event.type === 'filter' ? { type: 'filter', filters: filtersOf(event.filter) } : event);
    },
    listen(actions, model, filter, refresh) {
      on = { actions, model, filter, refresh };
      const [before, said] = [ready, waiting];
      [ready, waiting] = [true, []];
      if (!before) say({ type: 'ready', board: model().board });
      said.forEach(hear);
      return () => { on = null; };
    },
    async hand(next) {
      const { board, locale } = next.model;
      const script = embed.scripts[`${board}-${locale}`];
      if (script === undefined) return;
      const went = board !== on?.model().board;
      const { begin }: { begin: Begin } = await import(script);
      stop();
      stop = await begin({ ...next, embed }, host);
      if (went) say({ type: 'navigate', board });
    },
  };
  return host;
}

/** Only what is set, as hosts write it. */
export const filtersOf = (filter: BoardFilter): HostFilters => ({
  ...(filter.period === null ? {} : { period: filter.period }),
  ...Object.fromEntries(cubeDimensions.filter((dimension) => filter[dimension].length > 0).map((dimension) => [dimension, filter[dimension]])),
});

/** What is no filter is left out. */
function filterOfHost(filters: HostFilters): BoardFilter {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(Object(filters))) for (const one of [value].flat()) if (typeof one === 'string' || typeof one === 'number') query.append(name, String(one));
  return filterIn(query);
}

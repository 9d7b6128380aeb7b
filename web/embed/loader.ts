import { PROTOCOL, type FrameMessage, type HostMessage } from './protocol.ts';

/** How long a frame may stay silent after it loaded before it counts as blocked. */
const SILENCE_MS = 4000;
const base = new URL('.', import.meta.url);
const names = ['font', 'page', 'surface', 'ink', 'accent', 'radius', 'gap', 'pad'];
const variables = names.map((name) => `--at-${name}`);

const sheet = new CSSStyleSheet();
sheet.replaceSync(`:host{display:block}:host([hidden]){display:none}iframe{display:block;width:100%;height:100vh;border:0;background:none}
i{position:absolute;visibility:hidden;transition:${variables.map((name) => `${name} 1ms`).join()};transition-behavior:allow-discrete}`);

type Timer = ReturnType<typeof setTimeout> | undefined;

/** `<aftersales-board board token-url | token locale theme filters>`: a frame that is as high as what is in it, and speaks with its host. */
class AftersalesBoard extends HTMLElement {
  static observedAttributes = ['board', 'token', 'locale', 'theme', 'filters'];
  #frame = document.createElement('iframe');
  #probe = document.createElement('i');
  #port: MessagePort | null = null;
  #filters: unknown = null;
  #open = 0;
  #stop = new AbortController();
  #told = '';
  #quiet: Timer;
  #again: Timer;
  #wait = 1000;
  #problem = document.createElement('a');

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#probe);
    this.#frame.referrerPolicy = 'no-referrer';
    this.#frame.onload = () => {
      clearTimeout(this.#quiet);
      if (!this.#port) this.#quiet = setTimeout(() => !this.#port && this.#fail('blocked'), SILENCE_MS);
    };
  }

  get token() { return this.getAttribute('token'); }
  set token(token: string | null) { this.#set('token', token); }
  get board() { return this.getAttribute('board') ?? 'overview'; }
  set board(board: string) { this.#set('board', board); }
  get locale() { return this.getAttribute('locale') ?? document.documentElement.lang; }
  set locale(locale: string) { this.#set('locale', locale); }
  get theme() { return this.getAttribute('theme') ?? 'auto'; }
  set theme(theme: string) { this.#set('theme', theme); }
  /** An object, `{ channel: ['douyin'], period: 30 }`; as an attribute JSON, or as in an address. */
  get filters() { return this.#filters ?? parsed(this.getAttribute('filters') ?? ''); }
  set filters(filters: unknown) {
    this.#filters = typeof filters === 'string' ? parsed(filters) : filters ?? {};
    this.#say({ type: 'filters', filters: { ...Object(this.#filters) } });
  }
  #set(name: string, value: unknown) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  connectedCallback() {
    // What was set before this script came.
    for (const name of ['token', 'filters', 'board', 'locale', 'theme'] as const) {
      if (!Object.hasOwn(this, name)) continue;
      const value = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    addEventListener('message', (event) => {
      if (event.source === this.#frame.contentWindow && event.origin === base.origin && event.data?.aftersales === PROTOCOL && event.data.hello) this.#welcome();
    }, { signal });
    const look = () => this.#look();
    this.#probe.addEventListener('transitionend', look, { signal });
    matchMedia('(prefers-color-scheme:dark)').addEventListener('change', look, { signal });
    const observer = new MutationObserver(look);
    for (const node of [document.documentElement, document.body]) observer.observe(node, { attributeFilter: ['class', 'style', 'data-theme'] });
    signal.onabort = () => observer.disconnect();
    void this.#start();
  }

  disconnectedCallback() {
    this.#open += 1;
    this.#stop.abort();
    clearTimeout(this.#quiet);
    clearTimeout(this.#again);
    this.#port?.close();
    this.#port = null;
    this.#frame.remove();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null) {
    if (before === now || !this.isConnected) return;
    if (name === 'filters') this.filters = now ?? '';
    else if (name === 'theme') this.#look();
    else if (name === 'token') { if (this.#frame.isConnected) this.#say({ type: 'token', token: now }); else void this.#start(); }
    else if (name === 'board') this.#say({ type: 'board', board: this.board });
    else this.#say({ type: 'locale', locale: this.locale });
  }

  async #start() {
    const at = ++this.#open;
    const token = await this.#getToken();
    if (at !== this.#open) return;
    if (token === null) {
      if (this.hasAttribute('token-url')) this.#again = setTimeout(() => void this.#start(), (this.#wait = Math.min(this.#wait * 2, 60_000)));
      return;
    }
    const query = new URLSearchParams({ token, locale: this.locale, theme: this.theme, framed: '1', ...this.#style() });
    for (const [name, value] of Object.entries(this.filters ?? {})) for (const one of [value].flat()) query.append(name, String(one));
    this.#frame.title = this.getAttribute('aria-label') || this.title || `${this.#zh() ? '售后看板' : 'After-sales'}: ${this.board}`;
    this.#frame.style.colorScheme = this.#scheme();
    this.#frame.src = new URL(`embed/${encodeURIComponent(this.board)}?${query}`, base).href;
    this.shadowRoot?.append(this.#frame);
  }

  /** From the merchant's own server, or what the host set. Null: none now. */
  async #getToken(): Promise<string | null> {
    const url = this.getAttribute('token-url');
    if (url === null) return this.token;
    try {
      const response = await fetch(url, { headers: { accept: 'application/json' }, credentials: 'same-origin', cache: 'no-store' });
      if (!response.ok) throw new Error(String(response.status));
      return String((await response.json()).token);
    } catch (error) {
      if (!this.#port) this.#fail('token', String(error));
      return null;
    }
  }

  /** Says in place why nothing is shown. */
  #fail(code: string, message?: string) {
    const doctor = new URL(`embed/doctor?origin=${encodeURIComponent(location.origin)}&board=${encodeURIComponent(this.board)}&code=${code}`, base).href;
    Object.assign(this.#problem, { href: doctor, target: '_blank', textContent: this.#zh() ? '看板没有打开，查看原因' : 'This board did not open. Why?' });
    this.#frame.style.height = '0';
    this.shadowRoot?.append(this.#problem);
    this.#event('error', { code, message, doctor });
  }

  #welcome() {
    clearTimeout(this.#quiet);
    this.#problem.remove();
    this.#wait = 1000;
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<FrameMessage>) => void this.#hear(data);
    this.#frame.contentWindow?.postMessage({ aftersales: PROTOCOL, welcome: true }, base.origin, [port2]);
    this.#told = '';
    this.#look();
  }

  async #hear({ type, ...detail }: FrameMessage) {
    if (type === 'token') {
      const url = this.getAttribute('token-url');
      const token = url === null ? null : await this.#getToken();
      // Without an address the host is asked, and answers by setting `token`.
      if (url === null) this.#event('token', {});
      else this.#say({ type: 'token', token });
      return;
    }
    if (type === 'height' && 'height' in detail) this.#frame.style.height = `${detail.height}px`;
    this.#event(type, detail);
  }

  #look() {
    this.#frame.style.colorScheme = this.#scheme();
    const message = { type: 'theme', theme: this.theme, style: this.#style() } as const;
    const text = JSON.stringify(message);
    if (this.#port && text !== this.#told) this.#say(message);
    this.#told = text;
  }

  /** The --at-* that the host set, resolved to plain colours, pixels and names. */
  #style(): Record<string, string> {
    const { style } = this.#probe;
    const computed = getComputedStyle(this.#probe);
    return Object.fromEntries(names.flatMap((name, i) => {
      const variable = variables[i] ?? '';
      if (computed.getPropertyValue(variable).trim() === '') return [];
      const property = i === 0 ? 'fontFamily' : i < 5 ? 'color' : 'width';
      style[property] = `var(${variable})`;
      return [[name, computed[property]]];
    }));
  }

  #zh = (): boolean => /^zh/i.test(this.locale);
  #scheme = (): string => (this.theme === 'dark' || this.theme === 'light' ? this.theme : '');
  #say(message: HostMessage) { this.#port?.postMessage(message); }
  #event(name: string, detail: object) { this.dispatchEvent(new CustomEvent(`aftersales:${name}`, { detail, bubbles: true, composed: true })); }
}

function parsed(text: string): object {
  try {
    return JSON.parse(text);
  } catch {
    const found: Record<string, string[]> = {};
    for (const [name, value] of new URLSearchParams(text)) (found[name] ??= []).push(value);
    return found;
  }
}

if (!customElements.get('aftersales-board')) customElements.define('aftersales-board', AftersalesBoard);

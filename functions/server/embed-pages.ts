import type { Locale } from '../../lib/model/words.ts';
import type { Check, CheckName } from './doctor.ts';

type Refusal = 'bad_token' | 'expired' | 'board';

/** In the frame itself, where it could not be opened: what is wrong, in a sentence. */
export const refusedPage = (why: Refusal, locale: Locale, style: string): string =>
  page(locale, REFUSED[locale].title, style, `<p class="lead"><b>${REFUSED[locale].title}</b> ${REFUSED[locale][why]}</p>\n<p><a class="link" href="/embed/doctor?locale=${locale}" target="_blank" rel="noopener">${REFUSED[locale].why}</a></p>`);

/** Every reason for which an embed may be blank, one after the other. */
export const doctorPage = (checks: readonly Check[], locale: Locale): string =>
  page(locale, DOCTOR[locale].title, '/docs.css', `<h1>${DOCTOR[locale].title}</h1>
<p>${DOCTOR[locale].intro}</p>
<dl>${checks.map(({ name, state, code }) => `<dt data-check="${name}" data-state="${state}" data-code="${code}"><b>${MARK[state]} ${DOCTOR[locale].names[name]}</b></dt><dd>${DOCTOR[locale].says[name][code] ?? DOCTOR[locale].says[name]['unknown'] ?? ''}</dd>`).join('\n')}</dl>
<form><p><label>token <input name="token"></label> <label>origin <input name="origin" placeholder="https://admin.shop.example"></label> <label>board <input name="board" value="overview"></label> <input type="hidden" name="locale" value="${locale}"><button>${DOCTOR[locale].check}</button></p></form>`);

const page = (locale: Locale, title: string, style: string, body: string): string => `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
<link rel="icon" href="data:,">
</head>
<body>
<main class="page">
${body}
</main>
</body>
</html>
`;

const MARK: Readonly<Record<Check['state'], string>> = { ok: '✓', bad: '✗', unknown: '?' };

const REFUSED: Readonly<Record<Locale, Readonly<Record<Refusal | 'title' | 'why', string>>>> = {
  zh: { title: '看板没有打开。', bad_token: '令牌无效。', expired: '令牌已过期：请刷新页面，由你的服务器重新申请。', board: '令牌不包含这个看板。', why: '查看原因' },
  en: { title: 'This board did not open.', bad_token: 'Its token is not valid.', expired: 'Its token is over: load the page again, so that your server asks for a new one.', board: 'Its token does not name this board.', why: 'Why?' },
};

interface DoctorWords {
  readonly title: string;
  readonly intro: string;
  readonly check: string;
  readonly names: Readonly<Record<CheckName, string>>;
  readonly says: Readonly<Record<CheckName, Readonly<Record<string, string>>>>;
}

const DOCTOR: Readonly<Record<Locale, DoctorWords>> = {
  zh: {
    title: '嵌入的看板为什么是空白？', intro: '把一个刚申请的令牌、你的页面来源和看板名称填在下面，逐项检查。令牌只在这里核对，不会被记录。', check: '检查',
    names: { loader: '加载器', token: '令牌', board: '看板', origin: '页面来源', published: '数据', policy: '你的页面的安全策略' },
    says: {
      loader: { ok: '这台服务器可以访问，加载器在 <code>/embed.js</code>；脚本要带 <code>type="module"</code>。' },
      token: { ok: '有效。', missing: '没有给出令牌。', forged: '不是本服务签发的，或已被改动。', expired: '已过期：令牌只有 60 秒，请在打开页面时申请。', unreachable: '<code>token-url</code> 没有返回 <code>{"token": …}</code>：检查地址、登录状态与 <code>connect-src</code>。' },
      board: { ok: '令牌包含这个看板。', missing: '没有给出看板。', nowhere: '没有这个看板。可嵌入：overview、problems、drivers、products、customers、costs。', not_granted: '令牌不包含这个看板：申请时写进 <code>boards</code>。', unknown: '有效的令牌才能核对。' },
      origin: { ok: '已登记。', missing: '没有给出页面来源。', none: '还没有登记任何来源：在设置里写入 <code>{"embed": {"origins": ["https://…"]}}</code>。', other: '这个来源没有登记：协议、域名与端口都要一致。', unknown: '有效的令牌才能核对。浏览器会拦下未登记页面里的框架。' },
      published: { ok: '已有可显示的数据。', bad: '还没有可显示的数据：先上传文件。', unknown: '有效的令牌才能核对。' },
      policy: { unknown: '<code>script-src</code> 与 <code>frame-src</code> 都要包含本服务的来源；用 <code>token-url</code> 时 <code>connect-src</code> 要允许你自己的地址。', likely: '框架没有应答：多半是 <code>frame-src</code> 没有本服务的来源，或页面来源没有登记。浏览器控制台会写明是哪一条。' },
    },
  },
  en: {
    title: 'Why is an embedded board blank?', intro: 'Give a fresh token, your page’s origin and the board, and each reason is checked in turn. The token is looked at here and not noted anywhere.', check: 'Check',
    names: { loader: 'Loader', token: 'Token', board: 'Board', origin: 'Origin of your page', published: 'Data', policy: 'Your page’s own policy' },
    says: {
      loader: { ok: 'This server answers; the loader is at <code>/embed.js</code>, as <code>type="module"</code>.' },
      token: { ok: 'Valid.', missing: 'No token was given.', forged: 'Not one of ours, or changed on the way.', expired: 'Over: a token lives 60 seconds; ask for it when the page is opened.', unreachable: '<code>token-url</code> did not answer <code>{"token": …}</code>: look at the address, the login and <code>connect-src</code>.' },
      board: { ok: 'The token names it.', missing: 'No board was given.', nowhere: 'There is no such board. To embed: overview, problems, drivers, products, customers, costs.', not_granted: 'The token does not name this board: put it into <code>boards</code> when asking for one.', unknown: 'Only with a valid token.' },
      origin: { ok: 'Registered.', missing: 'No origin was given.', none: 'None is registered yet: put <code>{"embed": {"origins": ["https://…"]}}</code> into the settings.', other: 'This one is not registered: scheme, host and port must be the same.', unknown: 'Only with a valid token. Browsers block frames in pages whose origin is not registered.' },
      published: { ok: 'There are numbers to show.', bad: 'Nothing is published yet: upload files first.', unknown: 'Only with a valid token.' },
      policy: { unknown: '<code>script-src</code> and <code>frame-src</code> must name this server’s origin; with <code>token-url</code>, <code>connect-src</code> must allow your own address.', likely: 'The frame did not answer: most likely <code>frame-src</code> does not name this server, or your origin is not registered. The browser’s console says which.' },
    },
  },
};

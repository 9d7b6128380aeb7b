import type { Locale } from '../model/words.ts';
import type { Schema } from './json-schema.ts';
import { problemsOf, tagOf } from './openapi.ts';
import { problems, type ProblemCode } from './problem.ts';
import type { Parameter, Route } from './route.ts';

/** The API for people: one plain page made from the routes, with nothing from elsewhere and no script. */
export function docsPage(routes: readonly Route[], locale: Locale): string {
  const t = WORDS[locale];
  const tags = [...new Set(routes.map(tagOf))];
  const other = locale === 'zh' ? 'en' : 'zh';
  return `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Aftertier API</title>
<link rel="stylesheet" href="/docs.css">
<link rel="icon" href="data:,">
</head>
<body>
<header><h1>Aftertier API</h1><p>${t.intro}</p><p><a href="/openapi.json">openapi.json</a> · <a href="/docs?locale=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${WORDS[other].name}</a></p></header>
<nav aria-label="${t.contents}"><ul>${tags.map((tag) => `<li><a href="#${tag}">${tag}</a></li>`).join('')}<li><a href="#problems">${t.problems}</a></li></ul></nav>
<main>
${tags.map((tag) => `<section id="${tag}"><h2>${tag}</h2>${routes.filter((route) => tagOf(route) === tag).map((route) => routeHtml(route, locale)).join('')}</section>`).join('\n')}
<section id="problems"><h2>${t.problems}</h2><p>${t.problemsIntro}</p><dl>${(Object.keys(problems) as ProblemCode[]).map((code) => `<dt id="problem-${code}"><code>${code}</code> ${problems[code][0]}</dt><dd>${escaped(problems[code][1][locale])}</dd>`).join('')}</dl></section>
</main>
</body>
</html>
`;
}

const WORDS = {
  zh: {
    name: '中文', contents: '目录', problems: '错误', intro: '售后分层查询、上传与看板。所有请求都带上 <code>Authorization: Bearer aftertier_…</code>；商户由密钥决定。读取带 ETag，可用 If-None-Match 免费重查。',
    problemsIntro: '错误一律为 problem details（RFC 9457）：请按 <code>code</code> 判断，文字随 Accept-Language 为中文或英文。', scope: '权限', open: '无需密钥', parameters: '参数', body: '正文', answers: '返回', required: '必填', fails: '可能的错误',
  },
  en: {
    name: 'English', contents: 'Contents', problems: 'Problems', intro: 'Tier look-ups, uploads and boards. Every call carries <code>Authorization: Bearer aftertier_…</code>; the merchant is the key’s. Reads have an ETag: ask again with If-None-Match for nothing.',
    problemsIntro: 'Errors are problem details (RFC 9457): go by <code>code</code>; the words are Chinese or English by Accept-Language.', scope: 'Scope', open: 'no key', parameters: 'Parameters', body: 'Body', answers: 'Answers', required: 'required', fails: 'May fail with',
  },
} as const;

function routeHtml(route: Route, locale: Locale): string {
  const t = WORDS[locale];
  const parameters = [...Object.entries(route.params ?? {}), ...Object.entries(route.query ?? {})];
  const example = route.body?.examples?.[0];
  return `<article>
<h3><span class="method ${route.method}">${route.method.toUpperCase()}</span> <code>${escaped(route.path)}</code></h3>
<p>${escaped(route.summary[locale])}</p>
<p class="meta">${t.scope}: ${route.scopes === null ? t.open : `<code>${route.scopes.filter((scope) => scope !== 'settings').join('</code> | <code>')}</code>`} · ${t.answers} ${route.answer.status}${route.answer.type === undefined ? '' : ` ${escaped(route.answer.type)}`}</p>
${parameters.length === 0 ? '' : `<h4>${t.parameters}</h4><dl>${parameters.map(([name, parameter]) => parameterHtml(name, parameter, route, locale)).join('')}</dl>`}
${route.body === undefined ? '' : `<h4>${t.body}</h4>${example === undefined ? '' : `<pre>${escaped(JSON.stringify(example, null, 2))}</pre>`}`}
${fieldsHtml(route.answer.schema, t.answers)}
<p class="meta">${t.fails}: ${problemsOf(route).map((code) => `<a href="#problem-${code}"><code>${code}</code></a>`).join(', ')}</p>
</article>`;
}

function parameterHtml(name: string, { does, example, required }: Parameter, route: Route, locale: Locale): string {
  const needed = required === true || Object.hasOwn(route.params ?? {}, name);
  return `<dt><code>${escaped(name)}</code>${needed ? ` <span class="meta">${WORDS[locale].required}</span>` : ''}</dt><dd>${escaped(does[locale])} <span class="meta">${escaped(example)}</span></dd>`;
}

function fieldsHtml(schema: Schema | undefined, title: string): string {
  const names = Object.keys(schema?.properties ?? {});
  return names.length === 0 ? '' : `<h4>${title}</h4><p class="fields">${names.map((name) => `<code>${escaped(name)}</code>`).join(' ')}</p>`;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export const docsStyle = `:root { color-scheme: light dark; --page: #F6F7F9; --surface: #FFFFFF; --ink: #14171F; --ink-2: #474E5C; --line: #E4E7EC; --accent: #0B5C6B; --sunken: #F6F7F9; }
@media (prefers-color-scheme: dark) { :root { --page: #0F1218; --surface: #171B23; --ink: #EEF1F5; --ink-2: #B4BBC7; --line: #2A303B; --accent: #6FC3D0; --sunken: #10141B; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 32px 20px 80px; background: var(--page); color: var(--ink); font: 15px/1.6 Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 26px; margin: 0 0 8px; } h2 { font-size: 19px; margin: 40px 0 12px; } h3 { font-size: 16px; margin: 0 0 4px; overflow-wrap: anywhere; } h4 { font-size: 13px; margin: 16px 0 4px; color: var(--ink-2); }
p { margin: 0 0 8px; } a { color: var(--accent); } a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; list-style: none; padding: 0; }
article, #problems dl { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 20px; margin: 0 0 16px; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 13px; }
pre { background: var(--sunken); border-radius: 6px; padding: 12px; overflow-x: auto; margin: 0; }
dl { margin: 0; } dt { margin-top: 8px; } dd { margin: 0; color: var(--ink-2); }
.meta { color: var(--ink-2); font-size: 13px; } .fields { line-height: 2; }
.method { display: inline-block; min-width: 64px; font-size: 12px; font-weight: 600; letter-spacing: .02em; color: var(--accent); }
`;

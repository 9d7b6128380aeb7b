import type { VNode } from 'preact';
import { hrefOf } from '../href.ts';
import type { PageActions, PageModel, Theme } from '../page-model.ts';
import { useView } from '../view.ts';

const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

/** Tabs, freshness, language, theme. Links work without script; with it nothing is loaded anew. */
export function Head({ model, actions }: { model: PageModel; actions: PageActions }): VNode {
  const { t, f, locale } = useView();
  const other = locale === 'zh' ? 'en' : 'zh';
  const { theme, documents, place } = model;
  const link = (go: () => void) => (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go();
  };
  return (
    <header class="bar">
      {model.boards.length < 2 ? <span /> : (
        <nav class="tabs" aria-label={t.nav.label}>
          {model.boards.map((board) => (
            <a key={board} href={place === 'page' ? hrefOf(model, { board }) : '#'} {...(board === model.board ? { 'aria-current': 'page' } : {})} onClick={link(() => actions.go(board))}>{t.nav.boards[board]}</a>
          ))}
        </nav>
      )}
      <div class="side">
        {documents.filters === undefined ? null : (
          <p class="fresh">
            <svg width="8" height="8" aria-hidden="true"><circle cx="4" cy="4" r="3.5" class={model.health === 'ok' ? 'f-data' : 'f-mute'} /></svg>
            <span>{t.fresh(f.day(documents.filters.as_of))}</span>
          </p>
        )}
        {place === 'embed' ? null : (
          <>
            <a class="chip" lang={other === 'zh' ? 'zh-CN' : 'en'} hreflang={other} href={hrefOf(model, { locale: other })} onClick={link(() => actions.setLocale(other))}>{t.switch.language}</a>
            <div class="seg" role="group" aria-label={t.switch.theme}>
              {THEMES.map((choice) => (
                <a key={choice} href={hrefOf(model, { theme: choice })} {...(choice === theme ? { 'aria-current': 'true' } : {})} onClick={link(() => actions.setTheme(choice))}>{t.switch[choice]}</a>
              ))}
            </div>
          </>
        )}
      </div>
    </header>
  );
}

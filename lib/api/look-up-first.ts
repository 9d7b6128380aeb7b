import { Hono } from 'hono';
import { lookUp } from '../flows/look-up.ts';
import type { Edition } from '../ports/edition.ts';
import { answered, type Serving } from './answer.ts';
import type { AppOptions } from './app.ts';
import { keyVerifier } from './authenticate.ts';
import { honoPath, logged } from './logged.ts';
import { tierRoute } from './routes/tier.ts';

/**
 * The API for a process that is started by its first question, which most often is a look-up: that one is answered by what is loaded at
 * once, everything else by the whole API and its pages, which are loaded when they are first asked for. The answers are those of `createApp`.
 */
export function lookUpFirst(edition: Edition, options: Omit<AppOptions, 'pages'>, pages?: () => Promise<Hono>): Hono {
  const keys = options.keys ?? keyVerifier(edition.keys, edition.clock);
  const serving: Serving = {
    edition, jobs: options.jobs, keys, address: options.address ?? (() => 'unknown'),
    session: async (token, c) => (await (await import('./embed.ts')).viewSession(edition)(token)) ?? (await options.session?.(token, c)) ?? null,
  };
  const route = tierRoute(lookUp(edition));
  const app = new Hono({ strict: true });
  app.get(honoPath(route.path), (c) => logged(options.access, c, route.path, (told) => answered(serving, route, c, told)));
  let whole: Promise<Hono> | undefined;
  const load = async (): Promise<Hono> => {
    const [{ createApp }, shown] = await Promise.all([import('./app.ts'), pages?.()]);
    return createApp(edition, { ...options, keys, ...(shown === undefined ? {} : { pages: shown }) });
  };
  app.all('*', async (c) => (await (whole ??= load())).fetch(c.req.raw, c.env));
  return app;
}

import type { Session } from '../client/api.ts';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** The host has this long to come up with a token. */
const PATIENCE_MS = 15_000;
/** A session is renewed when this part of it is over. */
const EARLY = 0.8;

export interface EmbedSession extends Session {
  /** An entry token from the host, asked for or not. Null: it has none now. */
  offer(token: string | null): void;
  /** Called when the machine was asleep or away: tries at once what was due. */
  wake(): void;
}

/**
 * Ten minutes at a time, kept in memory alone. Before they are over the host is asked for a new entry token, which is exchanged for the next
 * session; one attempt at a time, with growing pauses after one that failed. Lifetimes are relative: no clock is compared.
 */
export function embedSession(first: string | null, expiresIn: number, ask: () => void, told: (ok: boolean) => void): EmbedSession {
  let token = first;
  let renewing: Promise<void> | null = null;
  let given: ((token: string | null) => void) | null = null;
  let dueMs = performance.now() + expiresIn * 1000 * EARLY;
  let pauseMs = 0;
  let notBeforeMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const plan = (inMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (document.visibilityState === 'visible') void renew(); }, inMs);
  };
  async function attempt(offered: string | null): Promise<void> {
    const entry = offered ?? await new Promise<string | null>((resolve) => {
      given = resolve;
      ask();
      setTimeout(() => resolve(null), PATIENCE_MS);
    });
    given = null;
    const next = entry === null ? null : await exchanged(entry);
    if (next === null) {
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs === 0 ? FIRST_PAUSE_MS : pauseMs * 2) * (0.8 + 0.4 * Math.random());
      notBeforeMs = performance.now() + pauseMs;
      plan(pauseMs);
      return told(false);
    }
    token = next.session;
    [pauseMs, notBeforeMs] = [0, 0];
    dueMs = performance.now() + next.expiresIn * 1000 * EARLY;
    plan(next.expiresIn * 1000 * EARLY);
    told(true);
  }
  function renew(offered: string | null = null): Promise<void> {
    if (renewing === null && offered === null && performance.now() < notBeforeMs) return Promise.resolve();
    return (renewing ??= attempt(offered).finally(() => { renewing = null; }));
  }

  plan(expiresIn * 1000 * EARLY);
  return {
    token: () => token,
    renew: () => renew(),
    offer(entry) {
      if (given !== null) given(entry);
      else if (entry !== null) void renew(entry);
    },
    wake() {
      notBeforeMs = 0;
      if (performance.now() >= dueMs || pauseMs > 0) void renew();
    },
  };
}

async function exchanged(token: string): Promise<{ session: string; expiresIn: number } | null> {
  const answer = await fetch('/v1/embed-sessions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }), cache: 'no-store' }).catch(() => null);
  if (answer === null || !answer.ok) return null;
  const { session, expires_in: expiresIn }: { session: string; expires_in: number } = await answer.json();
  return { session, expiresIn };
}

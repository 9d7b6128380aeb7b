import { hash, timingSafeEqual } from 'node:crypto';
import type { MerchantId } from '../model/ids.ts';
import { whenThere, type MaybePromise } from '../model/maybe-promise.ts';
import { keyIdOf, type Keys, type Permission, type StoredKey } from '../ports/keys.ts';
import type { Clock } from '../ports/world.ts';
import type { View } from '../flows/views.ts';

/** Who calls: one merchant, and what they may do. Never comes from a path or a body. */
export interface Principal {
  readonly merchant: MerchantId;
  readonly scopes: readonly Permission[];
  /** For logs and for "who set this": the key's id, or `page`. */
  readonly id: string;
  /** A reader in somebody else's page: what they may look at, and nothing else. */
  readonly view?: View;
}

export type Verdict = { readonly ok: true; readonly principal: Principal } | { readonly ok: false; readonly why: 'bad_key' | 'too_many' };

export interface KeyVerifier {
  verify(shown: string, address: string): MaybePromise<Verdict>;
  /** The caller of a key that was found good before and is stored unchanged now; null = `verify` has to look. Counts nothing, waits for nothing. */
  known(shown: string): Principal | null;
}

/** Where finding a key means waiting, one that was good a moment ago is taken at its word: a revoked one is out within this time. Elsewhere it is out at once. */
const TRUST_MS = 2_000;
/** A caller with a known good key is not locked out by somebody else's guesses from the same address. */
const KNOWN_MS = 600_000;
const MOST_KNOWN = 10_000;
const GUESSES_A_MINUTE = 300;

interface Known { readonly stored: StoredKey; readonly principal: Principal; readonly checkedMs: number; readonly wasWaitedFor: boolean }

/** Verifies `aftertier_{id}_{secret}` against the stored SHA-256, in constant time; failed guesses are counted by address. */
export function keyVerifier(keys: Keys, clock: Clock): KeyVerifier {
  // By the keys themselves, in memory alone: a digest for each look-up would be a tenth of its time. How long a map takes tells nothing: its hashes are seeded.
  const known = new Map<string, Known>();
  const guesses = guessCounter(GUESSES_A_MINUTE);

  const isGood = ({ stored, checkedMs, wasWaitedFor }: Known, now: number): boolean =>
    wasWaitedFor ? now - checkedMs < TRUST_MS && now >= checkedMs : keys.find(stored.id) === stored;

  return {
    verify(shown, address) {
      const now = clock.nowMs();
      const before = known.get(shown);
      if (before !== undefined && isGood(before, now)) return { ok: true, principal: before.principal };
      const id = keyIdOf(shown);
      if (id === null) return { ok: false, why: 'bad_key' };
      if ((before === undefined || now - before.checkedMs > KNOWN_MS) && guesses.spent(address, now)) return { ok: false, why: 'too_many' };
      const found = keys.find(id);
      return whenThere(found, (stored) => judged(stored, shown, address, now, found instanceof Promise));
    },
    known(shown) {
      const before = known.get(shown);
      return before !== undefined && isGood(before, clock.nowMs()) ? before.principal : null;
    },
  };

  function judged(stored: StoredKey | null, shown: string, address: string, now: number, wasWaitedFor: boolean): Verdict {
    const same = timingSafeEqual(hash('sha256', shown, 'buffer'), Buffer.from(stored?.sha256.length === 64 ? stored.sha256 : '0'.repeat(64), 'hex'));
    if (stored === null || !same || stored.revokedMs !== null) {
      known.delete(shown);
      guesses.count(address, now);
      return { ok: false, why: 'bad_key' };
    }
    if (known.size >= MOST_KNOWN) known.clear();
    const principal = { merchant: stored.merchant, scopes: stored.scopes, id: stored.id };
    known.set(shown, { stored, principal, checkedMs: now, wasWaitedFor });
    return { ok: true, principal };
  }
}

/** How many guesses an address made in this minute. */
function guessCounter(most: number): { spent(address: string, nowMs: number): boolean; count(address: string, nowMs: number): void } {
  let minute = 0;
  let counts = new Map<string, number>();
  const turn = (nowMs: number): void => {
    const now = Math.floor(nowMs / 60_000);
    if (now !== minute) [minute, counts] = [now, new Map()];
  };
  return {
    spent(address, nowMs) {
      turn(nowMs);
      return (counts.get(address) ?? 0) >= most;
    },
    count(address, nowMs) {
      turn(nowMs);
      counts.set(address, (counts.get(address) ?? 0) + 1);
    },
  };
}

/** `admin` may do what the merchant may; the others exactly what they name. */
export const may = ({ scopes }: Principal, needed: readonly Permission[]): boolean => scopes.includes('admin') || needed.some((scope) => scopes.includes(scope));

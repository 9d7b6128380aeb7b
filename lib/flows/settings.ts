import { Failure } from '../model/failure.ts';
import type { MerchantId } from '../model/ids.ts';
import { defaultSettings, mergeDocument, type Settings } from '../model/settings.ts';
import type { Edition } from '../ports/edition.ts';

export interface StoredSettings {
  readonly settings: Settings;
  /** 0 while the merchant has set nothing. */
  readonly revision: number;
  /** The merchant said which currency it reports in; until then it is the one that most records are in. */
  readonly currencyGiven: boolean;
}

export async function readSettings({ documents }: Pick<Edition, 'documents'>, merchant: MerchantId): Promise<StoredSettings> {
  const stored = await documents.get(merchant, 'settings');
  if (stored === null) return { settings: defaultSettings, revision: 0, currencyGiven: false };
  const own: object = JSON.parse(stored.text);
  return { settings: mergeDocument(defaultSettings, own), revision: stored.revision, currencyGiven: 'currency' in own };
}

/** Merges a partial document into what the merchant has set. The caller has checked its shape. */
export async function changeSettings({ documents }: Pick<Edition, 'documents'>, merchant: MerchantId, change: unknown): Promise<StoredSettings> {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const stored = await documents.get(merchant, 'settings');
    const text = JSON.stringify(mergeDocument(stored === null ? {} : JSON.parse(stored.text), change));
    if (await documents.put(merchant, 'settings', text, stored?.revision ?? 0)) return readSettings({ documents }, merchant);
  }
  throw new Failure('contention', 'the settings are being changed by others', { retry: 'same' });
}

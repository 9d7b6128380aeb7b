import type { BoardName } from '../flows/analyse.ts';
import type { Certificate } from '../flows/erase.ts';
import type { AskedSegments, PortraitFacts, Segments } from '../flows/explore.ts';
import type { StoredReport } from '../flows/reports.ts';
import type { BoardFilter } from '../model/boards/filter.ts';
import type { MappingDocument } from '../model/mapping.ts';
import type { MerchantId } from '../model/ids.ts';

/**
 * The work behind a call that takes an engine: it may run here, or in a process of its own so that look-ups are not slowed. Arguments and
 * answers are plain JSON. Everything that changes the lake ends with the changed numbers published.
 */
export interface Jobs {
  /** A file lies in the uploads: take it in soon. */
  wake(merchant: MerchantId): Promise<void>;
  answer(merchant: MerchantId, upload: string, answers: Readonly<Record<string, string>>): Promise<StoredReport>;
  map(merchant: MerchantId, upload: string, mapping: MappingDocument): Promise<StoredReport>;
  mapSignature(merchant: MerchantId, signature: string, mapping: MappingDocument): Promise<StoredReport[]>;
  withdraw(merchant: MerchantId, upload: string): Promise<void>;
  publish(merchant: MerchantId): Promise<void>;
  erase(merchant: MerchantId, customer: string): Promise<Certificate>;
  portrait(merchant: MerchantId, customer: string): Promise<PortraitFacts | null>;
  subject(merchant: MerchantId, customer: string): Promise<Readonly<Record<string, readonly object[]>> | null>;
  segments(merchant: MerchantId, asked: AskedSegments): Promise<Segments | null>;
  board(merchant: MerchantId, name: BoardName | 'data', asOf: string | null, filter: BoardFilter): Promise<string | null>;
}

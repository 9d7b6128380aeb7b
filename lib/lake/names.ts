import type { MerchantId, UploadId } from '../model/ids.ts';
import type { TableName } from '../model/tables.ts';

/** Folder of a table's parts: the two partition columns are injected by the query, never listed. */
export const tablePrefix = (table: TableName, merchant: MerchantId): string => `t/${table}/merchant=${merchant}/`;
export const partFile = (table: TableName, merchant: MerchantId, part: string, file: number): string =>
  `${tablePrefix(table, merchant)}part=${part}/${String(file).padStart(4, '0')}.parquet`;
export const manifestPrefix = (merchant: MerchantId): string => `m/${merchant}/`;
export const manifestName = (merchant: MerchantId, version: number, commitId: string): string =>
  `${manifestPrefix(merchant)}${version}-${commitId}.json`;
/** A part is named by its upload and the attempt that wrote it: a second attempt never meets the first one's files. */
export const partId = (upload: UploadId, attempt: string): string => `${upload}-${attempt}`;

/** Branded ids: a string of one kind cannot stand where another is meant. Ids are text, always. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type MerchantId = Branded<'MerchantId'>;
export type UploadId = Branded<'UploadId'>;
export type CustomerKey = Branded<'CustomerKey'>;
/** A calendar day `yyyy-mm-dd` in the merchant's time zone. */
export type Day = Branded<'Day'>;

const MERCHANT = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** Merchant ids are safe as a folder, an object key and a partition value: `[a-z0-9_-]`, at most 63. */
export const isMerchantId = (text: string): text is MerchantId => MERCHANT.test(text);
/** For a text that was checked where it came in (stored by us, or just matched). */
export const trusted = <T extends string>(text: string): T => text as T;

/**
 * The two DynamoDB tables, as data: the stack and the tests build them from here. Every item of a merchant has the merchant's id as its
 * partition key (`dynamodb:LeadingKeys` holds a role to one merchant); partition keys with a colon belong to nobody's data.
 *
 * | table | pk | sk | holds |
 * | --- | --- | --- | --- |
 * | state | merchant | `head` | version, manifest, commit |
 * | state | merchant | `doc#{name}` | a document: text, packed text, or where its object lies |
 * | state | merchant | `upload#{upload}` | a ledger entry, an attribute a field |
 * | state | merchant | `order#{number}` | which upload registered under this number |
 * | state | merchant | `key#{id}` | that the merchant has this key |
 * | state | `:key:{id}` | `key` | an API key, by the id a caller shows |
 * | state | `:merchants` | merchant | that there is such a merchant |
 * | tiers | merchant | `#publication` | what all answers have in common, and how far their writing came |
 * | tiers | merchant | customer key | a stored look-up answer |
 */
export const tableKey = { partition: 'pk', sort: 'sk' } as const;

/** Time to live, in seconds since 1970, for items that may go by themselves. Nothing relies on their going. */
export const expiryAttribute = 'expires';

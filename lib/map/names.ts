/**
 * A header name as it is compared: NFKC (full-width brackets and letters), without BOM, TAB, quotes and inner spaces, lower case.
 * `商品 id`, `商品ID` and `商品id` are one name; `部分退款 / 全部退款` is `部分退款/全部退款`.
 */
export const sameName = (name: string): string =>
  name.normalize('NFKC').replace(/[\uFEFF\u200B"'“”`]/g, '').replace(/[\s_-]+/g, '').toLowerCase();

/** Where each name stands in a header. A name that is there twice means its first place. */
export function positions(header: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  header.forEach((name, index) => {
    const key = sameName(name);
    if (key !== '' && !places.has(key)) places.set(key, index);
  });
  return places;
}

/**
 * DuckDB macros that read a cell: what a spreadsheet or an export tool put around a value goes, the value stays.
 * Text stays text throughout; nothing is guessed per row (formats are decided per column, decide.ts).
 */
/** Words for nothing. A pattern, not a list: the engine makes a join of every long `IN`, and forty columns of them want more memory than there is. */
const BLANK = String.raw`-{0,2}|—|/|\\N|#?N/A|n/a|NULL|null|None|nan|NaN|“”|""|''`;
const CURRENCY = String.raw`(CNY|RMB|USD|EUR|GBP|JPY|HKD|TWD|KRW|SGD|MYR|THB|IDR|PHP|VND|BRL|MXN|AUD|CAD|NZD|INR|CHF|SEK|NOK|DKK|PLN|CZK|AED|SAR|ZAR|TRY|R\$|S\$|A\$|C\$|US\$|HK\$|NT\$|RM|Rp|[¥￥$€£₩₹৳฿₫₽元圆]|[\s\x{00A0}\x{202F}“”'"])`;

export const readingMacros: readonly string[] = [
  // ="00123", '00123, TAB 00123, surrounding blanks of every kind, words for nothing. Most columns have none of it (lib/read/columns.ts tells the odd ones).
  `CREATE MACRO unwrap(x) AS CASE WHEN regexp_full_match(x, '${BLANK}') THEN NULL
     ELSE nullif(nullif(regexp_replace(regexp_replace(x, '^[\\s\\x{00A0}\\x{3000}\\x{FEFF}“”]*(=\\s*"?|'')?[\\s“”]*', ''), '["”“\\s\\x{00A0}\\x{3000}\\x{FEFF}]+$', ''), ''), '-') END`,
  // Money and counts. Digits, one decimal mark, grouping that groups; currency signs go, other letters make it no number.
  `CREATE MACRO bare_number(x) AS regexp_replace(regexp_replace(regexp_replace(translate(x, '０１２３４５６７８９．，－＋（）', '0123456789.,-+()'), '${CURRENCY.replaceAll("'", "''")}', '', 'g'), '^\\((.*)\\)$', '-\\1'), '^(.*[0-9])-$', '-\\1')`,
  `CREATE MACRO plain_number(x) AS CASE WHEN regexp_full_match(x, '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)') THEN try_cast(x AS DECIMAL(18, 4)) END`,
  `CREATE MACRO number_dot(x) AS coalesce(plain_number(x), plain_number(CASE WHEN regexp_full_match(bare_number(x), '[+-]?[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3}(\\.[0-9]+)?') THEN replace(bare_number(x), ',', '') ELSE bare_number(x) END))`,
  `CREATE MACRO number_comma(x) AS plain_number(CASE WHEN regexp_full_match(bare_number(x), '[+-]?[0-9]{1,3}(\\.[0-9]{3})+(,[0-9]+)?|[+-]?[0-9]*(,[0-9]+)?') THEN replace(replace(bare_number(x), '.', ''), ',', '.') END)`,
  // Instants: with an offset they are UTC at once, without one they are local to the layout's zone.
  `CREATE MACRO has_offset(x) AS strlen(x) > 16 AND regexp_matches(right(x, 18), ':[0-9]{2}(\\.[0-9]+)?\\s*(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})$')`,
  `CREATE MACRO odd_zoned_time(x) AS CAST(try_cast(regexp_replace(regexp_replace(regexp_replace(x, '\\s*(Z|UTC|GMT)$', '+00:00'), '\\s*([+-][0-9]{2}):?([0-9]{2})$', '\\1:\\2'), '/', '-', 'g') AS TIMESTAMPTZ) AS TIMESTAMP)`,
  `CREATE MACRO zoned_time(x) AS CASE WHEN x LIKE '____-__-__T__:__:__%' THEN CAST(try_cast(x AS TIMESTAMPTZ) AS TIMESTAMP) ELSE odd_zoned_time(x) END`,
  `CREATE MACRO iso_time(x) AS CASE WHEN x LIKE '____-__-__%' THEN try_cast(x AS TIMESTAMP) END`,
  `CREATE MACRO ymd_time(x) AS coalesce(iso_time(x), try_strptime(regexp_replace(regexp_replace(regexp_replace(replace(x, 'T', ' '), '[/.年月]', '-', 'g'), '日', ' '), '\\s+', ' ', 'g'), ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d ', '%Y-%m-%d', '%Y-%m-%d %H:%M:%S.%g', '%Y-%m-%d %H-%M:%S']),
     CASE WHEN regexp_full_match(x, '[12][0-9]{7}([0-9]{6})?') THEN try_strptime(x, ['%Y%m%d%H%M%S', '%Y%m%d']) END)`,
  `CREATE MACRO named_time(x) AS try_strptime(regexp_replace(regexp_replace(x, ',', '', 'g'), '[\\s-]+', ' ', 'g'), ['%d %b %Y %H:%M:%S', '%d %b %Y %H:%M', '%d %b %Y', '%d %B %Y %H:%M:%S', '%d %B %Y %H:%M', '%d %B %Y', '%b %d %Y %H:%M:%S', '%b %d %Y %I:%M %p', '%b %d %Y %H:%M', '%b %d %Y', '%B %d %Y %H:%M:%S', '%B %d %Y %H:%M', '%B %d %Y', '%d %b %y'])`,
  `CREATE MACRO slashed(x) AS regexp_replace(regexp_replace(x, '^([0-9]{1,2})[-.]([0-9]{1,2})[-.]', '\\1/\\2/'), '\\s+', ' ', 'g')`,
  `CREATE MACRO dmy_time(x) AS try_strptime(slashed(x), ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y', '%d/%m/%Y %I:%M:%S %p', '%d/%m/%Y %I:%M %p', '%d/%m/%y %H:%M:%S', '%d/%m/%y %H:%M', '%d/%m/%y'])`,
  `CREATE MACRO mdy_time(x) AS try_strptime(slashed(x), ['%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M', '%m/%d/%Y', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M %p', '%m/%d/%y %H:%M:%S', '%m/%d/%y %H:%M', '%m/%d/%y'])`,
  // Days since 1899-12-30 as spreadsheets count them; seconds and milliseconds since 1970.
  `CREATE MACRO serial_time(x) AS CASE
     WHEN regexp_full_match(x, '[2-6][0-9]{4}(\\.[0-9]+)?') THEN TIMESTAMP '1899-12-30' + to_milliseconds(CAST(round(CAST(x AS DOUBLE) * 86400000) AS BIGINT)) END`,
  `CREATE MACRO epoch_time(x) AS CASE WHEN regexp_full_match(x, '1[0-9]{9}') THEN make_timestamp(CAST(x AS BIGINT) * 1000000) WHEN regexp_full_match(x, '1[0-9]{12}') THEN make_timestamp(CAST(x AS BIGINT) * 1000) END`,
  // Free text leaves its people at the door: e-mails, phone numbers, identity and card numbers.
  `CREATE MACRO masked(x) AS CASE WHEN x IS NULL OR NOT regexp_matches(x, '@|[0-9][0-9 -]{5}') THEN x ELSE
     regexp_replace(regexp_replace(regexp_replace(regexp_replace(x,
       '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+', '[email]', 'g'),
       '\\b[1-9][0-9]{16}[0-9Xx]\\b', '[id]', 'g'),
       '(\\b[0-9]{4}[ -]?){3}[0-9]{1,7}\\b', '[card]', 'g'),
       '\\+?\\(?[0-9]{2,4}\\)?[ -]?[0-9]{3,4}[ -]?[0-9]{3,5}\\b', '[phone]', 'g') END`,
  // An identifier as it is compared, before NFKC (see keys.ts): trimmed, lower-cased, 17850.0 = 17850. Masked ones identify nobody.
  `CREATE MACRO person(x) AS CASE WHEN x IS NULL OR x LIKE '%*%' THEN NULL ELSE lower(regexp_replace(x, '^([0-9]+)\\.0+$', '\\1')) END`,
  `CREATE MACRO phone_digits(x) AS CASE WHEN x LIKE '%*%' THEN NULL ELSE nullif(regexp_replace(regexp_replace(x, '[^0-9]', '', 'g'), '^(0086|86)(1[0-9]{10})$', '\\2'), '') END`,
];

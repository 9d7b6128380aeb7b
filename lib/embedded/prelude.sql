-- What makes DuckDB answer the project's SQL (Trino's dialect) as Trino does: Trino's function names, and its meaning where both
-- engines know a name but differ. Measured against Trino 435; settings (UTC, whole-number division) are set when the engine opens.
-- A macro cannot take FILTER or ORDER BY inside an aggregate: queries write CASE, or order before they aggregate.

-- Counts full units; DuckDB's own date_diff counts boundaries crossed.
CREATE MACRO date_diff(unit, a, b) AS date_sub(unit, a, b);
CREATE MACRO day_of_week(d) AS isodow(d);
CREATE MACRO to_unixtime(t) AS epoch(t);

-- Null at the greatest key stays null.
CREATE MACRO max_by(v, k) AS arg_max_null(v, k);
CREATE MACRO min_by(v, k) AS arg_min_null(v, k);

CREATE MACRO regexp_like(s, pattern) AS regexp_matches(s, pattern);
-- Every match, not the first.
CREATE MACRO regexp_replace(s, pattern, r) AS system.main.regexp_replace(s, pattern, r, 'g');
CREATE MACRO json_extract_scalar(j, path) AS json_extract_string(j, path);

CREATE MACRO array_join(a, separator) AS array_to_string(a, separator);
CREATE MACRO cardinality(a) AS len(a);
CREATE MACRO sequence(a, b) AS generate_series(a, b);

CREATE MACRO truncate(x) AS trunc(x);
CREATE MACRO bitwise_and(a, b) AS a & b;
CREATE MACRO width_bucket(x, low, high, n) AS
  CASE WHEN x < low THEN 0 WHEN x >= high THEN n + 1
       ELSE CAST(floor((x - low) / ((high - low) / CAST(n AS DOUBLE))) AS BIGINT) + 1 END;

-- Hashes are bytes in Trino, hex text in DuckDB.
CREATE MACRO to_utf8(x) AS encode(x);
CREATE MACRO md5(x) AS unhex(system.main.md5(x));
CREATE MACRO sha256(x) AS unhex(system.main.sha256(x));
-- Of the bases, only hexadecimal is used.
CREATE MACRO from_base(x, base) AS CASE WHEN base = 16 THEN CAST('0x' || x AS BIGINT) ELSE error('from_base knows base 16') END;

-- Measurements, people, texts and ways: the load that PostgreSQL is timed with.
-- Copyright (C) 2026 The gcc-pgo authors
--
-- This program is free software: you can redistribute it and/or modify
-- it under the terms of the GNU General Public License as published by
-- the Free Software Foundation, either version 3 of the License, or
-- (at your option) any later version.
--
-- This program is distributed in the hope that it will be useful,
-- but WITHOUT ANY WARRANTY; without even the implied warranty of
-- MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
-- GNU General Public License for more details.
--
-- You should have received a copy of the GNU General Public License
-- along with this program.  If not, see <https://www.gnu.org/licenses/>.
-- Each statement ends with a semicolon and an empty line.

CREATE TYPE mood AS ENUM ('low', 'even', 'high');

CREATE DOMAIN share AS float8 CHECK (VALUE BETWEEN 0 AND 1);

CREATE TABLE reading (station int, at timestamptz, value float8, quality share, mood mood)
  PARTITION BY RANGE (at);

CREATE TABLE reading_1 PARTITION OF reading FOR VALUES FROM ('2023-01-01') TO ('2023-02-01');

CREATE TABLE reading_2 PARTITION OF reading FOR VALUES FROM ('2023-02-01') TO ('2023-03-01');

CREATE TABLE reading_3 PARTITION OF reading FOR VALUES FROM ('2023-03-01') TO ('2023-04-01');

CREATE INDEX ON reading (station, at);

CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, boss bigint, skills text[],
  born date, pay bigint, extra jsonb);

CREATE TABLE way (a int, b int, length int);

CREATE INDEX ON way (a);

CREATE TABLE document (id int PRIMARY KEY, title text, body text, words tsvector);

CREATE TABLE log (id bigserial, what text, at timestamptz);

INSERT INTO reading SELECT i % 40, timestamptz '2023-01-01' + i * interval '6 minutes',
  sin (i / 50.0) * 20 + i % 7, (i % 100) / 100.0, (enum_range (NULL::mood))[1 + i % 3]
  FROM generate_series (1, 20000) i;

INSERT INTO person (boss, skills, born, pay, extra) SELECT nullif (i / 6, 0),
  ARRAY['s' || i % 13, 's' || i % 17, 's' || i % 5], date '1960-01-01' + i * 11 % 15000, 1000 + i * 7919 % 4000,
  jsonb_build_object ('room', i % 300, 'phones', jsonb_build_object ('home', i, 'work', i * 3))
  FROM generate_series (1, 2500) i;

INSERT INTO way SELECT 1 + i % 600, 1 + (i * 31 + i / 600) % 600, 1 + i * 17 % 50 FROM generate_series (1, 3000) i;

INSERT INTO document SELECT i, 'title ' || i, string_agg (w, ' '), to_tsvector ('simple', string_agg (w, ' '))
  FROM generate_series (1, 600) i, LATERAL (SELECT 'word' || (i * j * 7919) % 997 AS w FROM generate_series (1, 30) j) x
  GROUP BY i;

CREATE INDEX ON document USING gin (words);

CREATE INDEX ON person USING gin (skills);

CREATE INDEX ON person USING hash (pay);

CREATE MATERIALIZED VIEW daily AS SELECT station, at::date AS day, avg (value) AS mean, max (quality) AS best
  FROM reading GROUP BY 1, 2;

ANALYZE;

-- repeat
SELECT station, avg (value)::numeric (8, 3), stddev (value)::numeric (8, 3), min (mood), max (mood) FROM reading
  WHERE at BETWEEN '2023-02-{20} 00:00' AND '2023-02-27' GROUP BY station ORDER BY 2 DESC LIMIT 2;

SELECT at, value, value - lag (value) OVER w AS change, avg (value) OVER (w ROWS 3 PRECEDING) FROM reading
  WHERE station = {39} AND at < '2023-01-{12}' WINDOW w AS (ORDER BY at) ORDER BY at DESC LIMIT 2;

INSERT INTO reading VALUES ({39}, timestamptz '2023-03-30 00:00' + {1440} * interval '1 minute', {100} / 3.0, 0.{99}, 'even')
  RETURNING tableoid::regclass, extract (hour FROM at);

WITH RECURSIVE chain (id, boss, depth) AS (SELECT id, boss, 0 FROM person WHERE id = {2500}
  UNION ALL SELECT p.id, p.boss, c.depth + 1 FROM chain c JOIN person p ON p.id = c.boss)
  SELECT count (*), max (depth), min (id) FROM chain;

WITH RECURSIVE reach (node, cost) AS (SELECT {600}, 0 UNION SELECT w.b, r.cost + w.length FROM reach r
  JOIN way w ON w.a = r.node WHERE r.cost + w.length < 55)
  SELECT count (DISTINCT node), sum (cost) FROM reach;

SELECT id, skills FROM person WHERE skills @> ARRAY['s{12}', 's{4}'] ORDER BY id LIMIT 2;

SELECT s, count (*) FROM person, unnest (skills) s WHERE pay > {4000} GROUP BY s ORDER BY 2 DESC, 1 LIMIT 3;

SELECT extra #>> '{phones,work}', extra ? 'room', jsonb_object_keys (extra) FROM person WHERE id = {2500};

SELECT array_agg (id ORDER BY pay DESC), string_agg (born::text, ',' ORDER BY born) FROM person
  WHERE extra @> '{"room": 17}' AND pay < {5000};

UPDATE person SET extra = jsonb_set (extra, '{room}', to_jsonb ({300})), pay = pay + 1 WHERE id = {2500}
  RETURNING extra ->> 'room';

SELECT title, ts_rank (words, q) FROM document, to_tsquery ('simple', 'word{996} & !word{996}') q WHERE words @@ q
  ORDER BY 2 DESC, 1 LIMIT 2;

SELECT id, regexp_replace (title, 't([a-z]+) ([0-9])', '\2-\1', 'g') FROM document
  WHERE body ~ 'word{99}[0-9] word' ORDER BY id LIMIT 2;

INSERT INTO document SELECT 600 + {i}, 'new', b, to_tsvector ('simple', b)
  FROM (SELECT body || ' extra{50}' AS b FROM document WHERE id = {600}) x;

SELECT extract (year FROM born)::int / 10 AS decade, boss IS NULL AS top, count (*), sum (pay) FROM person
  GROUP BY GROUPING SETS ((1), (2), ()) ORDER BY 1, 2 LIMIT 4;

SELECT percentile_cont (0.5) WITHIN GROUP (ORDER BY pay), mode () WITHIN GROUP (ORDER BY pay / 100)
  FROM person WHERE boss = {400} OR id % 50 = {49};

SELECT DISTINCT ON (station) station, at, value FROM reading WHERE at > '2023-03-{20}' AND station < 6
  ORDER BY station, at DESC LIMIT 3;

SELECT p.id, l.at FROM person p LEFT JOIN LATERAL (SELECT at FROM reading r WHERE r.station = p.id % 40
  AND r.value > {15} ORDER BY at LIMIT 1) l ON true WHERE p.id BETWEEN {2400} AND {2400} + 4 ORDER BY p.id LIMIT 4;

MERGE INTO way USING (SELECT {600} AS a, {600} AS b, {50} AS length) n ON way.a = n.a AND way.b = n.b
  WHEN MATCHED THEN UPDATE SET length = n.length WHEN NOT MATCHED THEN INSERT VALUES (n.a, n.b, n.length);

BEGIN ISOLATION LEVEL REPEATABLE READ;

DECLARE c SCROLL CURSOR FOR SELECT id, age (date '2023-01-01', born) FROM person ORDER BY born, id;

MOVE {900} IN c;

FETCH 2 FROM c;

FETCH BACKWARD 1 FROM c;

CLOSE c;

SELECT id FROM person WHERE id = {2500} FOR UPDATE;

COMMIT;

SELECT p.id, b.pay - p.pay AS less FROM person p FULL JOIN person b ON b.id = p.boss
  WHERE p.pay > 4900 AND b.pay < {4000} + 1000 ORDER BY 2 DESC NULLS LAST, 1 LIMIT 2;

SELECT to_char (d.day, 'Day DD Mon'), to_char (d.mean, 'S999.99'), d.best FROM daily d WHERE station = {39}
  AND day = date '2023-01-01' + {80};

SELECT day FROM daily WHERE station = 1 EXCEPT SELECT day FROM daily WHERE station = 2 AND mean > {20} - 10
  ORDER BY day LIMIT 2;

SELECT format ('%s-%L', reverse (title), split_part (body, ' ', {30})), translate (title, 'tile', 'TILE'), left (body, 12)
  FROM document WHERE id = ANY (ARRAY[{600}, {600}, {600}]) ORDER BY id;

INSERT INTO log (what, at) SELECT 'entry ' || g, timestamptz '2023-05-01' + g * interval '1 second'
  FROM generate_series ({i} * 20, {i} * 20 + 19) g;

DELETE FROM log WHERE id % 7 = {6};

SELECT width_bucket (value, -20, 30, 5) AS bucket, count (*), bool_or (mood = 'high'), regr_slope (value, quality)
  FROM reading_{3} WHERE station < 12 GROUP BY 1 ORDER BY 1 LIMIT 3;

EXPLAIN (COSTS off) SELECT * FROM person p JOIN way w ON w.a = p.id JOIN document d ON d.id = w.b
  WHERE p.pay = {5000} AND d.title <> 'x';

SELECT pay, count (*) FROM person WHERE pay = 1000 + {3999} GROUP BY pay;

SELECT (SELECT sum (length) FROM way WHERE a = x) AS s, x FROM generate_series ({500}, {500} + 3) x ORDER BY x LIMIT 2;

SELECT attname, format_type (atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'person'::regclass
  AND attnum > 0 ORDER BY attnum LIMIT 2;

SELECT 1 / ({i} - {i});

-- end
REFRESH MATERIALIZED VIEW daily;

REINDEX TABLE person;

VACUUM log;

SELECT count (*), sum (value)::numeric (12, 3) FROM reading;

SELECT sum (length), count (*) FROM way;

SELECT count (*), min (id), max (id) FROM log;

SELECT count (*), sum (length (body)), sum (length (words)) FROM document;


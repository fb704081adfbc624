-- A shop: the load that PostgreSQL is profiled with.
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

CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL, city text, since timestamp,
  credit numeric (10, 2) DEFAULT 0);

CREATE TABLE product (id int PRIMARY KEY, name varchar (40) UNIQUE, kind int, price numeric (8, 2),
  stock int CHECK (stock >= 0), data jsonb);

CREATE TABLE orders (id serial PRIMARY KEY, customer int REFERENCES customer, placed timestamp,
  state char (1) DEFAULT 'n', note text);

CREATE TABLE item (orders int REFERENCES orders ON DELETE CASCADE, line int,
  product int REFERENCES product, amount int, price numeric (8, 2), PRIMARY KEY (orders, line));

CREATE INDEX orders_customer ON orders (customer, placed);

CREATE INDEX item_product ON item (product);

CREATE INDEX customer_city ON customer (lower (city));

CREATE TABLE visit (day date, page text, seen int, PRIMARY KEY (day, page));

INSERT INTO customer SELECT i, 'customer ' || md5 (i::text), 'city ' || i * 7 % 90,
  timestamp '2020-01-01' + i * interval '3 hours', i % 1000 FROM generate_series (1, 4000) i;

INSERT INTO product SELECT i, 'product ' || i, i % 25, (i * 37 % 9000) / 100.0 + 1, 500 + i % 40,
  jsonb_build_object ('weight', i % 100, 'tags', jsonb_build_array ('t' || i % 7, 't' || i % 11))
  FROM generate_series (1, 1500) i;

INSERT INTO orders (customer, placed, state, note) SELECT 1 + i * 13 % 4000,
  timestamp '2021-01-01' + i * interval '17 minutes', substr ('npsd', 1 + i % 4, 1),
  CASE WHEN i % 5 = 0 THEN 'call ' || i END FROM generate_series (1, 9000) i;

INSERT INTO item SELECT 1 + i / 3, 1 + i % 3, 1 + i * 29 % 1500, 1 + i % 6, (i * 37 % 9000) / 100.0 + 1
  FROM generate_series (0, 26999) i;

CREATE VIEW turnover AS SELECT o.id, o.customer, o.placed, sum (i.amount * i.price) AS total
  FROM orders o JOIN item i ON i.orders = o.id GROUP BY o.id;

CREATE FUNCTION discount (numeric, int) RETURNS numeric IMMUTABLE LANGUAGE sql
  AS 'SELECT round ($1 * (100 - least ($2, 30)) / 100, 2)';

ANALYZE;

PREPARE find_customer (int) AS SELECT name, city, credit FROM customer WHERE id = $1;

PREPARE recent (int, int) AS SELECT o.id, o.placed, count (*), sum (i.price) FROM orders o
  JOIN item i ON i.orders = o.id WHERE o.customer = $1 GROUP BY o.id ORDER BY o.placed DESC LIMIT $2;

-- repeat
BEGIN;

SELECT id, name, credit FROM customer WHERE id = {4000};

SELECT price, stock FROM product WHERE name = 'product {1500}';

INSERT INTO orders (customer, placed, note) VALUES ({4000}, timestamp '2022-06-01' + {9000} * interval '1 minute',
  'order {i}') RETURNING id, state;

INSERT INTO item SELECT currval ('orders_id_seq'), n, 1 + (n * {999} + {500}) % 1500, n, n * 1.25
  FROM generate_series (1, 5) n;

UPDATE product p SET stock = stock - 1 FROM item i WHERE i.orders = currval ('orders_id_seq')
  AND p.id = i.product;

UPDATE customer SET credit = credit + {99} WHERE id = {4000} RETURNING name;

COMMIT;

EXECUTE find_customer ({4000});

EXECUTE recent ({4000}, 5);

EXECUTE find_customer ({4000});

EXECUTE recent ({4000}, 3);

SELECT c.name, count (*) FROM customer c JOIN orders o ON o.customer = c.id
  WHERE c.city IN ('city {90}', 'city {90}', 'city 5') AND o.state = 'p'
  GROUP BY c.name HAVING count (*) > 1 ORDER BY 2 DESC, 1 LIMIT 4;

SELECT p.kind, count (*), sum (i.amount), round (avg (i.price), 2) FROM item i JOIN product p ON p.id = i.product
  WHERE i.orders BETWEEN {4000} AND 5500 GROUP BY p.kind ORDER BY 3 DESC LIMIT 3;

SELECT id, total, rank () OVER (ORDER BY total DESC) FROM turnover WHERE customer = {4000};

SELECT customer, placed, row_number () OVER (PARTITION BY customer ORDER BY placed) FROM orders
  WHERE customer BETWEEN {3900} AND 3920 ORDER BY placed LIMIT 3;

WITH best AS (SELECT product, sum (amount) AS sold FROM item WHERE orders < {3000} GROUP BY product)
  SELECT p.name, b.sold, discount (p.price, p.kind) FROM best b JOIN product p ON p.id = b.product
  ORDER BY b.sold DESC, p.name LIMIT 3;

SELECT count (*) FROM customer c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer = c.id
  AND o.note LIKE 'call %{9}') AND c.credit > {900};

SELECT name FROM product p WHERE price > (SELECT avg (price) FROM product q WHERE q.kind = p.kind)
  AND kind = {24} ORDER BY name LIMIT 2;

SELECT count (*) FROM product WHERE id NOT IN (SELECT product FROM item WHERE orders > {9000});

SELECT upper (name), length (name), substr (name, 10, 6), coalesce (city, '-') FROM customer
  WHERE lower (city) = 'city {90}' ORDER BY id DESC LIMIT 2;

SELECT DISTINCT city FROM customer WHERE name LIKE '%a{9}f%' ORDER BY city LIMIT 3;

SELECT state, count (*) FROM orders WHERE placed >= '2021-02-01' AND placed < '2021-02-20' GROUP BY state
  UNION ALL SELECT 'x', count (*) FROM visit ORDER BY 1;

INSERT INTO visit VALUES (date '2022-01-01' + {30}, 'page {40}', 1), (date '2022-01-01' + {30}, 'start', 1)
  ON CONFLICT (day, page) DO UPDATE SET seen = visit.seen + 1;

SELECT data ->> 'weight', data -> 'tags' -> 0 FROM product WHERE id = {1500};

SELECT date_trunc ('day', placed) AS day, count (*) FROM orders WHERE customer < {900} GROUP BY 1
  ORDER BY 2 DESC, 1 LIMIT 2;

SELECT CASE WHEN stock > 520 THEN 'much' WHEN stock > 505 THEN 'some' ELSE 'little' END AS level,
  min (price), max (price) FROM product WHERE kind < {20} GROUP BY 1 ORDER BY 1;

BEGIN;

DELETE FROM orders WHERE id = (SELECT max (id) FROM orders WHERE customer < 3000) AND {3} > 1;

SAVEPOINT s;

UPDATE orders SET state = 'd', note = note || '.' WHERE customer = {4000};

ROLLBACK TO s;

UPDATE orders SET state = 's' WHERE customer = {4000} AND state = 'n';

COMMIT;

CREATE TEMP TABLE cart AS SELECT id, price FROM product WHERE kind = {24};

ALTER TABLE cart ADD COLUMN amount int DEFAULT 2;

SELECT sum (price * amount) FROM cart;

DROP TABLE cart;

INSERT INTO item VALUES (-1, 1, {1500}, 1, 1);

SELECT relname, relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' ORDER BY relname LIMIT 3;

-- end
VACUUM ANALYZE orders;

SELECT count (*), sum (amount), sum (price) FROM item;

SELECT state, count (*) FROM orders GROUP BY state ORDER BY state;

SELECT sum (stock) FROM product;


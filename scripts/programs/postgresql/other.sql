-- Regular expressions, checksums and numbers with many digits: a load of another kind.
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

-- repeat
SELECT length (regexp_replace (repeat ('abcabdabe{9}', 20000), '(ab[cd])+(abe)([0-9])', '\3\2', 'g'));

SELECT md5 (repeat ('text {99}', 300000)), sha512 (repeat ('text {99}', 100000)::bytea);

SELECT length (encode (repeat ('octets {9}', 50000)::bytea, 'base64'));

SELECT length ((2::numeric ^ 4000 / 3::numeric ^ {90})::text), round (sqrt (2 * 10::numeric ^ 600)) % 1000007;

-- end

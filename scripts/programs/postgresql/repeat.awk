# Statements for PostgreSQL, some of them many times.
# Copyright (C) 2026 The gcc-pgo authors
#
# This program is free software: you can redistribute it and/or modify
# it under the terms of the GNU General Public License as published by
# the Free Software Foundation, either version 3 of the License, or
# (at your option) any later version.
#
# This program is distributed in the hope that it will be useful,
# but WITHOUT ANY WARRANTY; without even the implied warranty of
# MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
# GNU General Public License for more details.
#
# You should have received a copy of the GNU General Public License
# along with this program.  If not, see <https://www.gnu.org/licenses/>.
#
# Usage: awk -v count=N -f repeat.awk FILE
#
# Prints FILE, what is between its lines "-- repeat" and "-- end" N times, where {M} is a
# random number from 1 to M, the same in each run, and {i} says which time it is.

function random (most)
{
  seed = seed * 16807 % 2147483647
  return 1 + int (seed / 2147483647 * most)
}

function fill (text, i,    done)
{
  gsub (/\{i\}/, i, text)
  while (match (text, /\{[0-9]+\}/))
    {
      done = done substr (text, 1, RSTART - 1) \
        random (substr (text, RSTART + 1, RLENGTH - 2) + 0)
      text = substr (text, RSTART + RLENGTH)
    }
  return done text
}

BEGIN { seed = 42 }

/^-- repeat$/ { repeated = 1; n = 0; next }

/^-- end$/ {
  for (i = 1; i <= count; i++)
    for (j = 1; j <= n; j++)
      print fill (line[j], i)
  repeated = 0
  next
}

repeated { line[++n] = $0; next }

{ print }

# Statistics of the benchmarks, and rows of their tables.
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
# For "jq -L scripts", as
#
#   import "statistics" as s;
#
# What is not known is null, and so is what follows from it.

# The words or numbers of an array, each once, in the order in which they come first.
def distinct:
  reduce .[] as $x ([]; if any (.[]; . == $x) then . else . + [$x] end);

# Of an array of numbers; that of an even number of them is the upper one of two.
def median: sort | .[length / 2 | floor];

def mean: if length > 0 then add / length else null end;

# The mean of the numbers of an array that are known.
def geometric_mean:
  map (select (. != null))
  | if length > 0 then (map (log) | add / length | exp) else null end;

# A over B.  What is 0 was not measured.
def ratio ($a; $b):
  if ($a // 0) > 0 and ($b // 0) > 0 then $a / $b else null end;

# What the tables A and B of weights, arrays of [KEY, WEIGHT], have in common, over all of
# A: the sum of the smaller of the weights of each key of B.
def overlap ($a; $b):
  ($a | map ({ key: .[0], value: .[1] }) | from_entries) as $other
  | ($b | map ([.[1], $other[.[0]] // 0] | min) | add // 0) as $common
  | ratio ($common; $a | map (.[1]) | add);

# A row of a table is an array of formats, as printf's, and values in turns; the shell
# function print_rows prints what this makes of it.
def row: map (tostring) | join ("\t");

# The cell of a row that has NUMBER, or "-", with PRECISION digits in WIDTH places.
def cell ($number; $width; $precision):
  if $number != null then ["%\($width).\($precision)f", $number] else ["%\($width)s", "-"] end;

# The cell with WORD, in WIDTH places, to the left where that is below 0.
def word ($word; $width): ["%\($width)s", $word];

# The table of scripts/bench-calls.
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
# Usage: jq -n -r -L scripts -f scripts/bench-calls.jq FILE...
#
# FILE and the output are as those of bench.jq.

import "statistics" as s;

[inputs] as $results
| ($results | map (.program) | s::distinct) as $programs
| (reduce $results[] as $r
     ({}; .[$r.program][$r.variant] = $r.run)) as $runs

# What a column has of a program, of which these are the runs.
| def speed ($v; $base): s::ratio (.[$v].ratio; .[$base].ratio);
  def columns:
    [speed ("fdo"; "O2"), speed ("pgo"; "O2"), speed ("pgo"; "fdo"), speed ("lto"; "O2"),
     speed ("lto-fdo"; "O2"), speed ("lto-pgo"; "O2"), speed ("lto-pgo"; "lto-fdo"),
     speed ("lto-fdo"; "lto"), speed ("lto-pgo"; "lto")];
  def cells: map (s::cell (.; 8; 3)) | add;

  s::word (""; 22) + s::word ("over -O2"; 24) + s::word ("-flto, over -O2"; 32)
  + s::word ("over -flto"; 16),
  s::word ("speed"; -14) + s::word ("O2, s"; 8)
  + (["FDO", "plugin", "ratio", "-flto", "FDO", "plugin", "ratio", "FDO", "plugin"]
     | map (s::word (.; 8)) | add),
  ($programs[] | . as $p | $runs[.]
   | s::word ($p | ltrimstr ("calls/"); -14) + s::cell (.O2.seconds; 8; 3) + (columns | cells)),
  s::word ("geometric mean"; -22)
  + ([$programs[] | $runs[.] | columns] | transpose | map (s::geometric_mean) | cells),
  []
| s::row

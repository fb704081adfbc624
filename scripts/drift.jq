# The table of scripts/drift.
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
# Usage: jq -n -r -L scripts -f scripts/drift.jq FILE
#
# Each line of FILE is what drift has measured of a variant.  The output is for
# print_rows.

import "statistics" as s;

def columns: ["instructions", "over O2", "gain kept", "counts", "calls", "speed"];

def percent ($x): if $x != null then ["%12.0f %%", 100 * $x] else ["%14s", "-"] end;

def kept ($O2; $fresh): ($O2 - .) / ($O2 - $fresh);

# The rows of a variant, of whose program $O2 and $fresh are the two bounds.
def variant_row ($O2; $fresh):
  (.run | s::mean) as $own | ($O2.run | s::mean) as $base
  | (if .old == null or .variant == "fresh" then .variant else "\(.variant) \(.old)" end)
      as $name
  | s::word ("  " + $name; -24)
    + s::cell (.instructions / 1e6; 14; 3)
    + s::cell (.instructions / $O2.instructions; 14; 4)
    + percent (if .old == null then null
               else .instructions | kept ($O2.instructions; $fresh.instructions) end)
    + percent (.counts) + s::cell (.calls; 14; 0)
    + s::cell (s::ratio ($base; $own); 14; 3)
  | s::row;

def heading ($title): s::word ($title; -24)
  + (columns | map (s::word (.; 14)) | add) | s::row;

[inputs] as $all
| ($all | map (.program) | s::distinct) as $programs
| [$programs[] as $p
   | [$all[] | select (.program == $p)] as $rows
   | { program: $p, rows: $rows, O2: $rows[0], fresh: $rows[1] }] as $tables
| ($tables[]
   | .O2 as $O2 | .fresh as $fresh
   | heading ("\(.program), \($O2.new)"), (.rows[] | variant_row ($O2; $fresh)), ""),
  (s::word ("all"; -24) + (["over O2", "worst", "gain kept"] | map (s::word (.; 14)) | add)
   | s::row),
  (("fresh", "raw", "plain", "source") as $v
  | [$tables[] | .O2 as $O2 | .fresh as $fresh | .rows[] | select (.variant == $v)
     | { over: (.instructions / $O2.instructions),
         fresh: ($fresh.instructions / $O2.instructions) }] as $rows
  | ($rows | map (.over) | s::geometric_mean) as $mean
  | s::word ("  " + $v; -24) + s::cell ($mean; 14; 4)
    + s::cell ($rows | map (.over) | max; 14; 4)
    + percent ((1 - $mean) / (1 - ($rows | map (.fresh) | s::geometric_mean)))
  | s::row)

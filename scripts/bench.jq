# The tables of scripts/bench.
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
# Usage: jq -n -r -L scripts -f scripts/bench.jq FILE...
#
# Each line of FILE is what was measured of a variant of a program: text, its size, sections,
# an object of the bytes of its code by where they are, compile, the seconds of its
# compilations, run, an object of what scripts/ab says of its runs: seconds, their median,
# and ratio, how many times as fast as O2 it is; null if it was not timed; and events, an
# object of what valgrind counted in a run.  The output is for print_rows.

import "statistics" as s;

# The figures of a variant of a program.
def figures:
  { speed: .run.ratio, seconds: .run.seconds, compile: (.compile | min), text } + .events;

# What is KIND of a program, whose variants these are, in the variant V over that in BASE?
def over ($kind; $v; $base): s::ratio (.[$v][$kind]; .[$base][$kind]);

def width: if length > 6 then length + 2 else 8 end;

[inputs] as $results
| ($results | map (.program) | s::distinct) as $programs
| ($results | map (.variant) | s::distinct) as $variants
| (reduce $results[] as $r ({}; .[$r.program][$r.variant] = ($r | figures))) as $figures

# All programs' KIND of V over BASE, in their order.
| def all ($kind; $v; $base):
    [$programs[] | $figures[.] | over ($kind; $v; $base)];

  # The variants that have a column in the tables over BASE.
  def shown ($base):
    $variants | map (select (. != $base and ($base != "lto" or startswith ("lto"))));

  # How many bytes of the code of each variant of each program are in which sections.
  def sections:
    ["hot", "unlikely", "startup", "exit", "rest"] as $kinds
    | ($results | map (select (.sections != null)))
    | if . == [] then empty
      else
        (s::word ("code, B"; -14) + s::word (""; -12)
         + ($kinds + ["all"] | map (s::word (.; 10)) | add)),
        (.[] | [.sections[$kinds[]]] as $sizes
         | s::word (.program; -14) + s::word (.variant; -12)
           + ($sizes + [$sizes | add] | map (["%10d", .]) | add)),
        []
      end;

  # A table of KIND over BASE.  The first column has BASE's OWN, in FORMAT, by SCALE.
  def table ($title; $kind; $base; $own; $unit; $format; $scale):
    shown ($base) as $shown
    | (s::word ($title; -14) + s::word ($base + $unit; 10)
       + ($shown | map (s::word (.; width)) | add // [])),
      ($programs[] | . as $p | $figures[.]
       | s::word ($p; -14) + [$format, (.[$base][$own] // 0) / $scale]
         + ([$shown[] as $v | s::cell (over ($kind; $v; $base); $v | width; 3)] | add // [])),
      (s::word ("geometric mean"; -24)
       + ([$shown[] as $v
           | s::cell (all ($kind; $v; $base) | s::geometric_mean; $v | width; 3)] | add // [])),
      [];

  # The share of the gain of GAIN, a cell.
  def share ($x; $gain):
    if $gain > 0 then ["%16.0f %%", 100 * (($x // 0) - 1) / $gain] else s::word ("-"; 18) end;

  # A line on the variant V: its mean speed over BASE, what share of the gain that has, the
  # losses, and the extremes, each the first of equals.
  def summary ($v; $base; $gain):
    all ("speed"; $v; $base) as $all
    | ($all | s::geometric_mean) as $mean
    | ([range ($programs | length) as $i | select ($all[$i] != null)
        | { x: $all[$i], program: $programs[$i] }]) as $known
    | ($known | map (.x) | min) as $least
    | ($known | map (.x) | max) as $most
    | s::word ($v; -14) + s::cell ($mean; 8; 3) + share ($mean; $gain)
      + ["%9d   ", ($known | map (select (.x < 0.99)) | length),
         "%.3f ", $least // 0,
         "%-9s  ", (first ($known[] | select (.x == $least) | .program) // ""),
         "%.3f ", $most // 0,
         "%s", (first ($known[] | select (.x == $most) | .program) // "")];

  # The geometric mean, over the programs, of the best of the variants NAMES.
  def best ($names; $base):
    [$programs[] | $figures[.] | [$names[] as $v | over ("speed"; $v; $base)] | max]
    | s::geometric_mean;

  def summaries ($base; $fdo; $others):
    if any ($variants[]; . == $base) then
      (if any ($variants[]; . == $fdo)
       then (all ("speed"; $fdo; $base) | s::geometric_mean // 0) - 1 else 0 end) as $gain
      | (best ($others; $base) // 0) as $best
      | (s::word ("over " + $base; -14) + s::word ("speed"; 8) + s::word ("share of " + $fdo; 18)
         + ["%9s   ", "< 0.99", "%-15s ", "least", "%s", "most"]),
        ($variants[] | select (. != $base and startswith ("lto") == ($base | startswith ("lto")))
         | summary (.; $base; $gain)),
        (s::word ("best"; -14) + s::cell ($best; 8; 3) + share ($best; $gain)
         + ["            of %s, program by program", ($others | join (" "))]),
        []
    else empty end;

  (("O2", "lto") as $base
   | if any ($variants[]; . == $base)
     then table ("speed"; "speed"; $base; "seconds"; ", s"; "%10.3f"; 1) else empty end),
  table ("text"; "text"; "O2"; "text"; ", B"; "%10d"; 1),
  sections,
  (["instructions", "instructions", 1], ["i1", "I1 misses", 1], ["ll", "LL misses", 3],
   ["mispredicted", "mispredicted", 1], ["tlb", "ITLB misses", 3], ["huge", "with 2 MB", 6]
   | . as [$event, $title, $digits]
   | if any ($results[]; .events[$event] != null)
     then table ($title; $event; "O2"; $event; ", M"; "%10.\($digits)f"; 1e6) else empty end),
  (if any ($results[]; .compile != [])
   then table ("compilation"; "compile"; "O2"; "compile"; ", s"; "%10.2f"; 1) else empty end),
  summaries ("O2"; "fdo"; ["O2", "O3", "fdo"]),
  summaries ("lto"; "lto-fdo"; ["lto", "lto-O3", "lto-fdo"])
| s::row

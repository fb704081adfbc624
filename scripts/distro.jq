# Tables of scripts/distro.
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
# Usage: jq -r -L scripts -f scripts/distro.jq build/distro/*/results.json
#
# Each input is what scripts/distro measured of a package.  With --arg rows 1 it makes one
# row: the tests that pass in both, how many times as fast it runs, with the interval of
# that, the ratios of instructions, text and compilation, and how much of the profile was
# matched, in %.  The output is for print_rows.

import "statistics" as s;

def percent ($part; $whole): s::ratio ($part; $whole) | if . then 100 * . else null end;

def thousandths: 1000 * . | round / 1000;

def text ($name): .files | map (.[$name]) | add;

def matched: percent (.weight.matched + .weight.moved + .weight.renamed; .total);

def line ($name; $plain; $pgo; $precision; $ratio; $words):
  s::word ($name; -36) + s::cell ($plain; 13; $precision) + s::cell ($pgo; 14; $precision)
  + ["   ", ""] + s::cell ($ratio; 0; 3) + [" %s", $words];

def tests ($what):
  s::word ("tests \($what)"; -36) + s::cell (.tests.plain[$what]; 13; 0)
  + s::cell (.tests.pgo[$what]; 14; 0);

def lines:
  (.files | map (select (.mark == true)) | length) as $marked
  | s::word ("\(.package) \(.version)"; -36) + s::word ("plain"; 13) + s::word ("with profile"; 14),
    (if .tests | map (add) | add > 0 then tests ("passed"), tests ("failed"), tests ("skipped")
     else s::word ("tests: none are counted"; 0) end),
    line ("run, CPU s"; .run.plain; .run.pgo; 3; .run.ratio;
          "times as fast (\(.run.low | thousandths) to \(.run.high | thousandths)): \(.run.verdict)"),
    (.instructions | select (. != null)
     | line ("instructions, millions"; .plain / 1e6; .pgo / 1e6; 1; s::ratio (.pgo; .plain);
             "times as many")),
    (.files[]
     | line ("text of " + (if .file | length > 28 then "..." + .file[-25:] else .file end);
             .plain; .pgo; 0; s::ratio (.pgo; .plain); "times the size")),
    line ("compilation, CPU s"; .compile.plain; .compile.pgo; 2;
          s::ratio (.compile.pgo; .compile.plain); "times as long"),
    ["%s", "profile: \(.samples) samples, \(.profile_bytes) bytes; matched "] + s::cell (matched; 0; 1)
    + ["%s", " %, and it \(.staleness)"],
    ["%s", "\($marked) of \(.files | length) files have its mark"];

def row:
  s::word (.package + (if .lto then ", LTO" else "" end); -14) + s::word (.kind; -25)
    + s::word (.tests | if .plain.passed + .pgo.passed > 0 then "\(.plain.passed)/\(.pgo.passed)"
                        else "none" end; 9)
    + s::cell (.run.ratio; 7; 3) + [" %.2f", .run.low, "-%.2f", .run.high]
    + s::cell (s::ratio (.instructions.pgo; .instructions.plain); 7; 3)
    + s::cell (s::ratio (text ("pgo"); text ("plain")); 7; 3)
    + s::cell (s::ratio (.compile.pgo; .compile.plain); 7; 3) + s::cell (matched; 6; 1);

(if $ARGS.named.rows then row else lines end) | s::row

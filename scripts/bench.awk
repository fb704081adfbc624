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
# Usage: awk -v layouts=N -f scripts/bench.awk FILE...
#
# Each line of FILE has, between tabs: program, variant, text size, the seconds
# of its compilations, the seconds of its runs, in turns in each of the layouts,
# and the instructions of a run, or nothing.  Speed and compilation are told by
# the minimum, since noise only adds to it, and speed by the mean of these over
# the layouts.

BEGIN {
  FS = "\t"
}

{
  if (! ($1 in known)) {
    known[$1] = 1
    program[++programs] = $1
  }
  if (! ($2 in seen)) {
    seen[$2] = 1
    variant[++variants] = $2
  }
  text[$1, $2] = $3
  compile[$1, $2] = mean_least($4, 1)
  if ($4 != "") compiled = 1
  run[$1, $2] = mean_least($5, layouts)
  middle[$1, $2] = median($5)
  instructions[$1, $2] = $6
  if ($6 != "") counted = 1
}

# The mean, over the N places, of the least of the numbers in LIST, which are of
# each place in turns.
function mean_least (list, n,   t, i, low, sum) {
  for (i = split(list, t, " "); i >= 1; i--)
    if (! (i % n in low) || t[i] + 0 < low[i % n]) low[i % n] = t[i] + 0
  for (i = 0; i < n; i++) sum += low[i]
  return sum / n
}

function median (list,   n, t, i, j, x) {
  n = split(list, t, " ")
  for (i = 2; i <= n; i++) {
    x = t[i] + 0
    for (j = i - 1; j >= 1 && t[j] + 0 > x; j--) t[j + 1] = t[j]
    t[j + 1] = x
  }
  return t[int((n + 2) / 2)] + 0
}

function width (v) {
  return length(v) > 6 ? length(v) + 2 : 8
}

# What is KIND of P in the variant V over that in BASE?  0 if unknown.
function over (kind, p, v, base) {
  if (! ((p, v) in run) || ! ((p, base) in run)) return 0
  if (kind == "speed") return run[p, v] ? run[p, base] / run[p, v] : 0
  if (kind == "median") return middle[p, v] ? middle[p, base] / middle[p, v] : 0
  if (kind == "text") return text[p, v] / text[p, base]
  if (kind == "instructions")
    return instructions[p, base] ? instructions[p, v] / instructions[p, base] : 0
  return compile[p, base] ? compile[p, v] / compile[p, base] : 0
}

# The geometric mean over the programs that have both; 0 if none.
function mean (kind, v, base,   i, x, sum, n) {
  for (i = 1; i <= programs; i++) {
    x = over(kind, program[i], v, base)
    if (x) { sum += log(x); n++ }
  }
  return n ? exp(sum / n) : 0
}

# Does V have a column in the tables over BASE?
function shown (v, base) {
  return v != base && (base != "lto" || v ~ /^lto/)
}

function cell (x, w) {
  if (x) printf "%*.3f", w, x
  else printf "%*s", w, "-"
}

# A table of KIND over BASE.  The first column has BASE's own.
function table (title, kind, base, unit,   i, j, p) {
  printf "%-14s%10s", title, base unit
  for (j = 1; j <= variants; j++)
    if (shown(variant[j], base)) printf "%*s", width(variant[j]), variant[j]
  print ""
  for (i = 1; i <= programs; i++) {
    p = program[i]
    printf "%-14s", p
    if (kind == "text") printf "%10d", text[p, base]
    else if (kind == "instructions") printf "%10.0f", instructions[p, base] / 1e6
    else if (kind == "compile") printf "%10.2f", compile[p, base]
    else printf "%10.3f", kind == "speed" ? run[p, base] : middle[p, base]
    for (j = 1; j <= variants; j++)
      if (shown(variant[j], base))
        cell(over(kind, p, variant[j], base), width(variant[j]))
    print ""
  }
  printf "%-24s", "geometric mean"
  for (j = 1; j <= variants; j++)
    if (shown(variant[j], base))
      cell(mean(kind, variant[j], base), width(variant[j]))
  print "\n"
}

# The geometric mean, over the programs, of the best of the variants LIST.
function best (list, base,   n, v, i, j, x, most, sum, count) {
  n = split(list, v, " ")
  for (i = 1; i <= programs; i++) {
    most = 0
    for (j = 1; j <= n; j++) {
      x = over("speed", program[i], v[j], base)
      if (x > most) most = x
    }
    if (most) { sum += log(most); count++ }
  }
  return count ? exp(sum / count) : 0
}

# A line on the variant V: its mean speed over BASE, what share of the gain
# that has, the losses, and the extremes.
function summary (v, base, gain,   i, x, low, high, least, most, losses) {
  x = mean("speed", v, base)
  printf "%-14s", v
  cell(x, 8)
  if (gain > 0) printf "%16.0f %%", 100 * (x - 1) / gain
  else printf "%18s", "-"
  for (i = 1; i <= programs; i++) {
    x = over("speed", program[i], v, base)
    if (! x) continue
    if (x < 0.99) losses++
    if (! least || x < least) { least = x; low = program[i] }
    if (x > most) { most = x; high = program[i] }
  }
  printf "%9d   %.3f %-9s  %.3f %s\n", losses, least, low, most, high
}

function summaries (base, fdo, others,   gain, j, v, b) {
  if (! (base in seen)) return
  gain = fdo in seen ? mean("speed", fdo, base) - 1 : 0
  printf "%-14s%8s%18s%9s   %-15s %s\n", "over " base, "speed",
    "share of " fdo, "< 0.99", "least", "most"
  for (j = 1; j <= variants; j++) {
    v = variant[j]
    if (v != base && (v ~ /^lto/) == (base ~ /^lto/))
      summary(v, base, gain)
  }
  b = best(others, base)
  printf "%-14s%8.3f", "best", b
  if (gain > 0) printf "%16.0f %%", 100 * (b - 1) / gain
  else printf "%18s", "-"
  print "            of " others ", program by program\n"
}

END {
  table("speed", "speed", "O2", ", s")
  table("median", "median", "O2", ", s")
  if ("lto" in seen) table("speed", "speed", "lto", ", s")
  table("text", "text", "O2", ", B")
  if (counted) table("instructions", "instructions", "O2", ", M")
  if (compiled) table("compilation", "compile", "O2", ", s")
  summaries("O2", "fdo", "O2 O3 fdo")
  summaries("lto", "lto-fdo", "lto lto-O3 lto-fdo")
}

# Train: how often is each word, and what do words begin and end with?
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

{
  $0 = tolower($0)
  gsub(/[^a-z ]+/, "")
  for (i = 1; i <= NF; i++) {
    count[$i]++
    pair[substr($i, 1, 2) "-" substr($i, length($i) - 1)]++
    if (i > 1 && $i ~ /^[bdg].*r$/ && $(i - 1) ~ /[aeiou]$/) follows++
  }
  letters += length($0)
}

END {
  for (w in count) {
    n++
    if (count[w] > most) { most = count[w]; frequent = w }
    by[length(w)] += count[w]
  }
  print n, letters, most, frequent
  for (p in pair) pairs++
  for (i = 1; i < 20; i++) if (i in by) print i, by[i]
  print pairs, follows
}

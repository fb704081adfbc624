# Test: totals of a table by state, year and name, and the longest rows.
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

BEGIN { FS = "," }

{
  split($4, date, "-")
  total[$5, date[1]] += $3
  if ($2 ~ /^[a-m].* .*[aeiou]$/) half += $6
  split($2, name, " ")
  seen[name[2]] = seen[name[2]] ? seen[name[2]] ";" NR % 100 : $1
  line = sprintf("%-30s|%10.2f|%s", $2, $3, toupper(substr($5, 1, 1)))
  check = (check * 31 + length(line) + index(line, "an")) % 1000003
  $3 = sprintf("%.1f", $3 / 2)
  width += length($0)
}

END {
  n = asorti(total, key)
  for (i = 1; i <= n; i++) {
    split(key[i], part, SUBSEP)
    printf "%s %s %.2f\n", part[1], part[2], total[key[i]]
  }
  for (s in seen) { names++; long += length(seen[s]) }
  print half, names, long, check, width
}

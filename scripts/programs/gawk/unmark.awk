# Test: a table from markup.
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

/<item/ {
  id = gensub(/.*id="([0-9]+)".*/, "\\1", 1)
  class = gensub(/.*class="([^"]*)".*/, "\\1", 1)
  value = "-"
}

/<name>/ {
  name = $0
  gsub(/<[^>]*>|^ +| +$/, "", name)
}

/<value/ {
  if (match($0, />[0-9]+</)) value = substr($0, RSTART + 1, RLENGTH - 2) + 0
}

/<\/item>/ {
  row = id "\t" class "\t" name "\t" value
  if (value != "-") { sum[class] += value; rows[class]++ }
  check = (check * 17 + length(row)) % 999983
}

END {
  PROCINFO["sorted_in"] = "@ind_str_asc"
  for (c in sum) printf "%s %d %.3f\n", c, rows[c], sum[c] / rows[c]
  print check
}

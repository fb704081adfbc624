# Test: sums by status and month of a table, and its dearest rows by insertion.
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

# Keep the twenty dearest rows in order.
function insert (price, id,   i) {
  if (kept == 20 && price <= dearest[20]) return
  if (kept < 20) kept++
  for (i = kept; i > 1 && dearest[i - 1] < price; i--) {
    dearest[i] = dearest[i - 1]
    owner[i] = owner[i - 1]
  }
  dearest[i] = price
  owner[i] = id
}

{
  split($4, date, "-")
  sum[$5, date[2] + 0] += $3
  rows[$5]++
  gap = index($2, " ")
  initials[toupper(substr($2, 1, 1) substr($2, gap + 1, 1))]++
  insert($3 + 0, $1)
}

END {
  for (month = 1; month <= 12; month++)
    printf "%d %.2f %.2f\n", month, sum["open", month], sum["closed", month]
  for (i = 1; i <= kept; i++) print owner[i], dearest[i]
  for (i in initials) { all += initials[i]; kinds++ }
  print rows["open"], rows["closed"], all, kinds
}

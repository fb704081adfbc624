# Test: Conway's game of life, and Collatz's numbers.
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

function step (   i, j, next_row, n, t) {
  for (i = 1; i <= size; i++) {
    next_row = ""
    for (j = 1; j <= size; j++) {
      n = cell[i - 1, j - 1] + cell[i - 1, j] + cell[i - 1, j + 1] \
        + cell[i, j - 1] + cell[i, j + 1] \
        + cell[i + 1, j - 1] + cell[i + 1, j] + cell[i + 1, j + 1]
      next_row = next_row (n == 3 || (n == 2 && cell[i, j]) ? 1 : 0)
    }
    t[i] = next_row
  }
  for (i = 1; i <= size; i++)
    for (j = 1; j <= size; j++) cell[i, j] = substr(t[i], j, 1) + 0
}

BEGIN {
  size = 48
  for (i = 0; i <= size + 1; i++)
    for (j = 0; j <= size + 1; j++)
      cell[i, j] = i > 0 && j > 0 && i <= size && j <= size && (i * i + 3 * j) % 7 < 3 ? 1 : 0
  for (round = 1; round <= 40; round++) step()
  for (i = 1; i <= size; i++)
    for (j = 1; j <= size; j++) alive += cell[i, j]
  print alive

  for (i = 1; i <= 20000; i++) {
    n = i
    for (length_of = 1; n != 1; length_of++) n = n % 2 ? 3 * n + 1 : n / 2
    if (length_of > most) { most = length_of; start = i }
  }
  print start, most
}

# Train: a sieve, a product of matrices, and a recursion.
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

function ackermann (m, n) {
  if (m == 0) return n + 1
  if (n == 0) return ackermann(m - 1, 1)
  return ackermann(m - 1, ackermann(m, n - 1))
}

BEGIN {
  for (round = 1; round <= 4; round++) {
    delete composite
    for (i = 2; i <= 60000; i++) {
      if (i in composite) continue
      primes++
      for (j = i * i; j <= 60000; j += i) composite[j]
    }
  }
  print primes

  n = 110
  for (i = 1; i <= n; i++)
    for (j = 1; j <= n; j++) { a[i, j] = i * j % 7; b[i, j] = (i + j) % 5 }
  for (i = 1; i <= n; i++)
    for (j = 1; j <= n; j++) {
      s = 0
      for (k = 1; k <= n; k++) s += a[i, k] * b[k, j]
      trace += i == j ? s : 0
    }
  print trace

  print ackermann(2, 300)
}

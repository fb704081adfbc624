# Write a propositional formula as DIMACS CNF, the same for the same arguments.
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
# Usage: awk -v kind=KIND -v seed=N -v n=N -v k=N [-v m=N] -f cnf.awk
#
#   random      M clauses of K literals over N variables
#   pigeonhole  N pigeons in K holes
#   colouring   K colours for a random graph with N nodes and M edges
#   latin       a Latin square of order N, M of its cells given, with a shuffled
#               cyclic square as the solution
#   parity      M sums modulo 2 of K of N variables each; the last contradicts
#               the sum of all others

function random (limit) {
  state = state * 16807 % 2147483647
  return int(state / 2147483647 * limit)
}

function clause (s) {
  text[++clauses] = s " 0"
}

# K different numbers from 1 to N, in chosen.
function choose (k, n,   i, x) {
  split("", used)
  for (i = 1; i <= k; i++) {
    do x = 1 + random(n); while (x in used)
    used[x] = 1
    chosen[i] = x
  }
}

# Variable: thing I, of N, has value J of K.
function has (i, j) {
  return (i - 1) * k + j
}

function exactly_one_value (i,   j, l, s) {
  s = ""
  for (j = 1; j <= k; j++) s = s has(i, j) " "
  clause(s)
  for (j = 1; j <= k; j++)
    for (l = j + 1; l <= k; l++) clause("-" has(i, j) " -" has(i, l))
}

function random_formula (   i, j, s) {
  variables = n
  for (i = 1; i <= m; i++) {
    choose(k, n)
    s = ""
    for (j = 1; j <= k; j++) s = s (random(2) ? "" : "-") chosen[j] " "
    clause(s)
  }
}

function pigeonhole (   i, j, l, s) {
  variables = n * k
  for (i = 1; i <= n; i++) {
    s = ""
    for (j = 1; j <= k; j++) s = s has(i, j) " "
    clause(s)
  }
  for (j = 1; j <= k; j++)
    for (i = 1; i <= n; i++)
      for (l = i + 1; l <= n; l++) clause("-" has(i, j) " -" has(l, j))
}

function colouring (   i, j) {
  variables = n * k
  for (i = 1; i <= n; i++) exactly_one_value(i)
  for (i = 1; i <= m; i++) {
    choose(2, n)
    for (j = 1; j <= k; j++)
      clause("-" has(chosen[1], j) " -" has(chosen[2], j))
  }
}

function shuffle (t,   i, j, x) {
  for (i = 1; i <= n; i++) t[i] = i
  for (i = n; i > 1; i--) {
    j = 1 + random(i)
    x = t[i]; t[i] = t[j]; t[j] = x
  }
}

# Cell (R, C) is thing (R - 1) * N + C.
function latin (   r, c, l, v) {
  k = n
  variables = n * n * n
  for (r = 1; r <= n * n; r++) exactly_one_value(r)
  for (v = 1; v <= n; v++)
    for (r = 1; r <= n; r++)
      for (c = 1; c <= n; c++)
        for (l = c + 1; l <= n; l++) {
          clause("-" has((r - 1) * n + c, v) " -" has((r - 1) * n + l, v))
          clause("-" has((c - 1) * n + r, v) " -" has((l - 1) * n + r, v))
        }
  shuffle(rows); shuffle(columns); shuffle(values)
  choose(m, n * n)
  for (l = 1; l <= m; l++) {
    r = int((chosen[l] - 1) / n) + 1
    c = (chosen[l] - 1) % n + 1
    clause(has(chosen[l], values[(rows[r] + columns[c]) % n + 1]))
  }
}

# The sum of the K variables of the list A is VALUE.
function sum_is (a, size, value,   mask, i, x, ones, s) {
  for (mask = 0; mask < 2 ^ size; mask++) {
    s = ""
    ones = 0
    x = mask
    for (i = 1; i <= size; i++) {
      if (x % 2) { ones++; s = s "-" a[i] " " } else s = s a[i] " "
      x = int(x / 2)
    }
    if (ones % 2 != value) clause(s)
  }
}

# Each variable is in two sums, as the edges of a graph with K edges a node; N
# is its number of nodes.
function parity (   i, j, e, a, total, count, value, list, x, y, tries) {
  for (j = 0; j < k; j++)
    for (i = 1; i <= n; i++) slot[j * n + i] = i
  for (i = n * k; i > 1; i--) {
    j = 1 + random(i)
    x = slot[i]; slot[i] = slot[j]; slot[j] = x
  }
  variables = int(n * k / 2)
  for (e = 1; e <= variables; e++) {
    x = slot[2 * e - 1]; y = slot[2 * e]
    if (x == y) continue
    list[x, ++count[x]] = e
    list[y, ++count[y]] = e
  }
  for (i = 1; i <= n; i++) {
    split("", a)
    for (j = 1; j <= count[i]; j++) a[j] = list[i, j]
    value = i < n ? random(2) : 1 - total
    total = (total + value) % 2
    sum_is(a, count[i], value)
  }
}

BEGIN {
  state = seed * 7919 + 12345
  if (kind == "random") random_formula()
  else if (kind == "pigeonhole") pigeonhole()
  else if (kind == "colouring") colouring()
  else if (kind == "latin") latin()
  else if (kind == "parity") parity()
  else exit 1
  print "p cnf", variables, clauses
  for (i = 1; i <= clauses; i++) print text[i]
}

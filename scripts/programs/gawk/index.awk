# Test: an index of a text by lines, with ends of words.
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

BEGIN { RS = "[.]\n" }

{
  n = split($0, word, /[ ,\n]+/)
  for (i = n; i > 0; i--) {
    w = word[i]
    if (length(w) < 4) continue
    end = substr(w, length(w) - 2)
    if (! (end in lines)) lines[end] = NR
    else if (last[end] != NR) lines[end] = lines[end] " " NR % 10
    last[end] = NR
    sum += index("etaoinshrdlu", substr(w, 2, 1))
  }
  if (sub(/^[^ ]+ /, "") && /(ta|to|ti)[rst]?( |$)/) hits++
}

END {
  n = asorti(lines, key)
  for (i = 1; i <= n && i <= 40; i++) print key[i], length(lines[key[i]])
  print n, hits, sum
}

# Test: the text between marks, its words counted by their length and ends.
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
  gsub(/<[^>]*>/, " ")
  sub(/^ +/, "")
  if ($0 ~ /^[0-9]+ *$/) { numbers += $1; next }
  for (i = 1; i <= NF; i++) {
    lengths[length($i)]++
    if (match($i, /[aeiou]+[^aeiou]$/)) ends[substr($i, RSTART)]++
    text = text " " $i
  }
  if (length(text) > 70) { lines++; total += length(text); text = "" }
}

END {
  for (i = 1; i < 30; i++) if (i in lengths) print i, lengths[i]
  for (end in ends) { kinds++; all += ends[end] }
  print numbers, lines, total, kinds, all
}

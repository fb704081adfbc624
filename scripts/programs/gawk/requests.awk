# Train: sums over the requests in a log.
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

match($0, /"[A-Z]+ [^ ]+ HTTP/) {
  request = substr($0, RSTART + 1, RLENGTH - 6)
  split(request, part, /[ ?]/)
  method[part[1]]++
  bytes[part[2]] += $NF
}

$(NF - 1) == 404 {
  sub(/\?.*/, "", $6)
  missing[$6]++
}

$4 ~ /^\[0[0-7]:/ { night++ }

{
  split($1, address, ".")
  hosts[address[1] "." address[2] "." address[3]] = hosts[address[1] "." address[2] "." address[3]] + 1
}

END {
  for (m in method) print m, method[m] | "sort"
  close("sort")
  for (p in bytes) if (bytes[p] > most) { most = bytes[p]; path = p }
  for (p in missing) lost += missing[p]
  for (h in hosts) n++
  printf "%s %d %d %d %d\n", path, most, lost, night, n
}

# Program: Debian's MiniSat, on generated formulas.
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
# shellcheck shell=bash disable=SC2034,SC2154

program_sources ()
{
  local src=$work/src/minisat
  fetch_debian_source minisat2 "$work"
  units=("$src/simp/Main.cc" "$src/simp/SimpSolver.cc" "$src/core/Solver.cc"
         "$src/utils/Options.cc" "$src/utils/System.cc")
  cflags=(-I"$work/src" -DNDEBUG -D__STDC_LIMIT_MACROS -D__STDC_FORMAT_MACROS
          -Wno-literal-suffix)
  libs=(-lz)
  train="random 3-SAT, pigeonholes, colourings"
  test="random 3-SAT of another size, Latin squares, parities, colourings"
}

program_inputs ()
{
  local name arguments n=0
  mkdir "$inputs/train" "$inputs/test"
  while read -r name arguments; do
    n=$((n + 1))
    # shellcheck disable=SC2086
    awk -v kind="${name#*/}" ${arguments//,/ -v } -f scripts/programs/cnf.awk \
      >"$inputs/$name-$n"
  done <<END
train/random ,seed=4,n=240,k=3,m=1022
train/random ,seed=3,n=240,k=3,m=1022
train/random ,seed=3,n=80,k=4,m=790
train/pigeonhole ,n=9,k=8
train/colouring ,seed=2,n=400,k=3,m=930
train/colouring ,seed=2,n=100,k=4,m=450
train/colouring ,seed=7,n=110,k=4,m=490
train/random ,seed=6,n=230,k=3,m=980
train/colouring ,seed=6,n=110,k=4,m=490
test/random ,seed=1,n=220,k=3,m=937
test/random ,seed=5,n=100,k=4,m=985
test/latin ,seed=2,n=25,m=250
test/parity ,seed=2,n=22,k=4
test/colouring ,seed=7,n=350,k=3,m=815
END
}

solve_all ()
{
  local program=$1 formula status
  shift
  for formula; do
    status=0
    "$program" "$formula" || status=$?
    # 10: satisfiable, 20: not.
    [ "$status" = 10 ] || [ "$status" = 20 ]
  done
}
export -f solve_all

program_train ()
{
  solve_all "$1" "$inputs"/train/*
}

program_test ()
{
  solve_all "$1" "$inputs"/test/*
}

# Reading what takes no search.
program_other ()
{
  awk 'BEGIN { print "p cnf 300000 900000"
               for (i = 1; i <= 900000; i++) print i % 300000 + 1, (i * 7) % 300000 + 1, 0 }' \
    >"$2/easy"
  solve_all "$1" "$2/easy" "$2/easy" "$2/easy"
}

# The search, but for times and memory.
program_digest ()
{
  grep -E '^(restarts|conflicts|decisions|propagations|.*SATISFIABLE)' "$1" \
    | sed 's/(.*//'
}

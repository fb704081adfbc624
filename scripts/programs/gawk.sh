# Program: Debian's gawk, on scripts of its own and generated texts.
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
  local src=$work/src gen=$work/gen file
  fetch_debian_source gawk "$work"
  configure_program --disable-nls --disable-mpfr --disable-pma \
    --without-readline --without-libsigsegv
  units=("$src"/*.c "$src"/support/{dfa,getopt,getopt1,localeinfo,random}.c
         "$src"/support/regex.c "$src"/support/malloc/dynarray_*.c)
  # Its functions without parameters are not those of C23, GCC's default from 15 on.
  cflags=(-std=gnu17 -DGAWK -DHAVE_CONFIG_H -DNDEBUG '-DDEFPATH="."' '-DDEFLIBPATH="."'
          '-DSHLIBEXT="so"' '-DLOCALEDIR="."' -I"$gen" -I"$src"
          -I"$src/support")
  libs=(-rdynamic -lm -ldl)
  train="word frequencies, sums by key of a log, a sieve and a matrix"
  test="markup to a table, a join, an index of prose, sorting, n-grams"
}

program_inputs ()
{
  generate_data prose 21 16000000
  generate_data log 22 20000000
  generate_data table 23 6000000
  generate_data markup 24 7000000
  mv "$inputs/prose" "$inputs/prose.train"
  generate_data prose 25 6000000
}

program_train ()
{
  local dir=scripts/programs/gawk
  "$1" -f $dir/words.awk "$inputs/prose.train"
  "$1" -f $dir/requests.awk "$inputs/log"
  "$1" -f $dir/numbers.awk
}

program_test ()
{
  local dir=scripts/programs/gawk
  "$1" -f $dir/ledger.awk "$inputs/table"
  "$1" -f $dir/unmark.awk "$inputs/markup"
  "$1" -f $dir/index.awk "$inputs/prose"
  "$1" -f $dir/life.awk
}

# Sorting alone.
program_other ()
{
  # shellcheck disable=SC2016
  "$1" 'BEGIN { for (n = 0; n < 25; n++) { for (i = 0; i < 40000; i++) a[i] = (i * 7919) % 40009
                                          asort (a) }
               print a[5] }'
}

program_configure ()
{
  (cd "$1" && ./configure CC="${gcc[*]}" --disable-nls --disable-mpfr --disable-pma \
     --disable-extensions --without-readline --without-libsigsegv)
}

program_make ()
{
  local dir=$1
  shift
  make -C "$dir/support" CFLAGS="$*" && make -C "$dir" CFLAGS="$*" gawk || return
  ln "$dir/gawk" "$dir/program"
}

program_count ()
{
  local dir=scripts/programs/gawk
  head -c 100000 "$inputs/table" | "$1" -f $dir/ledger.awk -
  head -c 200000 "$inputs/markup" | "$1" -f $dir/unmark.awk -
  head -c 200000 "$inputs/prose" | "$1" -f $dir/index.awk -
}

# Program: Debian's SQLite, the amalgamation with its test/speedtest1.c.
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
  local gen=$work/gen
  fetch_debian_source sqlite3 "$work"
  if [ ! -f "$gen/sqlite3.h" ] || [ ! -f "$gen/sqlite3.c" ]; then
    command -v tclsh >/dev/null \
      || die "sqlite3: its amalgamation is made with tclsh, which is not here;" \
             "scripts/setup --bench installs it"
    rm -rf "$gen"
    mkdir "$gen"
    (cd "$gen" && ../src/configure --disable-tcl --disable-readline \
       && make sqlite3.c) >"$work/gen.log" 2>&1 \
      || die "sqlite3: no amalgamation; see $work/gen.log"
  fi
  units=("$gen/sqlite3.c" "$work/src/test/speedtest1.c")
  # As in debian/rules, as far as the tests can tell.
  cflags=(-I"$gen" -fno-strict-aliasing -DSQLITE_THREADSAFE=1
          -DSQLITE_SECURE_DELETE -DSQLITE_ENABLE_COLUMN_METADATA
          -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_FTS3_PARENTHESIS
          -DSQLITE_ENABLE_RTREE=1 -DSQLITE_OMIT_LOOKASIDE=1
          -DSQLITE_ENABLE_JSON1 -DSQLITE_ENABLE_UPDATE_DELETE_LIMIT=1
          -DSQLITE_USE_URI=1 -DSQLITE_MAX_VARIABLE_NUMBER=250000)
  libs=(-lm -lpthread -ldl)
  train="speedtest1: main, cte, orm"
  test="speedtest1: main with other keys and transactions, fp, orm"
}

program_train ()
{
  "$1" --verify --size 100 --testset main "$2/main.db"
  "$1" --verify --size 100 --testset cte "$2/cte.db"
  "$1" --verify --size 100 --testset orm "$2/orm.db"
}

program_test ()
{
  "$1" --verify --size 50 --testset main --primarykey --without-rowid \
    --big-transactions --journal wal "$2/main.db"
  "$1" --verify --size 30 --testset fp --journal memory "$2/fp.db"
  "$1" --verify --size 60 --testset orm --pagesize 8192 "$2/orm.db"
}

# The tables of rectangles alone.
program_other ()
{
  "$1" --verify --size 60 --testset rtree "$2/rtree.db"
}

program_digest ()
{
  sed -E "s/[0-9.]+s$//; /TOTAL/d" "$1"
}

program_configure ()
{
  (cd "$1" && ./configure CC="${gcc[*]}" --disable-tcl --disable-readline \
     && make sqlite3.c)
}

program_make ()
{
  local dir=$1
  shift
  make -C "$dir" CFLAGS="$*" speedtest1 || return
  ln "$dir/speedtest1" "$dir/program"
}

program_count ()
{
  {
    "$1" --verify --size 3 --testset main --primarykey --without-rowid \
      --big-transactions --journal wal "$2/main.db"
    "$1" --verify --size 3 --testset orm --pagesize 8192 "$2/orm.db"
  } | sed -E 's/[0-9.]+s$//; /TOTAL/d'
}

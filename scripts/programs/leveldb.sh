# Program: Debian's LevelDB with its db_bench.
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
  fetch_debian_source leveldb "$work"
  # What db_bench includes of the test framework, and does not use.
  mkdir -p "$gen/gmock" "$gen/gtest"
  echo '#define MATCHER(name, text) template <class T> bool name (const T &arg)' \
    >"$gen/gmock/gmock.h"
  echo 'namespace testing { struct UnitTest {' \
       'static UnitTest *GetInstance (); int random_seed (); }; }' \
    >"$gen/gtest/gtest.h"
  for file in "$src"/db/*.cc "$src"/table/*.cc "$src"/util/*.cc; do
    case $file in
      *_test.cc | *windows*.cc | */leveldbutil.cc | */c.cc) ;;
      *) units+=("$file") ;;
    esac
  done
  units+=("$src/helpers/memenv/memenv.cc")
  cflags=(-std=c++11 -DNDEBUG -pthread -fno-exceptions -I"$gen" -I"$src"
          -I"$src/include" -DLEVELDB_PLATFORM_POSIX=1 -DHAVE_FDATASYNC=1
          -DHAVE_FULLFSYNC=0 -DHAVE_O_CLOEXEC=1 -DHAVE_CRC32C=0
          -DHAVE_SNAPPY=0)
  libs=(-pthread)
  build_dump
  units+=("$src/benchmarks/db_bench.cc")
  train="db_bench: fillrandom, readrandom, readseq, seekrandom, deleterandom"
  test="db_bench: fillseq, overwrite, readhot, readreverse, readmissing"
}

# Build what prints a database, to compare the contents.
build_dump ()
{
  local dump=$work/dump
  [ ! -x "$dump/program" ] || return 0
  units+=("$work/src/db/leveldbutil.cc")
  mkdir -p "$dump"
  build_program "$dump" -O2 >"$dump/log" 2>&1 \
    || die "leveldb: cannot build it; see $dump/log"
  unset 'units[-1]'
  rm -f "$dump"/*.o
}

# Small, since memory that is shared with other CPUs makes the times vary.
program_train ()
{
  "$1" --db="$2/db" --num=30000 --value_size=100 --reads=600000 \
    --write_buffer_size=1000000 --benchmarks=fillrandom,overwrite,readrandom,\
readseq,seekrandom,overwrite,deleterandom,overwrite,readmissing,overwrite,\
deleterandom,overwrite,compact,readrandom
}

program_test ()
{
  "$1" --db="$2/db" --num=20000 --value_size=150 --reads=300000 \
    --write_buffer_size=800000 --benchmarks=fillseq,overwrite,overwrite,\
overwrite,overwrite,overwrite,overwrite,overwrite,overwrite,compact,readhot,\
readreverse,readreverse,readreverse,readreverse,readreverse,readmissing,\
seekordered,readrandom
}

# Sums alone.
program_other ()
{
  "$1" --db="$2/db" --num=1500000 --benchmarks=crc32c
}

program_digest ()
{
  grep -o '^.* :\|([0-9]* of .*' "$1"
  "$work/dump/program" dump "$2"/db/*.ldb | grep '^ *'"'" | sort
}

program_count ()
{
  "$1" --db="$2/db" --num=2000 --value_size=150 --reads=20000 --write_buffer_size=80000 \
    --benchmarks=fillseq,overwrite,overwrite,compact,readhot,readreverse,readmissing,\
seekordered,readrandom | grep -o '^.* :\|([0-9]* of .*'
}

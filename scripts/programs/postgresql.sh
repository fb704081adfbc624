# Program: the server of Debian's PostgreSQL, in its mode for a single user, on statements of
# our own.
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
  local src=$work/src gen=$work/gen object
  fetch_debian_source postgresql-15 "$work"
  # Its makefiles make headers, what a cluster is initialized with, and a first server,
  # and tell what that is linked from.
  if [ ! -f "$gen/made" ]; then
    # It runs as root as well, and no unit wants flags of its own.
    sed -i 's/do_check_root = true/do_check_root = false/' "$src/src/backend/main/main.c"
    sed -i 's/geteuid() == 0/false/' "$src/src/bin/initdb/initdb.c"
    pgac_cv_sse42_crc32_intrinsics_=no pgac_cv_sse42_crc32_intrinsics__msse4_2=no \
      configure_program --prefix="$(realpath "$work")/install" --without-readline \
        --without-zlib CC="${gcc[*]}" CFLAGS='-O1 -w'
    (cd "$gen"
     # Before the parts, of which each one waits for some of them only.
     make -C src/backend generated-headers || exit
     for part in timezone backend backend/utils/mb/conversion_procs backend/snowball \
                 include/catalog interfaces/libpq bin/initdb pl/plpgsql/src; do
       make -j"$(nproc)" -C "src/$part" install || exit
     done
     touch made) >"$work/made.log" 2>&1 \
      || die "$program: cannot be made; see $work/made.log"
  fi
  make_cluster
  while read -r object; do
    object=${object%.o}
    if [ -f "$src/src/$object.c" ]; then
      units+=("$src/src/$object.c")
    else
      units+=("$gen/src/$object.c")
    fi
  done < <(linked_objects)
  cflags=(-fno-strict-aliasing -fwrapv -fexcess-precision=standard -D_GNU_SOURCE
          -I"$gen/src/include" -I"$src/src/include" -I"$gen/src/port" -I"$src/src/port")
  cflags+=(-DVAL_{CC,CPPFLAGS,CFLAGS,CFLAGS_SL,LDFLAGS,LDFLAGS_EX,LDFLAGS_SL,LIBS}'=""')
  for object in backup bootstrap parser replication utils/adt utils/misc utils/sort; do
    cflags+=(-I"$src/src/backend/$object")
  done
  libs=(-rdynamic -lm)
  train=scripts/programs/postgresql/train.sql
  test=scripts/programs/postgresql/test.sql
}

# Print the objects that the server and its two libraries are made from, below src.
linked_objects ()
{
  sed -nE '/ -o postgres$/s/ -L.*//p' "$work/made.log" \
    | grep -oE ' [^ ]+\.o' | sed -E 's|^ |backend/|; s|^backend/\.\./\.\./src/||'
  sed -nE 's/^ar crs libpg(port|common)_srv\.a /\1 /p' "$work/made.log" \
    | awk '{ for (i = 2; i <= NF; i++) print $1 "/" $i }' | sed 's/_srv\.o$/.o/'
}

# Make the cluster that each run starts with a copy of, with which nothing waits for disks.
make_cluster ()
{
  local cluster=$work/cluster
  [ ! -f "$cluster/PG_VERSION" ] || return 0
  rm -rf "$cluster"
  TZ=UTC "$work/install/bin/initdb" -D "$cluster" -U postgres --no-sync --locale=C \
    --encoding=UTF8 --wal-segsize=1 >"$cluster.log" 2>&1 \
    || die "$program: no cluster can be made; see $cluster.log"
  printf '%s\n' 'fsync = off' 'synchronous_commit = off' 'shared_buffers = 64MB' \
    'max_connections = 10' 'max_parallel_workers_per_gather = 0' \
    'min_wal_size = 8MB' 'max_wal_size = 512MB' 'checkpoint_timeout = 1d' \
    >>"$cluster/postgresql.conf"
}

# Run the server $1 in a copy of the cluster in $2 on the statements of FILE, a part of them
# COUNT times.
run_postgresql () # PROGRAM DIR FILE COUNT
{
  local program
  program=$(realpath "$1")
  cp -r "$work/cluster" "$2/data"
  awk -v count="$4" -f scripts/programs/postgresql/repeat.awk \
    "scripts/programs/postgresql/$3" >"$2/statements"
  "$program" --single -j -D "$2/data" postgres <"$2/statements"
}
export -f run_postgresql

program_train ()
{
  run_postgresql "$1" "$2" train.sql 60
}

program_test ()
{
  run_postgresql "$1" "$2" test.sql 140
}

# Regular expressions and checksums, without a table.
program_other ()
{
  run_postgresql "$1" "$2" other.sql 15
}

program_count ()
{
  run_postgresql "$1" "$2" test.sql 10
}

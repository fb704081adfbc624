# Program: Debian's Python, with the modules that need no other library linked in, on
# scripts of its own.
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

python_modules='array|_asyncio|_bisect|_contextvars|_csv|_heapq|_json|_opcode|_pickle|_queue|_random'
python_modules+='|_struct|_typing|_zoneinfo|math|cmath|_statistics|_datetime|_decimal|binascii|_md5|_sha1'
python_modules+='|_sha256|_sha512|_sha3|_blake2|pyexpat|_elementtree|unicodedata|fcntl|grp|mmap'
python_modules+='|_posixsubprocess|resource|select|_socket|termios'

program_sources ()
{
  local src=$work/src gen=$work/gen
  fetch_debian_source python3.11 "$work"
  # Its makefile generates sources with a first Python, and tells what it compiles.
  if [ ! -f "$gen/made" ]; then
    MODULE_BUILDTYPE=static configure_program --disable-test-modules --without-ensurepip \
      CC="${gcc[*]}"
    (cd "$gen"
     { echo '*static*'; grep -E "^($python_modules) " Modules/Setup.stdlib; } >Modules/Setup.local
     make -j"$(nproc)" OPT='-O1 -w -DNDEBUG' python && touch made) >"$work/made.log" 2>&1 \
      || die "$program: cannot be made; see $work/made.log"
    mkdir -p "$work/home/lib"
    ln -sfn ../../src/Lib "$work/home/lib/python3.11"
  fi
  # What only this one is told.
  printf '#%s\n' 'define PREFIX "/usr"' 'define EXEC_PREFIX PREFIX' 'define VERSION "3.11"' \
    'define VPATH ""' 'define PLATLIBDIR "lib"' 'include "Modules/getpath.c"' >"$gen/getpath.c"
  mapfile -t units < <(grep -E '[[:space:]]-o ' "$work/made.log" \
    | grep -oE '[^ ]+\.c( |$)' | tr -d ' ' | sort -u \
    | grep -vE '/(_freeze_module|_bootstrap_python|getpath_noop|getpath)\.c$' \
    | sed "s|^\.\./src|$src|; t; s|^|$gen/|")
  units+=("$gen/getpath.c")
  cflags=(-std=c11 -fwrapv -fno-semantic-interposition -fvisibility=hidden -DNDEBUG
          -DPy_BUILD_CORE -DPy_BUILD_CORE_BUILTIN -DCONFIG_64=1 -DANSI=1 -DHAVE_UINT128_T=1
          '-DPLATFORM="linux"' '-DABIFLAGS=""' '-DSOABI="cpython-311"' '-DPYTHONPATH=""'
          -I"$gen" -I"$src" -I"$src/Include" -I"$src/Include/internal"
          -I"$gen/Python" -I"$gen/Objects" -I"$src/Python" -I"$src/Modules" -I"$src/Modules/_io"
          -I"$src/Modules/_decimal/libmpdec" -I"$src/Modules/expat")
  libs=(-rdynamic -lm -ldl)
  train=scripts/programs/python3.11/train.py
  test=scripts/programs/python3.11/test.py
}

# Run the program $1 on SCRIPT... of this folder, with no more of its surroundings than it needs.
run_python ()
{
  local program=$1
  program=$(realpath "$1")
  shift
  env -i PATH="$PATH" PYTHONHOME="$work/home" PYTHONPYCACHEPREFIX="$work/cache" \
    PYTHONHASHSEED=0 "$program" -s -P "$@"
}
export -f run_python

program_train ()
{
  run_python "$1" scripts/programs/python3.11/train.py
}

program_other ()
{
  run_python "$1" scripts/programs/python3.11/other.py
}

program_test ()
{
  run_python "$1" scripts/programs/python3.11/test.py
}

program_count ()
{
  run_python "$1" scripts/programs/python3.11/test.py 1
}

# Program: the command line of Debian's Duktape, a JavaScript interpreter.
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
  local src=$work/src
  fetch_debian_source duktape "$work"
  units=("$src/src/duktape.c" "$src/examples/cmdline/duk_cmdline.c"
         "$src/extras/print-alert/duk_print_alert.c"
         "$src/extras/console/duk_console.c"
         "$src/extras/logging/duk_logging.c"
         "$src/extras/module-duktape/duk_module_duktape.c")
  cflags=(-std=c99 -I"$src/src" -I"$src/examples/cmdline"
          -DDUK_CMDLINE_PRINTALERT_SUPPORT -I"$src/extras/print-alert"
          -DDUK_CMDLINE_CONSOLE_SUPPORT -I"$src/extras/console"
          -DDUK_CMDLINE_LOGGING_SUPPORT -I"$src/extras/logging"
          -DDUK_CMDLINE_MODULE_SUPPORT -I"$src/extras/module-duktape")
  libs=(-lm)
  train=scripts/programs/duktape/train.js
  test=scripts/programs/duktape/test.js
}

program_train ()
{
  "$1" scripts/programs/duktape/train.js
}

program_other ()
{
  "$1" scripts/programs/duktape/other.js
}

program_test ()
{
  "$1" scripts/programs/duktape/test.js
}

# The makefile asks for -Os: what comes after it counts.
program_make ()
{
  local dir=$1
  shift
  make -C "$dir" -f Makefile.cmdline CC="${gcc[*]}" CCLIBS="-lm $*" || return
  ln "$dir/duk" "$dir/program"
}

# With a tenth of the rounds, or a smaller size.
program_count ()
{
  sed -E 's/\b([1-9][0-9]*)00\b/\10/g; s/size = 190/size = 60/; s/, queens \(9\)//' \
    scripts/programs/duktape/test.js >"$2/test.js"
  "$1" "$2/test.js"
}

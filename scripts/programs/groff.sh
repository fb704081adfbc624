# Program: the formatter of Debian's groff, troff, on groff's documents.
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
# shellcheck shell=bash disable=SC2016,SC2034,SC2154

program_sources ()
{
  local src=$work/src gen=$work/gen file
  local tools=(ACLOCAL=: AUTOCONF=: AUTOMAKE=: AUTOHEADER=:)
  fetch_debian_source groff "$work"
  # Its makefile generates sources, fonts and macros, and tells what it compiles.
  if [ ! -f "$gen/made" ]; then
    # What it would make with makeinfo.
    touch "$src/doc/groff.info"
    configure_program --without-x CC="${gcc[*]}" CXX="${gxx[*]}" CFLAGS='-O1 -w' \
      CXXFLAGS='-O1 -w'
    (cd "$gen"
     printf 'include Makefile\nsources: $(BUILT_SOURCES)\n' >sources.mk
     make -f sources.mk V=1 "${tools[@]}" sources \
       && make -j"$(nproc)" V=1 "${tools[@]}" troff font/devps/DESC tmac/e.tmac tmac/doc.tmac \
       && ln -sfn . tmac/mdoc && touch made) >"$work/made.log" 2>&1 \
      || die "$program: cannot be made; see $work/made.log"
  fi
  # Of what is in libraries, without that of which there is another one before.
  while read -r file; do
    if [ -f "$src/$file" ]; then units+=("$src/$file"); else units+=("$gen/$file"); fi
  done < <(sed -nE 's#.* -c -o [^ ]+ (.*`)?(\.\./src/)?([^ `]+\.c(pp)?)( .*)?$#\3#p' \
             "$work/made.log" | sort -u \
             | grep -vE '^(lib/localcharset\.c|.*/libgroff/(error|nametoindex)\.cpp)$')
  cflags=(-DHAVE_CONFIG_H '-DLIBDIR="/usr/lib"' -D__GETOPT_PREFIX=groff_ -I"$gen" -I"$src"
          -I"$gen/src/include" -I"$src/src/include" -I"$gen/lib" -I"$src/lib")
  libs=(-lm)
  train="troff: manual pages"
  test="troff: documents with the macros ms, me, mom and mdoc"
}

# Run the program $1 with ARGUMENT... among groff's own files, at a time that is always the
# same.
run_troff ()
{
  local program src gen
  program=$(realpath "$1") src=$(realpath "$work/src") gen=$(realpath "$work/gen")
  shift
  (cd "$src" || exit
   env -i SOURCE_DATE_EPOCH=0 TZ=UTC GROFF_FONT_PATH="$gen/font:$src/font" \
     GROFF_TMAC_PATH="$src/tmac:$gen/tmac:$src/contrib/mom:$src/contrib/pdfmark" \
     "$program" -Tps "$@")
}
export -f run_troff

program_train ()
{
  local src=$work/src i files
  files=("$src"/man/*.man "$src"/src/*/*/*.man "$src"/tmac/groff_{man,me,ms,trace,www}.7.man)
  for i in 1 2 3 4 5 6 7 8; do
    run_troff "$1" -man "${files[@]#"$src/"}"
  done
}

# Format the documents COUNT times.
format_documents () # PROGRAM COUNT
{
  local i
  for ((i = 0; i < $2; i++)); do
    run_troff "$1" -me doc/meintro.me doc/meref.me doc/meintro_fr.me
    run_troff "$1" -ms doc/pic.ms
    run_troff "$1" -ms contrib/pdfmark/pdfmark.ms
    run_troff "$1" -mom doc/automake.mom
    run_troff "$1" -mom contrib/mom/examples/sample_docs.mom
    run_troff "$1" -mom contrib/mom/examples/typesetting.mom
    run_troff "$1" -mdoc tmac/groff_mdoc.7.man
  done
}
export -f format_documents

program_test ()
{
  format_documents "$1" 6
}

program_count ()
{
  format_documents "$1" 1
}

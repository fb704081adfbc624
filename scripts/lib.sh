# Shell functions for the scripts that build and time programs.
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
# shellcheck shell=bash disable=SC2154
# To be read by bash under "set -eu" and LC_ALL=C.

# Say MESSAGE... on standard error, in the name of the script, and exit.
die ()
{
  echo "${0##*/}: $*" >&2
  exit 1
}

# Print the CPU seconds, user and system, that COMMAND... takes.  What it
# writes goes to LOG.
cpu_time_log ()
{
  local log=$1 TIMEFORMAT='%3U %3S' times
  shift
  times=$({ time "$@" >"$log" 2>&1; } 2>&1) || return
  awk '{ printf "%.3f\n", $1 + $2 }' <<<"$times"
}

# The same, but what it writes is dropped.
cpu_time ()
{
  cpu_time_log /dev/null "$@"
}

# Run jq with FLAG... and PROGRAM, in which the definitions of statistics.jq are s::NAME.
library=$(realpath "${BASH_SOURCE[0]%/*}")
statistics () # FLAG... PROGRAM
{
  jq -L "$library" "${@:1:$#-1}" "import \"statistics\" as s; ${*: -1}"
}

# Print the rows of a table that statistics.jq has made: of each line, printf's formats and
# values in turns, between tabs.
print_rows ()
{
  awk -F '\t' '{ for (i = 1; i < NF; i += 2) printf $i, $(i + 1); print "" }'
}

# Print the numbers in FILE, which has one a line, as JSON; none if it is not there.
numbers ()
{
  if [ -f "$1" ]; then jq -s -c . "$1"; else echo '[]'; fi
}

# Print, as JSON, how many bytes of the code in a program are in the sections in which GCC
# and the plugin put what is hot, unlikely, run at the start or in the end only, and in
# others; MAP is what GNU ld wrote of it.  null if it is not there.
text_sections () # MAP
{
  if [ ! -f "$1" ]; then
    echo null
    return
  fi
  awk '
    function hex (text,    i, value)
    {
      for (i = 3; i <= length (text); i++)
        value = value * 16 + index ("0123456789abcdef", substr (text, i, 1)) - 1
      return value
    }

    function add (name, size)
    {
      if (name ~ /^\.text\.(hot|sorted)(\.|$)/) kind = "hot"
      else if (name ~ /^\.text\.(unlikely(\.|$)|.*_unlikely$)/) kind = "unlikely"
      else if (name ~ /^\.text\.startup(\.|$)/) kind = "startup"
      else if (name ~ /^\.text\.exit(\.|$)/) kind = "exit"
      else kind = "rest"
      sum[kind] += size
    }
    /^\.text / { here = 1; next }
    /^[^ ]/ { here = 0 }
    !here { next }
    # A long name is in a line of its own.
    /^ \.text[^ ]*$/ { name = $1; next }
    /^ \.text/ { add ($1, hex ($3)) }
    /^  +0x/ && name != "" { add (name, hex ($2)) }
    { name = "" }
    END {
      printf "{"
      n = split ("hot unlikely startup exit rest", kinds, " ")
      for (i = 1; i <= n; i++)
        printf "%s\"%s\": %d", (i > 1 ? ", " : " "), kinds[i], sum[kinds[i]]
      print " }"
    }' "$1"
}

# Print the bytes of code and constants in the program or object FILE.
text_size ()
{
  size "$1" | awk 'NR == 2 { print $1 }'
}

# Write to DIR the configuration for an apt that takes source packages from
# wherever this machine takes packages from, but those of SUITE if one is given,
# and that keeps all its state in DIR, so that neither root's rights nor deb-src
# lines are needed.
private_apt () # DIR [SUITE]
{
  local dir=$1 list parts file own
  own=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
  eval "$(apt-config shell list Dir::Etc::sourcelist/f \
                           parts Dir::Etc::sourceparts/d)"
  mkdir -p "$dir/lists/partial" "$dir/parts" "$dir/archives/partial"
  for file in "$list" "$parts"/*.list; do
    if [ -f "$file" ]; then
      sed -nE 's/^[[:space:]]*deb(-src)?[[:space:]]/deb-src /p' "$file" \
        | sed "s/ $own\\>/ ${2:-$own}/"
    fi
  done | sort -u >"$dir/sources.list"
  for file in "$parts"/*.sources; do
    if [ -f "$file" ]; then
      sed "s/^Types:.*/Types: deb-src/I; /^Suites:/Is/\\<$own\\>/${2:-$own}/g" "$file" \
        >"$dir/parts/${file##*/}"
    fi
  done
  cat >"$dir/apt.conf" <<END
Dir::Etc::sourcelist "$dir/sources.list";
Dir::Etc::sourceparts "$dir/parts";
Dir::State::lists "$dir/lists";
Dir::Cache "$dir";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
END
}

# Print the versions of the source package PACKAGE, the newest first, that the apt of
# private_apt in DIR knows.  An index may name some whose files are gone.
source_versions () # DIR PACKAGE
{
  apt-cache -c "$1/apt.conf" showsrc "$2" \
    | sed -n 's/^Package: //p; s/^Version: //p' | paste -d ' ' - - | sort -rVu
}

# Unpack the newest version of the Debian source package PACKAGE whose files are there,
# patched, as DIR/src, unless that is there already.  A source of packages that has no
# PACKAGE may fail.
fetch_debian_source ()
{
  local package=$1 name version dir apt log tool
  mkdir -p "$2"
  dir=$(realpath "$2") apt=$dir/apt log=$dir/fetch.log
  [ ! -d "$dir/src" ] || return 0
  for tool in apt-get dpkg-source; do
    command -v "$tool" >/dev/null \
      || die "$package: its source is fetched with $tool, which is not here"
  done
  rm -rf "$apt" "$dir/unpack"
  mkdir "$dir/unpack"
  private_apt "$apt"
  apt-get -c "$apt/apt.conf" update >"$log" 2>&1 || true
  while read -r name version; do
    if (cd "$dir/unpack" && apt-get -c "$apt/apt.conf" source "$name=$version" </dev/null) \
         >>"$log" 2>&1; then
      break
    fi
    rm -rf "$dir/unpack"
    mkdir "$dir/unpack"
  done < <(source_versions "$apt" "$package" 2>>"$log")
  [ -n "$(ls "$dir/unpack")" ] \
    || die "$package: cannot fetch its source: $(grep '^E:' "$log" | tail -n 1)" \
           "(all in $log)"
  mv "$dir/unpack"/*/ "$dir/src"
  rm -rf "$apt" "$dir/unpack"
}

# Unpack what the newest version of PACKAGE in Debian's SUITE was made from, without
# Debian's patches, as DIR/src, unless that is there already, and write its version to
# DIR/version.  An index may name files that are gone: then the next version counts.
# False if there is none.
fetch_upstream () # PACKAGE DIR SUITE
{
  local package=$1 dir suite=$3 apt log version uri name hash
  mkdir -p "$2"
  dir=$(realpath "$2") apt=$dir/apt log=$dir/fetch.log
  [ ! -d "$dir/src" ] || return 0
  rm -rf "$apt" "$dir/unpack"
  mkdir "$dir/unpack"
  private_apt "$apt" "$suite"
  apt-get -c "$apt/apt.conf" update >"$log" 2>&1 || true
  while read -r package version; do
    read -r uri name hash < <(
      apt-get -c "$apt/apt.conf" source --print-uris "$package=$version" </dev/null \
        2>>"$log" | sed -nE "s/^'(.*)' (.*\.orig\.tar\.[a-z0-9]+) [0-9]+ (.*)/\1 \2 \3/p") || continue
    if /usr/lib/apt/apt-helper -c "$apt/apt.conf" download-file "$uri" \
         "$dir/unpack/$name" "$hash" >>"$log" 2>&1 \
       && tar -C "$dir/unpack" -xf "$dir/unpack/$name"; then
      mv "$dir/unpack"/*/ "$dir/src"
      name=${name#*_}
      echo "${name%.orig.*}" >"$dir/version"
      break
    fi
  done < <(source_versions "$apt" "$package" 2>>"$log")
  rm -rf "$apt" "$dir/unpack"
  [ -d "$dir/src" ]
}

# Set gcc and gxx to the compilers that GCC names: gcc-12 and g++-12.
choose_compiler ()
{
  local base
  read -ra gcc <<<"${GCC:-gcc}"
  base=${gcc[0]##*/}
  gxx=("${gcc[0]%"$base"}${base/gcc/g++}" "${gcc[@]:1}")
  command -v "${gcc[0]}" >/dev/null || die "${gcc[0]}: no such compiler"
}

# Print its major version.
major_version ()
{
  "${gcc[@]}" -dumpversion | cut -d . -f 1
}

# Print the event that "gcc-pgo record" samples: cycles, or a clock where there
# is no counter for them.
sampled_event ()
{
  if perf record --quiet --event cycles:Pu --output /dev/null true 2>/dev/null
  then
    echo cycles:Pu
  else
    echo cpu-clock:u
  fi
}

# Timed and profiled runs, and what is kept of an earlier one.  The caller sets
# cpu, the number of a CPU or nothing, and reuse, 1 or nothing, if what an earlier run
# has made may be kept; program, work and inputs are those of load_program, below.

# Run COMMAND... where timed and profiled runs go.
on_cpu ()
{
  if [ -z "$cpu" ]; then
    "$@"
    return
  fi
  (
    flock 9
    taskset -cp "$cpu" "$BASHPID" >/dev/null
    "$@" 9>&-
  ) 9>"/tmp/cpu$cpu.lock"
}

# Measure with scripts/ab, its OPTION... and variants, where timed runs go.  The result is
# FILE, what it prints is FILE.log; what it writes for a while is in DIR.
run_ab () # DIR FILE OPTION...
{
  local dir=$1 file=$2
  shift 2
  TMPDIR=$dir scripts/ab ${cpu:+--cpu "$cpu"} --any-output --json "$file" "$@" \
    >"$file.log" 2>&1
}

# Make the script FILE, for scripts/ab, which does what the lines SETTINGS say, and runs
# COMMAND..., one of the functions that are exported, with its own arguments.
make_runner () # FILE SETTINGS COMMAND...
{
  {
    printf '#!/bin/bash\nset -eu -o pipefail\n%s\n' "$2"
    printf '%q ' "${@:3}"
    echo '"$@"'
  } >"$1"
  chmod +x "$1"
}

# Print how many samples the profile FILE has; tool is gcc-pgo.
count_samples ()
{
  "$tool" top --json "$1" | jq '.total / .period | floor'
}

# Print a checksum of the contents of FILE...
checksum ()
{
  cat "$@" | sha256sum | cut -c 1-16
}

# True if DIR was made from what the words WHAT... say, in this run or where
# earlier ones count; else DIR is emptied.  The maker says so with seal in the end.
kept ()
{
  local dir=$1
  shift
  if [ -n "$reuse${sealed[$dir]-}" ] \
     && [ "$(cat "$dir/made" 2>/dev/null)" = "$*" ]; then
    return 0
  fi
  rm -rf "$dir"
  mkdir -p "$dir"
  return 1
}

# Set plugin, the name of a pgo.so, to that of a copy of it in $out, since another may be
# made while this runs.
keep_plugin ()
{
  local copy
  [ -f "$plugin" ] || die "$plugin: no such file"
  copy=$out/plugins/$(checksum "$plugin")/pgo.so
  if [ ! -f "$copy" ]; then
    mkdir -p "${copy%/*}"
    cp "$plugin" "$copy.new"
    mv "$copy.new" "$copy"
  fi
  plugin=$copy
}

# The directories that this run has made.
declare -A sealed=()

seal ()
{
  local dir=$1
  shift
  echo "$*" >"$dir/made"
  sealed[$dir]=1
}

# Print what the run of the program by FUNCTION depends on, besides the program.
training () # FUNCTION
{
  local files=()
  declare -f "$1"
  mapfile -t files < <(find "$inputs" scripts/programs/*/ -type f \
                         2>/dev/null | sort)
  if [ ${#files[@]} != 0 ]; then checksum "${files[@]}"; fi
}

# Empty $scratch, where the program writes.
new_scratch ()
{
  rm -rf "$scratch"
  mkdir "$scratch"
}

# Run the test of FUNCTION, as program_test is one, with PROGRAM under valgrind's TOOL and
# FLAGS, which leaves a file for each process in DIR.  The test's output goes to OUT, and
# what is said on standard error to OUT.err.
run_counted () # FUNCTION PROGRAM OUT DIR TOOL FLAGS
{
  local wrapper status=0
  wrapper=$(mktemp)
  printf '#!/bin/sh\nexec valgrind --quiet --tool=%s %s %s "%s" "$@"\n' \
    "$5" "$6" "--$5-out-file='$(realpath "$4")/%p'" "$(realpath "$2")" >"$wrapper"
  chmod +x "$wrapper"
  new_scratch
  "${in_shell[@]}" "$1" "$wrapper" "$scratch" >"$3" 2>"$3.err" || status=1
  rm -f "$wrapper"
  return "$status"
}

# Print, in one line, how many of each EVENT, as cachegrind calls them, there are with its
# options FLAGS in PROGRAM, in all its processes, in the test that FUNCTION runs; OUT is
# that of run_counted.
count_events () # FUNCTION PROGRAM OUT FLAGS EVENT...
{
  local counts status=0
  counts=$(mktemp -d)
  run_counted "$1" "$2" "$3" "$counts" cachegrind "$4" || status=1
  awk -v wanted="${*:5}" '
    /^events:/ { for (i = 2; i <= NF; i++) name[i] = $i }
    /^summary:/ { for (i = 2; i <= NF; i++) sum[name[i]] += $i }
    END { n = split(wanted, names, " ")
          for (i = 1; i <= n; i++) printf "%.0f%s", sum[names[i]], i < n ? " " : "\n" }' "$counts"/*
  rm -rf "$counts"
  return "$status"
}

# Likewise how many instructions it executes.
count_instructions () # FUNCTION PROGRAM OUT
{
  count_events "$@" --cache-sim=no Ir
}

# Make FILE with COMMAND..., unless TOOL has made it already.
made_with ()
{
  local file=$1 tool
  tool=$(checksum "$2")
  shift 2
  if [ "$(cat "$file.made" 2>/dev/null)" = "$tool" ]; then return; fi
  "$@" >"$file.log" 2>&1 || return
  echo "$tool" >"$file.made"
}

# Programs.  scripts/programs/NAME.sh defines
#
#   program_sources  sees to the sources, in $work, and sets
#                      units        source files: C, C++ (.cc, .cpp), assembly (.S)
#                      cflags       what all of them need besides -O2 -g
#                      libs         what they are linked with
#                      train, test  the inputs for the profile and for
#                                   timing, in words
#                      shipped      a profile for where none can be recorded,
#                                   or nothing
#   program_inputs   generates those inputs that do not come with the project,
#                    in $work/inputs, which is empty
#   program_train, program_test
#                    run the program $1; $2 is an empty directory for what it
#                    writes besides its output
#   program_other    runs it likewise on a load that shares no hot function with
#                    program_test; may be missing
#   program_digest   prints what all builds must agree on after program_test,
#                    of which $1 has the output and $2 is the directory
#
# and those of drift_programs also
#
#   program_configure, program_make
#                    prepare the unpacked source in the directory $1 for its own
#                    makefile; build it by that with the compiler's flags $2..., and
#                    leave it as $1/program
#   program_count    run the program $1, with the directory $2, on a part of the test
#                    that is short enough for valgrind, and print what all builds
#                    must agree on
#
# Those that run the program may do so in shells of their own, which see $work and
# $inputs.  A definition may read another one and change what differs.  scripts/calls/calls.sh is
# that of all the programs calls/NAME.

# What the benchmarks measure, others that the plugin was not developed with, and large ones,
# whose time is spread thinly.
# shellcheck disable=SC2034
bench_programs=(bzip2 duktape gawk leveldb lua5.4 minisat2 sqlite3 zstd) \
  other_programs=(box2d cadical cmark flac lzip mawk mujs xz zopfli) \
  large_programs=(python3.11 postgresql groff geos)

# Those whose older and newer sources scripts/drift compares.
# shellcheck disable=SC2034
drift_programs=(lua5.4 sqlite3 zstd duktape gawk)

# What runs one of them, and ends when anything in it fails.
# shellcheck disable=SC2016,SC2034
in_shell=(bash -eu -o pipefail -c '"$@"' bash)

# Set definition to the file that defines the program NAME.  False if there is none.
find_program ()
{
  definition=scripts/programs/$1.sh
  if [[ $1 == calls/?* && -d scripts/$1 ]]; then
    definition=scripts/calls/calls.sh
  fi
  [ -f "$definition" ]
}

# Read the definition of the program NAME; its files are in $work, where its inputs
# are made.
read_program ()
{
  local definition
  find_program "$1" || die "no program is called $1: $(program_names)"
  read_definition "$definition"
}

# Likewise the definition in FILE.
read_definition ()
{
  local function
  # shellcheck disable=SC2317
  program_inputs () { :; }
  # shellcheck disable=SC2317
  program_configure () { :; }
  unset -f program_other program_count
  # shellcheck disable=SC2317
  program_digest () { cat "$1"; }
  # shellcheck disable=SC2034
  units=() cflags=() libs=() train='' test='' shipped=''
  export inputs=$work/inputs work
  # shellcheck source=/dev/null
  . "$1"
  mkdir -p "$work"
  generate_inputs
  export -f program_train program_test program_digest
  for function in program_other program_count; do
    if declare -f "$function" >/dev/null; then export -f "${function?}"; fi
  done
}

# Read the definition of the program NAME, and see to its sources.
load_program ()
{
  read_program "$1"
  program_sources
}

# Configure $program with OPTION... in $work/gen, unless that was done.
configure_program ()
{
  local gen=$work/gen
  [ ! -f "$gen/config.h" ] || return 0
  rm -rf "$gen"
  mkdir "$gen"
  (cd "$gen" && ../src/configure "$@") >"$work/gen.log" 2>&1 \
    || die "$program: cannot be configured; see $work/gen.log"
}

program_names ()
{
  local file names=()
  for file in scripts/programs/*.sh scripts/calls/*/; do
    file=${file#scripts/} file=${file#programs/} file=${file%/}
    names+=("${file%.sh}")
  done
  echo "${names[*]}"
}

# Generate the inputs, unless they are there and as they would be made now.
generate_inputs ()
{
  local made
  made=$(declare -f program_inputs && cat scripts/programs/*.awk)
  if [ "$(cat "$inputs.made" 2>/dev/null)" != "$made" ]; then
    rm -rf "$inputs" "$inputs.made"
    mkdir "$inputs"
    program_inputs
    echo "$made" >"$inputs.made"
  fi
}

# Write data of a KIND that data.awk knows to $inputs/KIND.
generate_data ()
{
  awk -v kind="$1" -v seed="$2" -v size="$3" -f scripts/programs/data.awk \
    >"$inputs/$1"
}

# Print the name of the object of UNIT in DIR.
object_of ()
{
  local object=${2#"$work/"}
  object=${object%.*}
  echo "$1/${object//\//_}.o"
}

# Compile UNIT with FLAG... as its object in DIR.
compile_unit ()
{
  local dir=$1 unit=$2 driver=("${gcc[@]}")
  shift 2
  case $unit in
    *.cc | *.cpp) driver=("${gxx[@]}") ;;
  esac
  "${driver[@]}" -g "${cflags[@]}" "$@" -c -o "$(object_of "$dir" "$unit")" "$unit"
}

# Compile the units with FLAG... as their objects in DIR, as many at a time as there are
# processors.
compile_all () # DIR FLAG...
{
  local dir=$1 unit running=0 failed='' jobs
  jobs=$(nproc)
  shift
  mkdir -p "$dir"
  for unit in "${units[@]}"; do
    if ((running == jobs)); then
      wait -n || failed=1
      running=$((running - 1))
    fi
    compile_unit "$dir" "$unit" "$@" &
    running=$((running + 1))
  done
  for ((; running > 0; running--)); do wait -n || failed=1; done
  [ -z "$failed" ]
}

# Set linker to the compiler that links the objects of the units in DIR, and objects to them.
link_parts () # DIR
{
  local unit
  linker=("${gcc[@]}") objects=()
  for unit in "${units[@]}"; do
    case $unit in
      *.cc | *.cpp) linker=("${gxx[@]}") ;;
    esac
    objects+=("$(object_of "$1" "$unit")")
  done
}

# Link the objects of the units in DIR as PROGRAM with FLAG..., objects among them first.
link_all () # DIR PROGRAM FLAG...
{
  local linker objects
  link_parts "$1"
  "${linker[@]}" -g "${@:3}" -o "$2" "${objects[@]}" "${libs[@]}"
}

# Make the script FILE, which does so as the program $1, with the object $2 first.
make_linker () # FILE DIR FLAG...
{
  local linker objects
  link_parts "$2"
  {
    printf '#!/bin/sh\ncd %q || exit\nexec' "$PWD"
    printf ' %q' "${linker[@]}" -g "${@:3}"
    # shellcheck disable=SC2016
    printf ' -o "$1" "$2"'
    printf ' %q' "${objects[@]}" "${libs[@]}"
    echo
  } >"$1"
  chmod +x "$1"
}

# Compile the units with FLAG... and link them as DIR/program; DIR/program.map tells what is
# in it.
build_program ()
{
  local dir=$1
  shift
  compile_all "$dir" "$@" && link_all "$dir" "$dir/program" "$@" -Wl,-Map="$dir/program.map"
}

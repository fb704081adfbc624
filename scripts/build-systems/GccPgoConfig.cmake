# Profiles for the targets of a build: find_package (GccPgo).
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
#   project (... C CXX)
#   find_package (GccPgo REQUIRED NO_CMAKE_FIND_ROOT_PATH)
#   gcc_pgo_profile (PROFILE server.pgo TARGETS server common)
#
# compiles and links the targets, a program and the libraries that it is made of, with the
# profile, a file or a directory, which is taken from the current source directory.  It
# must be there.  Only units in C and C++ have it, and only if GCC compiles them: with
# another compiler nothing is done.  A target that is named with several profiles has all
# of them: pprof profiles by name, and of prepared ones what "gcc-pgo merge" makes of them
# in the build.  That a profile has changed is seen by the dependencies that GCC writes.
#
# Variables of the cache:
#
#   GCC_PGO         use profiles (ON)
#   GCC_PGO_PLUGIN  the path of pgo.so, where it is not installed for the compiler ("")
#   GCC_PGO_TOOL    gcc-pgo, looked for only when there is something to merge
#
# The package is not found if one of the compilers cannot load the plugin.  So it is known
# before the first unit is compiled.  NO_CMAKE_FIND_ROOT_PATH finds it in a cross build, too:
# it belongs to the machine that compiles.

if (CMAKE_VERSION VERSION_LESS 3.21)
  # Makefiles have the compiler's dependencies from 3.20 on, and Ninja knows a file that is
  # made by its whole name from 3.21 on.
  set (GccPgo_FOUND FALSE)
  set (GccPgo_NOT_FOUND_MESSAGE "it wants CMake 3.21 or later.")
  return ()
endif ()
cmake_policy (VERSION 3.21)

option (GCC_PGO "Compile with the profiles that gcc_pgo_profile names" ON)
set (GCC_PGO_PLUGIN "" CACHE FILEPATH
  "The plugin pgo.so, if it is not installed for the compiler")
set (_gcc_pgo_directory "${CMAKE_CURRENT_LIST_DIR}")

# Set RESULT to those of the languages C and C++ that GCC compiles here.
function (_gcc_pgo_languages result)
  set (languages "")
  foreach (language C CXX)
    if (CMAKE_${language}_COMPILER_ID STREQUAL "GNU")
      list (APPEND languages ${language})
    endif ()
  endforeach ()
  set (${result} "${languages}" PARENT_SCOPE)
endfunction ()

# Set RESULT to the option that loads the plugin.
function (_gcc_pgo_option result)
  if (GCC_PGO_PLUGIN STREQUAL "")
    set (${result} "-fplugin=pgo" PARENT_SCOPE)
  else ()
    set (${result} "-fplugin=${GCC_PGO_PLUGIN}" PARENT_SCOPE)
  endif ()
endfunction ()

# Set RESULT to why the compiler of LANGUAGE cannot load the plugin; empty if it can.
function (_gcc_pgo_try language result)
  set (${result} "" PARENT_SCOPE)
  set (compiler "${CMAKE_${language}_COMPILER}")
  separate_arguments (flags NATIVE_COMMAND
    "${CMAKE_${language}_COMPILER_ARG1} ${CMAKE_${language}_FLAGS}")
  string (REPLACE CXX c++ input "${language}")
  string (TOLOWER "${input}" input)
  _gcc_pgo_option (plugin)
  execute_process (
    COMMAND "${compiler}" ${flags} "${plugin}" -fplugin-arg-pgo-version
      -fsyntax-only -x ${input} /dev/null
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)
  # The flags may have warnings of their own.
  if (NOT status EQUAL 0 OR NOT output MATCHES "^pgo [0-9]")
    string (STRIP "${errors}" errors)
    set (${result} "${compiler} cannot load the plugin pgo: ${errors}\n\
Install it for this compiler (in the sources of gcc-pgo: make GCC=${compiler} install), or \
give the path of its pgo.so by -DGCC_PGO_PLUGIN=, or build without profiles by \
-DGCC_PGO=OFF." PARENT_SCOPE)
  endif ()
endfunction ()

# Set RESULT to whether FILE is a prepared profile, as the plugin would tell.
function (_gcc_pgo_prepared file result)
  set (${result} FALSE PARENT_SCOPE)
  if (IS_DIRECTORY "${file}")
    set (${result} TRUE PARENT_SCOPE)
  else ()
    # "pgo-profile ".
    file (READ "${file}" head LIMIT 12 HEX)
    if (head STREQUAL "70676f2d70726f66696c6520")
      set (${result} TRUE PARENT_SCOPE)
    endif ()
  endif ()
endfunction ()

# Let TARGET, which has a profile, use all of GCC_PGO_PROFILES, which are several.
function (_gcc_pgo_join target)
  get_property (profiles TARGET ${target} PROPERTY GCC_PGO_PROFILES)
  get_property (binary_dir TARGET ${target} PROPERTY BINARY_DIR)
  set (any FALSE)
  set (all TRUE)
  foreach (profile IN LISTS profiles)
    _gcc_pgo_prepared ("${profile}" prepared)
    if (prepared)
      set (any TRUE)
    else ()
      set (all FALSE)
    endif ()
  endforeach ()

  if (NOT any)
    list (JOIN profiles ":" joined)
    set_property (TARGET ${target} PROPERTY GCC_PGO_PROFILE "${joined}")
    return ()
  elseif (NOT all)
    list (JOIN profiles " and " names)
    message (FATAL_ERROR "gcc_pgo_profile: ${target}: of ${names} some are prepared \
profiles and some are not, and only profiles of one kind can be joined; see \
gcc-pgo-prepare(1).")
  endif ()

  set (merged "${binary_dir}/${target}-merged.pgo")
  set_property (TARGET ${target} PROPERTY GCC_PGO_PROFILE "${merged}")
  # A third profile comes by way of the property.
  if (NOT TARGET ${target}-profile)
    find_program (GCC_PGO_TOOL gcc-pgo HINTS "${_gcc_pgo_directory}/../../../bin"
      NO_CMAKE_FIND_ROOT_PATH DOC "The tool that merges profiles")
    if (NOT GCC_PGO_TOOL)
      message (FATAL_ERROR "gcc_pgo_profile: ${target}: no gcc-pgo to merge its profiles; \
give its path by -DGCC_PGO_TOOL=.")
    endif ()
    add_custom_command (OUTPUT "${merged}"
      COMMAND "${GCC_PGO_TOOL}" merge -o "${merged}"
        "$<TARGET_PROPERTY:${target},GCC_PGO_PROFILES>"
      DEPENDS "$<TARGET_PROPERTY:${target},GCC_PGO_HEADS>"
      COMMENT "Merging the profiles of ${target}"
      COMMAND_EXPAND_LISTS VERBATIM)
    add_custom_target (${target}-profile DEPENDS "${merged}")
    add_dependencies (${target} ${target}-profile)
  endif ()
endfunction ()

# Give TARGET the PROFILE, the first or another one.
function (_gcc_pgo_add target profile)
  get_property (profiles TARGET ${target} PROPERTY GCC_PGO_PROFILES)
  if (profile IN_LIST profiles)
    return ()
  endif ()
  # A directory changes when its head does.
  set (head "${profile}")
  if (IS_DIRECTORY "${profile}")
    string (APPEND head "/head.pgo")
  endif ()
  set_property (TARGET ${target} APPEND PROPERTY GCC_PGO_PROFILES "${profile}")
  set_property (TARGET ${target} APPEND PROPERTY GCC_PGO_HEADS "${head}")
  if (profiles)
    _gcc_pgo_join (${target})
    return ()
  endif ()

  set_property (TARGET ${target} PROPERTY GCC_PGO_PROFILE "${profile}")
  _gcc_pgo_option (plugin)
  set (flags "${plugin};\
-fplugin-arg-pgo-profile=$<TARGET_PROPERTY:${target},GCC_PGO_PROFILE>")
  foreach (kind COMPILE LINK)
    set (${kind} "$<$<OR:$<${kind}_LANG_AND_ID:C,GNU>,$<${kind}_LANG_AND_ID:CXX,GNU>>:\
${flags}>")
  endforeach ()
  target_compile_options (${target} PRIVATE "${COMPILE}")
  # With -flto some calls are decided about there.
  target_link_options (${target} PRIVATE "${LINK}")
endfunction ()

function (gcc_pgo_profile)
  cmake_parse_arguments (PARSE_ARGV 0 arg "" "PROFILE" "TARGETS")
  if (DEFINED arg_UNPARSED_ARGUMENTS)
    message (FATAL_ERROR "gcc_pgo_profile: unknown arguments: ${arg_UNPARSED_ARGUMENTS}.")
  elseif (NOT DEFINED arg_PROFILE OR NOT DEFINED arg_TARGETS)
    message (FATAL_ERROR "gcc_pgo_profile: wants PROFILE and TARGETS.")
  endif ()
  foreach (target IN LISTS arg_TARGETS)
    if (NOT TARGET ${target})
      message (FATAL_ERROR "gcc_pgo_profile: no target is called ${target}.")
    endif ()
  endforeach ()
  _gcc_pgo_languages (languages)
  if (NOT GCC_PGO OR NOT languages)
    return ()
  endif ()

  cmake_path (ABSOLUTE_PATH arg_PROFILE BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
    NORMALIZE OUTPUT_VARIABLE profile)
  if (NOT EXISTS "${profile}")
    message (FATAL_ERROR "gcc_pgo_profile: ${profile}: no such file or directory.  \
-DGCC_PGO=OFF builds without profiles.")
  elseif (profile MATCHES "[:;]")
    message (FATAL_ERROR "gcc_pgo_profile: ${profile}: has a colon or a semicolon, which \
stands between profiles.")
  endif ()
  foreach (target IN LISTS arg_TARGETS)
    get_property (aliased TARGET ${target} PROPERTY ALIASED_TARGET)
    if (aliased)
      set (target ${aliased})
    endif ()
    _gcc_pgo_add (${target} "${profile}")
  endforeach ()
endfunction ()

if (GCC_PGO)
  _gcc_pgo_languages (_gcc_pgo_tried)
  if (NOT CMAKE_C_COMPILER_LOADED AND NOT CMAKE_CXX_COMPILER_LOADED)
    set (GccPgo_FOUND FALSE)
    set (GccPgo_NOT_FOUND_MESSAGE
      "no compiler of C or C++ is known yet: find_package (GccPgo) belongs behind project ().")
  elseif (NOT _gcc_pgo_tried AND NOT GccPgo_FIND_QUIETLY)
    message (STATUS "GccPgo: the compiler is not GCC: no profile is used")
  endif ()
  foreach (_gcc_pgo_language IN LISTS _gcc_pgo_tried)
    _gcc_pgo_try (${_gcc_pgo_language} _gcc_pgo_reason)
    if (NOT _gcc_pgo_reason STREQUAL "")
      set (GccPgo_FOUND FALSE)
      set (GccPgo_NOT_FOUND_MESSAGE "${_gcc_pgo_reason}")
      break ()
    endif ()
  endforeach ()
endif ()

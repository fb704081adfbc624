/* One name out of the many spellings that profilers and compilers give a function.
   Copyright (C) 2026 The gcc-pgo authors

   This program is free software: you can redistribute it and/or modify
   it under the terms of the GNU General Public License as published by
   the Free Software Foundation, either version 3 of the License, or
   (at your option) any later version.

   This program is distributed in the hope that it will be useful,
   but WITHOUT ANY WARRANTY; without even the implied warranty of
   MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
   GNU General Public License for more details.

   You should have received a copy of the GNU General Public License
   along with this program.  If not, see <https://www.gnu.org/licenses/>.

   The canonical name of a function is its assembler name without the
   suffixes that the compiler gives to clones (.isra.N, .constprop.N,
   .part.N, .cold, .lto_priv.N, .localalias and so on): the clones run the
   same source lines and share the profile of their origin.  This is the one
   place that knows those suffixes.  Nor does a canonical name tell apart the
   variants of a constructor or destructor, or a method and its thunks, for the
   same reason.  */

#ifndef PGO_SYMBOL_H
#define PGO_SYMBOL_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Length of the part of NAME that is left when clone suffixes are cut off,
   any number of them.  Also cuts a version suffix (@VERSION, @@VERSION,
   @plt).  Never 0 for a nonempty NAME.  */
size_t pgo_symbol_canonical_length (const char *name);

/* The canonical form of NAME: without what pgo_symbol_canonical_length cuts,
   with a thunk called what it calls, the constructors C1, C2 and C4 of a mangled
   name called C1, the destructors D1, D2 and D4 called D1; D0, which frees the
   object as well, is another function.  In a name that is not mangled the integer types are called
   as demanglers do ("unsigned long", not GCC's "long unsigned int").  The
   caller frees it.  */
char *pgo_symbol_canonical (const char *name);

/* True if NAME carries the clone suffix .part.N: a piece of a function that
   the compiler made a function of its own, whose callers' frames belong to
   the same call.  */
bool pgo_symbol_part_p (const char *name);

/* True if NAME carries the clone suffix .cold: what of a function hardly ever runs, in a
   section for that.  */
bool pgo_symbol_cold_p (const char *name);

/* True if NAME is that of a thunk, which adjusts the object (or the result) of a
   virtual call and is otherwise the method that it calls.  */
bool pgo_symbol_thunk_p (const char *name);

/* True if NAME is that of a helper that the compiler calls by itself where the source
   calls something else, or nothing: a retpoline, or part of a sanitizer's run time.
   No pointer of the program is to it.  */
bool pgo_symbol_helper_p (const char *name);

/* True if NAME, mangled or for people, may be that of a method: it is within another
   name.  */
bool pgo_symbol_method_p (const char *name);

/* True if NAME is an Itanium C++ mangled name.  */
bool pgo_symbol_mangled_p (const char *name);

/* True if NAME, which may be one for people, is surely no assembler name: it
   has a scope, parameters or template arguments.  */
bool pgo_symbol_readable_p (const char *name);

/* A mangled name that stands for more than so many times its length, and a
   little, is not demangled.  */
#define PGO_DEMANGLED_TIMES 64

/* The demangled form of the mangled NAME with parameters, or NULL if NAME is
   not mangled.  The caller frees it.  */
char *pgo_symbol_demangle (const char *name);

/* The simplified form of a demangled name, as pprof's symbolisers write it:
   no parameters, no template arguments, no return type, no clone suffix;
   "operator<", "operator()" and their like are kept whole.  The caller frees
   it.  */
char *pgo_symbol_simplify (const char *demangled);

/* The demangled name DEMANGLED without parameters and return type, but with its
   template arguments, which is how debug information calls a function.  The
   caller frees it.  */
char *pgo_symbol_scoped_name (const char *demangled);

/* The name SCOPED, as pgo_symbol_scoped_name gives it, without the namespaces
   and classes that it is in: what debug information has in DW_AT_name.  The
   caller frees it.  */
char *pgo_symbol_unqualified_name (const char *scoped);

/* True if debug information may have the canonical name DEBUG for a function
   whose SCOPED name, or unqualified one, the demangler gives.  They are the same
   whole names, but debug information puts "const" first, leaves out default
   template arguments, and does not number lambdas: so for two lambdas with the
   same parameters in one function this is true of both.  */
bool pgo_symbol_instance_p (const char *debug, const char *scoped);

/* True if TEXT begins with PREFIX.  */
static inline bool
pgo_prefix_p (const char *text, const char *prefix)
{
  return strncmp (text, prefix, strlen (prefix)) == 0;
}

#ifdef __cplusplus
}
#endif

#endif /* PGO_SYMBOL_H */

/* Where the object files of a profile are on this machine.
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

   A profile names a file where it was when it ran, and often its build id.  The
   file may be somewhere else here, or be another one by now.  It is looked for,
   in this order,

     - among the files that the user gave, by build id, or by base name where
       one of the two has no build id;
     - in the directories that the user gave, below them under its whole name,
       then its base name;
     - under its own name;
     - in the .build-id directories of those directories, of the cache where
       perf record keeps copies ($PERF_BUILDID_DIR, else ~/.debug), and of
       /usr/lib/debug, where it may be debug information alone.

   Where the profile has a build id, only a file with that build id is
   found.  */

#ifndef PGO_SYMBOLIZE_FIND_H
#define PGO_SYMBOLIZE_FIND_H

#include <stdbool.h>

#include "base/error.h"

struct pgo_finder;

struct pgo_finder *pgo_finder_new (void);

/* FINDER may be NULL.  */
void pgo_finder_free (struct pgo_finder *finder);

/* Look among others at the ELF file FILE.  False with ERR set where it is
   none.  */
bool pgo_finder_add_binary (struct pgo_finder *finder, const char *file,
                            struct pgo_error *err);

/* Look in DIRECTORY too, also for debug information.  False with ERR set where
   it is no directory.  */
bool pgo_finder_add_directory (struct pgo_finder *finder, const char *directory,
                               struct pgo_error *err);

/* Where debug information is looked for, as libdwfl wants it told.  Good until
   the next directory is added.  */
const char *pgo_finder_debug_path (struct pgo_finder *finder);

enum pgo_found
{
  PGO_FOUND,
  PGO_FOUND_CHANGED, /* Only a file of the name that is another build.  */
  PGO_FOUND_NOTHING
};

/* Can FILE be the name of a file?  "[vdso]", "//anon" and their like are
   none.  */
bool pgo_file_name_p (const char *file);

/* Find the file that was FILE, with BUILD_ID in lower-case hexadecimal or "".
   *PATH, which the caller frees, is then its name; where it has changed, the
   name of the changed one, and *NOW, which the caller frees as well, its build
   id.  Where nothing is found *PATH is NULL and ERR says why.  */
enum pgo_found pgo_finder_find (struct pgo_finder *finder, const char *file,
                                const char *build_id, char **path, char **now,
                                struct pgo_error *err);

#endif /* PGO_SYMBOLIZE_FIND_H */

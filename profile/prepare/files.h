/* What files are called in a prepared profile.
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

   Names are relative to the directory of the program: the deepest one that has nearly all
   functions, those of libraries and of the system's headers aside.  Of an absolute name
   elsewhere the last three components are kept, or as many as tell two of them
   apart.  */

#ifndef PGO_PREPARE_FILES_H
#define PGO_PREPARE_FILES_H

#include "base/store.h"

struct pgo_text_files;

struct pgo_text_files *pgo_text_files_new (void);
void pgo_text_files_free (struct pgo_text_files *files);

/* Add the file of one function, which may be "".  NAME stays the caller's.  */
void pgo_text_files_add (struct pgo_text_files *files, const char *name);

/* After the last of them: choose the names, which are POOL's; as from the directory
   that PREVIOUS, the names in a text before, or NULL, are as from.  */
void pgo_text_files_finish (struct pgo_text_files *files,
                            struct pgo_pool *pool,
                            const struct pgo_strings *previous);

/* The one for NAME, which was added.  */
const char *pgo_text_files_name (const struct pgo_text_files *files,
                                 const char *name);

#endif /* PGO_PREPARE_FILES_H */

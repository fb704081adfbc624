/* What the section .comment of object files says.
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

   Compilers leave lines there, each with a NUL behind it, such as "GCC:
   (Debian 12.2.0-14) 12.2.0"; the linker keeps one of each.  No debugging
   information is read: this takes no longer than opening the file.  */

#ifndef PGO_SYMBOLIZE_COMMENT_H
#define PGO_SYMBOLIZE_COMMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Takes the lines of one object, SIZE bytes at LINES, the last of which is NUL;
   0 where it has no such section.  MEMBER is its name in an archive, NULL where
   it is a file of its own.  */
typedef void pgo_comment_taker (void *data, const char *member,
                                const char *lines, size_t size);

/* Is FILE an ELF file or an archive, as far as its first bytes tell?  */
bool pgo_comment_object_p (const char *file);

/* Give TAKE each object in FILE: itself, or those in it if it is an archive.
   False with ERR set where FILE, or a member, is not ELF or is damaged.  */
bool pgo_comment_each (const char *file, pgo_comment_taker *take, void *data,
                       struct pgo_error *err);

#endif /* PGO_SYMBOLIZE_COMMENT_H */

/* A file as a part of the program.
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

   The bytes of a file are there under a name, and how many they are under that
   name with _size.  The assembler finds FILE where it is run, or in what -Wa,-I
   names; the object must be made again when the file has changed, which no
   compiler tells make.  */

#ifndef PGO_EMBED_H
#define PGO_EMBED_H

#include <stdint.h>

#define PGO_EMBED(NAME, FILE)                                                  \
  extern const char NAME[];                                                    \
  extern const uint64_t NAME##_size;                                           \
  __asm__(".section .rodata\n" #NAME ":\n"                                     \
          ".incbin \"" FILE "\"\n"                                             \
          "0:\n"                                                               \
          ".balign 8\n" #NAME "_size:\n"                                       \
          ".quad 0b - " #NAME "\n"                                             \
          ".previous")

#endif /* PGO_EMBED_H */

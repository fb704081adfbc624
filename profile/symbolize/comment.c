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
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

#include "symbolize/comment.h"

#include <ar.h>
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <string.h>
#include <unistd.h>

bool
pgo_comment_object_p (const char *file)
{
  char start[SARMAG];
  int fd = open (file, O_RDONLY | O_CLOEXEC);
  ssize_t n = fd < 0 ? -1 : read (fd, start, sizeof start);
  if (fd >= 0)
    close (fd);
  return (n >= SELFMAG && memcmp (start, ELFMAG, SELFMAG) == 0)
         || (n == SARMAG && memcmp (start, ARMAG, SARMAG) == 0);
}

/* The section .comment of ELF, NULL where it has none.  False where ELF is
   damaged.  */
static bool
find_comment (Elf *elf, Elf_Data **lines)
{
  Elf_Scn *section = NULL;
  GElf_Ehdr file;
  GElf_Shdr header;
  size_t names;
  *lines = NULL;
  /* Of a file that was cut off the sections are missing.  */
  if (!gelf_getehdr (elf, &file) || elf_getshdrstrndx (elf, &names) != 0
      || (file.e_shoff > 0 && !elf_nextscn (elf, NULL)))
    return false;
  while ((section = elf_nextscn (elf, section)))
    {
      if (!gelf_getshdr (section, &header))
        return false;
      const char *name = elf_strptr (elf, names, header.sh_name);
      if (name && strcmp (name, ".comment") == 0)
        return (*lines = elf_getdata (section, NULL));
    }
  return true;
}

/* Give TAKE the object ELF, MEMBER of an archive unless that is NULL.  */
static bool
take_object (Elf *elf, const char *member, pgo_comment_taker *take, void *data)
{
  Elf_Data *lines;
  if (!find_comment (elf, &lines))
    return false;
  const char *start = lines ? lines->d_buf : NULL;
  size_t size = start ? lines->d_size : 0;
  /* What the last NUL is not behind is no line.  */
  while (size > 0 && start[size - 1])
    size--;
  take (data, member, start, size);
  return true;
}

/* Likewise those in the archive ELF, which is open as FD.  What is no ELF file,
   as the table of symbols, is no object.  */
static bool
take_members (int fd, Elf *archive, pgo_comment_taker *take, void *data)
{
  Elf_Cmd command = ELF_C_READ_MMAP;
  Elf *member;
  bool good = true;
  while (good && command != ELF_C_NULL
         && (member = elf_begin (fd, command, archive)))
    {
      Elf_Arhdr *header = elf_getarhdr (member);
      good = header
             && (elf_kind (member) != ELF_K_ELF
                 || take_object (member, header->ar_name, take, data));
      command = elf_next (member);
      elf_end (member);
    }
  return good;
}

bool
pgo_comment_each (const char *file, pgo_comment_taker *take, void *data,
                  struct pgo_error *err)
{
  int fd = open (file, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return pgo_error_set (err, "%s: %s", file, strerror (errno));
  elf_version (EV_CURRENT);
  elf_errno ();
  Elf *elf = elf_begin (fd, ELF_C_READ_MMAP, NULL);
  Elf_Kind kind = elf ? elf_kind (elf) : ELF_K_NONE;
  bool good = kind == ELF_K_ELF  ? take_object (elf, NULL, take, data)
              : kind == ELF_K_AR ? take_members (fd, elf, take, data)
                                 : false;
  if (!good)
    {
      int error = elf_errno ();
      pgo_error_set (err, "%s: %s", file,
                     elf && kind == ELF_K_NONE
                         ? "neither an object file nor an archive"
                     : error ? elf_errmsg (error)
                             : "the file is damaged");
    }
  elf_end (elf);
  close (fd);
  return good;
}

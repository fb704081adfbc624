/* Which programs were built with a profile.
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


   Goes by the mark that the plugin leaves in each object.  A program has those
   of all its units, each once.  That of several profiles is of them together:
   no one of them has it.  */

#include "check/binary.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/mem.h"
#include "symbolize/comment.h"

enum build
{
  BUILD_WITHOUT = 0,
  BUILD_WITH = 1,
  BUILD_OTHER = 2,
  BUILD_IN_PART = BUILD_WITH | BUILD_OTHER,
  N_BUILDS
};

struct marks
{
  const char *digest;
  unsigned found; /* enum build.  */
};

static void
take_object (void *data, const char *member, const char *lines, size_t size)
{
  struct marks *marks = data;

  (void) member;
  for (const char *line = lines; line < lines + size; line += strlen (line) + 1)
    {
      const char *profile = pgo_mark_profile (line);
      if (profile)
        marks->found
            |= strcmp (profile, marks->digest) == 0 ? BUILD_WITH : BUILD_OTHER;
    }
}

/* FILE could be read before.  */
static enum build
build_of (const struct pgo_program_file *file, const char *digest)
{
  struct marks marks = { digest, BUILD_WITHOUT };
  struct pgo_error err;

  return pgo_comment_each (file->name, take_object, &marks, &err)
             ? marks.found
             : BUILD_WITHOUT;
}

void
pgo_check_mark (struct pgo_check *check, const struct pgo_program *program,
                const char *digest)
{
  static const char *const reasons[N_BUILDS]
      = { [BUILD_WITHOUT] = "built without a profile",
          [BUILD_WITH] = "built with this profile",
          [BUILD_OTHER] = "built with another profile",
          [BUILD_IN_PART] = "some units built with another profile" };
  size_t n[N_BUILDS] = { 0 };
  struct pgo_finding *finding;
  enum build *builds;

  if (!check->index || check->facts.total == 0)
    return;
  builds = pgo_xcalloc (program->n_files, sizeof *builds);
  for (size_t i = 0; i < program->n_files; i++)
    n[builds[i] = build_of (&program->files[i], digest)]++;
  finding = pgo_check_add (check, "mark",
                           "%zu of %zu files were built with this profile",
                           n[BUILD_WITH], program->n_files);
  pgo_finding_figure (finding, "files", (double) program->n_files);
  pgo_finding_figure (finding, "with", (double) n[BUILD_WITH]);
  pgo_finding_figure (finding, "with_other", (double) n[BUILD_OTHER]);
  pgo_finding_figure (finding, "in_part", (double) n[BUILD_IN_PART]);
  if (n[BUILD_IN_PART] > 0)
    pgo_finding_judge (finding, PGO_FIT_WARNING,
                       "build all of it again; if ccache or its like is used, "
                       "tell it of the profile, as pgo(7) says");
  else if (n[BUILD_OTHER] > 0)
    pgo_finding_judge (finding, PGO_FIT_UNKNOWN,
                       "if they were built for this one, ccache or its like "
                       "gave old objects: tell it of the profile, as pgo(7) "
                       "says");
  for (size_t i = 0; i < program->n_files; i++)
    pgo_finding_example (finding, program->files[i].name, -1, -1,
                         reasons[builds[i]]);
  free (builds);
}

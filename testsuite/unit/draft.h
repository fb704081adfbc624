/* Profiles in a few words, for the tests of the index.
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

   Profiles are built from stacks in a small notation, root first:
   "main:3 foo:2(bar:1) baz" is main calling foo from its line START + 3, into
   which bar is inlined at line START + 2, and bar calling baz from its line
   START + 1.  What a name stands for is in a table of the test.  "?" is an
   address without a name.  */

#ifndef DRAFT_H
#define DRAFT_H

#include <stdlib.h>

#include "index/index.h"
#include "unit.h"

#define PERIOD 1000

/* A profile in the making.  */
struct draft
{
  struct pgo_builder *builder;
  const struct pgo_function *functions; /* Ends with a name of NULL.  */
  uint64_t address;
};

static const struct pgo_function plain[] = { { "main", "main", "/src/a.c", 10 },
                                             { "foo", "foo", "/src/a.c", 100 },
                                             { "bar", "bar", "/src/a.c", 200 },
                                             { "baz", "baz", "/src/b.c", 300 },
                                             { NULL, NULL, NULL, 0 } };

static inline struct draft
draft (const struct pgo_function *functions)
{
  struct draft d = { .builder = pgo_builder_new (), .functions = functions };

  pgo_builder_add_type (d.builder, "samples", "count");
  pgo_builder_add_type (d.builder, "cpu", "nanoseconds");
  pgo_builder_set_period (d.builder, "cpu", "nanoseconds", PERIOD);
  return d;
}

/* Read "NAME:LINE" at *TEXT into LINE.  False for "?".  */
static inline bool
read_line (struct draft *d, const char **text, struct pgo_line *line)
{
  size_t length = strcspn (*text, ":() ");
  const char *name = *text;
  const struct pgo_function *f = d->functions;
  int64_t offset = 0;

  *text += length;
  if (**text == ':')
    offset = strtol (*text + 1, (char **) text, 10);
  if (length == 1 && name[0] == '?')
    return false;
  while (strncmp (f->name, name, length) != 0 || f->name[length] != '\0')
    f++;
  *line = (struct pgo_line){ pgo_builder_function (d->builder, f),
                             f->start_line + offset, 0 };
  return true;
}

/* Add VALUE nanoseconds in STACK.  */
static inline void
add (struct draft *d, int64_t value, const char *stack)
{
  uint32_t locations[32], reversed[32];
  const int64_t values[] = { value / PERIOD, value };
  size_t depth = 0;

  while (*stack)
    {
      struct pgo_line inner[8], lines[8];
      size_t n = 0;
      while (*stack == ' ')
        stack++;
      bool known = read_line (d, &stack, &inner[n]);
      for (n = known; *stack == '('; n++)
        {
          stack++;
          read_line (d, &stack, &inner[n]);
        }
      while (*stack == ')')
        stack++;
      for (size_t i = 0; i < n; i++)
        lines[i] = inner[n - 1 - i];
      locations[depth++]
          = pgo_builder_location (d->builder, PGO_NONE, ++d->address, lines, n);
    }
  for (size_t i = 0; i < depth; i++)
    reversed[i] = locations[depth - 1 - i];
  pgo_builder_add_sample (d->builder, reversed, depth, values);
}

/* Add what D has become to INDEX.  */
static inline bool
add_draft (struct pgo_index *index, struct draft *d, struct pgo_error *err)
{
  struct pgo_profile *profile = pgo_builder_finish (d->builder);
  bool ok = pgo_index_add (index, profile, "test.pgo", err);

  pgo_profile_free (profile);
  return ok;
}

/* The finished index of D alone.  */
static inline struct pgo_index *
finish (struct draft *d)
{
  struct pgo_index *index = pgo_index_new ();

  add_draft (index, d, NULL);
  pgo_index_finish (index);
  return index;
}

/* The function that answers to NAME in any file, or NULL.  */
static inline const struct pgo_fn *
fn_of (const struct pgo_index *index, const char *name)
{
  const struct pgo_fn *fn = NULL;

  pgo_index_lookup (index, name, NULL, false, &fn);
  return fn;
}

/* The site at OFFSET in CALLER at which CALLEE was called, or a site of no
   weight.  */
static inline struct pgo_site
site_of (const struct pgo_index *index, const char *caller, int offset,
         const char *callee)
{
  const struct pgo_fn *fn = fn_of (index, caller);
  const struct pgo_site *sites;

  size_t n = fn ? pgo_fn_sites (fn, &sites) : 0;

  for (size_t i = 0; i < n; i++)
    if (sites[i].offset == offset
        && strcmp (sites[i].callee->name, callee) == 0)
      return sites[i];
  return (struct pgo_site){ 0 };
}

static inline size_t
count_sites (const struct pgo_index *index)
{
  const struct pgo_site *const *sites;

  return pgo_index_sites (index, &sites);
}

#endif /* DRAFT_H */

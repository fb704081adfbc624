/* Prepared profiles: which functions are one, and where their lines are.
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

#include "merge/texts_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "drift/align.h"
#include "drift/drift.h"
#include "drift/source.h"
#include "names/path.h"
#include "prepared/text.h"

/* ---- Files.  */

static int
compare_files (const void *x, const void *y)
{
  const struct member *a = *(struct member *const *) x;
  const struct member *b = *(struct member *const *) y;

  return pgo_path_compare (a->fn->file, b->fn->file);
}

/* Does the file name LONGER end in all components of SHORTER?  */
static bool
extends_p (const char *longer, const char *shorter)
{
  size_t n = strlen (longer), m = strlen (shorter);

  return n > m && m > 0 && longer[n - m - 1] == '/'
         && strcmp (longer + n - m, shorter) == 0;
}

/* The longest of the files of the N MEMBERS that end in FILE, if all of these
   that do are ends of it; else FILE.  */
static const char *
whole_name (struct member *const *members, size_t n, const char *file)
{
  const char *longest = file;

  for (size_t i = 0; i < n; i++)
    if (extends_p (members[i]->fn->file, longest))
      longest = members[i]->fn->file;
  for (size_t i = 0; i < n; i++)
    {
      const char *other = members[i]->fn->file;
      if (extends_p (other, file) && strcmp (other, longest) != 0
          && !extends_p (longest, other))
        return file;
    }
  return longest;
}

/* Decide what the result calls the files.  */
static void
name_files (struct pgo_merge_texts *texts)
{
  struct member **sorted = pgo_xcalloc (texts->n_members, sizeof *sorted);
  size_t n = texts->n_members;

  for (size_t i = 0; i < n; i++)
    sorted[i] = &texts->members[i];
  if (n > 0)
    qsort (sorted, n, sizeof *sorted, compare_files);
  for (size_t i = 0, j; i < n; i = j)
    {
      size_t last = i;
      for (j = i;
           j < n
           && pgo_path_same_base_p (sorted[i]->fn->file, sorted[j]->fn->file);
           j++)
        ;
      for (size_t k = i; k < j; k++)
        {
          const char *file = sorted[k]->fn->file;
          if (k == i || strcmp (file, sorted[last]->fn->file) != 0)
            sorted[k]->file = whole_name (sorted + i, j - i, file);
          else
            sorted[k]->file = sorted[last]->file;
          last = k;
        }
    }
  free (sorted);
}

/* ---- Functions.  */

static int
compare_members (const void *x, const void *y)
{
  const struct member *a = x, *b = y;
  int order = strcmp (a->fn->name, b->fn->name);

  if (order == 0)
    order = strcmp (a->file, b->file);
  if (order == 0 && a->text != b->text)
    order = a->text < b->text ? -1 : 1;
  if (order == 0)
    order = (a->fn->start_line > b->fn->start_line)
            - (a->fn->start_line < b->fn->start_line);
  return order;
}

bool
pgo_same_source_p (const struct pgo_fn *a, const struct pgo_fn *b)
{
  const char *p = pgo_fn_source (a), *q = pgo_fn_source (b);

  return p && q && strcmp (p, q) == 0;
}

static size_t
add_entry (struct pgo_merge_texts *texts)
{
  texts->entries = pgo_xgrow (texts->entries, texts->n_entries,
                              &texts->entries_capacity, sizeof *texts->entries);
  texts->entries[texts->n_entries] = (struct entry){ .text = SIZE_MAX };
  return texts->n_entries++;
}

/* Ways in which a function of one text is one of others, the surest first.  */
enum way
{
  SAME_START,
  SAME_SOURCE,
  THE_ONLY_ONE,
  N_WAYS
};

/* Is MEMBER, the only one of its text where ALONE, that of ENTRY in this WAY?
   The members from FIRST on, before MEMBER, have its name and file.  */
static bool
belongs_p (const struct pgo_merge_texts *texts, const struct member *member,
           size_t first, size_t entry, bool alone, enum way way)
{
  for (const struct member *other = &texts->members[first]; other < member;
       other++)
    if (other->entry == entry
        && ((way == SAME_START
             && other->fn->start_line == member->fn->start_line)
            || (way == SAME_SOURCE && pgo_same_source_p (other->fn, member->fn))
            || (way == THE_ONLY_ONE && alone)))
      return true;
  return false;
}

/* Find entries for the members I up to END, which are of one text; those from
   FIRST on, which are of texts before it, have the same name and file, and
   their entries begin at ENTRY.  */
static void
place_text (struct pgo_merge_texts *texts, size_t first, size_t i, size_t end,
            size_t entry)
{
  size_t n_before = texts->n_entries;
  bool alone = end - i == 1 && n_before - entry == 1;

  for (size_t k = i; k < end; k++)
    texts->members[k].entry = SIZE_MAX;
  for (int way = 0; way < N_WAYS; way++)
    for (size_t k = i; k < end; k++)
      for (size_t e = entry;
           e < n_before && texts->members[k].entry == SIZE_MAX; e++)
        if (texts->entries[e].text != texts->members[k].text
            && belongs_p (texts, &texts->members[k], first, e, alone, way))
          {
            texts->members[k].entry = e;
            texts->entries[e].text = texts->members[k].text;
          }
  for (size_t k = i; k < end; k++)
    if (texts->members[k].entry == SIZE_MAX)
      texts->members[k].entry = add_entry (texts);
}

/* Find entries for all members.  */
static void
place_members (struct pgo_merge_texts *texts)
{
  struct member *members = texts->members;
  size_t n = texts->n_members;

  for (size_t i = 0, j; i < n; i = j)
    {
      size_t entry = texts->n_entries, end;
      for (j = i;
           j < n && strcmp (members[i].fn->name, members[j].fn->name) == 0
           && strcmp (members[i].file, members[j].file) == 0;
           j = end)
        {
          for (end = j;
               end < n && members[end].text == members[j].text
               && strcmp (members[i].fn->name, members[end].fn->name) == 0
               && strcmp (members[i].file, members[end].file) == 0;
               end++)
            ;
          place_text (texts, i, j, end, entry);
        }
    }
}

static int
compare_by_entry (const void *x, const void *y)
{
  const struct member *a = x, *b = y;

  if (a->entry != b->entry)
    return a->entry < b->entry ? -1 : 1;
  return (a->text > b->text) - (a->text < b->text);
}

/* How much FN's text knows of its source.  */
static int
rank_of (const struct pgo_fn *fn)
{
  const struct pgo_written_call *calls;

  return (pgo_fn_source (fn) ? 4 : 0) + (fn->start_line > 0 ? 2 : 0)
         + (pgo_fn_calls (fn, &calls) > 0);
}

/* How MEMBER's lines are those of BASE.  */
static void
align_member (struct pgo_merge_texts *texts, struct member *member,
              const struct pgo_fn *base)
{
  const char *old_text = pgo_fn_source (member->fn);
  const char *new_text = pgo_fn_source (base);
  size_t n_old, n_new;
  uint32_t *old, *new_;
  struct pgo_aligned *aligned;

  if ((member->fn->start_line > 0) != (base->start_line > 0))
    member->shift = member->fn->start_line - base->start_line;
  if (!old_text || !new_text || strcmp (old_text, new_text) == 0)
    return;
  old = pgo_source_decode (old_text, &n_old);
  new_ = pgo_source_decode (new_text, &n_new);
  if (old && new_)
    {
      aligned = pgo_xcalloc (n_new, sizeof *aligned);
      member->lost = !pgo_drift_kept_p (
          pgo_align_lines (old, n_old, new_, n_new, aligned));
      member->moved
          = pgo_pool_alloc (texts->pool, n_old * sizeof *member->moved + 1);
      member->n_moved = n_old;
      for (size_t i = 0; i < n_old; i++)
        member->moved[i] = PGO_NO_LINE;
      for (size_t i = 0; i < n_new; i++)
        if (aligned[i].old != PGO_NO_LINE)
          member->moved[aligned[i].old] = (int32_t) i;
      /* What is behind the function.  */
      member->shift = (int64_t) n_new - (int64_t) n_old;
      free (aligned);
    }
  free (old);
  free (new_);
}

/* Choose what each entry goes by, and align the others with it.  */
static void
align_members (struct pgo_merge_texts *texts)
{
  struct member *members = texts->members;

  for (size_t i = 0, j; i < texts->n_members; i = j)
    {
      struct entry *entry = &texts->entries[members[i].entry];
      bool changed = false;
      entry->first = i;
      entry->base = members[i].fn;
      entry->file = members[i].file;
      for (j = i; j < texts->n_members && members[j].entry == members[i].entry;
           j++)
        if (rank_of (members[j].fn) > rank_of (entry->base))
          entry->base = members[j].fn;
      entry->end = j;
      for (size_t k = i; k < j; k++)
        {
          align_member (texts, &members[k], entry->base);
          changed |= members[k].moved != NULL;
        }
      texts->result.changed += changed;
    }
}

static int
compare_entries (const void *x, const void *y)
{
  const struct entry *a = x, *b = y;
  const struct pgo_fact f
      = { .of = { a->base->name, a->file }, .number = a->base->start_line };
  const struct pgo_fact g
      = { .of = { b->base->name, b->file }, .number = b->base->start_line };

  return pgo_fact_compare (&f, &g);
}

/* Put the entries in the order that they have in the result.  */
static void
sort_entries (struct pgo_merge_texts *texts)
{
  if (texts->n_entries > 0)
    qsort (texts->entries, texts->n_entries, sizeof *texts->entries,
           compare_entries);
  for (size_t i = 0; i < texts->n_entries; i++)
    for (size_t k = texts->entries[i].first; k < texts->entries[i].end; k++)
      texts->members[k].entry = i;
}

int32_t
pgo_member_offset (const struct pgo_merge_texts *texts,
                   const struct member *member, int32_t offset)
{
  const struct pgo_fn *base = texts->entries[member->entry].base;
  const int32_t *moved = member->moved;
  bool before = moved && offset < 0;
  int64_t mapped = offset + (before ? 0 : member->shift);

  if (offset == pgo_fn_no_line (member->fn))
    return pgo_fn_no_line (base);
  if (member->lost)
    return PGO_NO_OFFSET;
  if (moved && offset >= 0 && (size_t) offset < member->n_moved)
    return moved[offset] == PGO_NO_LINE ? PGO_NO_OFFSET : moved[offset];
  return mapped < INT32_MIN || mapped > INT32_MAX ? PGO_NO_OFFSET
                                                  : (int32_t) mapped;
}

static bool
member_equal (const void *context, uint32_t i, const void *key)
{
  return ((const struct pgo_merge_texts *) context)->members[i].fn == key;
}

const struct member *
pgo_member_of (const struct pgo_merge_texts *texts, const struct pgo_fn *fn)
{
  return &texts->members[pgo_table_find (
      &texts->table, pgo_hash (0, (uintptr_t) fn), member_equal, texts, fn)];
}

void
pgo_texts_find_functions (struct pgo_merge_texts *texts)
{
  for (size_t i = 0; i < texts->n_texts; i++)
    {
      const struct pgo_fn *const *fns;
      size_t n = pgo_index_functions (texts->texts[i].index, &fns);
      for (size_t k = 0; k < n; k++)
        {
          texts->members
              = pgo_xgrow (texts->members, texts->n_members,
                           &texts->members_capacity, sizeof *texts->members);
          texts->members[texts->n_members++]
              = (struct member){ .fn = fns[k], .text = i };
        }
    }
  name_files (texts);
  if (texts->n_members > 0)
    qsort (texts->members, texts->n_members, sizeof *texts->members,
           compare_members);
  place_members (texts);
  if (texts->n_members > 0)
    qsort (texts->members, texts->n_members, sizeof *texts->members,
           compare_by_entry);
  for (size_t i = 0; i < texts->n_members; i++)
    pgo_table_add (&texts->table,
                   pgo_hash (0, (uintptr_t) texts->members[i].fn), i);
  align_members (texts);
  sort_entries (texts);
}

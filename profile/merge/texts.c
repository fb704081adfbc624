/* Many prepared profiles -> one.
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

#include "merge/texts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/store.h"
#include "drift/align.h"
#include "drift/drift.h"
#include "drift/source.h"
#include "index/build.h"
#include "names/path.h"
#include "prepared/text.h"

/* A context of less than this part of the whole is too light to tell anything
   (pgo_precision_news_p wants five times as much), and its callers are not
   followed.  */
#define LEAST_CONTEXT 0.0005

/* What map_offset says of a line that is gone.  */
#define GONE PGO_NO_OFFSET

struct text
{
  struct pgo_index *index;
  char *digest;
  double samples;
  double weight;
  double share; /* Of the result.  */
  double scale; /* From its weights to their part of those of the result.  */
  const struct pgo_site **calls; /* All sites, by callee.  */
  size_t n_calls;
};

/* A function of a text.  */
struct member
{
  const struct pgo_fn *fn;
  size_t text;
  const char *file; /* As the result calls it.  */
  size_t entry;     /* Of the result.  */
  /* For each line of its source the one of the result's, or PGO_NO_LINE; NULL
     where these are the same.  */
  int32_t *moved;
  size_t n_moved;
  bool lost;     /* Too little of it is left.  */
  int64_t shift; /* Added to offsets that MOVED has not.  */
};

/* A function of the result: the members FIRST up to END, once they are sorted.
 */
struct entry
{
  size_t first, end;
  size_t text;               /* Of its last member so far.  */
  const struct pgo_fn *base; /* That which gives source and start line.  */
  const char *file;
};

struct pgo_merge_texts
{
  bool normalize;
  struct pgo_pool *pool;
  struct text *texts;
  size_t n_texts, texts_capacity;
  struct member *members;
  size_t n_members, members_capacity;
  struct pgo_table table; /* Of MEMBERS, by function.  */
  struct entry *entries;
  size_t n_entries, entries_capacity;
  struct pgo_merged_texts result;
};

struct pgo_merge_texts *
pgo_merge_texts_new (bool normalize)
{
  struct pgo_merge_texts *texts = pgo_xcalloc (1, sizeof *texts);

  texts->normalize = normalize;
  texts->pool = pgo_pool_new ();
  return texts;
}

void
pgo_merge_texts_free (struct pgo_merge_texts *texts)
{
  if (!texts)
    return;
  for (size_t i = 0; i < texts->n_texts; i++)
    {
      pgo_index_free (texts->texts[i].index);
      free (texts->texts[i].digest);
      free (texts->texts[i].calls);
    }
  free (texts->texts);
  free (texts->members);
  free (texts->entries);
  pgo_table_free (&texts->table);
  pgo_pool_free (texts->pool);
  free (texts);
}

/* ---- Texts.  */

/* Order of two functions of one text.  */
static int
compare_functions (const struct pgo_fn *a, const struct pgo_fn *b)
{
  const struct pgo_fact f
      = { .of = { a->name, a->file }, .number = a->start_line };
  const struct pgo_fact g
      = { .of = { b->name, b->file }, .number = b->start_line };

  return pgo_fact_compare (&f, &g);
}

static int
compare_by_callee (const void *x, const void *y)
{
  const struct pgo_site *a = *(const struct pgo_site *const *) x;
  const struct pgo_site *b = *(const struct pgo_site *const *) y;

  if (a->callee != b->callee)
    return (uintptr_t) a->callee < (uintptr_t) b->callee ? -1 : 1;
  if (a->caller != b->caller)
    return compare_functions (a->caller, b->caller);
  return (a->offset > b->offset) - (a->offset < b->offset);
}

static void
sort_calls (struct text *text)
{
  const struct pgo_site *const *sites;

  text->n_calls = pgo_index_sites (text->index, &sites);
  text->calls = pgo_xcalloc (text->n_calls, sizeof *text->calls);
  for (size_t i = 0; i < text->n_calls; i++)
    text->calls[i] = sites[i];
  if (text->n_calls > 0)
    qsort (text->calls, text->n_calls, sizeof *text->calls, compare_by_callee);
}

bool
pgo_merge_texts_add (struct pgo_merge_texts *texts, struct pgo_index *index,
                     const char *file, const char *digest, double weight,
                     struct pgo_error *err)
{
  int64_t period = pgo_index_period (index);
  struct text *text;

  texts->texts = pgo_xgrow (texts->texts, texts->n_texts,
                            &texts->texts_capacity, sizeof *texts->texts);
  text = &texts->texts[texts->n_texts++];
  *text = (struct text){ .index = index,
                         .digest = pgo_xstrdup (digest),
                         .samples = pgo_index_total (index) / period,
                         .weight = weight };
  sort_calls (text);
  if (!pgo_index_good_p (index, err))
    return false;
  return period > 1
         || pgo_error_set (
             err, "%s: no line says how many samples it was made from", file);
}

/* By samples descending, then by contents.  */
static int
compare_texts (const void *x, const void *y)
{
  const struct text *a = x, *b = y;

  if (a->share != b->share)
    return a->share > b->share ? -1 : 1;
  return strcmp (a->digest, b->digest);
}

/* Decide what part each text is.  Returns the number of samples of all.  */
static double
weigh_texts (struct pgo_merge_texts *texts)
{
  double all = 0, mean = 0;

  for (size_t i = 0; i < texts->n_texts; i++)
    mean += texts->texts[i].samples / (double) texts->n_texts;
  for (size_t i = 0; i < texts->n_texts; i++)
    {
      struct text *text = &texts->texts[i];
      text->share = (texts->normalize ? mean : text->samples) * text->weight;
    }
  qsort (texts->texts, texts->n_texts, sizeof *texts->texts, compare_texts);
  for (size_t i = 0; i < texts->n_texts; i++)
    all += texts->texts[i].share;
  for (size_t i = 0; i < texts->n_texts; i++)
    {
      struct text *text = &texts->texts[i];
      text->share /= all;
      text->scale = text->share * (double) PGO_BUILD_WHOLE
                    / (double) pgo_index_total (text->index);
    }
  return all;
}

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

static bool
same_source_p (const struct pgo_fn *a, const struct pgo_fn *b)
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
            || (way == SAME_SOURCE && same_source_p (other->fn, member->fn))
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

/* How good the source of FN is to go by.  */
static int
rank_of (const struct pgo_fn *fn)
{
  return pgo_fn_source (fn) ? 2 : fn->start_line > 0;
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

/* Where the line OFFSET of MEMBER is in its entry, or GONE.  */
static int32_t
map_offset (const struct pgo_merge_texts *texts, const struct member *member,
            int32_t offset)
{
  const struct pgo_fn *base = texts->entries[member->entry].base;
  bool before = member->moved && offset < 0;
  int64_t mapped = offset + (before ? 0 : member->shift);

  if (offset == pgo_fn_no_line (member->fn))
    return pgo_fn_no_line (base);
  if (member->lost)
    return GONE;
  if (offset >= 0 && (size_t) offset < member->n_moved)
    return member->moved[offset] == PGO_NO_LINE ? GONE : member->moved[offset];
  return mapped < INT32_MIN || mapped > INT32_MAX ? GONE : (int32_t) mapped;
}

static bool
member_equal (const void *context, uint32_t i, const void *key)
{
  return ((const struct pgo_merge_texts *) context)->members[i].fn == key;
}

/* The member that FN is.  */
static const struct member *
member_of (const struct pgo_merge_texts *texts, const struct pgo_fn *fn)
{
  return &texts->members[pgo_table_find (
      &texts->table, pgo_hash (0, (uintptr_t) fn), member_equal, texts, fn)];
}

/* Make members and entries; the entries are in the order of names, files and
   start lines.  */
static void
find_functions (struct pgo_merge_texts *texts)
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

/* ---- Sums.  */

/* WEIGHT of MEMBER as a part of the result.  */
static double
scaled (const struct pgo_merge_texts *texts, const struct member *member,
        int64_t weight)
{
  return (double) weight * texts->texts[member->text].scale;
}

/* Add up the code of ENTRY's members.  One that does not tell, as it was no
   alternative to another callee there, is taken to be like the others.  */
static struct pgo_fn_code
sum_code (const struct pgo_merge_texts *texts, const struct entry *entry)
{
  struct pgo_fn_code code = { 0 };
  double weight = 0, own = 0, in_entry = 0, told = 0, all = 0;

  for (size_t i = entry->first; i < entry->end; i++)
    {
      const struct member *member = &texts->members[i];
      const struct pgo_fn_code *part = &member->fn->code;
      all += scaled (texts, member, member->fn->own);
      if (part->bytes == 0)
        continue;
      told += scaled (texts, member, member->fn->own);
      weight += scaled (texts, member, part->weight);
      own += scaled (texts, member, part->own);
      in_entry += scaled (texts, member, part->entry);
      if (part->bytes > code.bytes)
        {
          code.bytes = part->bytes;
          code.entry_bytes = part->entry_bytes;
        }
    }
  if (told > 0)
    {
      code.weight = llround (weight * all / told);
      code.own = llround (own * all / told);
      code.entry = llround (in_entry * all / told);
    }
  return code;
}

/* What ENTRY is, and its TRAITS.  */
static struct pgo_fn
sum_function (const struct pgo_merge_texts *texts, const struct entry *entry,
              unsigned *traits)
{
  struct pgo_fn fn = *entry->base;
  double own = 0, called = 0, weight = 0;

  fn.file = entry->file;
  fn.code = sum_code (texts, entry);
  *traits = 0;
  for (size_t i = entry->first; i < entry->end; i++)
    {
      const struct member *member = &texts->members[i];
      own += scaled (texts, member, member->fn->own);
      called += scaled (texts, member, member->fn->called);
      weight += scaled (texts, member, member->fn->weight);
      *traits |= pgo_fn_traits (member->fn);
      if (member->fn->start_line > 0 && member->fn->start_line != fn.start_line
          && !same_source_p (member->fn, entry->base))
        *traits |= PGO_FACT_STARTS;
    }
  fn.own = llround (own);
  fn.called = llround (called);
  fn.weight = llround (weight);
  return fn;
}

/* A line or a call of an entry, in the making.  */
struct sum
{
  int32_t offset;
  size_t callee; /* An entry; SIZE_MAX for a line.  */
  double weight, own;
};

struct sums
{
  struct sum *all;
  size_t n, capacity;
};

static void
add_sum (struct sums *sums, struct sum sum)
{
  sums->all = pgo_xgrow (sums->all, sums->n, &sums->capacity, sizeof sum);
  sums->all[sums->n++] = sum;
}

static int
compare_sums (const void *x, const void *y)
{
  const struct sum *a = x, *b = y;

  if (a->offset != b->offset)
    return a->offset < b->offset ? -1 : 1;
  return (a->callee > b->callee) - (a->callee < b->callee);
}

/* Make those of one place one.  */
static void
join_sums (struct sums *sums)
{
  size_t n = 0;

  if (sums->n > 0)
    qsort (sums->all, sums->n, sizeof *sums->all, compare_sums);
  for (size_t i = 0; i < sums->n; i++)
    if (n > 0 && compare_sums (&sums->all[n - 1], &sums->all[i]) == 0)
      {
        sums->all[n - 1].weight += sums->all[i].weight;
        sums->all[n - 1].own += sums->all[i].own;
      }
    else
      sums->all[n++] = sums->all[i];
  sums->n = n;
}

/* Give entry NUMBER its lines; returns their weight.  */
static int64_t
build_lines (struct pgo_merge_texts *texts, struct pgo_index *built,
             size_t number)
{
  const struct entry *entry = &texts->entries[number];
  struct sums sums = { 0 };
  struct pgo_line_weight *lines;
  int64_t all = 0;

  for (size_t i = entry->first; i < entry->end; i++)
    {
      const struct member *member = &texts->members[i];
      const struct pgo_line_weight *own;
      size_t n = pgo_fn_lines (member->fn, &own);
      for (size_t k = 0; k < n; k++)
        {
          int32_t offset = map_offset (texts, member, own[k].offset);
          double weight = scaled (texts, member, own[k].own);
          if (offset == GONE)
            texts->result.gone += weight / (double) PGO_BUILD_WHOLE;
          else
            add_sum (&sums, (struct sum){ offset, SIZE_MAX, 0, weight });
        }
    }
  join_sums (&sums);
  lines = pgo_xcalloc (sums.n, sizeof *lines);
  for (size_t i = 0; i < sums.n; i++)
    {
      lines[i] = (struct pgo_line_weight){ sums.all[i].offset,
                                           llround (sums.all[i].own) };
      all += lines[i].own;
    }
  pgo_build_lines (built, number, lines, sums.n);
  free (lines);
  free (sums.all);
  return all;
}

/* Likewise its calls.  */
static int64_t
build_sites (const struct pgo_merge_texts *texts, struct pgo_index *built,
             size_t number)
{
  const struct entry *entry = &texts->entries[number];
  struct sums sums = { 0 };
  struct pgo_site *sites;
  int64_t all = 0;

  for (size_t i = entry->first; i < entry->end; i++)
    {
      const struct member *member = &texts->members[i];
      const struct pgo_site *calls;
      size_t n = pgo_fn_sites (member->fn, &calls);
      for (size_t k = 0; k < n; k++)
        {
          int32_t offset = map_offset (texts, member, calls[k].offset);
          if (offset != GONE)
            add_sum (&sums,
                     (struct sum){ offset,
                                   member_of (texts, calls[k].callee)->entry,
                                   scaled (texts, member, calls[k].weight),
                                   scaled (texts, member, calls[k].own) });
        }
    }
  join_sums (&sums);
  sites = pgo_xcalloc (sums.n, sizeof *sites);
  for (size_t i = 0; i < sums.n; i++)
    {
      sites[i] = (struct pgo_site){ .callee = pgo_build_function (
                                        built, sums.all[i].callee),
                                    .offset = sums.all[i].offset,
                                    .weight = llround (sums.all[i].weight),
                                    .own = llround (sums.all[i].own) };
      all += sites[i].own;
    }
  pgo_build_sites (built, number, sites, sums.n);
  free (sites);
  free (sums.all);
  return all;
}

/* The own weight of all calls in TEXT, with those that are no sites, in its
   unit.  */
static int64_t
weigh_calls (const struct text *text)
{
  const struct pgo_fn *const *fns;
  size_t n = pgo_index_functions (text->index, &fns);
  int64_t all = 0;

  for (size_t i = 0; i < n; i++)
    all += fns[i]->called;
  for (size_t i = 0; i < text->n_calls; i++)
    if (text->calls[i]->caller == text->calls[i]->callee)
      all += text->calls[i]->own;
  return all;
}

/* ---- Contexts.  */

/* Those of one member, on their way to the entry's.  */
struct expansion
{
  const struct pgo_merge_texts *texts;
  const struct text *text;
  const struct member *member;
  struct pgo_index *built;
  const struct pgo_line_weight *lines;
  size_t n_lines;
  struct pgo_frame frames[PGO_CONTEXT_CALLERS]; /* Of the text.  */
  struct pgo_frame mapped[PGO_CONTEXT_CALLERS]; /* Of the result.  */
  int64_t least; /* What weighs less is not followed.  */
  struct pgo_context *contexts;
  size_t n, capacity;
};

/* Add the contexts of DEPTH callers that are no more, with the own weights OWN
   of each line, the last of no line.  */
static void
add_contexts (struct expansion *x, size_t depth, const int64_t *own)
{
  for (size_t i = 0; i <= x->n_lines; i++)
    {
      int32_t offset = i < x->n_lines ? map_offset (x->texts, x->member,
                                                    x->lines[i].offset)
                                      : GONE;
      struct pgo_context context = {
        .offset = offset == GONE ? pgo_fn_no_line (
                      x->texts->entries[x->member->entry].base)
                                 : offset,
        .n_callers = depth,
        .own = llround (scaled (x->texts, x->member, own[i])),
      };
      if (context.own <= 0)
        continue;
      for (size_t k = 0; k < depth; k++)
        context.callers[k] = x->mapped[k];
      x->contexts
          = pgo_xgrow (x->contexts, x->n, &x->capacity, sizeof *x->contexts);
      x->contexts[x->n++] = context;
    }
}

static int64_t
smaller (int64_t a, int64_t b)
{
  return a < b ? a : b;
}

/* Set CHILD to what of REST, the own weights by line of the context of DEPTH
   callers, is called by SITE.  False where that is not followed.  */
static bool
descend (struct expansion *x, size_t depth, const struct pgo_site *site,
         const int64_t *rest, int64_t *child)
{
  const struct pgo_fn *fn = x->member->fn;
  const struct member *caller = member_of (x->texts, site->caller);
  int32_t offset = map_offset (x->texts, caller, site->offset);
  int64_t others;

  x->frames[depth] = (struct pgo_frame){ site->caller, site->offset };
  others = pgo_fn_site_own (x->frames[0].caller, x->frames[0].offset, fn,
                            x->frames + 1, depth);
  if (others < x->least || offset == GONE)
    return false;
  x->mapped[depth]
      = (struct pgo_frame){ pgo_build_function (x->built, caller->entry),
                            offset };
  for (size_t i = 0; i < x->n_lines; i++)
    {
      child[i] = smaller (rest[i], pgo_fn_line_own (fn, x->lines[i].offset,
                                                    x->frames, depth + 1));
      others -= child[i];
    }
  child[x->n_lines] = smaller (rest[x->n_lines], others > 0 ? others : 0);
  return true;
}

/* The first of the calls of FN in TEXT.  */
static size_t
first_call (const struct text *text, const struct pgo_fn *fn)
{
  size_t low = 0, high = text->n_calls;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if ((uintptr_t) text->calls[middle]->callee < (uintptr_t) fn)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Go on from the context of DEPTH callers with the own weights OWN by line.  */
static void
expand (struct expansion *x, size_t depth, const int64_t *own)
{
  const struct pgo_fn *callee
      = depth > 0 ? x->frames[depth - 1].caller : x->member->fn;
  int64_t *rest = pgo_xcalloc (2 * (x->n_lines + 1), sizeof *rest);
  int64_t *child = rest + x->n_lines + 1;

  memcpy (rest, own, (x->n_lines + 1) * sizeof *rest);
  for (size_t i = first_call (x->text, callee);
       depth < PGO_CONTEXT_CALLERS && i < x->text->n_calls
       && x->text->calls[i]->callee == callee;
       i++)
    if (descend (x, depth, x->text->calls[i], rest, child))
      {
        expand (x, depth + 1, child);
        for (size_t k = 0; k <= x->n_lines; k++)
          rest[k] -= child[k];
      }
  add_contexts (x, depth, rest);
  free (rest);
}

/* Add the contexts of MEMBER to X.  */
static void
expand_member (struct expansion *x, const struct member *member)
{
  int64_t *own;

  x->member = member;
  x->text = &x->texts->texts[member->text];
  x->n_lines = pgo_fn_lines (member->fn, &x->lines);
  x->least = llround (LEAST_CONTEXT * PGO_BUILD_WHOLE / x->text->scale);
  own = pgo_xcalloc (x->n_lines + 1, sizeof *own);
  own[x->n_lines] = member->fn->own;
  for (size_t i = 0; i < x->n_lines; i++)
    {
      own[i] = x->lines[i].own;
      own[x->n_lines] -= own[i];
    }
  if (own[x->n_lines] < 0)
    own[x->n_lines] = 0;
  expand (x, 0, own);
  free (own);
}

static void
build_contexts (const struct pgo_merge_texts *texts, struct pgo_index *built,
                size_t number)
{
  const struct entry *entry = &texts->entries[number];
  struct expansion x = { .texts = texts, .built = built };

  for (size_t i = entry->first; i < entry->end; i++)
    expand_member (&x, &texts->members[i]);
  pgo_build_contexts (built, number, x.contexts, x.n);
  free (x.contexts);
}

/* ---- All of it.  */

/* Begin the result.  */
static struct pgo_index *
begin (const struct pgo_merge_texts *texts, double samples)
{
  size_t n = texts->n_entries;
  struct pgo_fn *fns = pgo_xcalloc (n, sizeof *fns);
  unsigned *traits = pgo_xcalloc (n, sizeof *traits);
  const char **sources = pgo_xcalloc (n, sizeof *sources);
  struct pgo_index *built;

  for (size_t i = 0; i < n; i++)
    {
      fns[i] = sum_function (texts, &texts->entries[i], &traits[i]);
      sources[i] = pgo_fn_source (texts->entries[i].base);
    }
  built = pgo_build_new (fns, traits, sources, n, samples);
  free (fns);
  free (traits);
  free (sources);
  return built;
}

struct pgo_index *
pgo_merge_texts_finish (struct pgo_merge_texts *texts,
                        struct pgo_merged_texts *merged)
{
  double samples = weigh_texts (texts), calls = 0;
  int64_t lines = 0, sites = 0, all_calls;
  struct pgo_index *built;

  find_functions (texts);
  built = begin (texts, samples < 1 ? 1 : samples);
  for (size_t i = 0; i < texts->n_entries; i++)
    {
      lines += build_lines (texts, built, i);
      sites += build_sites (texts, built, i);
    }
  for (size_t i = 0; i < texts->n_entries; i++)
    build_contexts (texts, built, i);
  for (size_t i = 0; i < texts->n_texts; i++)
    calls += (double) weigh_calls (&texts->texts[i]) * texts->texts[i].scale;
  all_calls = llround (calls);
  pgo_build_end (built, lines < PGO_BUILD_WHOLE ? PGO_BUILD_WHOLE - lines : 0,
                 sites < all_calls ? all_calls - sites : 0);
  *merged = texts->result;
  return built;
}

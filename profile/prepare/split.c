/* A prepared profile that is a directory, made or made anew.
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

   A part has the functions of its source file, and what of others is needed to
   read them: of a function that is called, what it weighs, and in which
   contexts that begin here; of a caller of callers, its name.  So nobody has to
   open a part for the functions of another.

   What is made depends on what is there (previous.c).  The functions of a part
   stay while none of them has news.  A file enters the list with news, and
   leaves it with news.

   All texts are written beside their places first, and then renamed.  */

#include "prepare/prepare.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "decide/precision.h"
#include "names/path.h"
#include "prepare/blocks.h"
#include "prepare/part_names.h"
#include "prepare/private.h"
#include "prepared/split.h"

/* What is written beside a file is called as that with this behind it.  */
#define STAGED ".new"

/* A part on its way.  */
struct part
{
  const char *source;
  const char *name;               /* As pgo_part_names has it.  */
  struct pgo_blocks text;         /* What is there of it.  */
  struct pgo_blocks old;          /* Of this, the functions of its file.  */
  struct pgo_blocks fresh;        /* These in the draft.  */
  const struct pgo_blocks *homes; /* One or the other, or NULL.  */
};

/* A file on its way.  */
struct output
{
  char *path;
  char *text;
  size_t size;
  bool staged;
};

struct split
{
  struct draft draft;
  const char *dir;
  bool missing;             /* There was none.  */
  struct pgo_split *before; /* What is there, if that counts.  */
  struct pgo_blocks fresh;  /* All functions of the draft.  */
  struct part *parts;       /* Those without homes are not written.  */
  size_t n_parts;
  struct pgo_blocks homes; /* Those of all parts.  */
  struct output *outputs;  /* The head is the last.  */
  size_t n_outputs;
};

/* ---- What is there.  */

static bool
empty_directory_p (const char *name)
{
  DIR *dir = opendir (name);
  const struct dirent *entry;
  bool empty = true;

  while (dir && (entry = readdir (dir)))
    empty &= strcmp (entry->d_name, ".") == 0
             || strcmp (entry->d_name, "..") == 0;
  if (dir)
    closedir (dir);
  return empty;
}

/* Does FILE begin as a prepared profile?  */
static bool
begins_as_text_p (const char *file)
{
  char start[sizeof PGO_TEXT_MAGIC] = "";
  FILE *stream = fopen (file, "rb");
  size_t n = stream ? fread (start, 1, sizeof start, stream) : 0;

  if (stream)
    fclose (stream);
  return pgo_text_p (start, n);
}

/* May DIR be filled?  If it is such a profile, and a sound one, open it in
 *BEFORE.  */
static bool
look_at_directory (const char *dir, struct pgo_split **before,
                   struct pgo_error *err)
{
  struct pgo_error damage;
  struct stat st;
  char *head;
  bool ours;

  if (stat (dir, &st) != 0)
    return errno == ENOENT
           || pgo_error_set (err, "%s: %s", dir, strerror (errno));
  if (!S_ISDIR (st.st_mode))
    return pgo_error_set (err,
                          "%s: there is a file of this name, and a "
                          "directory is to be made",
                          dir);
  head = pgo_path_join (dir, PGO_SPLIT_HEAD);
  ours = begins_as_text_p (head);
  free (head);
  if (!ours)
    return empty_directory_p (dir)
           || pgo_error_set (err,
                             "%s: has files, but no " PGO_SPLIT_HEAD
                             " of a prepared profile; name an empty or a new "
                             "directory",
                             dir);
  *before = pgo_split_open (dir, &damage);
  return true;
}

/* ---- The head.  */

/* Add to HEAD the weight of the functions of BLOCKS without a file, where it is
   more than that of the others: then any unit may have these functions.  Else
   they are of libraries and other programs, whose news are none of the units'.
 */
static void
tell_no_file (struct pgo_head *head, const struct pgo_blocks *blocks)
{
  int64_t no_file = 0;

  for (size_t i = 0; i < blocks->n; i++)
    if (blocks->all[i].function.of.file[0] == '\0')
      {
        const struct pgo_blocks one = { .all = &blocks->all[i], .n = 1 };
        no_file += pgo_blocks_sum (&one, PGO_FACT_OWN);
      }
  if (2 * no_file > pgo_blocks_sum (blocks, PGO_FACT_OWN))
    head->facts[head->n++]
        = (struct pgo_fact){ .kind = PGO_FACT_NO_FILE,
                             .own = no_file < PGO_TEXT_WHOLE ? no_file
                                                             : PGO_TEXT_WHOLE };
}

/* The old facts of SPLIT's head, or NEW where these have news; then what was
   there counts no more.  */
static struct pgo_head
choose_head (struct split *split, const struct pgo_head *new)
{
  struct pgo_head old;

  if (!split->before)
    return *new;
  old = pgo_head_read (pgo_split_head (split->before), split->draft.pool);
  if (pgo_head_stays_p (&old, new, split->draft.samples))
    return old;
  pgo_split_close (split->before);
  split->before = NULL;
  return *new;
}

/* Let the draft be as exact as the old head's number of samples allows, if that
   is about right.  Else what was there does not count.  */
static void
choose_samples (struct split *split)
{
  struct pgo_head old;

  if (!split->before)
    return;
  old = pgo_head_read (pgo_split_head (split->before), split->draft.pool);
  if (!pgo_head_samples (&old, &split->draft.samples))
    {
      pgo_split_close (split->before);
      split->before = NULL;
    }
}

/* ---- The parts.  */

/* By file, and those of one in their order.  */
static int
compare_by_file (const void *x, const void *y)
{
  const struct pgo_block *a = *(const struct pgo_block *const *) x;
  const struct pgo_block *b = *(const struct pgo_block *const *) y;
  int order = pgo_path_compare (a->function.of.file, b->function.of.file);

  return order ? order : (a > b) - (a < b);
}

static int
compare_sources (const void *x, const void *y)
{
  return pgo_path_compare (((const struct part *) x)->source,
                           ((const struct part *) y)->source);
}

/* Make the list of parts: of the files of the draft, and of those that are
   there.  */
static void
list_parts (struct split *split)
{
  size_t n_old = split->before ? pgo_split_number (split->before) : 0, n = 0;

  split->parts = pgo_xcalloc (split->fresh.n + n_old, sizeof *split->parts);
  for (size_t i = 0; i < split->fresh.n; i++)
    split->parts[n++].source = split->fresh.all[i].function.of.file;
  for (size_t i = 0; i < n_old; i++)
    split->parts[n++].source = pgo_split_source (split->before, i);
  if (n > 0)
    qsort (split->parts, n, sizeof *split->parts, compare_sources);
  for (size_t i = 0; i < n; i++)
    if (split->n_parts == 0
        || strcmp (split->parts[i].source,
                   split->parts[split->n_parts - 1].source)
               != 0)
      split->parts[split->n_parts++] = split->parts[i];
}

/* Give each part the functions of its file in the draft.  */
static void
deal_functions (struct split *split)
{
  size_t n = split->fresh.n, i = 0;
  const struct pgo_block **sorted = pgo_xcalloc (n, sizeof *sorted);

  for (size_t k = 0; k < n; k++)
    sorted[k] = &split->fresh.all[k];
  if (n > 0)
    qsort (sorted, n, sizeof *sorted, compare_by_file);
  for (size_t k = 0; k < split->n_parts; k++)
    for (; i < n
           && strcmp (sorted[i]->function.of.file, split->parts[k].source) == 0;
         i++)
      pgo_blocks_add (&split->parts[k].fresh, &sorted[i]->function,
                      sorted[i]->facts, sorted[i]->n);
  free (sorted);
}

/* Read what is there of PART.  False if that is nothing, or damaged.  */
static bool
read_part (struct split *split, struct part *part)
{
  size_t i = pgo_split_find (split->before, part->source);
  struct pgo_error damage;
  const struct pgo_text *text
      = i == PGO_NONE ? NULL : pgo_split_text (split->before, i, &damage);

  if (!text || !pgo_text_verify (text, &damage)
      || !pgo_blocks_read (&part->text, text, split->draft.pool))
    return false;
  for (size_t k = 0; k < part->text.n; k++)
    {
      const struct pgo_block *block = &part->text.all[k];
      if (strcmp (block->function.of.file, part->source) == 0)
        pgo_blocks_add (&part->old, &block->function, block->facts, block->n);
    }
  return true;
}

/* Choose which functions PART has.  */
static void
choose_homes (struct split *split, struct part *part)
{
  bool there = split->before && read_part (split, part);
  bool listed = !split->before
                || pgo_split_find (split->before, part->source) != PGO_NONE;
  bool renewed
      = pgo_blocks_compare (&part->old, &part->fresh, split->draft.samples)
            .matters;

  if (there && !renewed && part->old.n > 0)
    part->homes = &part->old;
  else if (part->fresh.n > 0 && (listed || renewed))
    part->homes = &part->fresh;
}

/* Drop what is not to be written, and name what is.  */
static void
settle_parts (struct split *split)
{
  size_t n = 0;
  const char **sources = pgo_xcalloc (split->n_parts, sizeof *sources);
  const char **names = pgo_xcalloc (split->n_parts, sizeof *names);

  for (size_t i = 0; i < split->n_parts; i++)
    {
      const struct part *part = &split->parts[i];
      if (!part->homes)
        continue;
      sources[n++] = part->source;
      for (size_t k = 0; k < part->homes->n; k++)
        pgo_blocks_add (&split->homes, &part->homes->all[k].function,
                        part->homes->all[k].facts, part->homes->all[k].n);
    }
  pgo_blocks_sort (&split->homes);
  pgo_part_names (sources, n, split->draft.pool, names);
  n = 0;
  for (size_t i = 0; i < split->n_parts; i++)
    if (split->parts[i].homes)
      split->parts[i].name = names[n++];
  free (sources);
  free (names);
}

/* ---- The text of a part.  */

/* The functions of a text on its way.  */
struct cast
{
  const struct split *split;
  const struct part *part;
  struct pgo_blocks blocks;
  struct pgo_table table; /* By name and file, the first of these.  */
};

static bool
reference_equal (const void *context, uint32_t i, const void *key)
{
  const struct pgo_reference *of
      = &((const struct cast *) context)->blocks.all[i].function.of;
  const struct pgo_reference *reference = key;

  return strcmp (of->name, reference->name) == 0
         && strcmp (of->file, reference->file) == 0;
}

/* Enter the next block of CAST in its table as REFERENCE.  False if one is
 * there.
 */
static bool
enter (struct cast *cast, const struct pgo_reference *reference)
{
  uint64_t hash = pgo_hash (pgo_hash_string (reference->name),
                            pgo_hash_string (reference->file));

  if (pgo_table_find (&cast->table, hash, reference_equal, cast, reference)
      != PGO_NONE)
    return false;
  pgo_table_add (&cast->table, hash, cast->blocks.n);
  return true;
}

/* The function that REFERENCE means, in its part, or where none has it as the
   text has that names it; NULL where nothing is known any more.  */
static const struct pgo_block *
find_named (const struct cast *cast, const struct pgo_reference *reference,
            bool *home)
{
  const struct pgo_block *block
      = pgo_blocks_find (&cast->split->homes, reference);

  *home = block;
  if (!block)
    block = pgo_blocks_find (&cast->part->text, reference);
  return block ? block : pgo_blocks_find (&cast->split->fresh, reference);
}

/* Is FACT, of a function in another file, something that the part tells?  The
   weights, and those in calls from here.  */
static bool
told_elsewhere_p (const struct cast *cast, const struct pgo_fact *fact)
{
  bool home;

  if (fact->kind >= PGO_FACT_ALL && fact->kind <= PGO_FACT_CODE)
    return true;
  if (fact->kind != PGO_FACT_FROM
      || strcmp (fact->callers[0].file, cast->part->source) != 0)
    return false;
  for (unsigned i = 0; i < fact->n_callers; i++)
    if (!find_named (cast, &fact->callers[i], &home))
      return false;
  return true;
}

/* Add the function that REFERENCE means, if it is not there.  Of one that is in
   no part, and light therefore, nothing but its line is told.  */
static void
add_named (struct cast *cast, const struct pgo_reference *reference)
{
  bool home;
  const struct pgo_block *block = find_named (cast, reference, &home);
  struct pgo_fact *facts;
  size_t n = 0;

  if (!block || !enter (cast, &block->function.of))
    return;
  facts
      = pgo_pool_alloc (cast->split->draft.pool, block->n * sizeof *facts + 1);
  for (size_t i = 0; home && i < block->n; i++)
    if (told_elsewhere_p (cast, &block->facts[i]))
      facts[n++] = block->facts[i];
  pgo_blocks_add (&cast->blocks, &block->function, facts, n);
}

/* Gather the functions of the part and all that these name.  */
static void
gather (struct cast *cast)
{
  for (size_t i = 0; i < cast->part->homes->n; i++)
    {
      const struct pgo_block *block = &cast->part->homes->all[i];
      enter (cast, &block->function.of);
      pgo_blocks_add (&cast->blocks, &block->function, block->facts, block->n);
    }
  /* What is added is behind.  */
  for (size_t i = 0; i < cast->blocks.n; i++)
    for (size_t k = 0; k < cast->blocks.all[i].n; k++)
      {
        const struct pgo_fact *fact = &cast->blocks.all[i].facts[k];
        if (fact->kind == PGO_FACT_CALL)
          add_named (cast, &fact->of);
        for (unsigned j = 0; j < fact->n_callers; j++)
          add_named (cast, &fact->callers[j]);
      }
  pgo_blocks_sort (&cast->blocks);
}

static void
write_part (FILE *stream, const struct split *split, const struct part *part,
            const char *identity)
{
  struct cast cast = { .split = split, .part = part };
  const struct pgo_fact of
      = { .kind = PGO_FACT_PART_OF, .of = { identity, NULL } };

  gather (&cast);
  pgo_text_begin (stream);
  pgo_fact_write (stream, &of);
  pgo_blocks_write_files (stream, part->homes, true);
  for (size_t i = 0; i < cast.blocks.n; i++)
    pgo_blocks_write (stream, &cast.blocks, i);
  pgo_text_end (stream);
  pgo_blocks_free (&cast.blocks);
  pgo_table_free (&cast.table);
}

/* ---- The files.  */

/* A new output that is to be PATH, which it takes; what is written to the
   stream is its text.  */
static FILE *
begin_output (struct split *split, char *path)
{
  struct output *output;

  if (!split->outputs)
    /* Their texts stay where they are while they are written.  */
    split->outputs = pgo_xcalloc (split->n_parts + 1, sizeof *split->outputs);
  output = &split->outputs[split->n_outputs++];
  output->path = path;
  return pgo_xstream_open (&output->text, &output->size);
}

/* The last output that was begun has its text, which was written to STREAM.  */
static void
end_output (struct split *split, FILE *stream)
{
  pgo_xstream_close (stream, &split->outputs[split->n_outputs - 1].text);
}

/* NAME with SUFFIX behind it; the caller frees it.  */
static char *
with_suffix (const char *name, const char *suffix)
{
  size_t size = strlen (name) + strlen (suffix) + 1;
  char *all = pgo_xmalloc (size);

  snprintf (all, size, "%s%s", name, suffix);
  return all;
}

/* The path of PART.  */
static char *
part_path (const struct split *split, const struct part *part)
{
  char *dir = pgo_path_join (split->dir, PGO_SPLIT_DIR);
  char *name = with_suffix (part->name ? part->name : part->source,
                            part->name ? "" : PGO_SPLIT_SUFFIX);
  char *path = pgo_path_join (dir, name);

  free (dir);
  free (name);
  return path;
}

/* Write all parts, and the head with FACTS, to memory.  */
static void
write_outputs (struct split *split, const struct pgo_head *head)
{
  struct pgo_fact fact = { .kind = PGO_FACT_PARTS };
  char *lines, identity[17];
  size_t size;
  FILE *stream = pgo_xstream_open (&lines, &size);

  for (size_t i = 0; i < head->n; i++)
    pgo_fact_write (stream, &head->facts[i]);
  pgo_xstream_close (stream, &lines);
  pgo_split_identify (lines, size, identity);

  for (size_t i = 0; i < split->n_parts; i++)
    if (split->parts[i].homes)
      {
        stream = begin_output (split, part_path (split, &split->parts[i]));
        write_part (stream, split, &split->parts[i], identity);
        end_output (split, stream);
      }
  /* The head comes last.  */
  stream = begin_output (split, pgo_path_join (split->dir, PGO_SPLIT_HEAD));
  pgo_text_begin (stream);
  fact.of.name = identity;
  pgo_fact_write (stream, &fact);
  fputs (lines, stream);
  for (size_t i = 0; i < split->n_parts; i++)
    if (split->parts[i].homes)
      {
        const struct part *part = &split->parts[i];
        fact = (struct pgo_fact){ .kind = PGO_FACT_FILE,
                                  .of = { part->source, NULL } };
        pgo_fact_write (stream, &fact);
        fact = (struct pgo_fact){ .kind = PGO_FACT_PART,
                                  .of = { part->name, NULL } };
        if (part->name)
          pgo_fact_write (stream, &fact);
      }
  pgo_text_end (stream);
  end_output (split, stream);
  free (lines);
}

/* Is OUTPUT what its file has?  */
static bool
unchanged_p (const struct output *output)
{
  struct pgo_error err;
  size_t size;
  unsigned char *data = pgo_file_read (output->path, &size, &err);
  bool same
      = data && size == output->size && memcmp (data, output->text, size) == 0;

  free (data);
  return same;
}

/* Write what has changed beside its place; or remove that again.  */
static bool
stage (struct split *split, struct pgo_error *err)
{
  bool good = true;

  for (size_t i = 0; good && i < split->n_outputs; i++)
    {
      struct output *output = &split->outputs[i];
      char *staged;
      if (unchanged_p (output))
        continue;
      staged = with_suffix (output->path, STAGED);
      output->staged
          = pgo_file_replace (staged, output->text, output->size, err);
      good = output->staged;
      free (staged);
    }
  return good;
}

/* Let what is staged take its place.  */
static bool
commit (struct split *split, struct pgo_error *err)
{
  bool good = true;

  for (size_t i = 0; good && i < split->n_outputs; i++)
    if (split->outputs[i].staged)
      {
        const char *path = split->outputs[i].path;
        char *staged = with_suffix (path, STAGED);
        good = rename (staged, path) == 0
               || pgo_error_set (err, "%s: %s", path, strerror (errno));
        free (staged);
      }
  return good;
}

static bool
ends_in_p (const char *name, const char *end)
{
  size_t length = strlen (name), n = strlen (end);

  return length >= n && strcmp (name + length - n, end) == 0;
}

/* Remove the parts below the directory NAME that are not WANTED, unless that is
   NULL, and the directories without anything.  */
static void
sweep (const char *name, const struct pgo_strings *wanted)
{
  DIR *dir = opendir (name);
  const struct dirent *entry;
  struct stat st;

  while (dir && (entry = readdir (dir)))
    {
      char *path = pgo_path_join (name, entry->d_name);
      bool here = strcmp (entry->d_name, ".") == 0
                  || strcmp (entry->d_name, "..") == 0;
      if (here || lstat (path, &st) != 0)
        ;
      else if (S_ISDIR (st.st_mode))
        sweep (path, wanted);
      else if (wanted && !pgo_strings_find (wanted, path)
               && (ends_in_p (path, PGO_SPLIT_SUFFIX)
                   || ends_in_p (path, PGO_SPLIT_SUFFIX STAGED)))
        unlink (path);
      free (path);
    }
  if (dir)
    closedir (dir);
  rmdir (name);
}

/* Remove what the directory has of parts that are no more.  */
static void
remove_others (const struct split *split)
{
  struct pgo_strings wanted = { 0 };
  char *dir = pgo_path_join (split->dir, PGO_SPLIT_DIR);

  for (size_t i = 0; i < split->n_outputs; i++)
    pgo_strings_number (&wanted, NULL, split->outputs[i].path);
  sweep (dir, &wanted);
  free (dir);
  pgo_strings_free (&wanted);
}

/* Remove what is staged, and the directories that were made for it.  */
static void
withdraw (const struct split *split)
{
  char *dir = pgo_path_join (split->dir, PGO_SPLIT_DIR);

  for (size_t i = 0; i < split->n_outputs; i++)
    if (split->outputs[i].staged)
      {
        char *staged = with_suffix (split->outputs[i].path, STAGED);
        unlink (staged);
        free (staged);
      }
  sweep (dir, NULL);
  free (dir);
  if (split->missing)
    rmdir (split->dir);
}

/* ---- All of it.  */

static void
free_split (struct split *split)
{
  for (size_t i = 0; i < split->n_parts; i++)
    {
      pgo_blocks_free (&split->parts[i].text);
      pgo_blocks_free (&split->parts[i].old);
      pgo_blocks_free (&split->parts[i].fresh);
    }
  free (split->parts);
  for (size_t i = 0; i < split->n_outputs; i++)
    {
      free (split->outputs[i].path);
      free (split->outputs[i].text);
    }
  free (split->outputs);
  pgo_blocks_free (&split->fresh);
  pgo_blocks_free (&split->homes);
  pgo_draft_end (&split->draft);
  pgo_split_close (split->before);
}

bool
pgo_prepare_split (const struct pgo_index *index,
                   const struct pgo_prepare_known *known, const char *dir,
                   struct pgo_prepared *prepared, struct pgo_error *err)
{
  struct split split = { .dir = dir, .missing = access (dir, F_OK) != 0 };
  struct pgo_strings files = { 0 };
  struct pgo_head head;
  bool good;

  if (!look_at_directory (dir, &split.before, err))
    return false;
  for (size_t i = 0; split.before && i < pgo_split_number (split.before); i++)
    pgo_strings_number (&files, NULL, pgo_split_source (split.before, i));
  pgo_draft_begin (&split.draft, index, known, &files);
  pgo_strings_free (&files);
  choose_samples (&split);
  pgo_draft_collect (&split.draft, prepared);
  pgo_draft_blocks (&split.draft, &split.fresh);
  head = pgo_draft_head (&split.draft, &split.fresh, prepared->left_out);
  tell_no_file (&head, &split.fresh);
  head = choose_head (&split, &head);
  list_parts (&split);
  deal_functions (&split);
  for (size_t i = 0; i < split.n_parts; i++)
    choose_homes (&split, &split.parts[i]);
  settle_parts (&split);
  write_outputs (&split, &head);
  good = stage (&split, err);
  if (!good)
    withdraw (&split);
  good = good && commit (&split, err);
  if (good)
    remove_others (&split);
  free_split (&split);
  return good;
}

/* gcc-pgo merge: one profile from many.
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

   Reads one profile at a time; merge/ does the rest, and prepare/ what is left
   for prepared ones.  Nothing is written unless every input is good.  */

#include "tool/tool.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/progress.h"
#include "merge/merge.h"
#include "merge/texts.h"
#include "pprof/profile.h"
#include "prepare/prepare.h"
#include "prepared/split.h"
#include "prepared/text.h"
#include "symbolize/module.h"

/* A profile to read.  FILE is a piece of the command line.  */
struct source
{
  const char *file;
  uint64_t weight;
};

/* What the user asked for.  */
struct request
{
  const char *output;
  bool normalize;
  bool split;
  struct source *sources;
  size_t n_sources, sources_capacity;
  struct pgo_tool_names binaries;
};

static void
push_source (struct request *request, const char *file, uint64_t weight)
{
  request->sources
      = pgo_xgrow (request->sources, request->n_sources,
                   &request->sources_capacity, sizeof *request->sources);
  request->sources[request->n_sources++] = (struct source){ file, weight };
}

static void
print_help (void)
{
  /* clang-format off */
  printf ("Usage: gcc-pgo merge [OPTION...] FILE...\n"
          "Make one profile from the profiles FILE..., of regions, hosts or days: all of\n"
          "pprof, or all prepared.\n"
          "\n"
          "  -o, --output=OUT     write to OUT (default default.pgo)\n"
          "      --split          make OUT a directory, of prepared profiles\n"
          "  -w, --weight=W:FILE  read FILE too, each of its samples W times; W is a\n"
          "                       decimal number, such as 3 or 0.25, above 0 and at\n"
          "                       most %d, with at most %d decimals; may be repeated\n"
          "      --normalize      let each FILE count the same, however long it was\n"
          "                       sampled, and then W times\n"
          "      --binary=FILE    keep only samples with a frame in the ELF file FILE,\n"
          "                       known by build id or else by name; may be repeated\n"
          "  -h, --help           print this and exit\n"
          "\n"
          "Profiles that count samples of a known period and profiles in nanoseconds go\n"
          "together.  The order of the files does not matter.  Labels of samples are\n"
          "dropped.  Prepared profiles make a prepared one, and one text alone stays as it\n"
          "is.\n"
          "The memory needed is that of the distinct stacks and of one FILE.\n"
          "The manual page is gcc-pgo-merge(1).\n",
          PGO_MERGE_MOST, PGO_MERGE_DECIMALS);
  /* clang-format on */
}

/* Take the option --weight=TEXT.  Returns an exit status.  */
static int
take_weight (struct request *request, const char *text)
{
  const char *colon = strchr (text, ':');
  uint64_t weight;

  if (!colon || colon[1] == '\0')
    return pgo_tool_usage ("merge", "'%s' is not WEIGHT:FILE", text);
  if (!pgo_merge_parse_weight (text, (size_t) (colon - text), &weight))
    return pgo_tool_usage ("merge",
                           "'%.*s' is not a weight: a decimal number above 0, "
                           "with at most %d decimals, up to %d",
                           (int) (colon - text), text, PGO_MERGE_DECIMALS,
                           PGO_MERGE_MOST);
  push_source (request, colon + 1, weight);
  return PGO_EXIT_OK;
}

/* Read the command line into REQUEST.  Returns an exit status; *DONE says that
   there is no more to do.  */
static int
take_arguments (struct request *request, int argc, char **argv, bool *done)
{
  static const struct option options[]
      = { { "output", required_argument, NULL, 'o' },
          { "weight", required_argument, NULL, 'w' },
          { "normalize", no_argument, NULL, 'n' },
          { "split", no_argument, NULL, 's' },
          { "binary", required_argument, NULL, 'b' },
          { "help", no_argument, NULL, 'h' },
          { NULL, 0, NULL, 0 } };
  int option, status;

  *done = true;
  opterr = 0;
  while ((option = getopt_long (argc, argv, ":ho:w:", options, NULL)) != -1)
    switch (option)
      {
      case 'o':
        request->output = optarg;
        break;
      case 'w':
        status = take_weight (request, optarg);
        if (status != PGO_EXIT_OK)
          return status;
        break;
      case 'n':
        request->normalize = true;
        break;
      case 's':
        request->split = true;
        break;
      case 'b':
        pgo_tool_add_name (&request->binaries, optarg);
        break;
      case 'h':
        print_help ();
        return PGO_EXIT_OK;
      case ':':
        return pgo_tool_usage ("merge", "%s needs a value", argv[optind - 1]);
      default:
        return pgo_tool_usage ("merge", "unknown option %s", argv[optind - 1]);
      }
  for (int i = optind; i < argc; i++)
    push_source (request, argv[i], PGO_MERGE_ONE);
  if (request->n_sources == 0)
    return pgo_tool_usage ("merge", "no profile to merge");
  if (request->split && strcmp (request->output, "-") == 0)
    return pgo_tool_usage ("merge", "--split makes a directory: name it");
  *done = false;
  return PGO_EXIT_OK;
}

static bool
keep_binaries (struct pgo_merge *merge, const struct request *request,
               struct pgo_error *err)
{
  for (size_t i = 0; i < request->binaries.n; i++)
    {
      char *build_id = pgo_file_build_id (request->binaries.name[i], err);
      if (!build_id)
        return false;
      pgo_merge_keep (merge, request->binaries.name[i], build_id);
      free (build_id);
    }
  return true;
}

/* What becomes of the sources: they are all of one kind.  */
struct merging
{
  struct pgo_merge *merge;       /* Of pprof profiles.  */
  struct pgo_merge_texts *texts; /* Of prepared ones.  */
  const char *pprof, *text;      /* The last of each kind, or NULL.  */
  unsigned char *bytes; /* Of the only source, where that is a text and is to
                           stay one.  */
  size_t size;
};

static void
add_bytes (struct pgo_digest *sum, const struct pgo_text *text)
{
  size_t size;
  const char *data = pgo_text_bytes (text, &size);

  pgo_digest_add (sum, (const unsigned char *) data, size);
}

/* Add to SUM all texts of the directory DIR.  */
static bool
add_parts (struct pgo_digest *sum, const char *dir, struct pgo_error *err)
{
  struct pgo_split *parts = pgo_split_open (dir, err);
  size_t n = parts ? pgo_split_number (parts) : 0;
  bool good = parts;

  if (parts)
    add_bytes (sum, pgo_split_head (parts));
  for (size_t i = 0; good && i < n; i++)
    {
      const struct pgo_text *text = pgo_split_text (parts, i, err);
      good = text;
      if (text)
        add_bytes (sum, text);
    }
  pgo_split_close (parts);
  return good;
}

/* Add the prepared profile FILE: the SIZE bytes at DATA, which are freed, or
   where that is NULL, a directory.  */
static bool
add_text (struct merging *merging, unsigned char *data, size_t size,
          const char *file, uint64_t weight, struct pgo_error *err)
{
  struct pgo_index *index = pgo_index_new ();
  struct pgo_digest *sum = pgo_digest_new ();
  char digest[17];
  bool good;

  if (data)
    {
      pgo_digest_add (sum, data, size);
      good = pgo_index_take (index, data, size, file, NULL, err);
    }
  else
    good = add_parts (sum, file, err)
           && pgo_index_add_file (index, file, NULL, err);
  pgo_digest_end (sum, digest);
  if (good)
    return pgo_merge_texts_add (merging->texts, index, file, digest,
                                (double) weight / PGO_MERGE_ONE, err);
  pgo_index_free (index);
  return false;
}

static bool
add_pprof (struct merging *merging, unsigned char *data, size_t size,
           const char *file, uint64_t weight, struct pgo_error *err)
{
  struct pgo_profile *profile = pgo_profile_take (data, size, file, err);
  bool good
      = profile && pgo_merge_add (merging->merge, profile, file, weight, err);

  pgo_profile_free (profile);
  return good;
}

/* Keep a copy of the SIZE bytes at DATA.  */
static void
keep_bytes (struct merging *merging, const unsigned char *data, size_t size)
{
  merging->bytes = pgo_xmalloc (size);
  memcpy (merging->bytes, data, size);
  merging->size = size;
}

/* Add SOURCE.  A text of which each sample counts once is COPIED.  */
static bool
add_source (struct merging *merging, const struct source *source, bool copied,
            struct pgo_error *err)
{
  const char *file
      = strcmp (source->file, "-") == 0 ? "standard input" : source->file;
  bool directory = pgo_split_p (file);
  size_t size = 0;
  unsigned char *data
      = directory ? NULL : pgo_file_read (source->file, &size, err);

  if (!directory && !data)
    return false;
  if (directory || pgo_text_p (data, size))
    merging->text = file;
  else
    merging->pprof = file;
  if (merging->text && merging->pprof)
    {
      free (data);
      return pgo_error_set (
          err,
          "%s: a prepared profile, which %s is not; merge it with what "
          "gcc-pgo prepare makes of that",
          merging->text, merging->pprof);
    }
  if (merging->text && data && copied && source->weight == PGO_MERGE_ONE)
    keep_bytes (merging, data, size);
  return merging->text
             ? add_text (merging, data, size, file, source->weight, err)
             : add_pprof (merging, data, size, file, source->weight, err);
}

static bool
add_sources (struct merging *merging, const struct request *request,
             struct pgo_progress *progress, struct pgo_error *err)
{
  for (size_t i = 0; i < request->n_sources; i++)
    {
      pgo_progress_show (progress, "merging %zu of %zu", i + 1,
                         request->n_sources);
      if (!add_source (merging, &request->sources[i],
                       request->n_sources == 1 && !request->split, err))
        return false;
    }
  if (request->split && merging->pprof)
    return pgo_error_set (err,
                          "%s: no prepared profile: --split is for those; "
                          "gcc-pgo prepare --split makes one of it",
                          merging->pprof);
  return !merging->text || request->binaries.n == 0
         || pgo_error_set (err,
                           "%s: a prepared profile, which does not say what "
                           "was sampled in %s: --binary is for others",
                           merging->text, request->binaries.name[0]);
}

static void
write_bytes (FILE *stream, const void *data)
{
  const struct merging *merging = data;

  fwrite (merging->bytes, 1, merging->size, stream);
}

/* Write what prepared profiles make; one text alone is as it was.  */
static bool
finish_texts (const struct merging *merging, const struct request *request,
              struct pgo_error *err)
{
  struct pgo_merged_texts merged;
  struct pgo_prepared prepared = { 0 };
  struct pgo_index *index;
  bool good;

  if (merging->bytes)
    return pgo_file_write (request->output, write_bytes, merging, err);
  index = pgo_merge_texts_finish (merging->texts, &merged);
  good = request->split
             ? pgo_prepare_split (index, NULL, request->output, &prepared, err)
             : pgo_prepare (index, NULL, NULL, request->output, &prepared, err);
  pgo_index_free (index);
  if (good && merged.changed > 0)
    {
      char note[160];
      snprintf (note, sizeof note,
                "the profiles differ in the source of %zu functions; %.1f%% of "
                "the weight is on lines that are gone",
                merged.changed, 100 * merged.gone);
      pgo_tool_note (note);
    }
  return good;
}

static bool
finish_pprof (struct pgo_merge *merge, const struct request *request,
              struct pgo_progress *progress, struct pgo_error *err)
{
  struct pgo_profile *profile;
  bool good;

  pgo_progress_show (progress, "sorting");
  profile = pgo_merge_finish (merge, err);
  if (profile)
    pgo_progress_show (progress, "writing");
  good = profile && pgo_profile_write (profile, request->output, err);
  pgo_profile_free (profile);
  return good;
}

/* Do what REQUEST says.  */
static bool
merge_profiles (struct merging *merging, const struct request *request,
                struct pgo_error *err)
{
  struct pgo_progress progress;
  const char *const *notes;
  size_t n_notes;
  bool good;

  pgo_progress_begin (&progress);
  good = keep_binaries (merging->merge, request, err)
         && add_sources (merging, request, &progress, err)
         && (merging->text
                 ? finish_texts (merging, request, err)
                 : finish_pprof (merging->merge, request, &progress, err));
  pgo_progress_clear (&progress);

  notes = pgo_merge_notes (merging->merge, &n_notes);
  for (size_t i = 0; i < n_notes; i++)
    pgo_tool_note (notes[i]);
  return good;
}

int
pgo_cmd_merge (int argc, char **argv)
{
  struct request request = { .output = "default.pgo" };
  struct pgo_error err;
  bool done;
  int status = take_arguments (&request, argc, argv, &done);

  if (!done)
    {
      struct merging merging
          = { .merge = pgo_merge_new (request.normalize),
              .texts = pgo_merge_texts_new (request.normalize) };
      if (!merge_profiles (&merging, &request, &err))
        status = pgo_tool_error (&err);
      pgo_merge_free (merging.merge);
      pgo_merge_texts_free (merging.texts);
      free (merging.bytes);
    }
  free (request.sources);
  free (request.binaries.name);
  return status;
}

/* A prepared profile, made from an index.
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

#ifndef PGO_PREPARE_H
#define PGO_PREPARE_H

#include <stdio.h>

#include "base/error.h"
#include "index/index.h"
#include "prepare/calls.h"
#include "prepared/text.h"

/* What is known of the program but for its profile.  */
struct pgo_prepare_known
{
  const char *const *dirs; /* With its source files.  */
  size_t n_dirs;
  const struct pgo_program_calls *calls; /* Finished, or NULL.  */
};

/* What became of the weight.  */
struct pgo_prepared
{
  size_t functions;  /* That the text has.  */
  size_t anchored;   /* Of these, with the lines of their source.  */
  size_t with_calls; /* Of these, with the calls in their code.  */
  size_t renewed;    /* Where some of a text before stay: with news.  */
  bool stays;        /* Do some of them stay?  */
  double left_out; /* Share of the weight of which the text has no line, in [0,
                      1].  */
};

/* Make FILE ("-": standard output) the prepared profile of INDEX, which is
   finished and none of a prepared profile, but may be built of several
   (index/build.h), and say in *PREPARED what it has.  KNOWN may be NULL; what
   the index knows itself comes before it.  Of PREVIOUS, a verified text that was
   made before, or NULL, functions stay that say the same but for chance; none does
   if it is of many more or fewer samples, or there are few.  False with ERR set on
   failure; FILE is then as it was.  */
bool pgo_prepare (const struct pgo_index *index,
                  const struct pgo_prepare_known *known,
                  const struct pgo_text *previous, const char *file,
                  struct pgo_prepared *prepared, struct pgo_error *err);

/* Likewise make the directory DIR a prepared profile, as prepared/split.h reads
   it. It is one already, is empty or missing, or refused.  Of one that is there
   what says the same but for chance stays as it is, and so do the figures of
   the head: a file is written where its source file has news.  With ERR set the
   directory is as it was, unless a file could not be renamed.  */
bool pgo_prepare_split (const struct pgo_index *index,
                        const struct pgo_prepare_known *known, const char *dir,
                        struct pgo_prepared *prepared, struct pgo_error *err);

#endif /* PGO_PREPARE_H */

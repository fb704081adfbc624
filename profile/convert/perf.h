/* What perf recorded, as perf script prints it.
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

   perf knows its own file format and unwinds stacks that were recorded with
   their memory, so perf.data is read through it.  perf_run.c runs it,
   perf_text.c takes its output apart, perf_event.c knows which events weigh CPU
   time, perf_header.c looks into the file for what perf cannot be asked for,
   perf.c puts them together.  */

#ifndef PGO_PERF_H
#define PGO_PERF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/error.h"
#include "symbolize/symbolize.h"

/* The text of perf script.  */

enum pgo_perf_kind
{
  PGO_PERF_END,
  PGO_PERF_MMAP,
  PGO_PERF_FORK,
  PGO_PERF_EXEC,
  PGO_PERF_LOST,
  PGO_PERF_ODD, /* Of no use, or not what it should be.  */
  PGO_PERF_SAMPLE
};

struct pgo_perf_frame
{
  uint64_t ip;        /* Absolute, or relative to the file; see perf.c.  */
  const char *symbol; /* Mangled, or NULL.  */
  const char *dso;    /* "/lib/libc.so.6", "[vdso]", or NULL.  What was mapped
                         has the very pointer of its MMAP.  */
};

/* One record.  Only the fields of its kind are set; text and frames are good
   until the next record is read, names of files as long as the reader.  */
struct pgo_perf_record
{
  enum pgo_perf_kind kind;
  size_t line; /* Where it begins, from 1.  */
  int pid;

  uint64_t start; /* MMAP: LENGTH bytes of FILE from OFFSET on.  */
  uint64_t length;
  uint64_t offset;
  const char *file;
  const char *build_id; /* In lower-case hexadecimal, or NULL.  */

  int parent; /* FORK: of PID; the same for a new thread.  */

  uint64_t lost; /* LOST: samples.  */

  const char *text; /* ODD: its lines, without the process and the time.  */

  uint64_t time; /* SAMPLE: nanoseconds from some point in the past.  */
  uint64_t period;
  const char *event;                   /* "cpu-clock:u".  */
  const struct pgo_perf_frame *frames; /* Leaf first.  */
  size_t n_frames;
};

struct pgo_perf_reader;

/* A reader of STREAM, which stays the caller's; NAME stands for it in
   messages.  */
struct pgo_perf_reader *pgo_perf_reader_new (FILE *stream, const char *name);

/* READER may be NULL.  */
void pgo_perf_reader_free (struct pgo_perf_reader *reader);

/* Read the next record.  PGO_PERF_END comes last.  False with ERR set to
   "NAME: line N of perf script: reason" where the text is not what perf
   prints.  */
bool pgo_perf_read (struct pgo_perf_reader *reader,
                    struct pgo_perf_record *record, struct pgo_error *err);

/* Events.  */

/* What an event measures, the best measure of CPU time first.  */
enum pgo_perf_measure
{
  PGO_PERF_CPU_CLOCK, /* Nanoseconds.  */
  PGO_PERF_TASK_CLOCK,
  PGO_PERF_CYCLES,
  PGO_PERF_REF_CYCLES,
  PGO_PERF_INSTRUCTIONS,
  PGO_PERF_BRANCHES,
  PGO_PERF_NO_MEASURE
};

/* What the event measures that perf calls NAME.  */
enum pgo_perf_measure pgo_perf_measure (const char *name);

/* The header.  */

/* Set *UNWOUND to whether stacks in the perf.data FILE, NAME in messages, were
   recorded with their memory, so that perf script unwinds them.  False with ERR
   set where that is not found out.  */
bool pgo_perf_unwound (const char *file, const char *name, bool *unwound,
                       struct pgo_error *err);

/* Running perf.  */

struct pgo_perf_process
{
  const char *command; /* ARGV[1].  */
  pid_t pid;
  FILE *output;
  FILE *messages; /* What it wrote to standard error.  */
};

/* Start perf with ARGV (ending in NULL), its output and messages to be read by
   us.  False with ERR set where it cannot be run, which says how to get
   perf.  */
bool pgo_perf_start (struct pgo_perf_process *process, const char *const *argv,
                     struct pgo_error *err);

/* Wait for PROCESS and close its files.  False with ERR set to "FILE: reason"
   where it failed, with the last thing that it said; that it could not write
   because we stopped reading is no failure.  */
bool pgo_perf_finish (struct pgo_perf_process *process, const char *file,
                      struct pgo_error *err);

/* The whole.  */

/* Read the perf.data FILE into SYMBOLIZER and add the time between its first
   and last sample, in nanoseconds, to *DURATION.  Of several events the best
   measure of CPU time is taken: cpu-clock and task-clock weigh cpu/nanoseconds,
   another event its own counts.  What is left out or skipped is noted; a file
   without samples adds nothing.  False with ERR set on failure.  */
bool pgo_perf_convert (const char *file, struct pgo_symbolizer *symbolizer,
                       int64_t *duration, struct pgo_error *err);

#endif /* PGO_PERF_H */

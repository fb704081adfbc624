/* What the parts of gcc-pgo record share.
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

   record.c reads the command line, chooses a sampler, runs the commands one
   after the other and converts; record_perf.c and record_gperftools.c are the
   samplers.  */

#ifndef PGO_RECORD_H
#define PGO_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Samples in a second where the user does not say, no divisor of what a program
   does at regular times.  */
#define PGO_RECORD_FREQUENCY "3999"

/* How perf gets the stacks, likewise: it needs no frame pointers.  */
#define PGO_RECORD_CALL_GRAPH "dwarf,8192"

/* A command, and what has become of it.  */
struct pgo_command
{
  const char *name; /* In messages.  */
  char **argv;      /* NULL: nothing is run, what runs already is sampled.  */
  bool ran;
  bool stopped; /* By us, after its time.  */
  int status;   /* As waitpid has it.  */
};

/* What the user asked for, and what has become of it.  */
struct pgo_recording
{
  const char *output;
  const char *frequency;  /* A number, or "max".  */
  const char *call_graph; /* NULL: perf's own way.  */
  const char *event;      /* NULL: CPU time.  */
  const char *processes;  /* Numbers with commas between them; NULL: those that
                             are started.  */
  bool everything;        /* All processes of the machine.  */
  double duration; /* Seconds after which what runs is ended, for each command
                      anew; 0: never.  */
  struct pgo_finder *finder; /* Of programs and their debugging information.  */
  bool bridge;

  const struct pgo_sampler *sampler; /* NULL: which can do it.  */

  struct pgo_command *commands; /* One at least.  */
  size_t n_commands, commands_capacity;

  char *directory; /* For what samplers write; its whole name.  */
  char **files;    /* There, to convert.  */
  size_t n_files, files_capacity;
};

struct pgo_sampler
{
  const char *name;
  bool tells_time; /* The data tell when they were sampled.  */

  /* Can this sample what RECORDING asks for, here?  RATE, of SIZE bytes, is
     then what it samples and how often.  False with ERR set to why not, and on
     the lines below that to what would mend it.  */
  bool (*probe) (struct pgo_recording *recording, char *rate, size_t size,
                 struct pgo_error *err);

  /* Run ARGV, of the Nth command, by pgo_record_run.  */
  bool (*run) (struct pgo_recording *recording, char **argv, size_t n,
               int *status, struct pgo_error *err);

  /* Set RECORDING->files.  False with ERR set to why there are none.  */
  bool (*collect) (struct pgo_recording *recording, struct pgo_error *err);
};

extern const struct pgo_sampler pgo_sampler_perf, pgo_sampler_gperftools;

/* Run ARGV in ENVIRONMENT and wait for its end; *STATUS is what waitpid says.
   Signals that are to end this process go to it and to what it runs, and so
   does SIGTERM after SECONDS, unless that is 0.  FORWARDS says that it hands
   them to its child itself.  False with ERR set where that cannot be done.  */
bool pgo_record_run (char *const *argv, char *const *environment,
                     double seconds, bool forwards, int *status,
                     struct pgo_error *err);

/* Convert the file NAME of the directory, too.  */
void pgo_record_add_file (struct pgo_recording *recording, const char *name);

#endif /* PGO_RECORD_H */

/* Frames that a profiler lost, put back by the call graph.
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

   A profiler that follows frame pointers misses the caller of a function that
   has set up no frame of its own: a leaf function, or any function in its first
   and last instructions.  The next frame is then that of the caller's caller.
   And a tail call leaves no frame of the function that made it, whoever unwinds
   the stack.  Both show as a pair of frames of which the upper one, by the call
   it has stopped at, called another function than the lower one.  Where the
   call graph leaves one way from the one to the other, the frames on it are put
   between.

   All this on plain numbers: functions and locations are numbers of the caller,
   who answers what the bridge asks about them.  Same stacks in the same order,
   same result.  */

#ifndef PGO_BRIDGE_H
#define PGO_BRIDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* No function, or none that is known.  */
#define PGO_BRIDGE_NOBODY UINT32_MAX

/* A call instruction.  */
struct pgo_call
{
  uint32_t id;      /* Of no other call; small.  */
  uint32_t caller;  /* The function that it is in.  */
  uint32_t callee;  /* PGO_BRIDGE_NOBODY: indirect.  */
  bool tail;        /* A jump: the caller's frame is gone.  */
  uint64_t address; /* Behind it, in the caller's code.  */
};

/* Has the function set up its frame at a location?  */
enum pgo_bridge_frame
{
  PGO_BRIDGE_FRAME_UNKNOWN,
  PGO_BRIDGE_FRAME_BARE, /* No: the frame pointer is its caller's.  */
  PGO_BRIDGE_FRAME_SET
};

/* What is known of a location.  */
struct pgo_bridge_place
{
  uint32_t function;           /* Physical, or PGO_BRIDGE_NOBODY.  */
  uint64_t address;            /* In the function's code.  */
  const struct pgo_call *call; /* That a frame here has stopped at, or NULL.  */
  enum pgo_bridge_frame frame;
};

/* The program, as far as the bridge asks.  What is returned is good until
   pgo_bridge_run returns.  */
struct pgo_bridge_program
{
  /* Of locations; DATA is handed to each of these.  */
  void *data;

  struct pgo_bridge_place (*place) (void *data, uint32_t location);

  /* The location of a frame that has stopped at CALL; of FUNCTION without a
     line where CALL is NULL.  */
  uint32_t (*location) (void *data, uint32_t function,
                        const struct pgo_call *call);

  /* Of functions; GRAPH is handed to each of these.  */
  void *graph;

  /* The calls of FUNCTION, *N of them; NULL where nothing is known of its
     calls.  */
  const struct pgo_call *(*calls) (void *graph, uint32_t function, size_t *n);

  /* The functions that call FUNCTION, *N of them, sorted.  */
  const uint32_t *(*callers) (void *graph, uint32_t function, size_t *n);

  /* Is FUNCTION, which may be PGO_BRIDGE_NOBODY, of another module than
     OTHER?  */
  bool (*foreign) (void *graph, uint32_t function, uint32_t other);
};

/* What became of the pair of frames that has least luck in a stack.  */
enum pgo_bridge_verdict
{
  PGO_BRIDGE_WHOLE,   /* No frame is known to be missing.  */
  PGO_BRIDGED,        /* There was one way.  */
  PGO_BRIDGE_SEVERAL, /* There are several ways.  */
  PGO_BRIDGE_NO_WAY,  /* The known calls leave none.  */
  PGO_BRIDGE_NO_CALL, /* The upper frame is at no known call.  */
  PGO_BRIDGE_BROKEN,  /* There is no upper frame, or it is nowhere.  */
  PGO_BRIDGE_N_VERDICTS
};

/* The weight of the stacks with each verdict, and of all.  */
struct pgo_bridge_totals
{
  int64_t all;
  int64_t weight[PGO_BRIDGE_N_VERDICTS];
};

struct pgo_bridge;

/* UNWOUND: the stacks are not by frame pointers, only tail calls are lost.
   Otherwise the stacks themselves show whether they are by frame pointers.  */
struct pgo_bridge *pgo_bridge_new (bool unwound);

/* BRIDGE may be NULL.  */
void pgo_bridge_free (struct pgo_bridge *bridge);

/* Add COUNT samples of WEIGHT together, the last taken at TIME, with the DEPTH
   locations at STACK, leaf first.  */
void pgo_bridge_add (struct pgo_bridge *bridge, const uint32_t *stack,
                     size_t depth, int64_t count, int64_t weight,
                     int64_t time);

/* Hand all stacks, with what is put between, to TAKE, with PROGRAM's data, in
   the order in which they were first added; a stack may come in parts, where a
   call may have been made from several lines.  Call once.  */
void pgo_bridge_run (struct pgo_bridge *bridge,
                     const struct pgo_bridge_program *program,
                     void (*take) (void *data, const uint32_t *stack,
                                   size_t depth, int64_t count, int64_t weight,
                                   int64_t time),
                     struct pgo_bridge_totals *totals);

#endif /* PGO_BRIDGE_H */

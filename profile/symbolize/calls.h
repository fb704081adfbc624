/* The calls that the code of a module makes.
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

   GCC describes the calls of optimised code in the debug information: where
   each returns to, and which function it calls, if it names one
   (DW_TAG_call_site of DWARF 5, DW_TAG_GNU_call_site before).  So without any
   disassembly a return address tells what was called there, and a function
   whom it calls.  Functions are told apart by the address of their first
   instruction: a clone is another function than its origin, two aliases are
   one.  */

#ifndef PGO_SYMBOLIZE_CALLS_H
#define PGO_SYMBOLIZE_CALLS_H

#include <elfutils/libdwfl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "symbolize/units.h"

struct pgo_calls;
struct pgo_module_symbol;

/* A call instruction, at the end of which ADDRESS is: where a call returns
   to.  Strings belong to the module.  */
struct pgo_call_site
{
  uint64_t address;
  uint64_t callee;  /* Entry of a function of this module, or 0.  */
  const char *name; /* Assembler name of a function of another module, NULL
                       where CALLEE is set or the call is indirect.  */
  bool tail;        /* A jump: the caller's frame is gone.  */
};

/* What the unwind information says of a code address.  */
enum pgo_frame_state
{
  PGO_FRAME_UNKNOWN,
  PGO_FRAME_BARE, /* The frame pointer is still, or again, the caller's.  */
  PGO_FRAME_SET   /* The frame pointer points to this function's frame.  */
};

/* The calls of MODULE, whose units are UNITS; both must live longer.  Nothing
   is read before it is asked for.  */
struct pgo_calls *pgo_calls_new (Dwfl_Module *module, struct pgo_units *units);

/* CALLS may be NULL.  */
void pgo_calls_free (struct pgo_calls *calls);

/* Set *ENTRY to that of the physical function at ADDRESS.  False where neither
   debug information nor symbol table knows one.  */
bool pgo_calls_function (struct pgo_calls *calls, uint64_t address,
                         uint64_t *entry);

/* Call TAKE with DATA for each function that the symbol table defines; see
   pgo_module_each_symbol.  */
void pgo_calls_each_symbol (
    const struct pgo_calls *calls,
    void (*take) (void *data, const struct pgo_module_symbol *symbol),
    void *data);

/* Set *ENTRY to that of the function that the module defines under the
   assembler name NAME, and that other modules can see if EXPORTED.  False where
   there is none, several have it, or it is chosen when the program runs.  */
bool pgo_calls_symbol (struct pgo_calls *calls, const char *name, bool exported,
                       uint64_t *entry);

/* The calls in the function with ENTRY, by address, tail calls last; *N is
   their number.  NULL where the debug information says nothing of its calls;
   of a call that it does not identify nothing is said either.  Belongs to
   CALLS.  */
const struct pgo_call_site *pgo_calls_in (struct pgo_calls *calls,
                                          uint64_t entry, size_t *n);

/* The functions of the module, by entry, that call the one with entry CALLEE,
   or the one that is called NAME where CALLEE is 0.  *N is their number.
   Reads every unit.  The caller frees the array.  */
uint64_t *pgo_calls_to (struct pgo_calls *calls, uint64_t callee,
                        const char *name, size_t *n);

/* Of the code at ADDRESS, before its instruction is executed.  */
enum pgo_frame_state pgo_calls_frame_state (struct pgo_calls *calls,
                                            uint64_t address);

#endif /* PGO_SYMBOLIZE_CALLS_H */

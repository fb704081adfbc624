/* Fuzz target: the text of perf script.
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

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "convert/perf.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct pgo_error err;
  struct pgo_perf_record record;
  FILE *stream = size > 0 ? fmemopen ((void *) data, size, "r") : NULL;
  struct pgo_perf_reader *reader;
  size_t sum = 0;

  if (!stream)
    return 0;
  reader = pgo_perf_reader_new (stream, "fuzz");
  while (pgo_perf_read (reader, &record, &err) && record.kind != PGO_PERF_END)
    {
      if (record.kind == PGO_PERF_SAMPLE)
        sum += strlen (record.event) + pgo_perf_measure (record.event);
      if (record.kind == PGO_PERF_MMAP)
        sum += strlen (record.file)
               + (record.build_id ? strlen (record.build_id) : 0);
      if (record.kind == PGO_PERF_ODD)
        sum += strlen (record.text);
      for (size_t i = 0; i < record.n_frames; i++)
        {
          const struct pgo_perf_frame *frame = &record.frames[i];
          sum += frame->symbol ? strlen (frame->symbol) : 0;
          sum += frame->dso ? strlen (frame->dso) : 0;
        }
    }
  pgo_perf_reader_free (reader);
  fclose (stream);
  return sum == SIZE_MAX;
}

/* A perf.data file into a symbolised profile.
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

   What perf script prints as a frame's address depends on its release.  Before
   5.16 and from 6.4 on it is the address in the process.  Between them it is
   the offset in the file where perf knows the mapping, but only in a call
   chain.  So the mappings of each process are followed here, and the number
   is taken for what fits a mapping of the file that perf names; where both fit
   (a large program at a fixed address), for what the last clear case was.

   A caller's frame must lie inside its call.  Where perf script unwinds the
   stack itself it has already stepped back from the return address; the call
   chains of the kernel hold return addresses.  Kernel frames come first and
   have addresses in the upper half.  */

#include "convert/perf.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/store.h"
#include "pprof/weight.h"

struct map
{
  uint64_t start;
  uint64_t limit;
  uint64_t offset;
  const char *file; /* Interned.  */
};

struct process
{
  int pid;
  struct map *maps; /* By address; they do not overlap.  */
  size_t n_maps;
  size_t maps_capacity;
};

struct conversion
{
  const char *file;
  const char *name; /* Of FILE in messages.  */
  struct pgo_symbolizer *symbolizer;

  struct process *processes; /* By pid.  */
  size_t n_processes;
  size_t processes_capacity;
  struct pgo_strings names; /* Of mapped files.  */
  struct pgo_pool *pool;    /* For them.  */

  bool unwound;      /* By perf script.  */
  bool offsets;      /* The last clear address was an offset in its file.  */
  char *event;       /* Of the first sample, without PMU and modifiers.  */
  uint64_t n_others; /* Samples of other events.  */
  uint64_t n_lost;
  uint64_t first_time;
  uint64_t last_time;

  uint32_t *stack;
  size_t stack_capacity;
};

/* The process PID, made if it is new.  Good until the next new one.  */
static struct process *
find_process (struct conversion *conversion, int pid)
{
  size_t low = 0, high = conversion->n_processes;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (conversion->processes[middle].pid == pid)
        return &conversion->processes[middle];
      if (conversion->processes[middle].pid < pid)
        low = middle + 1;
      else
        high = middle;
    }
  conversion->processes = pgo_xgrow (
      conversion->processes, conversion->n_processes,
      &conversion->processes_capacity, sizeof *conversion->processes);
  memmove (&conversion->processes[low + 1], &conversion->processes[low],
           (conversion->n_processes - low) * sizeof *conversion->processes);
  conversion->n_processes++;
  conversion->processes[low] = (struct process){ .pid = pid };
  return &conversion->processes[low];
}

/* Index of the first map of PROCESS that ends above ADDRESS.  */
static size_t
map_above (const struct process *process, uint64_t address)
{
  size_t low = 0, high = process->n_maps;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (process->maps[middle].limit <= address)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
insert_map (struct process *process, size_t at, struct map map)
{
  process->maps = pgo_xgrow (process->maps, process->n_maps,
                             &process->maps_capacity, sizeof *process->maps);
  memmove (&process->maps[at + 1], &process->maps[at],
           (process->n_maps - at) * sizeof *process->maps);
  process->maps[at] = map;
  process->n_maps++;
}

/* Add MAP to PROCESS; what it covers is no longer there.  */
static void
add_map (struct process *process, struct map map)
{
  size_t i = map_above (process, map.start);
  if (map.start >= map.limit)
    return;
  if (i < process->n_maps && process->maps[i].start < map.start)
    {
      struct map tail = process->maps[i];
      process->maps[i++].limit = map.start;
      if (tail.limit > map.limit)
        {
          tail.offset += map.limit - tail.start;
          tail.start = map.limit;
          insert_map (process, i, tail);
        }
    }
  size_t end = i;
  while (end < process->n_maps && process->maps[end].limit <= map.limit)
    end++;
  if (end < process->n_maps && process->maps[end].start < map.limit)
    {
      process->maps[end].offset += map.limit - process->maps[end].start;
      process->maps[end].start = map.limit;
    }
  if (end < process->n_maps)
    memmove (&process->maps[i], &process->maps[end],
             (process->n_maps - end) * sizeof *process->maps);
  process->n_maps -= end - i;
  insert_map (process, i, map);
}

static void
fork_process (struct conversion *conversion, int pid, int parent)
{
  if (pid == parent)
    return;
  find_process (conversion, parent);
  struct process *child = find_process (conversion, pid);
  const struct process *from = find_process (conversion, parent);
  child->maps = pgo_xrealloc (child->maps, from->n_maps, sizeof *child->maps);
  if (from->n_maps)
    memcpy (child->maps, from->maps, from->n_maps * sizeof *child->maps);
  child->n_maps = child->maps_capacity = from->n_maps;
}

/* Find the offset in FRAME's file of its address, and that of the mapping.
   False where no mapping of that file in PROCESS fits.  */
static bool
find_offset (struct conversion *conversion, const struct process *process,
             const struct pgo_perf_frame *frame, struct pgo_place *place)
{
  bool absolute = false, relative = false;
  size_t i = map_above (process, frame->ip), j;
  if (i < process->n_maps && process->maps[i].start <= frame->ip
      && strcmp (process->maps[i].file, frame->dso) == 0)
    absolute = true;
  for (j = 0; j < process->n_maps && !relative; j++)
    relative = process->maps[j].offset <= frame->ip
               && frame->ip - process->maps[j].offset
                      < process->maps[j].limit - process->maps[j].start
               && strcmp (process->maps[j].file, frame->dso) == 0;
  if (absolute != relative)
    conversion->offsets = relative;
  if (!absolute && !relative)
    return false;
  place->offset = frame->ip;
  place->mapped = process->maps[conversion->offsets ? j - 1 : i].offset;
  if (!conversion->offsets)
    place->offset += place->mapped - process->maps[i].start;
  return true;
}

static bool
kernel_p (const struct pgo_perf_frame *frame)
{
  return frame->ip >> 63;
}

/* perf's unwinder marks a caller that it cannot find with address 0, less the
   step back.  */
static bool
unwind_end_p (const struct pgo_perf_frame *frame)
{
  return frame->ip == UINT64_MAX;
}

/* The location of FRAME; BACK is 1 where its address is a return address, else
   0.  */
static uint32_t
find_location (struct conversion *conversion, const struct process *process,
               const struct pgo_perf_frame *frame, unsigned back)
{
  struct pgo_place place = { .file = frame->dso };
  if (!kernel_p (frame) && frame->dso
      && find_offset (conversion, process, frame, &place))
    {
      place.offset -= back;
      return pgo_symbolizer_place (conversion->symbolizer, &place,
                                   frame->symbol);
    }
  /* Not "/lib/x.so" with an address in no file.  */
  const char *dso = frame->dso && frame->dso[0] == '[' ? frame->dso : NULL;
  return pgo_symbolizer_location (conversion->symbolizer, dso,
                                  frame->ip ? frame->ip - back : 0,
                                  frame->symbol);
}

/* The name of EVENT without its PMU and its modifiers: "cycles" for "cycles:u"
   and for "cpu_core/cycles/Pu".  The caller frees it.  */
static char *
base_event (const char *event)
{
  const char *slash = strchr (event, '/');
  const char *end = slash ? strchr (slash + 1, '/') : NULL;
  if (end)
    return pgo_xstrndup (slash + 1, (size_t) (end - slash - 1));
  const char *colon = strrchr (event, ':');
  if (colon && !colon[1 + strspn (colon + 1, "ukhIGHpPSDWeb")])
    return pgo_xstrndup (event, (size_t) (colon - event));
  return pgo_xstrdup (event);
}

/* Is SAMPLE of the event that is converted?  The first one decides.  */
static bool
take_event (struct conversion *conversion, const struct pgo_perf_record *sample,
            bool *take, struct pgo_error *err)
{
  char *event = base_event (sample->event);
  *take = true;
  if (conversion->event)
    {
      *take = strcmp (conversion->event, event) == 0;
      free (event);
      return true;
    }
  conversion->event = event;
  conversion->first_time = sample->time;
  bool clock
      = strcmp (event, "cpu-clock") == 0 || strcmp (event, "task-clock") == 0;
  if (!pgo_symbolizer_begin (conversion->symbolizer, conversion->name,
                             clock ? PGO_TYPE_TIME : event,
                             clock ? PGO_UNIT_TIME : "count", err))
    return false;
  if (conversion->unwound)
    pgo_symbolizer_unwound (conversion->symbolizer);
  return true;
}

static bool
add_sample (struct conversion *conversion, const struct pgo_perf_record *sample,
            struct pgo_error *err)
{
  bool take;
  if (!take_event (conversion, sample, &take, err))
    return false;
  if (!take)
    {
      conversion->n_others++;
      return true;
    }
  conversion->last_time = sample->time;

  size_t n = sample->n_frames;
  while (n > 0 && unwind_end_p (&sample->frames[n - 1]))
    n--;
  if (n > conversion->stack_capacity)
    {
      conversion->stack
          = pgo_xrealloc (conversion->stack, n, sizeof *conversion->stack);
      conversion->stack_capacity = n;
    }
  size_t n_kernel = 0;
  while (n_kernel < n && kernel_p (&sample->frames[n_kernel]))
    n_kernel++;

  const struct process *process = find_process (conversion, sample->pid);
  for (size_t i = n; i-- > 0;)
    {
      bool interrupted = i == 0 || i == n_kernel;
      bool stepped_back = conversion->unwound && i > n_kernel;
      conversion->stack[i]
          = find_location (conversion, process, &sample->frames[i],
                           !interrupted && !stepped_back);
    }
  pgo_symbolizer_sample (conversion->symbolizer, conversion->stack, n,
                         sample->period > INT64_MAX ? INT64_MAX
                                                    : (int64_t) sample->period);
  return true;
}

static bool
take_record (struct conversion *conversion,
             const struct pgo_perf_record *record, struct pgo_error *err)
{
  const char *file;
  switch (record->kind)
    {
    case PGO_PERF_ATTRIBUTES:
      conversion->unwound |= record->unwound;
      break;
    case PGO_PERF_MMAP:
      file = pgo_strings_intern (&conversion->names, conversion->pool,
                                 record->file);
      add_map (find_process (conversion, record->pid),
               (struct map){ record->start, record->start + record->length,
                             record->offset, file });
      break;
    case PGO_PERF_FORK:
      fork_process (conversion, record->pid, record->parent);
      break;
    case PGO_PERF_EXEC:
      find_process (conversion, record->pid)->n_maps = 0;
      break;
    case PGO_PERF_LOST:
      conversion->n_lost += record->lost;
      break;
    case PGO_PERF_SAMPLE:
      return add_sample (conversion, record, err);
    case PGO_PERF_END:
      break;
    }
  return true;
}

/* Tell the symbolizer the build ids of the file: lines of "BUILD-ID PATH".  */
static bool
read_build_ids (const struct conversion *conversion, struct pgo_error *err)
{
  const char *const argv[] = { "perf",    "buildid-list",   "--force",
                               "--input", conversion->file, NULL };
  struct pgo_perf_process perf;
  char *line = NULL;
  size_t size = 0;
  if (!pgo_perf_start (&perf, argv, err))
    return false;
  while (getline (&line, &size, perf.output) > 0)
    {
      size_t digits = strspn (line, "0123456789abcdef");
      line[strcspn (line, "\n")] = '\0';
      if (digits > 0 && line[digits] == ' ' && line[digits + 1] == '/')
        {
          line[digits] = '\0';
          pgo_symbolizer_expect (conversion->symbolizer, line + digits + 1,
                                 line);
        }
    }
  free (line);
  return pgo_perf_finish (&perf, conversion->name, err);
}

static bool
read_samples (struct conversion *conversion, struct pgo_error *err)
{
  const char *const argv[] = { "perf",
                               "script",
                               "--force",
                               "--header",
                               "--no-inline",
                               "--no-demangle",
                               "--show-mmap-events",
                               "--show-task-events",
                               "--show-lost-events",
                               "--ns",
                               "--max-stack",
                               "1024",
                               "--fields",
                               "pid,tid,time,event,period,ip,sym,dso",
                               "--input",
                               conversion->file,
                               NULL };
  struct pgo_perf_process perf;
  struct pgo_perf_record record;
  if (!pgo_perf_start (&perf, argv, err))
    return false;
  struct pgo_perf_reader *reader
      = pgo_perf_reader_new (perf.output, conversion->name);
  bool ok;
  do
    ok = pgo_perf_read (reader, &record, err)
         && take_record (conversion, &record, err);
  while (ok && record.kind != PGO_PERF_END);
  pgo_perf_reader_free (reader);
  /* Where perf itself failed, that is why the text is odd.  */
  return pgo_perf_finish (&perf, conversion->name, err) && ok;
}

bool
pgo_perf_convert (const char *file, struct pgo_symbolizer *symbolizer,
                  int64_t *duration, struct pgo_error *err)
{
  const char *name = pgo_symbolizer_input_name (symbolizer, file);
  struct conversion conversion = { .file = file,
                                   .name = name,
                                   .symbolizer = symbolizer,
                                   .pool = pgo_pool_new () };
  bool ok
      = read_build_ids (&conversion, err) && read_samples (&conversion, err);
  if (ok && !conversion.event)
    ok = pgo_error_set (err, "%s: holds no samples", name);
  if (ok && conversion.n_others)
    pgo_symbolizer_note (symbolizer,
                         "%s: %" PRIu64 " samples of events other than %s are "
                         "left out",
                         name, conversion.n_others, conversion.event);
  if (ok && conversion.n_lost)
    pgo_symbolizer_note (symbolizer,
                         "%s: perf lost %" PRIu64 " records; record with a "
                         "lower frequency",
                         name, conversion.n_lost);
  if (conversion.last_time > conversion.first_time)
    *duration += (int64_t) (conversion.last_time - conversion.first_time);

  for (size_t i = 0; i < conversion.n_processes; i++)
    free (conversion.processes[i].maps);
  free (conversion.processes);
  pgo_strings_free (&conversion.names);
  pgo_pool_free (conversion.pool);
  free (conversion.event);
  free (conversion.stack);
  return ok;
}

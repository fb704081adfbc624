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
#include "pprof/generated.h"
#include "pprof/weight.h"

struct map
{
  uint64_t start;
  uint64_t limit;
  uint64_t offset;
  const char *file;     /* Of the reader, as is BUILD_ID.  */
  const char *build_id; /* NULL: as perf buildid-list has it.  */
};

struct process
{
  int pid;
  struct map *maps; /* By address; they do not overlap.  */
  size_t n_maps;
  size_t maps_capacity;
};

/* An event, as perf names it, and its samples.  */
struct event
{
  char *name;
  uint64_t n_samples;
};

struct conversion
{
  const char *file;
  const char *name; /* Of FILE in messages.  */
  struct pgo_symbolizer *symbolizer;

  struct process *processes; /* By pid.  */
  size_t n_processes;
  size_t processes_capacity;

  struct event *events;
  size_t n_events;
  size_t events_capacity;
  enum pgo_perf_measure measure; /* Of the events that are converted.  */

  bool unwound; /* By perf script.  */
  bool offsets; /* The last clear address was an offset in its file.  */
  uint64_t n_lost;
  uint64_t n_odd;
  size_t odd_line;
  char *odd; /* The first of them.  */
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
      && process->maps[i].file == frame->dso)
    absolute = true;
  for (j = 0; j < process->n_maps && !relative; j++)
    relative = process->maps[j].offset <= frame->ip
               && frame->ip - process->maps[j].offset
                      < process->maps[j].limit - process->maps[j].start
               && process->maps[j].file == frame->dso;
  if (absolute != relative)
    conversion->offsets = relative;
  if (!absolute && !relative)
    return false;
  const struct map *map = &process->maps[conversion->offsets ? j - 1 : i];
  place->offset = frame->ip;
  if (!conversion->offsets)
    place->offset += map->offset - map->start;
  place->mapped = map->offset;
  place->build_id = map->build_id;
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
  const char *dso
      = frame->dso
                && (frame->dso[0] == '[' || pgo_generated_code_p (frame->dso))
            ? frame->dso
            : NULL;
  return pgo_symbolizer_location (conversion->symbolizer, dso,
                                  frame->ip ? frame->ip - back : 0,
                                  frame->symbol);
}

/* Count RECORD, if it is a sample, among those of its event.  */
static void
count_sample (struct conversion *conversion,
              const struct pgo_perf_record *record)
{
  size_t i = 0;
  if (record->kind != PGO_PERF_SAMPLE)
    return;
  while (i < conversion->n_events
         && strcmp (conversion->events[i].name, record->event) != 0)
    i++;
  if (i == conversion->n_events)
    {
      conversion->events
          = pgo_xgrow (conversion->events, i, &conversion->events_capacity,
                       sizeof *conversion->events);
      conversion->events[conversion->n_events++]
          = (struct event){ .name = pgo_xstrdup (record->event) };
    }
  conversion->events[i].n_samples++;
}

static void
add_sample (struct conversion *conversion, const struct pgo_perf_record *sample)
{
  if (pgo_perf_measure (sample->event) != conversion->measure)
    return;
  if (!conversion->first_time)
    conversion->first_time = sample->time;
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
                                                    : (int64_t) sample->period,
                         (int64_t) (sample->time - conversion->first_time) + 1);
}

static void
take_record (struct conversion *conversion,
             const struct pgo_perf_record *record)
{
  switch (record->kind)
    {
    case PGO_PERF_MMAP:
      add_map (find_process (conversion, record->pid),
               (struct map){ record->start, record->start + record->length,
                             record->offset, record->file, record->build_id });
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
    case PGO_PERF_ODD:
      if (!conversion->odd)
        {
          conversion->odd = pgo_xstrdup (record->text);
          conversion->odd_line = record->line;
        }
      conversion->n_odd++;
      break;
    case PGO_PERF_SAMPLE:
      add_sample (conversion, record);
      break;
    case PGO_PERF_END:
      break;
    }
}

/* How many digits the build id has that LINE, "BUILD-ID NAME", begins with; 0
   where it does not.  */
static size_t
build_id_length (const char *line)
{
  size_t digits = strspn (line, "0123456789abcdef");
  return line[digits] == ' '
                 && (line[digits + 1] == '/' || line[digits + 1] == '[')
             ? digits
             : 0;
}

/* Cut TEXT where the next build id begins, which is returned, or NULL: names
   may have several lines.  */
static char *
cut_build_id (char *text)
{
  for (char *end = text; (end = strchr (end, '\n')); end++)
    if (!end[1] || build_id_length (end + 1))
      {
        *end = '\0';
        return end[1] ? end + 1 : NULL;
      }
  return NULL;
}

/* Tell the symbolizer the build ids of the file.  */
static bool
read_build_ids (const struct conversion *conversion, struct pgo_error *err)
{
  const char *const argv[] = { "perf",    "buildid-list",   "--force",
                               "--input", conversion->file, NULL };
  struct pgo_perf_process perf;
  char *text = NULL;
  size_t size = 0;
  if (!pgo_perf_start (&perf, argv, err))
    return false;
  char *entry = getdelim (&text, &size, '\0', perf.output) > 0 ? text : NULL;
  while (entry)
    {
      size_t digits = build_id_length (entry);
      char *next = cut_build_id (entry);
      if (digits > 0 && entry[digits + 1] == '/')
        {
          entry[digits] = '\0';
          pgo_symbolizer_expect (conversion->symbolizer, entry + digits + 1,
                                 entry);
        }
      entry = next;
    }
  free (text);
  return pgo_perf_finish (&perf, conversion->name, err);
}

/* Run perf script, with the options FIELDS and STACKS, and give each record to
   TAKE.  A processor's trace is left undecoded: what perf makes of it are no
   samples.  */
static bool
read_records (struct conversion *conversion, const char *fields,
              const char *stacks,
              void (*take) (struct conversion *conversion,
                            const struct pgo_perf_record *record),
              struct pgo_error *err)
{
  const char *const argv[] = { "perf",
                               "script",
                               "--force",
                               "--no-itrace",
                               "--no-inline",
                               "--no-demangle",
                               "--show-mmap-events",
                               "--show-task-events",
                               "--show-lost-events",
                               "--ns",
                               fields,
                               stacks,
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
  while ((ok = pgo_perf_read (reader, &record, err))
         && record.kind != PGO_PERF_END)
    take (conversion, &record);
  pgo_perf_reader_free (reader);
  /* Where perf itself failed, that is why the text is odd.  */
  return pgo_perf_finish (&perf, conversion->name, err) && ok;
}

/* List in TEXT, of SIZE bytes, the events that do not measure MEASURE, with
   their samples.  */
static void
list_events (const struct conversion *conversion, enum pgo_perf_measure measure,
             char *text, size_t size)
{
  size_t length = 0;
  text[0] = '\0';
  for (size_t i = 0; i < conversion->n_events && length < size; i++)
    if (measure == PGO_PERF_NO_MEASURE
        || pgo_perf_measure (conversion->events[i].name) != measure)
      length += (size_t) snprintf (
          text + length, size - length, "%s%" PRIu64 " of %s",
          length > 0 ? ", " : "", conversion->events[i].n_samples,
          conversion->events[i].name);
}

/* Choose the best measure that there are samples of, and begin.  */
static bool
choose_measure (struct conversion *conversion, struct pgo_error *err)
{
  static const char *const names[]
      = { "cpu-clock",  "task-clock",   "cycles",
          "ref-cycles", "instructions", "branches" };
  char events[256];
  conversion->measure = PGO_PERF_NO_MEASURE;
  for (size_t i = 0; i < conversion->n_events; i++)
    {
      enum pgo_perf_measure measure
          = pgo_perf_measure (conversion->events[i].name);
      if (measure < conversion->measure)
        conversion->measure = measure;
    }
  list_events (conversion, conversion->measure, events, sizeof events);
  if (conversion->measure == PGO_PERF_NO_MEASURE)
    return pgo_error_set (err,
                          "%s: no event in it measures CPU time: its samples "
                          "are %s; record with -e cpu-clock, or -e cycles",
                          conversion->name, events);
  const char *name = names[conversion->measure];
  bool time = conversion->measure <= PGO_PERF_TASK_CLOCK;
  if (*events)
    pgo_symbolizer_note (conversion->symbolizer,
                         "%s: samples of other events than %s are left out: %s",
                         conversion->name, name, events);
  if (!pgo_perf_unwound (conversion->file, conversion->name,
                         &conversion->unwound, err)
      || !pgo_symbolizer_begin (conversion->symbolizer, conversion->name,
                                time ? PGO_TYPE_TIME : name,
                                time ? PGO_UNIT_TIME : "count", err))
    return false;
  if (conversion->unwound)
    pgo_symbolizer_unwound (conversion->symbolizer);
  return true;
}

static void
note_losses (const struct conversion *conversion)
{
  if (conversion->n_lost)
    pgo_symbolizer_note (conversion->symbolizer,
                         "%s: perf lost %" PRIu64 " records; record with a "
                         "lower frequency",
                         conversion->name, conversion->n_lost);
  if (conversion->n_odd)
    pgo_symbolizer_note (
        conversion->symbolizer,
        "%s: records of perf that are of no use and skipped: %" PRIu64
        ", the first at line %zu of perf script: %.*s",
        conversion->name, conversion->n_odd, conversion->odd_line,
        (int) strcspn (conversion->odd, "\n"), conversion->odd);
}

bool
pgo_perf_convert (const char *file, struct pgo_symbolizer *symbolizer,
                  int64_t *duration, struct pgo_error *err)
{
  struct conversion conversion
      = { .file = file,
          .name = pgo_symbolizer_input_name (symbolizer, file),
          .symbolizer = symbolizer };
  bool ok = read_build_ids (&conversion, err)
            && read_records (&conversion, "--fields=pid,tid,time,event,period",
                             "--hide-call-graph", count_sample, err);
  if (ok && conversion.n_events > 0)
    ok = choose_measure (&conversion, err)
         && read_records (&conversion,
                          "--fields=pid,tid,time,event,period,ip,sym,dso",
                          "--max-stack=1024", take_record, err);
  if (ok)
    note_losses (&conversion);
  if (conversion.last_time > conversion.first_time)
    *duration += (int64_t) (conversion.last_time - conversion.first_time);

  for (size_t i = 0; i < conversion.n_processes; i++)
    free (conversion.processes[i].maps);
  free (conversion.processes);
  for (size_t i = 0; i < conversion.n_events; i++)
    free (conversion.events[i].name);
  free (conversion.events);
  free (conversion.odd);
  free (conversion.stack);
  return ok;
}

/* What the units of linked.c share.  */

typedef unsigned (*operation) (unsigned);
struct record { unsigned x[5]; };

operation pick_target (unsigned);
operation pick_more (unsigned);
struct record (*pick_record (unsigned)) (struct record, signed char);
unsigned shared (unsigned);
unsigned twice_target (operation, unsigned);
unsigned twice_more (operation, unsigned);

/* Each unit has a copy.  */
static inline unsigned
run_inline (operation f, unsigned x)
{
  x += f (x ^ 5);
  return f (x + 1);
}

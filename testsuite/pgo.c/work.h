/* Bodies that are too large for -O2 to inline on its own, and that it cannot
   fold.  Each MIX is three insns.  */

#define MIX(X, K) ((X) = ((X) ^ ((X) >> 7)) * (K))

/* About 45 insns.  */
#define WORK(X)                                                               \
  do                                                                          \
    {                                                                         \
      MIX (X, 0x9e3779b1u); MIX (X, 0x85ebca6bu); MIX (X, 0xc2b2ae35u);       \
      MIX (X, 0x27d4eb2fu); MIX (X, 0x165667b1u); MIX (X, 0xcc9e2d51u);       \
      MIX (X, 0x1b873593u); MIX (X, 0xe6546b65u); MIX (X, 0x2c1b3c6du);       \
      MIX (X, 0x297a2d39u); MIX (X, 0x7feb352du); MIX (X, 0x846ca68bu);       \
      MIX (X, 0x45d9f3b3u); MIX (X, 0x119de1f3u); MIX (X, 0x344b5409u);       \
    }                                                                         \
  while (0)

/* The value that COUNT times "x = WORK (x + i)" gives, from 1.  */
#define REPEAT(X, COUNT, EXPRESSION)                                          \
  for (unsigned i = 0; i < (COUNT); i++)                                      \
    (X) = (EXPRESSION)

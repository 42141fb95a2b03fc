/* The third draw writes to where nothing is. */
#include "interposer.h"

static void crash_at_third_draw(void)
{
    static int *volatile nowhere;
    static int draws;
    if (++draws == 3)
        *nowhere = 0;
}

static void draw_arrays(unsigned mode, int first, int count)
{
    crash_at_third_draw();
    REAL(glDrawArrays, void, unsigned, int, int)(mode, first, count);
}

static void draw_elements(unsigned mode, int count, unsigned type, const void *indices)
{
    crash_at_third_draw();
    REAL(glDrawElements, void, unsigned, int, unsigned, const void *)(mode, count, type, indices);
}

const struct changed_call changed_calls[] = {{"glDrawArrays", draw_arrays}, {"glDrawElements", draw_elements}, {0, 0}};

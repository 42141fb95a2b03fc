/* The scissor box lies one pixel too far to the right. */
#include "interposer.h"

static void scissor(int x, int y, int width, int height)
{
    REAL(glScissor, void, int, int, int, int)(x + 1, y, width, height);
}

const struct changed_call changed_calls[] = {{"glScissor", scissor}, {0, 0}};

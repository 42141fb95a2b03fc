/* Indexed draws begin at the vertex buffer's start, whatever base vertex they are given. */
#include "interposer.h"

static void draw(unsigned mode, int count, unsigned type, const void *indices, int base)
{
    (void)base;
    REAL(glDrawElementsBaseVertex, void, unsigned, int, unsigned, const void *, int)(mode, count, type, indices, 0);
}

static void draw_instanced(unsigned mode, int count, unsigned type, const void *indices, int instances, int base)
{
    (void)base;
    REAL(glDrawElementsInstancedBaseVertex, void, unsigned, int, unsigned, const void *, int, int)(mode, count, type, indices, instances, 0);
}

const struct changed_call changed_calls[] = {
    {"glDrawElementsBaseVertex", draw},
    {"glDrawElementsInstancedBaseVertex", draw_instanced},
    {0, 0},
};

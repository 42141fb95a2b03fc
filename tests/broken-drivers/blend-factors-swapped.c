/* Source and destination factors of colours are taken for each other. */
#include "interposer.h"

static void blend_func(unsigned source, unsigned destination, unsigned source_alpha, unsigned destination_alpha)
{
    REAL(glBlendFuncSeparate, void, unsigned, unsigned, unsigned, unsigned)(destination, source, source_alpha, destination_alpha);
}

const struct changed_call changed_calls[] = {{"glBlendFuncSeparate", blend_func}, {0, 0}};

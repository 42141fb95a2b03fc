/* Front faces are culled where back faces should be, and the other way round. */
#include "interposer.h"

enum { FRONT = 0x0404, BACK = 0x0405 };

static void cull_face(unsigned mode)
{
    REAL(glCullFace, void, unsigned)(mode == FRONT ? BACK : mode == BACK ? FRONT : mode);
}

const struct changed_call changed_calls[] = {{"glCullFace", cull_face}, {0, 0}};

/* A uniform of a program can be set once: later values are taken for what is there already. */
#include "interposer.h"

enum { KNOWN = 1 << 14 };

static unsigned current;
static struct { unsigned program; int location; } known[KNOWN];

/* Whether the uniform has been set before; from then on it has. */
static int is_set(int location)
{
    unsigned place = (current * 31u + (unsigned)location) % KNOWN;
    while (known[place].program) {
        if (known[place].program == current && known[place].location == location)
            return 1;
        place = (place + 1) % KNOWN;
    }
    known[place].program = current;
    known[place].location = location;
    return 0;
}

static void use_program(unsigned program)
{
    current = program;
    REAL(glUseProgram, void, unsigned)(program);
}

static void uniform4fv(int location, int count, const float *values)
{
    if (location < 0 || !current || !is_set(location))
        REAL(glUniform4fv, void, int, int, const float *)(location, count, values);
}

const struct changed_call changed_calls[] = {{"glUseProgram", use_program}, {"glUniform4fv", uniform4fv}, {0, 0}};

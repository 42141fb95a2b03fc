/*
 * A GL library that changes some calls and passes all others on to the real one.
 *
 * It is preloaded (LD_PRELOAD): programs that ask for a function's address ask this eglGetProcAddress first. A driver's source lists the
 * calls that it changes:
 *
 *     static void scissor(int x, int y, int width, int height) { REAL(glScissor, void, int, int, int, int)(x + 1, y, width, height); }
 *     const struct changed_call changed_calls[] = {{"glScissor", scissor}, {0, 0}};
 *
 * No headers of GL are needed to build it: gcc -shared -fPIC -O2 -o scissor-shifted.so scissor-shifted.c
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef void (*gl_function)(void);

struct changed_call {
    const char *name;
    void *function;
};

extern const struct changed_call changed_calls[];

static gl_function real_address(const char *name)
{
    static gl_function (*real)(const char *);
    if (!real) {
        void *egl = dlopen("libEGL.so.1", RTLD_NOW);
        if (!egl)
            abort();
        real = (gl_function (*)(const char *))dlsym(egl, "eglGetProcAddress");
    }
    return real(name);
}

/* Calls the real function: REAL(name, type of its result, types of its arguments...)(arguments). */
#define REAL(name, result, ...) ((result (*)(__VA_ARGS__))real_address(#name))

gl_function eglGetProcAddress(const char *name)
{
    for (const struct changed_call *call = changed_calls; call->name; call++)
        if (strcmp(call->name, name) == 0)
            return real_address(name) ? (gl_function)call->function : NULL;
    return real_address(name);
}

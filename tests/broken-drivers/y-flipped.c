/* What vertex shaders put at the top is drawn at the bottom. */
#include "interposer.h"

enum { VERTEX_SHADER = 0x8b31, SHADER_TYPE = 0x8b4f };

static const char before[] = "#define main main_of_scene\n#line 2\n";
static const char after[] = "\n#undef main\nvoid main() { main_of_scene(); gl_Position.y = -gl_Position.y; }\n";

static char *joined(int count, const char *const *strings, const int *lengths)
{
    size_t size = 1;
    for (int i = 0; i < count; i++)
        size += lengths && lengths[i] >= 0 ? (size_t)lengths[i] : strlen(strings[i]);
    char *text = calloc(1, size), *end = text;
    for (int i = 0; text && i < count; i++) {
        size_t length = lengths && lengths[i] >= 0 ? (size_t)lengths[i] : strlen(strings[i]);
        memcpy(end, strings[i], length);
        end += length;
    }
    return text;
}

static void shader_source(unsigned shader, int count, const char *const *strings, const int *lengths)
{
    int type = 0;
    REAL(glGetShaderiv, void, unsigned, unsigned, int *)(shader, SHADER_TYPE, &type);
    char *text = joined(count, strings, lengths);
    char *line = text ? strchr(text, '\n') : NULL;
    if (type != VERTEX_SHADER || !line) {
        REAL(glShaderSource, void, unsigned, int, const char *const *, const int *)(shader, count, strings, lengths);
    } else {
        /* The first line says the version, and nothing may come before it. */
        const char *parts[] = {text, before, line + 1, after};
        const int sizes[] = {(int)(line + 1 - text), -1, -1, -1};
        REAL(glShaderSource, void, unsigned, int, const char *const *, const int *)(shader, 4, parts, sizes);
    }
    free(text);
}

const struct changed_call changed_calls[] = {{"glShaderSource", shader_source}, {0, 0}};

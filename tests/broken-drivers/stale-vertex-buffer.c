/*
 * A vertex array that is told to read another buffer goes on reading the one it read before, as long as format, stride and offset stay the same:
 * the comparison that spares a state change forgets the buffer.
 */
#include "interposer.h"

enum { ARRAY_BUFFER = 0x8892, ATTRIBUTES = 32 };

struct pointer {
    int set, size, stride;
    unsigned type;
    unsigned char normalised;
    const void *offset;
};

static struct pointer pointers[ATTRIBUTES];

static void forget(void)
{
    memset(pointers, 0, sizeof pointers);
}

static void bind_vertex_array(unsigned array)
{
    forget();
    REAL(glBindVertexArray, void, unsigned)(array);
}

/* An array that goes on reading a deleted buffer would be another defect. */
static void delete_buffers(int count, const unsigned *buffers)
{
    forget();
    REAL(glDeleteBuffers, void, int, const unsigned *)(count, buffers);
}

static void vertex_attrib_pointer(unsigned index, int size, unsigned type, unsigned char normalised, int stride, const void *offset)
{
    struct pointer *known = &pointers[index % ATTRIBUTES];
    if (known->set && known->size == size && known->type == type && known->normalised == normalised && known->stride == stride && known->offset == offset)
        return;
    *known = (struct pointer){.set = 1, .size = size, .stride = stride, .type = type, .normalised = normalised, .offset = offset};
    REAL(glVertexAttribPointer, void, unsigned, int, unsigned, unsigned char, int, const void *)(index, size, type, normalised, stride, offset);
}

const struct changed_call changed_calls[] = {
    {"glBindVertexArray", bind_vertex_array},
    {"glDeleteBuffers", delete_buffers},
    {"glVertexAttribPointer", vertex_attrib_pointer},
    {0, 0},
};

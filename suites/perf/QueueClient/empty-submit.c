/*
 * The least that a client of a virtio GPU can do without a guest: empty SUBMIT_3D commands, one after the other. The ring and the buffers are in the
 * guest's RAM, which is mapped here too; the doorbell is a line of the qtest protocol on a socket; the answer is seen in the used ring.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <sys/socket.h>
#include <time.h>

#define SUBMIT_3D 0x0207u
#define OK_NODATA 0x1100u

#define SPIN_NS 150000ull
#define ALLOWED_NS 10000000000ull
#define MOST_OWED 64

/* As laid out by QueueClient.cs. */
struct client {
    uint16_t *available;   /* flags, index, ring */
    uint16_t *used;        /* flags, index, ring */
    uint32_t *request;     /* 32 bytes */
    uint32_t *response;    /* 24 bytes */
    const char *doorbell;  /* a line, with its end */
    uint32_t doorbell_length;
    uint32_t size;         /* entries of the ring, a power of two */
    uint32_t context;
    uint32_t head;         /* descriptor of the request, chained to that of the response */
    int32_t socket;
};

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000ull + (uint64_t)time.tv_nsec;
}

/* Each doorbell is answered by a line "OK"; lines about interrupts come in between. */
static int take_replies(int socket, uint32_t count)
{
    char text[1024];
    while (count > 0) {
        struct pollfd readable = { .fd = socket, .events = POLLIN };
        ssize_t length = 0;
        if (poll(&readable, 1, ALLOWED_NS / 1000000) <= 0 || (length = recv(socket, text, sizeof text, 0)) <= 0)
            return -EIO;
        for (ssize_t i = 0; i < length; i++)
            count -= text[i] == 'K';
    }
    return 0;
}

/* Writes the nanoseconds of each command, from its first word to its answer; returns 0, or an error number below it. */
int submit_empty(const struct client *client, uint64_t *nanoseconds, uint32_t count)
{
    uint32_t owed = 0;
    int error = 0, late;
    for (uint32_t i = 0; i < count && error == 0; i++) {
        uint64_t started = now();
        uint16_t next = client->available[1];
        uint16_t used = __atomic_load_n(&client->used[1], __ATOMIC_ACQUIRE);
        const uint32_t words[8] = { SUBMIT_3D, 0, 0, 0, client->context, 0, 0, 0 };
        for (int word = 0; word < 8; word++)
            client->request[word] = words[word];
        client->response[0] = 0;
        client->available[2 + (next & (client->size - 1))] = (uint16_t)client->head;
        __atomic_store_n(&client->available[1], (uint16_t)(next + 1), __ATOMIC_RELEASE);
        if (owed == MOST_OWED) {
            if (take_replies(client->socket, owed) != 0)
                return -EIO;
            owed = 0;
        }
        if (send(client->socket, client->doorbell, client->doorbell_length, MSG_NOSIGNAL) != client->doorbell_length)
            return -EIO;
        owed++;
        for (uint32_t looks = 1; __atomic_load_n(&client->used[1], __ATOMIC_ACQUIRE) == used; looks++) {
            if (looks % 16 == 0) {
                uint64_t waited = now() - started;
                if (waited > ALLOWED_NS) {
                    error = -ETIMEDOUT;
                    break;
                }
                /* A spinning client would keep the processor from a renderer that needs it. */
                if (waited > SPIN_NS)
                    sched_yield();
            }
            __builtin_ia32_pause();
        }
        nanoseconds[i] = now() - started;
        if (error == 0 && client->response[0] != OK_NODATA)
            error = -EPROTO;
    }
    late = take_replies(client->socket, owed);
    return error != 0 ? error : late;
}

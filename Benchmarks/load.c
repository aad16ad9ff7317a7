// An HTTP load generator whose latencies count from the moment a request was due, so that a stalled server cannot hide.
//
//   load PORT PATH BODY_FILE CONNECTIONS SECONDS RATE SERVICES
//
// Posts BODY_FILE (`-`: a GET without a body) to 127.0.0.1:PORT over keep-alive connections. RATE 0 saturates: each connection posts again as soon as
// it is answered (closed loop). Otherwise requests fall due at RATE a second whether or not the server keeps up (open loop).
// In PATH `{n}` becomes the request's number modulo SERVICES; in the body each run of 16 `@` becomes its number, so that
// bodies differ. Prints one JSON object: requests, per_second, p50_ms, p99_ms, max_ms, hits (X-FixOps-Cache), statuses.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MARK = 16, ANSWER = 1 << 20, MOST_LATENCIES = 8 << 20 };

typedef struct {
    int descriptor, busy;
    char *out, *in;
    size_t out_length, out_sent, in_length;
    double due;
} connection;

static const char *path;
static char *body;
static size_t body_length;
static int port, services;
static long started, finished, hits, statuses[600];
static double *latencies;

static void fail(const char *what) {
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(1);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void read_body(const char *name) {
    if (strcmp(name, "-") == 0) { body = calloc(1, 1); return; }
    FILE *file = fopen(name, "rb");
    if (!file) fail(name);
    fseek(file, 0, SEEK_END);
    body_length = ftell(file);
    rewind(file);
    body = malloc(body_length + 1);
    if (fread(body, 1, body_length, file) != body_length) fail(name);
    body[body_length] = 0;
    fclose(file);
}

static void dial(connection *c) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1;
    c->descriptor = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(c->descriptor, (struct sockaddr *)&address, sizeof address) < 0) fail("connect");
    setsockopt(c->descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(c->descriptor, F_SETFL, O_NONBLOCK);
}

// Writes the number over each mark of the body that stands at `text`.
static void number_marks(char *text, long number) {
    char digits[MARK + 1], *at = text;
    snprintf(digits, sizeof digits, "%016ld", number);
    while ((at = strstr(at, "@@@@@@@@@@@@@@@@"))) memcpy(at, digits, MARK), at += MARK;
}

static void compose(connection *c, double due) {
    char target[512];
    const char *hole = strstr(path, "{n}");
    if (hole) snprintf(target, sizeof target, "%.*s%ld%s", (int)(hole - path), path, started % services, hole + 3);
    else snprintf(target, sizeof target, "%s", path);
    int head = body_length ? sprintf(c->out, "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                             "Content-Length: %zu\r\n\r\n", target, body_length)
                           : sprintf(c->out, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", target);
    memcpy(c->out + head, body, body_length + 1);
    number_marks(c->out + head, started);
    c->out_length = head + body_length, c->out_sent = 0, c->in_length = 0, c->due = due, c->busy = 1;
    started++;
}

static void send_more(connection *c) {
    while (c->out_sent < c->out_length) {
        ssize_t count = send(c->descriptor, c->out + c->out_sent, c->out_length - c->out_sent, MSG_NOSIGNAL);
        if (count < 0 && errno == EAGAIN) return;
        if (count < 0) fail("send");
        c->out_sent += count;
    }
}

// The whole answer's length once its head is there, else 0.
static size_t answer_length(connection *c) {
    c->in[c->in_length] = 0;
    char *end = strstr(c->in, "\r\n\r\n");
    if (!end) return 0;
    char *length = strcasestr(c->in, "\r\ncontent-length:");
    return end + 4 - c->in + (length && length < end ? strtoul(length + 17, NULL, 10) : 0);
}

static void note_answer(connection *c, double at) {
    int status = atoi(c->in + 9);
    if (status > 0 && status < 600) statuses[status]++;
    char *end = strstr(c->in, "\r\n\r\n");
    *end = 0;
    if (strcasestr(c->in, "\r\nx-fixops-cache: hit")) hits++;
    if (finished < MOST_LATENCIES) latencies[finished] = at - c->due;
    finished++, c->busy = 0;
}

static void receive(connection *c) {
    for (;;) {
        ssize_t count = recv(c->descriptor, c->in + c->in_length, ANSWER - c->in_length, 0);
        if (count < 0 && errno == EAGAIN) return;
        if (count <= 0) fail("the server hung up");
        c->in_length += count;
        size_t whole = answer_length(c);
        if (whole && c->in_length >= whole) { note_answer(c, now()); return; }
    }
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void report(double seconds) {
    long kept = finished < MOST_LATENCIES ? finished : MOST_LATENCIES;
    if (!kept) fail("nothing was answered");
    qsort(latencies, kept, sizeof *latencies, ascending);
    printf("{\"hits\":%ld,\"max_ms\":%.3f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"per_second\":%.0f,\"requests\":%ld,\"statuses\":{", hits,
           latencies[kept - 1] * 1e3, latencies[kept / 2] * 1e3, latencies[kept * 99 / 100] * 1e3, finished / seconds, finished);
    const char *comma = "";
    for (int status = 100; status < 600; status++)
        if (statuses[status]) printf("%s\"%d\":%ld", comma, status, statuses[status]), comma = ",";
    puts("}}");
}

int main(int count, char **words) {
    if (count != 8) fail("usage: load PORT PATH BODY_FILE CONNECTIONS SECONDS RATE SERVICES");
    port = atoi(words[1]), path = words[2], services = atoi(words[7]);
    read_body(words[3]);
    int size = atoi(words[4]);
    double seconds = atof(words[5]), rate = atof(words[6]);
    latencies = malloc(sizeof *latencies * MOST_LATENCIES);
    connection *all = calloc(size, sizeof *all);
    int poll = epoll_create1(0);
    for (int i = 0; i < size; i++) {
        all[i].out = malloc(body_length + 1024), all[i].in = malloc(ANSWER + 1);
        dial(&all[i]);
        struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = &all[i]};
        epoll_ctl(poll, EPOLL_CTL_ADD, all[i].descriptor, &event);
    }
    double began = now(), end = began + seconds;
    for (;;) {
        double time = now();
        int working = 0;
        for (int i = 0; i < size; i++) {
            double due = rate > 0 ? began + started / rate : time;
            if (!all[i].busy && time < end && due <= time) compose(&all[i], due), send_more(&all[i]);
            working += all[i].busy;
        }
        if (time >= end && (!working || time > end + 30)) break;
        struct epoll_event events[256];
        double idle = rate > 0 && time < end ? began + started / rate - now() : 1e-3;
        struct timespec pause = {.tv_nsec = idle > 1e-3 ? 1000000 : idle > 0 ? (long)(idle * 1e9) : 0};
        int ready = epoll_pwait2(poll, events, 256, &pause, NULL);
        for (int i = 0; i < ready; i++) {
            connection *c = events[i].data.ptr;
            if (events[i].events & EPOLLOUT && c->busy) send_more(c);
            if (events[i].events & EPOLLIN) receive(c);
        }
    }
    report(now() - began);
    return 0;
}

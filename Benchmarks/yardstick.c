// The physical limit that the fleet is measured against: the ideal hop in C over hiredis and libpq.
//
//   yardstick hop  REDIS_PORT JOBS            one stage: read 100, one script that acks and hands on all 100
//   yardstick four REDIS_PORT JOBS POSTGRES   four such stages in one process; the last inserts one row a job before its ack
//
// Messages are 200 bytes. Prints jobs per second. The server must be empty: keys start with `yard:`.
#include <hiredis/hiredis.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCH = 100, MESSAGE_BYTES = 200 };

// KEYS source, destination. ARGV group, then an (entry, message) pair for each job. Acks; what it acked it hands on.
static const char *HAND_OFF =
    "local n = 0 "
    "for i = 2, #ARGV, 2 do "
    "  if redis.call('XACK', KEYS[1], ARGV[1], ARGV[i]) == 1 then "
    "    redis.call('XADD', KEYS[2], '*', 'm', ARGV[i + 1]) n = n + 1 "
    "  end "
    "end "
    "return n";

static void fail(const char *what) {
    fprintf(stderr, "yardstick: %s\n", what);
    exit(1);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static redisReply *checked(redisReply *reply, const char *what) {
    if (!reply || reply->type == REDIS_REPLY_ERROR) fail(reply ? reply->str : what);
    return reply;
}

static void stream_name(char *out, int stage) { sprintf(out, "yard:{s0}:%d", stage); }

static void load(redisContext *redis, int jobs, int stages) {
    char message[MESSAGE_BYTES + 1], name[32];
    memset(message, 'x', MESSAGE_BYTES);
    message[MESSAGE_BYTES] = 0;
    for (int stage = 0; stage <= stages; stage++) {
        stream_name(name, stage);
        freeReplyObject(redisCommand(redis, "DEL %s", name));
        freeReplyObject(checked(redisCommand(redis, "XGROUP CREATE %s w 0 MKSTREAM", name), "XGROUP"));
    }
    stream_name(name, 0);
    for (int sent = 0; sent < jobs;) {
        int burst = jobs - sent < 1000 ? jobs - sent : 1000;
        for (int i = 0; i < burst; i++) redisAppendCommand(redis, "XADD %s * m %b", name, message, (size_t)MESSAGE_BYTES);
        for (int i = 0; i < burst; i++) {
            redisReply *reply;
            if (redisGetReply(redis, (void **)&reply) != REDIS_OK) fail("XADD");
            freeReplyObject(reply);
        }
        sent += burst;
    }
}

static redisReply *read_batch(redisContext *redis, const char *stream) {
    return checked(redisCommand(redis, "XREADGROUP GROUP w c COUNT %d STREAMS %s >", BATCH, stream), "XREADGROUP");
}

static redisReply *entries_of(redisReply *reply) { return reply->element[0]->element[1]; }

static void hand_off(redisContext *redis, const char *sha, const char *from, const char *to, redisReply *entries) {
    const char *words[6 + 2 * BATCH];
    size_t lengths[6 + 2 * BATCH];
    int count = 0;
    const char *head[] = {"EVALSHA", sha, "2", from, to, "w"};
    for (int i = 0; i < 6; i++) words[count] = head[i], lengths[count++] = strlen(head[i]);
    for (size_t i = 0; i < entries->elements; i++) {
        redisReply *id = entries->element[i]->element[0], *message = entries->element[i]->element[1]->element[1];
        words[count] = id->str, lengths[count++] = id->len;
        words[count] = message->str, lengths[count++] = message->len;
    }
    redisReply *reply = checked(redisCommandArgv(redis, count, words, lengths), "EVALSHA");
    if (reply->integer != (long long)entries->elements) fail("a job was acked by somebody else");
    freeReplyObject(reply);
}

static void insert_rows(PGconn *postgres, redisReply *entries) {
    char ids[BATCH * 32 + 2];
    size_t used = 0;
    ids[used++] = '{';
    for (size_t i = 0; i < entries->elements; i++)
        used += sprintf(ids + used, "%s\"%s\"", i ? "," : "", entries->element[i]->element[0]->str);
    ids[used++] = '}', ids[used] = 0;
    const char *values[] = {ids};
    PGresult *result = PQexecPrepared(postgres, "row", 1, values, NULL, NULL, 1);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) fail(PQerrorMessage(postgres));
    PQclear(result);
}

static PGconn *open_postgres(const char *url) {
    PGconn *postgres = PQconnectdb(url);
    if (PQstatus(postgres) != CONNECTION_OK) fail(PQerrorMessage(postgres));
    PQclear(PQexec(postgres, "DROP TABLE IF EXISTS yard; CREATE TABLE yard (id text PRIMARY KEY, at timestamptz DEFAULT now())"));
    PQclear(PQprepare(postgres, "row", "INSERT INTO yard (id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING", 1, NULL));
    return postgres;
}

int main(int count, char **words) {
    if (count < 4) fail("usage: yardstick hop|four REDIS_PORT JOBS [POSTGRES]");
    int stages = strcmp(words[1], "four") == 0 ? 4 : 1, jobs = atoi(words[3]);
    redisContext *redis = redisConnect("127.0.0.1", atoi(words[2]));
    if (!redis || redis->err) fail("no Redis there");
    PGconn *postgres = stages == 4 ? open_postgres(words[4]) : NULL;
    redisReply *sha = checked(redisCommand(redis, "SCRIPT LOAD %s", HAND_OFF), "SCRIPT LOAD");
    load(redis, jobs, stages);
    double began = now();
    int done = 0;
    while (done < jobs) {
        for (int stage = 0; stage < stages; stage++) {
            char from[32], to[32];
            stream_name(from, stage), stream_name(to, stage + 1);
            redisReply *reply = read_batch(redis, from);
            if (reply->type == REDIS_REPLY_NIL) { freeReplyObject(reply); continue; }
            if (stage == 3) insert_rows(postgres, entries_of(reply));
            hand_off(redis, sha->str, from, to, entries_of(reply));
            if (stage == stages - 1) done += entries_of(reply)->elements;
            freeReplyObject(reply);
        }
    }
    printf("%.0f\n", jobs / (now() - began));
    freeReplyObject(sha);
    redisFree(redis);
    if (postgres) PQfinish(postgres);
    return 0;
}

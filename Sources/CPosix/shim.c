#define _GNU_SOURCE
#include "CPosix.h"
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

int fx_thread_set_name(pthread_t thread, const char *name) { return pthread_setname_np(thread, name); }

static const int fatal[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP};
static const char *const names[] = {"SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGSEGV", "SIGTRAP"};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };

static int record = -1;
static volatile sig_atomic_t is_recorded = 0;
static struct sigaction former[fatal_count];

// Calls nothing but what signal-safety(7) lists, and then whoever handled the signal before us: Swift's backtrace. The first
// signal counts, as abort() may raise another after its own.
static void record_and_die(int number, siginfo_t *info, void *context) {
    struct sigaction last;
    memset(&last, 0, sizeof last);
    last.sa_handler = SIG_DFL;
    for (int i = 0; i < fatal_count; i++) {
        if (fatal[i] != number) continue;
        if (!is_recorded) {
            is_recorded = 1;
            ssize_t written = write(record, names[i], strlen(names[i]));
            (void)written;
        }
        if (former[i].sa_flags & SA_SIGINFO) former[i].sa_sigaction(number, info, context);
        else if (former[i].sa_handler != SIG_DFL && former[i].sa_handler != SIG_IGN) former[i].sa_handler(number);
    }
    sigaction(number, &last, NULL);
    raise(number); // held back until the return, when it ends the process
}

int fx_record_fatal_signals(int descriptor) {
    record = descriptor;
    for (int i = 0; i < fatal_count; i++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_sigaction = record_and_die;
        action.sa_flags = SA_ONSTACK | SA_SIGINFO;
        sigemptyset(&action.sa_mask);
        if (sigaction(fatal[i], &action, &former[i]) != 0) return errno;
    }
    return 0;
}

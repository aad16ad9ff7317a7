// The few GNU calls that Swift's Glibc module does not import, and a signal handler, which Swift cannot be.
#pragma once
#include <pthread.h>

/// Names a thread for `top -H`; Linux keeps at most 15 bytes. Returns 0 or an errno value.
int fx_thread_set_name(pthread_t thread, const char *name);

/// From now on a SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV or SIGTRAP writes its name to `descriptor` before it ends the
/// process as it would have. Once in a process. Returns 0 or an errno value.
int fx_record_fatal_signals(int descriptor);

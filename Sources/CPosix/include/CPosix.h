// The few GNU calls that Swift's Glibc module does not import.
#pragma once
#include <pthread.h>

/// Names a thread for `top -H`; Linux keeps at most 15 bytes. Returns 0 or an errno value.
int fx_thread_set_name(pthread_t thread, const char *name);

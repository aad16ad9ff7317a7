#define _GNU_SOURCE
#include "CPosix.h"

int fx_thread_set_name(pthread_t thread, const char *name) { return pthread_setname_np(thread, name); }

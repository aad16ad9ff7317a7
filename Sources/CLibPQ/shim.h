// libpq, with its macros as functions because Swift imports no function-like or string macros.
#pragma once
#include <libpq-fe.h>

// A C face on simdjson's DOM parser: parse once, walk its tape from Swift without copying.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// simdjson's version as text.
const char *fx_simdjson_version(void);

#ifdef __cplusplus
}
#endif

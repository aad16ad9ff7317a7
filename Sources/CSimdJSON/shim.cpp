#include "CSimdJSON.h"

#include <simdjson.h>

const char *fx_simdjson_version(void) { return SIMDJSON_STRINGIFY(SIMDJSON_VERSION); }

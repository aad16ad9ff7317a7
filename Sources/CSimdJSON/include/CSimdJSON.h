// A C face on simdjson's DOM parser: parse once, walk its tape from Swift without copying.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parser with its buffers; used by one thread at a time.
typedef struct fx_json_parser fx_json_parser;

/// What became of a parse, as far as callers act on it.
enum {
    FX_JSON_OK = 0,
    FX_JSON_EMPTY = 1,
    FX_JSON_TOO_LARGE = 2,
    FX_JSON_TOO_DEEP = 3,
    FX_JSON_NUMBER = 4,
    FX_JSON_ENCODING = 5,
    FX_JSON_SYNTAX = 6,
    FX_JSON_MEMORY = 7
};

/// The tape and its strings (https://github.com/simdjson/simdjson/blob/master/doc/tape.md); they die at the next parse.
typedef struct {
    int32_t code;
    const uint64_t *tape;
    const uint8_t *strings;
} fx_json_result;

/// A parser that refuses documents above `maximum_bytes` or nested deeper than `maximum_depth`; NULL without memory.
fx_json_parser *fx_json_parser_new(size_t maximum_bytes, size_t maximum_depth);
void fx_json_parser_free(fx_json_parser *parser);

/// Parses UTF-8 without a byte-order mark. `bytes` need no padding.
fx_json_result fx_json_parse(fx_json_parser *parser, const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif

#include "CSimdJSON.h"

#include <new>
#include <simdjson.h>

struct fx_json_parser {
    simdjson::dom::parser parser;
    size_t maximum_bytes;
    size_t maximum_depth;
};

static int32_t code_of(simdjson::error_code error) {
    switch (error) {
    case simdjson::SUCCESS: return FX_JSON_OK;
    case simdjson::EMPTY: return FX_JSON_EMPTY;
    case simdjson::CAPACITY: return FX_JSON_TOO_LARGE;
    case simdjson::DEPTH_ERROR: return FX_JSON_TOO_DEEP;
    case simdjson::NUMBER_ERROR: return FX_JSON_NUMBER;
    case simdjson::UTF8_ERROR: return FX_JSON_ENCODING;
    case simdjson::MEMALLOC: return FX_JSON_MEMORY;
    default: return FX_JSON_SYNTAX;
    }
}

fx_json_parser *fx_json_parser_new(size_t maximum_bytes, size_t maximum_depth) {
    return new (std::nothrow) fx_json_parser{simdjson::dom::parser(maximum_bytes), maximum_bytes, maximum_depth};
}

void fx_json_parser_free(fx_json_parser *parser) { delete parser; }

fx_json_result fx_json_parse(fx_json_parser *parser, const uint8_t *bytes, size_t count) {
    if (count > parser->maximum_bytes) return {FX_JSON_TOO_LARGE, nullptr, nullptr};
    if (parser->parser.capacity() < count || parser->parser.max_depth() != parser->maximum_depth) {
        simdjson::error_code error = parser->parser.allocate(count, parser->maximum_depth);
        if (error) return {code_of(error), nullptr, nullptr};
    }
    simdjson::error_code error = parser->parser.parse(bytes, count, true).error();
    if (error) return {code_of(error), nullptr, nullptr};
    return {FX_JSON_OK, parser->parser.doc.tape.get(), parser->parser.doc.string_buf.get()};
}

// zlib's readers and gzip writer; its init calls are macros, which Swift does not import.
#pragma once
#include <zlib.h>

/// inflateInit2 for gzip members only (RFC 1952).
static inline int fx_gzip_inflate_begin(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

/// inflateInit2 for bare deflate data (RFC 1951), as ZIP holds it.
static inline int fx_deflate_inflate_begin(z_stream *stream) { return inflateInit2(stream, -15); }

/// deflateInit2 for a gzip member at the default level.
static inline int fx_gzip_deflate_begin(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

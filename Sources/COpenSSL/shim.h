// libcrypto for digests, HMAC and signatures; libssl for `rediss://`. Macros as functions, because Swift imports none.
#pragma once
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

/// SSL_CTX_set_min_proto_version is a macro over SSL_CTX_ctrl. Returns 1 on success.
static inline int fx_tls_require_1_2(SSL_CTX *context) { return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION); }

/// SSL_set_tlsext_host_name is a macro over SSL_ctrl. Returns 1 on success.
static inline int fx_tls_set_server_name(SSL *tls, const char *name) { return (int)SSL_set_tlsext_host_name(tls, name); }

/// SHA-256 of `count` bytes into 32 (FIPS 180-4 section 6.2). By the functions that OpenSSL 3 calls old: the new ones
/// look the algorithm up and allocate a context each time, which takes longer than hashing a short message.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
static inline void fx_sha256(const uint8_t *bytes, size_t count, uint8_t *digest) {
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, bytes, count);
    SHA256_Final(digest, &context);
}
#pragma GCC diagnostic pop

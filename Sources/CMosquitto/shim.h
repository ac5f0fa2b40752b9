#include <errno.h>
#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/eventfd.h>

// The constants of eventfd are an enum and macros of the same names, of which Swift imports neither.
static inline int mashang_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

// These are macros in OpenSSL, which Swift does not import.
static inline int mashang_ssl_set_server_name(SSL *ssl, const char *name) {
    return (int)SSL_set_tlsext_host_name(ssl, name);
}
static inline int mashang_ssl_require_tls12(SSL_CTX *context) {
    return (int)SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}
static inline int mashang_ssl_set_owner(SSL_CTX *context, void *owner) { return SSL_CTX_set_app_data(context, owner); }
static inline void *mashang_ssl_owner(const SSL *ssl) { return SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)); }

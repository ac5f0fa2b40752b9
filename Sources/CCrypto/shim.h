#include <openssl/crypto.h>  // CRYPTO_memcmp: compares in a time that does not depend on the content
#include <openssl/evp.h>  // EVP_PBE_scrypt: the slow hash of PINs
#include <openssl/hmac.h>  // HMAC: hashes of what must not be found by trying
#include <openssl/sha.h>  // SHA256: the hash that chains the ledger
#include <openssl/bio.h>   // BIO_new_mem_buf: lets OpenSSL read what we have read
#include <openssl/err.h>   // ERR_clear_error: what went wrong for us is nobody else's error
#include <openssl/pem.h>   // PEM_read_bio_X509, PEM_read_bio_PrivateKey: certificates and keys as files have them
#include <openssl/x509.h>  // X509_get0_notAfter, X509_check_private_key: when a certificate ends, and which key is its own

// The flags are macros that Swift cannot import: as RFC 2253 has it, but in UTF-8.
static inline unsigned long mashang_name_form(void) { return XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB; }

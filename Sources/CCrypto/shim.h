#include <openssl/crypto.h>  // CRYPTO_memcmp: compares in a time that does not depend on the content
#include <openssl/evp.h>  // EVP_PBE_scrypt: the slow hash of PINs
#include <openssl/hmac.h>  // HMAC: hashes of what must not be found by trying
#include <openssl/sha.h>  // SHA256: the hash that chains the ledger

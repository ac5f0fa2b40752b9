#include <openssl/sha.h>  // SHA256: the hash that chains the ledger

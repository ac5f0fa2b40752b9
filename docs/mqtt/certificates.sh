# usage: certificates.sh HOST ID...    HOST is the broker's name, each ID a gateway's id, or centre
set -e
key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
host=$1
shift
openssl req -x509 $key -days 3650 -subj "/CN=our authority" -keyout ca.key -out ca.crt
sign() { openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 825 -out "$1.crt" "${@:2}"; }
openssl req $key -subj "/CN=$host" -keyout server.key -out server.csr
echo "subjectAltName=DNS:$host" > server.ext
sign server -extfile server.ext
for id in "$@"; do
    openssl req $key -subj "/CN=$id" -keyout "$id.key" -out "$id.csr"
    sign "$id"
done

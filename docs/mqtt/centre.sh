# usage: centre.sh -h broker.example --cafile ca.crt --cert centre.crt --key centre.key    (arguments of mosquitto_sub)
mosquitto_sub "$@" -V 5 -x 604800 -q 1 -c -i centre -t 'mashang/2/#' -F '%J' | while IFS= read -r message; do
    psql -q -v ON_ERROR_STOP=1 -v message="$message" <<< "select take(:'message')" > /dev/null
done

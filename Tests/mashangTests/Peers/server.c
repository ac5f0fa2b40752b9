/* Serves values of every type and order with libmodbus, packed by C itself. Prints a line a value (type, order, table,
 * address, value), then its port, and answers one client over TCP until that hangs up. */
#include <modbus.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static modbus_mapping_t *map;
static int next = 3;

/* Bytes with the most significant first, as registers of one order. */
static void put(const char *type, const uint8_t *bytes, int count, const char *value) {
    static const char *orders[] = {"ABCD", "CDAB", "BADC", "DCBA"};
    for (int order = 0; order < 4; order++) {
        for (int i = 0; i < count / 2; i++) {
            const uint8_t *pair = bytes + 2 * (order % 2 ? count / 2 - 1 - i : i);
            uint16_t word = order < 2 ? pair[0] << 8 | pair[1] : pair[1] << 8 | pair[0];
            map->tab_registers[next + i] = map->tab_input_registers[next + i] = word;
        }
        printf("%s %s holding %d %s\n%s %s input %d %s\n", type, orders[order], next, value, type, orders[order], next, value);
        next += count / 2;
    }
}

static void number(const char *type, const void *native, int size, const char *value) {
    uint8_t bytes[8];
    for (int i = 0; i < size; i++) bytes[i] = ((const uint8_t *)native)[size - 1 - i];
    put(type, bytes, size, value);
}

#define NUMBER(type, name, format, value) do { \
        type native = value; \
        char text[64]; \
        snprintf(text, sizeof text, format, native); \
        number(name, &native, sizeof native, text); \
    } while (0)

int main(void) {
    map = modbus_mapping_new(64, 64, 1000, 1000);
    for (int round = 0; round < 5; round++) {
        NUMBER(int16_t, "int16", "%d", (int16_t)(round * 12345 - 30000));
        NUMBER(uint16_t, "uint16", "%u", (uint16_t)(round * 16000 + 7));
        NUMBER(int32_t, "int32", "%d", round * 700000001 - 2000000000);
        NUMBER(uint32_t, "uint32", "%u", round * 1000000007u);
        NUMBER(int64_t, "int64", "%ld", round * 2000000000000003L - 4503599627370497L);
        NUMBER(uint64_t, "uint64", "%lu", round * 2000000000000003UL);
        NUMBER(float, "float32", "%.17g", round * 123.456f - 300);
        NUMBER(double, "float64", "%.17g", round * 1234567.890123 - 3e6);
    }
    put("bcd", (uint8_t[]){0x12, 0x34, 0x56, 0x78}, 4, "12345678");
    put("string", (uint8_t[]){'-', '1', '2', '.', '5', 0, 0, 0}, 8, "-12.5");
    for (int i = 0; i < 64; i++) {
        map->tab_bits[i] = i % 3 == 0;
        map->tab_input_bits[i] = i % 5 == 0;
        printf("bool ABCD coil %d %d\nbool ABCD discrete %d %d\n", i, i % 3 == 0, i, i % 5 == 0);
    }
    modbus_t *context = modbus_new_tcp("127.0.0.1", 0);
    int listener = modbus_tcp_listen(context, 1);
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    if (listener < 0 || getsockname(listener, (struct sockaddr *)&address, &length)) return 1;
    printf("port %d\n", ntohs(address.sin_port));
    fflush(stdout);
    alarm(60);
    if (modbus_tcp_accept(context, &listener) < 0) return 1;
    uint8_t query[MODBUS_TCP_MAX_ADU_LENGTH];
    for (int count; (count = modbus_receive(context, query)) >= 0;) {
        if (count > 0) modbus_reply(context, query, count, map);
    }
    return 0;
}

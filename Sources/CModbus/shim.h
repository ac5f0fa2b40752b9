#ifndef MASHANG_CMODBUS_H
#define MASHANG_CMODBUS_H

#include <errno.h>
#include <fcntl.h>
#include <modbus.h>
#include <unistd.h>

#endif

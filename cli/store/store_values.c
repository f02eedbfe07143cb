/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

#include <string.h>

store_value store_of_text(const char *text)
{
    return (store_value){.type = STORE_TEXT, .text = text, .n = strlen(text)};
}

store_value store_of_bytes(const char *bytes, size_t n)
{
    return (store_value){.type = STORE_BYTES, .text = bytes, .n = n};
}

store_value store_of_whole(int64_t value)
{
    return (store_value){.type = STORE_WHOLE, .whole = value};
}

store_value store_of_real(double value)
{
    return (store_value){.type = STORE_REAL, .real = value};
}

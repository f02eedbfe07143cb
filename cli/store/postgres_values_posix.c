/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "postgres_values.h"

#include <string.h>

/* Numbers have their highest byte first. */
static void put_number(char out[8], uint64_t bits)
{
    for (size_t i = 0; i < 8; i++) {
        out[i] = (char)(unsigned char)(bits >> (56 - 8 * i) & 0xFF);
    }
}

static uint64_t read_number(const char *value, size_t n)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < n && i < 8; i++) {
        bits = bits << 8 | (unsigned char)value[i];
    }
    return bits;
}

static void bind_number(postgres_values *out, size_t i, uint64_t bits)
{
    put_number(out->numbers[i], bits);
    out->at[i] = out->numbers[i];
    out->lengths[i] = 8;
}

void postgres_bind(postgres_values *out, const store_value *values, size_t count)
{
    for (size_t i = 0; i < count && i < POSTGRES_MOST_VALUES; i++) {
        const store_value *value = &values[i];
        uint64_t bits = (uint64_t)value->whole;
        out->formats[i] = 1;
        out->at[i] = value->type == STORE_NULL ? NULL : value->text != NULL ? value->text : "";
        out->lengths[i] = (int)value->n;
        if (value->type == STORE_REAL) {
            memcpy(&bits, &value->real, sizeof bits);
        }
        if (value->type == STORE_REAL || value->type == STORE_WHOLE) {
            bind_number(out, i, bits);
        }
    }
}

int64_t postgres_whole(const char *value, size_t n)
{
    const uint64_t bits = read_number(value, n);

    return n == 4 ? (int32_t)(uint32_t)bits : (int64_t)bits;
}

double postgres_real(const char *value, size_t n)
{
    const uint64_t bits = n == 8 ? read_number(value, n) : 0;
    double number;

    memcpy(&number, &bits, sizeof number);
    return number;
}

void postgres_statement(mds_strbuf *out, const char *sql)
{
    static const char unique[] = "ON CONFLICT (";

    for (const char *p = sql; *p != '\0'; p++) {
        if (strncmp(p, unique, sizeof unique - 1) == 0) {
            mds_strbuf_puts(out, "ON CONFLICT (tenant, ");
            p += sizeof unique - 2;
        } else {
            mds_strbuf_append(out, *p == '?' ? "$" : p, 1);
        }
    }
}

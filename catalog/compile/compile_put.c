/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values and members of records as C initialisers. */
#include "compile.h"

#include "base/num.h"
#include <string.h>

FILE *out;

void mds_compile__put(const char *text)
{
    (void)fputs(text, out);
}

/* Separates hexadecimal escapes from what follows by using octal ones, of fixed length. */
void mds_compile__put_string(const char *text)
{
    if (text == NULL) {
        mds_compile__put("NULL");
        return;
    }
    mds_compile__put("\"");
    for (const char *at = text; *at != '\0'; at++) {
        const unsigned char c = (unsigned char)*at;
        if (c == '"' || c == '\\' || c == '?') {
            (void)fprintf(out, "\\%c", c);
        } else if (c < 0x20) {
            (void)fprintf(out, "\\%03o", (unsigned)c);
        } else {
            (void)fputc(c, out);
        }
    }
    mds_compile__put("\"");
}

void mds_compile__put_text(const mds_text *text)
{
    mds_compile__put("{{");
    for (size_t i = 0; i < MDS_LANG__COUNT; i++) {
        mds_compile__put_string(text->in[i]);
        mds_compile__put(",");
    }
    mds_compile__put("}}");
}

void mds_compile__put_number(double value)
{
    char text[MDS_NUM_SIZE];

    mds_num_exact(text, value);
    mds_compile__put(text);
    mds_compile__put(strpbrk(text, ".e") == NULL ? ".0" : "");
}

void mds_compile__put_uint(uint32_t value)
{
    (void)fprintf(out, "%luU", (unsigned long)value);
}

void mds_compile__put_bool(bool value)
{
    mds_compile__put(value ? "true" : "false");
}

/* Begins "(const type[]){", or NULL for an empty list; false then. */
bool mds_compile__begin_list(const char *type, size_t count)
{
    if (count == 0) {
        mds_compile__put("NULL");
        return false;
    }
    (void)fprintf(out, "(const %s[]){", type);
    return true;
}

void mds_compile__put_strings(mds_strings list)
{
    mds_compile__put("{");
    if (mds_compile__begin_list("char *const", list.count)) {
        for (size_t i = 0; i < list.count; i++) {
            mds_compile__put_string(list.at[i]);
            mds_compile__put(",");
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",%zu}", list.count);
}

void mds_compile__put_literals(const mds_literal *list, size_t count)
{
    if (mds_compile__begin_list("mds_literal", count)) {
        for (size_t i = 0; i < count; i++) {
            (void)fprintf(out, "{%lu,%d},", (unsigned long)list[i].fact, list[i].negated);
        }
        mds_compile__put("}");
    }
}

void mds_compile__put_condition(const mds_condition *condition)
{
    mds_compile__put("{");
    if (mds_compile__begin_list("mds_conjunction", condition->count)) {
        for (size_t i = 0; i < condition->count; i++) {
            mds_compile__put("{");
            mds_compile__put_literals(condition->at[i].at, condition->at[i].count);
            (void)fprintf(out, ",%zu},", condition->at[i].count);
        }
        mds_compile__put("}");
    }
    (void)fprintf(out, ",%zu}", condition->count);
}

void mds_compile__put_ordinals(const uint32_t *list, size_t count)
{
    if (mds_compile__begin_list("uint32_t", count)) {
        for (size_t i = 0; i < count; i++) {
            mds_compile__put_uint(list[i]);
            mds_compile__put(",");
        }
        mds_compile__put("}");
    }
}

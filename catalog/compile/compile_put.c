/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values and members of records as C initialisers. */
#include "compile.h"

#include "base/num.h"
#include <string.h>

FILE *out;

void put(const char *text)
{
    (void)fputs(text, out);
}

/* Separates hexadecimal escapes from what follows by using octal ones, of fixed length. */
void put_string(const char *text)
{
    if (text == NULL) {
        put("NULL");
        return;
    }
    put("\"");
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
    put("\"");
}

void put_text(const mds_text *text)
{
    put("{{");
    for (size_t i = 0; i < MDS_LANG__COUNT; i++) {
        put_string(text->in[i]);
        put(",");
    }
    put("}}");
}

void put_number(double value)
{
    char text[MDS_NUM_SIZE];

    mds_num_exact(text, value);
    put(text);
    put(strpbrk(text, ".e") == NULL ? ".0" : "");
}

void put_uint(uint32_t value)
{
    (void)fprintf(out, "%luU", (unsigned long)value);
}

void put_bool(bool value)
{
    put(value ? "true" : "false");
}

/* Begins "(const type[]){", or NULL for an empty list; false then. */
bool begin_list(const char *type, size_t count)
{
    if (count == 0) {
        put("NULL");
        return false;
    }
    (void)fprintf(out, "(const %s[]){", type);
    return true;
}

void put_strings(mds_strings list)
{
    put("{");
    if (begin_list("char *const", list.count)) {
        for (size_t i = 0; i < list.count; i++) {
            put_string(list.at[i]);
            put(",");
        }
        put("}");
    }
    (void)fprintf(out, ",%zu}", list.count);
}

void put_literals(const mds_literal *list, size_t count)
{
    if (begin_list("mds_literal", count)) {
        for (size_t i = 0; i < count; i++) {
            (void)fprintf(out, "{%lu,%d},", (unsigned long)list[i].fact, list[i].negated);
        }
        put("}");
    }
    (void)fprintf(out, ",%zu", count);
}

void put_condition(const mds_condition *condition)
{
    put("{");
    if (begin_list("mds_conjunction", condition->count)) {
        for (size_t i = 0; i < condition->count; i++) {
            put("{");
            put_literals(condition->at[i].at, condition->at[i].count);
            put("},");
        }
        put("}");
    }
    (void)fprintf(out, ",%zu}", condition->count);
}

void put_ordinals(const uint32_t *list, size_t count)
{
    if (begin_list("uint32_t", count)) {
        for (size_t i = 0; i < count; i++) {
            put_uint(list[i]);
            put(",");
        }
        put("}");
    }
    (void)fprintf(out, ",%zu", count);
}

void put_triple(const mds_triple *triple)
{
    put("{");
    put_number(triple->low);
    put(",");
    put_number(triple->mode);
    put(",");
    put_number(triple->high);
    put("}");
}

void put_estimate(const mds_estimate *estimate)
{
    put("{");
    put_triple(&estimate->value);
    (void)fprintf(out, ",%d,", (int)estimate->strength);
    put_ordinals(estimate->evidence, estimate->evidence_count);
    put(",");
    put_string(estimate->rationale);
    put("}");
}

/* ".name=" before a member; the kinds of value that members have follow. */
void name(const char *member)
{
    (void)fprintf(out, ",.%s=", member);
}

void text_member(const char *member, const mds_text *text)
{
    name(member);
    put_text(text);
}

void string_member(const char *member, const char *text)
{
    name(member);
    put_string(text);
}

void number_member(const char *member, double value)
{
    name(member);
    put_number(value);
}

void uint_member(const char *member, uint32_t value)
{
    name(member);
    put_uint(value);
}

void bool_member(const char *member, bool value)
{
    name(member);
    put_bool(value);
}

void begin_record(const char *id_member, const char *id)
{
    (void)fprintf(out, "{.%s=", id_member);
    put_string(id);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids and text of the formats of others. */
#include "exchange.h"

#include "base/ascii.h"
#include "base/date.h"
#include "base/inert.h"
#include "base/utf8.h"
#include "flow.h"
#include <string.h>

enum { MOST_ARGS = 9, TEXT_LIMIT = 1 << 20 };

/* Hands out what a buffer holds and keeps its failure. */
static const char *take(mds_exchange *x, mds_strbuf *text)
{
    const char *copy = NULL;
    const mds_status status = mds_export__hand_out(&copy, x->arena, text);

    if (status != MDS_OK) {
        x->status = x->status == MDS_OK ? status : x->status;
        return "-";
    }
    return copy;
}

const char *mds_exchange__uuid(mds_exchange *x, const char *kind, const char *id)
{
    const char *name = mds_arena_printf(x->arena, "urn:mdsrisk:%s:%s", kind, id);
    char *out = mds_arena_alloc(x->arena, MDS_UUID_SIZE, 1);

    if (name == NULL || out == NULL) {
        x->status = mds_arena_status(x->arena);
        return "00000000-0000-0000-0000-000000000000";
    }
    mds_uuid_of_name(out, name);
    return out;
}

const char *mds_exchange__say(const mds_exchange *x, const char *key)
{
    return mds_catalog_text(x->catalog, x->in->lang, key);
}

void mds_exchange__array(mds_exchange *x, const char *name)
{
    mds_jsonw_name(&x->w, name);
    mds_jsonw_array(&x->w);
}

const char *mds_exchange__truth(const mds_exchange *x, mds_truth truth)
{
    static const char *const keys[] = {[MDS_FALSE] = "exchange.fact.false",
                                       [MDS_UNKNOWN] = "exchange.fact.unknown",
                                       [MDS_TRUE] = "exchange.fact.true"};

    return mds_exchange__say(x, keys[truth]);
}

const char *mds_exchange__in(const mds_exchange *x, const mds_text *text)
{
    return text->in[x->in->lang];
}

const char *mds_exchange__format(mds_exchange *x, const char *key, ...)
{
    const char *args[MOST_ARGS];
    size_t count = 0;
    mds_strbuf text;
    va_list list;

    va_start(list, key);
    for (const char *arg = va_arg(list, const char *); arg != NULL && count < MOST_ARGS;
         arg = va_arg(list, const char *)) {
        args[count++] = arg;
    }
    va_end(list);
    mds_strbuf_init(&text, TEXT_LIMIT);
    mds_strbuf_template(&text, mds_exchange__say(x, key), args, count);
    return take(x, &text);
}

/* Whether a blank of any writing is at \p p, of *size bytes. */
static bool is_blank(const char *p, size_t *size)
{
    static const uint32_t blanks[] = {' ', '\t', 0xA0, 0x1680, 0x202F, 0x205F, 0x3000, 0xFEFF};
    uint32_t code;

    *size = mds_utf8_next(p, &code);
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
        if (code == blanks[i]) {
            return true;
        }
    }
    return code >= 0x2000 && code <= 0x200A;
}

const char *mds_exchange__line(mds_exchange *x, const char *text)
{
    mds_strbuf line;
    size_t begin = 0;
    size_t end = 0;
    size_t size;

    mds_strbuf_init(&line, TEXT_LIMIT);
    mds_inert_line(&line, text);
    while (begin < line.n && is_blank(line.p + begin, &size)) {
        begin += size;
    }
    for (size_t i = begin; i < line.n; i += size) {
        end = is_blank(line.p + i, &size) ? end : i + size;
    }
    const char *copy = take(x, &line);
    if (x->status != MDS_OK || end <= begin) {
        return "";
    }
    const char *trimmed = mds_arena_strndup(x->arena, copy + begin, end - begin);
    if (trimmed == NULL) {
        x->status = mds_arena_status(x->arena);
        return "";
    }
    return trimmed;
}

const char *mds_exchange__markup_line(mds_exchange *x, const char *text)
{
    mds_strbuf out;
    const char *line = mds_exchange__line(x, text);

    mds_strbuf_init(&out, TEXT_LIMIT);
    mds_markdown__text(&out, line[0] != '\0' ? line : "-", " ");
    return take(x, &out);
}

const char *mds_exchange__markup(mds_exchange *x, const char *text)
{
    mds_strbuf out;

    mds_strbuf_init(&out, TEXT_LIMIT);
    mds_markdown__text(&out, text, "\n\n");
    if (out.n == 0) {
        mds_strbuf_putc(&out, '-');
    }
    return take(x, &out);
}

const char *mds_exchange__token(mds_exchange *x, const char *text)
{
    mds_strbuf out;

    mds_strbuf_init(&out, TEXT_LIMIT);
    if (!mds_is_letter(text[0])) {
        mds_strbuf_putc(&out, '_');
    }
    for (const char *p = text; *p != '\0'; p++) {
        if (mds_is_letter(*p) || mds_is_digit(*p) || *p == '.' || *p == '-') {
            mds_strbuf_putc(&out, *p);
        } else {
            mds_strbuf_printf(&out, "_%02x", (unsigned)(unsigned char)*p);
        }
    }
    return take(x, &out);
}

const char *mds_exchange__href(mds_exchange *x, const char *path)
{
    mds_strbuf out;

    mds_strbuf_init(&out, TEXT_LIMIT);
    for (const char *p = path; *p != '\0'; p++) {
        if (mds_is_letter(*p) || mds_is_digit(*p) || strchr("-._~/", *p) != NULL) {
            mds_strbuf_putc(&out, *p);
        } else {
            mds_strbuf_printf(&out, "%%%02X", (unsigned)(unsigned char)*p);
        }
    }
    return take(x, &out);
}

const char *mds_exchange__instant(mds_exchange *x, int32_t day)
{
    char date[MDS_DATE_SIZE];

    if (day == MDS_DAY_NONE) {
        return NULL;
    }
    mds_date_format(date, day);
    const char *text = mds_arena_printf(x->arena, "%sT00:00:00Z", date);
    x->status = text == NULL ? mds_arena_status(x->arena) : x->status;
    return text;
}

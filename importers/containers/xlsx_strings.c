/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of a workbook: shared strings (ECMA-376 part 1, 18.4), rich text, escapes. */
#include "xlsx.h"

#include "base/utf8.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

bool mds_xlsx__is_on(mds_xml *xml)
{
    const char *value = mds_xml_attribute(xml, "val");

    return value == NULL || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0);
}

/* Ends a run at the end of what was read so far. */
static void end_run(mds_xlsx_runs *runs, size_t end, uint16_t look)
{
    const size_t before = runs->count > 0 ? runs->ends[runs->count - 1] : 0;

    if (end == before) {
        return;
    }
    if (runs->count > 0 && runs->looks[runs->count - 1] == look) {
        runs->ends[runs->count - 1] = (uint32_t)end;
    } else if (runs->count < MDS_XLSX_RUNS) {
        runs->ends[runs->count] = (uint32_t)end;
        runs->looks[runs->count++] = look;
    }
}

bool mds_xlsx__keep_runs(const mds_xlsx_runs **out, const mds_xlsx *book, const mds_xlsx_runs *runs)
{
    *out = NULL;
    if (runs->count < 2 || runs->count == MDS_XLSX_RUNS) {
        return true;
    }
    mds_xlsx_runs *copy = mds_arena_alloc(book->grid->arena, 1, sizeof *copy);
    if (copy != NULL) {
        *copy = *runs;
        *out = copy;
    }
    return copy != NULL;
}

/* \p struck: of rich text, whether something is struck through and left out; else NULL. */
static mds_status text_within(mds_strbuf *buf, bool *struck, mds_xlsx_runs *runs, mds_xml *xml)
{
    uint16_t look = 0;
    const bool only_t = struck != NULL;
    bool strikes = false; /* the run that is being read */

    uint32_t open = 1;
    uint32_t in_t = 0; /* depth below the <t> that is being read, itself included */

    while (open > 0) {
        switch (mds_xml_next(xml)) {
        case MDS_XML_START:
            /* <rPh> holds the reading of the kanji beside it: it is no part of the text. */
            if (strcmp(mds_xml_name(xml), "rPh") == 0) {
                if (mds_xml_skip(xml) == MDS_XML_ERROR) {
                    return mds_xml_status(xml);
                }
                break;
            }
            if (strcmp(mds_xml_name(xml), "r") == 0) {
                strikes = false;
                look = 0;
            } else if (only_t && strcmp(mds_xml_name(xml), "strike") == 0) {
                strikes = mds_xlsx__is_on(xml);
            }
            look = only_t && in_t == 0 ? mds_xlsx__look(look, xml) : look;
            open++;
            in_t += in_t > 0 || strcmp(mds_xml_name(xml), "t") == 0;
            break;
        case MDS_XML_END:
            open--;
            in_t -= in_t > 0;
            break;
        case MDS_XML_TEXT:
            if (in_t > 0 && strikes) {
                *struck = true;
            } else if (in_t > 0 || !only_t) {
                mds_strbuf_puts(buf, mds_xml_text(xml));
                if (runs != NULL) {
                    end_run(runs, buf->n, look);
                }
            }
            break;
        case MDS_XML_EOF:
            return MDS_EFORMAT;
        case MDS_XML_ERROR:
            return mds_xml_status(xml);
        }
    }
    return MDS_OK;
}

mds_status mds_xlsx__rich_text(mds_strbuf *buf, bool *struck, mds_xlsx_runs *runs, mds_xml *xml)
{
    *struck = false;
    runs->count = 0;
    return text_within(buf, struck, runs, xml);
}

mds_status mds_xlsx__element_text(mds_strbuf *buf, mds_xml *xml)
{
    return text_within(buf, NULL, NULL, xml);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The unit of UTF-16 behind "_xHHHH_" (18.4.12); UINT32_MAX when no escape is there. */
static uint32_t escaped(const char *p, size_t n)
{
    uint32_t c = 0;

    if (n < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_') {
        return UINT32_MAX;
    }
    for (int i = 2; i < 6; i++) {
        const int digit = hex_digit(p[i]);
        if (digit < 0) {
            return UINT32_MAX;
        }
        c = c * 16 + (uint32_t)digit;
    }
    return c;
}

/* Decoded in place: an escape is longer than what it stands for. A control character is a blank,
 * and so is half a pair. */
static size_t decode_escapes(char *text, size_t n)
{
    mds_utf16 stream = {.on = true, .big_endian = true};
    size_t to = 0;

    for (size_t i = 0; i < n;) {
        uint32_t c = escaped(text + i, n - i);
        if (c == UINT32_MAX) {
            text[to++] = text[i++];
            continue;
        }
        i += 7;
        const bool high = c >= 0xD800 && c < 0xDC00;
        const uint32_t low = high ? escaped(text + i, n - i) : 0;
        const bool pair = high && low >= 0xDC00 && low < 0xE000;
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c >= 0xFFFE ||
            (c >= 0xD800 && c < 0xE000 && !pair)) {
            c = ' ';
        }
        const char units[] = {(char)(c >> 8), (char)(c & 0xFF), (char)(low >> 8),
                              (char)(low & 0xFF)};
        i += pair ? 7 : 0;
        to += mds_utf16_decode(&stream, text + to, units, pair ? 4 : 2);
    }
    text[to] = '\0';
    return to;
}

mds_status mds_xlsx__keep(const char **out, const mds_xlsx *book, const mds_strbuf *buf,
                          const char *where)
{
    const mds_grid *grid = book->grid;

    if (buf->status == MDS_ELIMIT) {
        char limit[24];
        (void)snprintf(limit, sizeof limit, "%zu", MDS_LIMIT_CELL_BYTES);
        mds_diag_add(grid->diags, MDS_D_SHEET_CELL_BYTES, grid->file, where, limit, NULL);
        return MDS_ELIMIT;
    }
    char *text = mds_strbuf_copy(buf, grid->arena);
    if (text == NULL) {
        return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
    }
    if (strstr(text, "_x") != NULL) {
        (void)decode_escapes(text, buf->n);
    }
    *out = text;
    return MDS_OK;
}

static mds_status add_string(mds_xlsx *book, const mds_strbuf *buf, bool struck,
                             const mds_xlsx_runs *runs)
{
    const mds_xlsx_runs *kept = NULL;
    mds_grid *grid = book->grid;
    const char *text = NULL;
    char where[40];

    if (book->string_count >= MDS_LIMIT_STRINGS) {
        char limit[24];
        (void)snprintf(limit, sizeof limit, "%d", MDS_LIMIT_STRINGS);
        mds_diag_add(grid->diags, MDS_D_SHEET_STRINGS, grid->file, NULL, limit, NULL);
        return MDS_ELIMIT;
    }
    (void)snprintf(where, sizeof where, "si[%zu]", book->string_count);
    const mds_status status = mds_xlsx__keep(&text, book, buf, where);
    if (status != MDS_OK) {
        return status;
    }
    if (!mds_xlsx__keep_runs(&kept, book, runs) ||
        !mds_array_reserve(grid->arena, &book->strings, &book->string_capacity, book->string_count,
                           sizeof *book->strings)) {
        return mds_grid__out_of_memory(grid->arena, grid->file, grid->diags);
    }
    book->strings[book->string_count++] = (mds_xlsx_string){text, struck, kept};
    return MDS_OK;
}

mds_status mds_xlsx__read_strings(void *payload, mds_xml *xml)
{
    mds_xlsx *book = payload;
    mds_status status = MDS_OK;
    mds_strbuf buf;
    mds_xml_event event;

    mds_strbuf_init(&buf, MDS_LIMIT_CELL_BYTES);
    while (status == MDS_OK && (event = mds_xml_next(xml)) != MDS_XML_EOF &&
           event != MDS_XML_ERROR) {
        if (event == MDS_XML_START && strcmp(mds_xml_name(xml), "si") == 0) {
            mds_strbuf_clear(&buf);
            bool struck = false;
            mds_xlsx_runs runs;
            status = mds_xlsx__rich_text(&buf, &struck, &runs, xml);
            if (status == MDS_OK) {
                status = add_string(book, &buf, struck, &runs);
            }
        }
    }
    mds_strbuf_finish(&buf);
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that Word counts itself (ECMA-376 part 1, 17.9): they are in no paragraph. */
#include "docx.h"

#include "base/num.h"
#include "base/utf8.h"
#include <string.h>

enum { MOST_LISTS = 5000, MOST_STYLES = 5000 };

static uint32_t number_attribute(mds_xml *xml, const char *name, uint32_t otherwise)
{
    const char *value = mds_xml_attribute(xml, name);
    uint64_t number = 0;

    return value != NULL && mds_num_parse_uint(&number, (mds_sv){value, strlen(value)}, INT32_MAX)
               ? (uint32_t)number
               : otherwise;
}

static bool add_list(const mds_docx_numbering *n, mds_docx_list **lists, size_t *count,
                     size_t *capacity, uint32_t id)
{
    if (*count >= MOST_LISTS) {
        return true;
    }
    if (!mds_array_reserve(n->arena, lists, capacity, *count, sizeof **lists)) {
        return false;
    }
    (*lists)[(*count)++] = (mds_docx_list){.id = id, .definition = SIZE_MAX};
    return true;
}

static size_t find(const mds_docx_list *lists, size_t count, uint32_t id)
{
    size_t i = 0;

    while (i < count && lists[i].id != id) {
        i++;
    }
    return i;
}

/* Takes what a child of <w:lvl> says. */
static bool take_level(const mds_docx_numbering *n, mds_docx_level *level, const char *name,
                       mds_xml *xml)
{
    const bool text = strcmp(name, "lvlText") == 0;
    const bool format = strcmp(name, "numFmt") == 0;
    const char *value = text || format ? mds_xml_attribute(xml, "val") : NULL;

    if (strcmp(name, "start") == 0) {
        level->start = number_attribute(xml, "val", 1);
    }
    if (value == NULL) {
        return true;
    }
    const char *copy = mds_arena_strndup(n->arena, value, strlen(value));
    if (text) {
        level->text = copy;
    } else {
        level->format = copy;
    }
    return copy != NULL;
}

/* What is open while the part is read. */
typedef struct place {
    bool in_list; /* a <w:num>, no definition */
    uint32_t level;
} place;

static bool read_list(mds_docx_numbering *n, place *at, const char *name, mds_xml *xml)
{
    mds_docx_list *list = n->list_count > 0 ? &n->lists[n->list_count - 1] : NULL;

    if (list != NULL && strcmp(name, "abstractNumId") == 0) {
        list->definition =
            find(n->definitions, n->definition_count, number_attribute(xml, "val", 0));
    } else if (strcmp(name, "lvlOverride") == 0) {
        at->level = number_attribute(xml, "ilvl", MDS_DOCX_LEVELS);
    } else if (list != NULL && strcmp(name, "startOverride") == 0 && at->level < MDS_DOCX_LEVELS) {
        list->levels[at->level].start = number_attribute(xml, "val", 1);
        list->begun[at->level] = true;
    }
    return true;
}

static bool read_definition(mds_docx_numbering *n, place *at, const char *name, mds_xml *xml)
{
    if (strcmp(name, "lvl") == 0) {
        at->level = number_attribute(xml, "ilvl", MDS_DOCX_LEVELS);
    } else if (n->definition_count > 0 && at->level < MDS_DOCX_LEVELS) {
        return take_level(n, &n->definitions[n->definition_count - 1].levels[at->level], name, xml);
    }
    return true;
}

mds_status mds_docx__read_numbering(void *payload, mds_xml *xml)
{
    mds_docx_numbering *n = payload;
    place at = {.level = MDS_DOCX_LEVELS};
    bool enough = true;
    mds_xml_event event;

    while (enough && (event = mds_xml_next(xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
        const char *name = event == MDS_XML_START ? mds_xml_name(xml) : "";
        if (strcmp(name, "abstractNum") == 0) {
            at.in_list = false;
            enough = add_list(n, &n->definitions, &n->definition_count, &n->definition_capacity,
                              number_attribute(xml, "abstractNumId", 0));
        } else if (strcmp(name, "num") == 0) {
            at = (place){.in_list = true, .level = MDS_DOCX_LEVELS};
            enough = add_list(n, &n->lists, &n->list_count, &n->list_capacity,
                              number_attribute(xml, "numId", 0));
        } else if (name[0] != '\0') {
            enough = at.in_list ? read_list(n, &at, name, xml) : read_definition(n, &at, name, xml);
        }
    }
    return enough ? MDS_OK : mds_arena_status(n->arena);
}

/* <w:style w:styleId="ListNumber"><w:pPr><w:numPr><w:numId w:val="3"/> */
mds_status mds_docx__read_styles(void *payload, mds_xml *xml)
{
    mds_docx_numbering *n = payload;
    const char *id = NULL;
    uint32_t level = 0;
    mds_xml_event event;

    while ((event = mds_xml_next(xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
        if (event != MDS_XML_START) {
            continue;
        }
        const char *name = mds_xml_name(xml);
        if (strcmp(name, "style") == 0) {
            const char *value = mds_xml_attribute(xml, "styleId");
            id = value != NULL ? mds_arena_strndup(n->arena, value, strlen(value)) : NULL;
            level = 0;
            if (value != NULL && id == NULL) {
                return mds_arena_status(n->arena);
            }
        } else if (strcmp(name, "ilvl") == 0) {
            level = number_attribute(xml, "val", 0);
        } else if (strcmp(name, "numId") == 0 && id != NULL && n->style_count < MOST_STYLES) {
            if (!mds_array_reserve(n->arena, &n->styles, &n->style_capacity, n->style_count,
                                   sizeof *n->styles)) {
                return mds_arena_status(n->arena);
            }
            n->styles[n->style_count++] =
                (mds_docx_style){id, number_attribute(xml, "val", 0), level};
        }
    }
    return MDS_OK;
}

bool mds_docx__style_list(const mds_docx_numbering *n, const char *style, uint32_t *list,
                          uint32_t *level)
{
    for (size_t i = 0; i < n->style_count; i++) {
        if (strcmp(n->styles[i].id, style) == 0) {
            *list = n->styles[i].list;
            *level = n->styles[i].level;
            return true;
        }
    }
    return false;
}

static void put_roman(mds_strbuf *out, uint32_t number, bool upper)
{
    static const struct {
        uint32_t value;
        const char *text;
    } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts && number < 4000; i++) {
        for (; number >= parts[i].value; number -= parts[i].value) {
            for (const char *p = parts[i].text; *p != '\0'; p++) {
                mds_strbuf_putc(out, (char)(upper ? *p - 'a' + 'A' : *p));
            }
        }
    }
}

/* 1 a, 26 z, 27 aa, 28 bb. */
static void put_letter(mds_strbuf *out, uint32_t number, char first)
{
    for (uint32_t i = 0; number > 0 && number <= 26 * 9 && i <= (number - 1) / 26; i++) {
        mds_strbuf_putc(out, (char)(first + (char)((number - 1) % 26)));
    }
}

/* A format that is not here has signs of its own: false. */
static bool put_number(mds_strbuf *out, uint32_t number, const char *format)
{
    static const char circled[] = "decimalEnclosedCircle";

    if (format == NULL || strcmp(format, "decimal") == 0 ||
        strncmp(format, "decimalFullWidth", 16) == 0 || strcmp(format, "decimalHalfWidth") == 0) {
        mds_strbuf_printf(out, "%u", number);
    } else if (strcmp(format, "decimalZero") == 0) {
        mds_strbuf_printf(out, "%02u", number);
    } else if (strcmp(format, "upperLetter") == 0 || strcmp(format, "lowerLetter") == 0) {
        put_letter(out, number, format[0] == 'u' ? 'A' : 'a');
    } else if (strcmp(format, "upperRoman") == 0 || strcmp(format, "lowerRoman") == 0) {
        put_roman(out, number, format[0] == 'u');
    } else if (strncmp(format, circled, sizeof circled - 1) == 0 && number >= 1 && number <= 20) {
        char sign[MDS_UTF8_BYTES];
        mds_strbuf_append(out, sign, mds_utf8_put(sign, 0x2460 + number - 1));
    } else {
        return false;
    }
    return true;
}

/* The next number of a level; deeper levels begin again. */
static void count(mds_docx_list *d, mds_docx_list *list, uint32_t level)
{
    if (list->begun[level]) {
        d->counters[level] = list->levels[level].start;
        list->begun[level] = false;
    } else {
        d->counters[level] = d->begun[level] ? d->counters[level] + 1 : d->levels[level].start;
    }
    d->begun[level] = true;
    for (uint32_t i = level + 1; i < MDS_DOCX_LEVELS; i++) {
        d->begun[i] = false;
    }
}

void mds_docx__number(mds_strbuf *out, mds_docx_numbering *n, uint32_t list, uint32_t level)
{
    const size_t i = find(n->lists, n->list_count, list);

    if (i == n->list_count || n->lists[i].definition >= n->definition_count ||
        level >= MDS_DOCX_LEVELS) {
        return;
    }
    mds_docx_list *d = &n->definitions[n->lists[i].definition];
    const size_t before = out->n;
    count(d, &n->lists[i], level);
    for (const char *p = d->levels[level].text; p != NULL && *p != '\0'; p++) {
        const uint32_t at = p[0] == '%' && p[1] >= '1' && p[1] <= '9' ? (uint32_t)(p[1] - '1') : 9;
        if (at == 9) {
            mds_strbuf_putc(out, *p);
            continue;
        }
        p++;
        const uint32_t number = d->begun[at] ? d->counters[at] : d->levels[at].start;
        if (!put_number(out, number, d->levels[at].format)) {
            out->n = before;
            break;
        }
    }
    if (d->levels[level].format != NULL && strcmp(d->levels[level].format, "bullet") == 0) {
        out->n = before;
    }
    if (out->n > before) {
        mds_strbuf_putc(out, ' ');
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web pages, those that Word and Excel save too: tables and paragraphs as a browser shows them. */
#include "container.h"

#include "base/html.h"
#include "base/num.h"
#include "document.h"
#include "text_file.h"
#include <stdio.h>
#include <string.h>

static const char sign_off[] = "\xE2\x98\x90";
static const char sign_on[] = "\xE2\x98\x92";

enum { MOST_OPEN = 64, MOST_LISTS = 16 };

/* What an element makes of the text in it. */
typedef enum effect { HIDDEN, STRUCK, SET_OFF } effect;

/* An element that has an effect, while it is open. */
typedef struct open_effect {
    char name[16];
    effect effect;
    uint16_t look; /* of SET_OFF */
    size_t inside; /* elements of the same name within it */
} open_effect;

typedef struct page {
    mds_document document;
    open_effect effects[MOST_OPEN];
    size_t effect_count;
    uint32_t items[MOST_LISTS]; /* numbers of open lists; UINT32_MAX: a list without */
    size_t list_count;
    bool blank;  /* white space waits for the next word */
    bool option; /* within an entry of a list that is not chosen */
} page;

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is(name, names[i])) {
            return true;
        }
    }
    return false;
}

static uint32_t number(mds_html_attributes attributes, const char *name, uint32_t otherwise)
{
    const char *value = mds_html_attribute(attributes, name);
    uint64_t n = 0;

    return value != NULL && mds_num_parse_uint(&n, (mds_sv){value, strlen(value)}, 100000)
               ? (uint32_t)n
               : otherwise;
}

/* The value that a style gives to a property, behind \p from of it; empty when there is none. */
static mds_sv next_value(const char **from, const char *property)
{
    const char *p = strstr(*from, property);

    for (; p != NULL; p = strstr(p, property)) {
        p += strlen(property);
        p += strspn(p, " \t\r\n");
        if (*p == ':') {
            p += 1 + strspn(p + 1, " \t\r\n");
            *from = p;
            return (mds_sv){p, strcspn(p, ";")};
        }
    }
    return (mds_sv){"", 0};
}

/* Whether a style sets a property to a value, "display:none", whatever blanks are between. */
static bool has_style(mds_html_attributes attributes, const char *property, const char *value)
{
    const char *style = mds_html_attribute(attributes, "style");
    mds_sv found = {"", 0};

    while (style != NULL && (found = next_value(&style, property)).n > 0) {
        const char *at = strstr(found.p, value);
        if (at != NULL && (size_t)(at - found.p) < found.n) {
            return true;
        }
    }
    return false;
}

/* The looks that a style and the older attributes give: colours, weight, lines. */
static uint16_t look_of(mds_html_attributes attributes)
{
    static const char *const properties[] = {"background",  "background-color", "color",
                                             "font-weight", "text-decoration",  "border",
                                             "outline"};
    static const char *const older[] = {"bgcolor", "color"};
    uint16_t look = 0;

    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        const char *style = mds_html_attribute(attributes, "style");
        const mds_sv value = style != NULL ? next_value(&style, properties[i]) : (mds_sv){"", 0};
        char mark[48];
        (void)snprintf(mark, sizeof mark, "%s:%.*s", properties[i],
                       (int)(value.n < 24 ? value.n : 24), value.p);
        look = value.n > 0 ? mds_look__mix(look, mark) : look;
    }
    for (size_t i = 0; i < sizeof older / sizeof *older; i++) {
        const char *value = mds_html_attribute(attributes, older[i]);
        look = value != NULL ? mds_look__mix(look, value) : look;
    }
    return look;
}

static bool has_effect(const page *p, effect wanted)
{
    for (size_t i = 0; i < p->effect_count; i++) {
        if (p->effects[i].effect == wanted) {
            return true;
        }
    }
    return false;
}

static void put(page *p, const char *text)
{
    if (!has_effect(p, HIDDEN) && !p->option) {
        mds_document__text(&p->document, text, strlen(text));
    }
}

static void end_line(page *p)
{
    p->blank = false;
    if (!has_effect(p, HIDDEN)) {
        mds_document__end_line(&p->document);
    }
}

static void add_effect(page *p, const char *name, effect its, uint16_t look)
{
    if (p->effect_count < MOST_OPEN && strlen(name) < sizeof p->effects[0].name) {
        open_effect *open = &p->effects[p->effect_count++];
        *open = (open_effect){.effect = its, .look = look};
        (void)snprintf(open->name, sizeof open->name, "%s", name);
    }
}

/* Elements without an end are no place for an effect. */
static bool is_void(const char *name)
{
    static const char *const names[] = {"br", "img", "input", "hr", "col", "meta", "link", "wbr"};

    return is_one_of(name, names, sizeof names / sizeof *names);
}

/* An element within a line or a cell that sets its text off. */
static void begin_look(page *p, const char *name, mds_html_attributes attributes)
{
    static const char *const marks[] = {"b", "strong", "u", "mark", "em", "i", "ins"};
    static const char *const spans[] = {"span", "font", "p", "a"};
    const bool mark = is_one_of(name, marks, sizeof marks / sizeof *marks);

    if (!mark && !is_one_of(name, spans, sizeof spans / sizeof *spans)) {
        return;
    }
    const uint16_t its = look_of(attributes);
    const uint16_t look = mark ? mds_look__mix(its, name) : its;
    if (look != 0) {
        add_effect(p, name, SET_OFF, look);
    }
}

/* What text looks like within all that is open. */
static uint16_t open_look(const page *p)
{
    uint16_t look = 0;

    for (size_t i = 0; i < p->effect_count; i++) {
        if (p->effects[i].effect == SET_OFF) {
            look = (uint16_t)(look * 31u + p->effects[i].look);
        }
    }
    return look;
}

static void begin_effect(page *p, const char *name, mds_html_attributes attributes)
{
    static const char *const hidden[] = {"script",   "style", "title", "noscript",
                                         "template", "rt",    "rp"};
    static const char *const struck[] = {"s", "strike", "del"};

    for (size_t i = 0; i < p->effect_count; i++) {
        p->effects[i].inside += is(p->effects[i].name, name);
    }
    if (is_void(name)) {
        return;
    }
    if (is_one_of(name, hidden, sizeof hidden / sizeof *hidden) ||
        has_style(attributes, "display", "none") || has_style(attributes, "mso-hide", "all") ||
        mds_html_attribute(attributes, "hidden") != NULL) {
        add_effect(p, name, HIDDEN, 0);
    }
    if (is_one_of(name, struck, sizeof struck / sizeof *struck) ||
        has_style(attributes, "text-decoration", "line-through")) {
        add_effect(p, name, STRUCK, 0);
    }
    begin_look(p, name, attributes);
}

static void end_effect(page *p, const char *name)
{
    size_t kept = 0;

    for (size_t i = 0; i < p->effect_count; i++) {
        open_effect *open = &p->effects[i];
        if (!is(open->name, name) || open->inside-- > 0) {
            p->effects[kept++] = *open;
        }
    }
    p->effect_count = kept;
}

/* Elements that are on lines of their own. */
static bool is_block(const char *name)
{
    static const char *const names[] = {
        "p",  "div", "h1",      "h2",      "h3",      "h4",      "h5",        "h6",
        "li", "pre", "address", "section", "article", "dt",      "dd",        "ul",
        "ol", "hr",  "header",  "footer",  "form",    "caption", "blockquote"};

    return is_one_of(name, names, sizeof names / sizeof *names);
}

/* "3. " in front of an entry of a numbered list. */
static void begin_item(page *p, mds_html_attributes attributes)
{
    char text[24];

    if (p->list_count > 0 && p->items[p->list_count - 1] != UINT32_MAX) {
        uint32_t *item = &p->items[p->list_count - 1];
        *item = number(attributes, "value", *item + 1);
        (void)snprintf(text, sizeof text, "%u. ", *item);
        put(p, text);
    }
}

static void begin_list(page *p, const char *name, mds_html_attributes attributes)
{
    if (p->list_count < MOST_LISTS) {
        const uint32_t start = number(attributes, "start", 1);
        p->items[p->list_count++] = is(name, "ol") ? start - 1 : UINT32_MAX;
    }
}

static void begin_input(page *p, mds_html_attributes attributes)
{
    const char *type = mds_html_attribute(attributes, "type");
    const char *value = mds_html_attribute(attributes, "value");

    if (type != NULL && (is(type, "checkbox") || is(type, "radio"))) {
        put(p, mds_html_attribute(attributes, "checked") != NULL ? sign_on : sign_off);
        put(p, " ");
    } else if ((type == NULL || is(type, "text")) && value != NULL) {
        put(p, value);
    }
}

static void begin_cell(page *p, mds_html_attributes attributes)
{
    const uint32_t rows = number(attributes, "rowspan", 1);

    mds_document__begin_cell(&p->document, number(attributes, "colspan", 1),
                             rows == 0 ? UINT32_MAX - 1 : rows, false);
    mds_document__fill(&p->document, look_of(attributes));
    p->blank = false;
}

static bool start(void *payload, const char *name, mds_html_attributes attributes)
{
    page *p = payload;

    begin_effect(p, name, attributes);
    if (is(name, "table")) {
        mds_document__begin_table(&p->document);
    } else if (is(name, "tr")) {
        mds_document__begin_row(&p->document);
    } else if (is(name, "td") || is(name, "th")) {
        begin_cell(p, attributes);
    } else if (is(name, "br")) {
        end_line(p);
    } else if (is(name, "input")) {
        begin_input(p, attributes);
    } else if (is(name, "option")) {
        p->option = mds_html_attribute(attributes, "selected") == NULL;
    } else if (is_block(name)) {
        if (!mds_document__line_empty(&p->document)) {
            end_line(p);
        }
        p->blank = false;
    }
    if (is(name, "ol") || is(name, "ul")) {
        begin_list(p, name, attributes);
    } else if (is(name, "li")) {
        begin_item(p, attributes);
    }
    return p->document.status == MDS_OK;
}

static bool end(void *payload, const char *name)
{
    page *p = payload;

    if (is(name, "table")) {
        mds_document__end_table(&p->document);
    } else if (is(name, "tr")) {
        mds_document__end_row(&p->document);
    } else if (is(name, "td") || is(name, "th")) {
        mds_document__end_cell(&p->document);
    } else if (is(name, "option") || is(name, "select")) {
        p->option = false;
    } else if (is_block(name)) {
        end_line(p);
    }
    if ((is(name, "ol") || is(name, "ul")) && p->list_count > 0) {
        p->list_count--;
    }
    end_effect(p, name);
    return p->document.status == MDS_OK;
}

/* Runs of white space are one blank, and none at the beginning of a line. */
static bool text(void *payload, const char *text, size_t n)
{
    static const char blanks[] = " \t\r\n\f";
    page *p = payload;

    if (has_effect(p, HIDDEN) || p->option) {
        return true;
    }
    for (size_t i = 0; i < n;) {
        if (memchr(blanks, text[i], sizeof blanks - 1) != NULL) {
            p->blank = true;
            i++;
            continue;
        }
        size_t word = 0;
        while (i + word < n && memchr(blanks, text[i + word], sizeof blanks - 1) == NULL) {
            word++;
        }
        if (has_effect(p, STRUCK)) {
            mds_document__struck(&p->document);
        } else {
            if (p->blank && !mds_document__line_empty(&p->document)) {
                put(p, " ");
            }
            mds_document__look(&p->document, open_look(p));
            mds_document__text(&p->document, text + i, word);
            mds_document__look(&p->document, 0);
        }
        p->blank = false;
        i += word;
    }
    return p->document.status == MDS_OK;
}

static mds_status parse(page *p, mds_sv whole)
{
    static const mds_html_events events = {start, end, text};
    const mds_grid *grid = p->document.grid;
    const mds_status status = mds_html_parse(whole, &events, p);

    if (status == MDS_ELIMIT) {
        mds_diag_add(grid->diags, MDS_D_HTML_BOUNDS, grid->file, NULL, NULL);
    } else if (status == MDS_ENOMEM) {
        mds_diag_add(grid->diags, MDS_D_OUT_OF_MEMORY, grid->file, NULL, NULL);
    }
    if (status != MDS_OK && p->document.status == MDS_OK) {
        return status;
    }
    return mds_document__end(&p->document);
}

mds_status mds_html__read(mds_grid *grid, const mds_source *source)
{
    mds_sv whole = {0};
    page p = {0};
    mds_status status = mds_text_file__decode(&whole, grid, source);

    if (status == MDS_OK) {
        mds_document__begin(&p.document, grid);
        status = parse(&p, whole);
        mds_document__free(&p.document);
    }
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's lines become a document. The worker is not trusted: it has read a hostile file. */
#include "doc.h"

#include "base/utf8.h"
#include <string.h>

enum { MOST_PAGES = 2000, MOST_OBJECTS = 1000000, MOST_COORDINATE = 100000000 };

typedef struct reader {
    mds_arena *arena;
    mds_pdf_doc *doc;
    const char *p, *end; /* of the line in hand */
    size_t objects;
    mds_status status;
} reader;

static bool fail(reader *r)
{
    r->status = r->status == MDS_OK ? MDS_EFORMAT : r->status;
    return false;
}

/* " -12". */
static bool read_number(reader *r, int32_t *out)
{
    int64_t value = 0;
    size_t digits = 0;

    if (r->p >= r->end || *r->p != ' ') {
        return fail(r);
    }
    r->p++;
    const bool negative = r->p < r->end && *r->p == '-';
    r->p += negative;
    for (; r->p < r->end && *r->p >= '0' && *r->p <= '9' && digits < 12; r->p++, digits++) {
        value = value * 10 + (*r->p - '0');
    }
    if (digits == 0 || value > INT32_MAX) {
        return fail(r);
    }
    *out = (int32_t)(negative ? -value : value);
    return true;
}

static bool read_numbers(reader *r, int32_t *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!read_number(r, &out[i])) {
            return false;
        }
    }
    return true;
}

static int32_t bounded(int32_t value)
{
    return value > MOST_COORDINATE    ? MOST_COORDINATE
           : value < -MOST_COORDINATE ? -MOST_COORDINATE
                                      : value;
}

static bool read_line_box(reader *r, mds_pdf_box *out)
{
    int32_t v[4];

    if (!read_numbers(r, v, 4)) {
        return false;
    }
    *out = (mds_pdf_box){bounded(v[0]), bounded(v[1]), bounded(v[2]), bounded(v[3])};
    return true;
}

static bool read_box(reader *r, mds_pdf_box *out)
{
    mds_pdf_box b;

    if (!read_line_box(r, &b)) {
        return false;
    }
    *out = (mds_pdf_box){b.x0 < b.x1 ? b.x0 : b.x1, b.y0 < b.y1 ? b.y0 : b.y1,
                         b.x0 < b.x1 ? b.x1 : b.x0, b.y0 < b.y1 ? b.y1 : b.y0};
    return true;
}

/* A word of the line up to a blank, such as a kind. */
static mds_sv read_word(reader *r)
{
    const char *from = r->p;

    while (r->p < r->end && *r->p != ' ' && *r->p != '\t') {
        r->p++;
    }
    return (mds_sv){from, (size_t)(r->p - from)};
}

static bool equals(mds_sv text, const char *with)
{
    return text.n == strlen(with) && (text.n == 0 || memcmp(text.p, with, text.n) == 0);
}

/* Behind a tab, "\n" and "\\" undone; invalid UTF-8 is no text. */
static const char *read_text(reader *r)
{
    if (r->p >= r->end || *r->p != '\t') {
        (void)fail(r);
        return NULL;
    }
    const char *from = ++r->p;
    while (r->p < r->end && *r->p != '\t') {
        r->p++;
    }
    char *text = mds_arena_alloc(r->arena, (size_t)(r->p - from) + 1, 1);
    size_t n = 0;
    if (text == NULL) {
        r->status = mds_arena_status(r->arena);
        return NULL;
    }
    for (const char *q = from; q < r->p; q++) {
        const bool escaped = *q == '\\' && q + 1 < r->p;
        q += escaped;
        text[n++] = (char)(escaped && *q == 'n' ? '\n' : *q);
    }
    text[n] = '\0';
    size_t bad = 0;
    if (memchr(text, '\0', n) != NULL || !mds_utf8_valid(text, n, &bad)) {
        (void)fail(r);
        return NULL;
    }
    return text;
}

/* Room for one more of something on the last page. */
static bool reserve(reader *r, void *array, size_t *capacity, size_t count, size_t size)
{
    if (r->objects++ >= MOST_OBJECTS) {
        r->status = MDS_ELIMIT;
        return false;
    }
    if (!mds_array_reserve(r->arena, array, capacity, count, size)) {
        r->status = mds_arena_status(r->arena);
        return false;
    }
    return true;
}

static bool read_page(reader *r)
{
    mds_pdf_doc *doc = r->doc;
    int32_t v[7];

    if (!read_numbers(r, v, 7) || v[0] < 0 || v[1] < 0) {
        return fail(r);
    }
    if (doc->page_count >= MOST_PAGES) {
        r->status = MDS_ELIMIT;
        return false;
    }
    if (!reserve(r, &doc->pages, &doc->page_capacity, doc->page_count, sizeof *doc->pages)) {
        return false;
    }
    doc->pages[doc->page_count] = (mds_pdf_page){.number = (uint32_t)doc->page_count + 1,
                                                 .width = bounded(v[0]),
                                                 .height = bounded(v[1]),
                                                 .images = v[2],
                                                 .visible = v[3],
                                                 .invisible = v[4],
                                                 .meaningless = v[5],
                                                 .drawings = v[6] != 0};
    doc->page_count++;
    return true;
}

static bool read_word_line(reader *r, mds_pdf_page *page)
{
    mds_pdf_word word;
    int32_t v[2];

    if (!read_box(r, &word.box) || !read_numbers(r, v, 2)) {
        return false;
    }
    word.size = bounded(v[0]);
    word.flags = (unsigned)v[1] & (MDS_PDF_SLANTED | MDS_PDF_TURNED | MDS_PDF_MEANINGLESS);
    word.text = read_text(r);
    if (word.text == NULL ||
        !reserve(r, &page->words, &page->word_capacity, page->word_count, sizeof *page->words)) {
        return false;
    }
    page->words[page->word_count++] = word;
    return true;
}

static bool read_shape(reader *r, mds_pdf_page *page)
{
    static const char *const kinds[] = {"line", "box",  "area",    "ring", "disc",
                                        "sign", "blot", "polygon", "image"};
    mds_pdf_shape shape = {.grey = 0};

    r->p += r->p < r->end;
    const mds_sv kind = read_word(r);
    size_t k = 0;
    while (k < sizeof kinds / sizeof *kinds && !equals(kind, kinds[k])) {
        k++;
    }
    shape.kind = (mds_pdf_shape_kind)k;
    const bool line = k == MDS_PDF_LINE;
    if (k == sizeof kinds / sizeof *kinds) {
        return fail(r);
    }
    if (!(line ? read_line_box(r, &shape.box) : read_box(r, &shape.box)) ||
        !read_number(r, &shape.grey) ||
        !reserve(r, &page->shapes, &page->shape_capacity, page->shape_count,
                 sizeof *page->shapes)) {
        return false;
    }
    page->shapes[page->shape_count++] = shape;
    return true;
}

static bool read_field(reader *r, mds_pdf_page *page)
{
    static const char *const kinds[] = {"text", "choice", "check", "radio"};
    mds_pdf_field field;
    int32_t state = 0;

    r->p += r->p < r->end;
    const mds_sv kind = read_word(r);
    size_t k = 0;
    while (k < sizeof kinds / sizeof *kinds && !equals(kind, kinds[k])) {
        k++;
    }
    if (k == sizeof kinds / sizeof *kinds || !read_box(r, &field.box) || !read_number(r, &state) ||
        state < MDS_PDF_OFF || state > MDS_PDF_UNKNOWN) {
        return fail(r);
    }
    field.kind = (mds_pdf_field_kind)k;
    field.state = (mds_pdf_state)state;
    field.name = read_text(r);
    field.value = field.name != NULL ? read_text(r) : NULL;
    if (field.value == NULL || !reserve(r, &page->fields, &page->field_capacity, page->field_count,
                                        sizeof *page->fields)) {
        return false;
    }
    page->fields[page->field_count++] = field;
    return true;
}

static bool read_remark(reader *r, mds_pdf_page *page)
{
    mds_pdf_remark remark;

    r->p += r->p < r->end;
    const mds_sv kind = read_word(r);
    remark.kind = mds_arena_strndup(r->arena, kind.p, kind.n);
    if (remark.kind == NULL) {
        r->status = mds_arena_status(r->arena);
        return false;
    }
    if (!read_box(r, &remark.box)) {
        return false;
    }
    remark.text = read_text(r);
    if (remark.text == NULL || !reserve(r, &page->remarks, &page->remark_capacity,
                                        page->remark_count, sizeof *page->remarks)) {
        return false;
    }
    page->remarks[page->remark_count++] = remark;
    return true;
}

static bool read_refusal(reader *r)
{
    r->p += r->p < r->end;
    r->doc->refusal = mds_arena_strndup(r->arena, r->p, (size_t)(r->end - r->p));
    if (r->doc->refusal == NULL) {
        r->status = mds_arena_status(r->arena);
    }
    return r->doc->refusal != NULL;
}

static bool read_end(reader *r)
{
    int32_t pages = 0;

    r->doc->complete = read_number(r, &pages) && (size_t)pages == r->doc->page_count;
    return r->doc->complete || fail(r);
}

static bool read_line(reader *r)
{
    mds_pdf_doc *doc = r->doc;
    mds_pdf_page *page = doc->page_count > 0 ? &doc->pages[doc->page_count - 1] : NULL;
    const char kind = *r->p++;

    switch (kind) {
    case 'P':
        return read_page(r);
    case 'X':
        return read_refusal(r);
    case 'E':
        return read_end(r);
    case 'D':
        doc->dynamic = true;
        return true;
    case 'W':
        return page != NULL ? read_word_line(r, page) : fail(r);
    case 'S':
        return page != NULL ? read_shape(r, page) : fail(r);
    case 'F':
        return page != NULL ? read_field(r, page) : fail(r);
    case 'A':
        return page != NULL ? read_remark(r, page) : fail(r);
    default:
        return fail(r);
    }
}

mds_status mds_pdf__doc_parse(mds_pdf_doc *out, mds_arena *arena, mds_sv lines)
{
    reader r = {.arena = arena, .doc = out};
    const char *p = lines.p;
    const char *const end = lines.p + lines.n;
    bool first = true;

    *out = (mds_pdf_doc){.pages = NULL};
    while (p < end && r.status == MDS_OK && !out->complete && out->refusal == NULL) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        if (stop == NULL) {
            break;
        }
        r.p = p;
        r.end = stop;
        const mds_sv line = {p, (size_t)(stop - p)};
        /* A worker that could not confine itself says so before its heading. */
        if (first && *p != 'X') {
            (void)(equals(line, "mdsrisk-pdf 1") || fail(&r));
        } else if (line.n > 0 && !read_line(&r)) {
            (void)fail(&r);
        }
        first = false;
        p = stop + 1;
    }
    if (r.status == MDS_OK && !out->complete && out->refusal == NULL) {
        return MDS_EFORMAT;
    }
    return r.status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Form fields and remarks become words: what is filled in counts, what its looks print is
 * compared with it. */
#include "page.h"

#include "base/utf8.h"
#include <string.h>

/* U+FFFD: no reader takes a cell with it for an answer. */
static const char undecided[] = "\xEF\xBF\xBD";

bool mds_pdf__add_word(mds_pdf_page *page, mds_arena *arena, const mds_pdf_box *box,
                       const char *text)
{
    if (!mds_array_reserve(arena, &page->words, &page->word_capacity, page->word_count,
                           sizeof *page->words)) {
        return false;
    }
    page->words[page->word_count++] = (mds_pdf_word){
        .box = *box, .size = box->y1 - box->y0, .flags = MDS_PDF_DRAWN, .text = text};
    return true;
}

/* Letters and digits alone, so that line ends and hyphens make no difference. */
static const char *bare_key(mds_arena *arena, const char *text)
{
    const char *key = mds_utf8_key(arena, text);
    char *bare = key != NULL ? mds_arena_strndup(arena, key, strlen(key)) : NULL;
    size_t n = 0;

    for (size_t i = 0; bare != NULL && bare[i] != '\0'; i++) {
        const unsigned char c = (unsigned char)bare[i];
        if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            bare[n++] = (char)c;
        }
    }
    if (bare != NULL) {
        bare[n] = '\0';
    }
    return bare;
}

/* Takes the words that a box holds out of the page; their text is what its looks print. */
static const char *take_words(mds_pdf_page *page, mds_arena *arena, const mds_pdf_box *box,
                              size_t word_count, int32_t *height)
{
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 16);
    for (size_t i = 0; i < word_count; i++) {
        mds_pdf_word *word = &page->words[i];
        if ((word->flags & MDS_PDF_GONE) == 0 &&
            mds_pdf__holds(box, mds_pdf__middle_x(&word->box), mds_pdf__middle_y(&word->box))) {
            word->flags |= MDS_PDF_GONE;
            *height = word->box.y1 - word->box.y0;
            mds_strbuf_puts(&text, text.n > 0 ? " " : "");
            mds_strbuf_puts(&text, word->text);
        }
    }
    const char *copy = mds_strbuf_copy(&text, arena);
    mds_strbuf_finish(&text);
    return copy;
}

static void note_contradiction(mds_pdf_findings *findings, const mds_pdf_page *page,
                               const mds_pdf_field *field)
{
    if (findings->contradictions++ == 0) {
        findings->first_contradiction = field->name;
        findings->contradiction_page = page->number;
    }
}

static bool add_field_word(mds_pdf_page *page, mds_arena *arena, const mds_pdf_box *box,
                           const char *text)
{
    if (!mds_pdf__add_word(page, arena, box, text)) {
        return false;
    }
    page->words[page->word_count - 1].flags |= MDS_PDF_FIELD;
    return true;
}

/* A line in the middle of a field, as high as its text. */
static mds_pdf_box line_of(const mds_pdf_box *box, int32_t height)
{
    const int32_t h = height < box->y1 - box->y0 ? height : box->y1 - box->y0;
    const int32_t top = mds_pdf__middle_y(box) - h / 2;

    return (mds_pdf_box){box->x0, top, box->x1, top + h};
}

static bool add_text_field(mds_pdf_page *page, mds_arena *arena, mds_pdf_findings *findings,
                           const mds_pdf_field *field, size_t word_count)
{
    int32_t height = 800;
    const char *shown = take_words(page, arena, &field->box, word_count, &height);
    const char *seen = shown != NULL ? bare_key(arena, shown) : NULL;
    const char *kept = bare_key(arena, field->value);
    const char *text = field->value;

    if (seen == NULL || kept == NULL) {
        return false;
    }
    /* A field may be too small for all of its text, and a list shows a hint while it is empty. */
    if (seen[0] != '\0' && strstr(kept, seen) == NULL &&
        (kept[0] == '\0' || strstr(seen, kept) == NULL)) {
        mds_strbuf both;
        note_contradiction(findings, page, field);
        mds_strbuf_init(&both, 1 << 18);
        mds_strbuf_puts(&both, undecided);
        mds_strbuf_puts(&both, " ");
        mds_strbuf_puts(&both, field->value);
        mds_strbuf_puts(&both, " ");
        mds_strbuf_puts(&both, shown);
        text = mds_strbuf_copy(&both, arena);
        mds_strbuf_finish(&both);
    }
    const mds_pdf_box line = line_of(&field->box, height);
    return text != NULL && (text[0] == '\0' || add_field_word(page, arena, &line, text));
}

static bool add_box_field(mds_pdf_page *page, mds_arena *arena, mds_pdf_findings *findings,
                          const mds_pdf_field *field, size_t word_count)
{
    static const char *const signs[] = {"\xE2\x98\x90", "\xE2\x98\x92", undecided, undecided};
    int32_t height = 0;

    if (take_words(page, arena, &field->box, word_count, &height) == NULL) {
        return false;
    }
    if (field->state == MDS_PDF_CONTRADICTED) {
        note_contradiction(findings, page, field);
    }
    return add_field_word(page, arena, &field->box, signs[field->state]);
}

/* A text that somebody wrote onto the page, unless the page shows it anyway. */
static bool add_free_text(mds_pdf_page *page, mds_arena *arena, const mds_pdf_remark *remark)
{
    for (size_t i = 0; i < page->word_count; i++) {
        const mds_pdf_box *box = &page->words[i].box;
        if (mds_pdf__holds(&remark->box, mds_pdf__middle_x(box), mds_pdf__middle_y(box))) {
            return true;
        }
    }
    const mds_pdf_box line = line_of(&remark->box, 900);
    return remark->text[0] == '\0' || mds_pdf__add_word(page, arena, &line, remark->text);
}

/* A remark that circles, strikes or draws counts as if it had been drawn. */
static bool add_remark(mds_pdf_page *page, mds_arena *arena, const mds_pdf_remark *remark)
{
    static const struct {
        const char *kind;
        mds_pdf_shape_kind shape;
    } drawn[] = {{"Circle", MDS_PDF_RING},    {"Square", MDS_PDF_RING},   {"Ink", MDS_PDF_SIGN},
                 {"Polygon", MDS_PDF_RING},   {"PolyLine", MDS_PDF_SIGN}, {"Stamp", MDS_PDF_SIGN},
                 {"Highlight", MDS_PDF_RING}, {"Line", MDS_PDF_SIGN}};
    mds_pdf_box box = remark->box;
    mds_pdf_shape_kind kind = MDS_PDF_IMAGE;

    if (strcmp(remark->kind, "FreeText") == 0) {
        return add_free_text(page, arena, remark);
    }
    if (strcmp(remark->kind, "StrikeOut") == 0) {
        box.y0 = box.y1 = mds_pdf__middle_y(&remark->box);
        kind = MDS_PDF_LINE;
    }
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        kind = strcmp(remark->kind, drawn[i].kind) == 0 ? drawn[i].shape : kind;
    }
    if (kind == MDS_PDF_IMAGE) {
        return true;
    }
    if (!mds_array_reserve(arena, &page->shapes, &page->shape_capacity, page->shape_count,
                           sizeof *page->shapes)) {
        return false;
    }
    page->shapes[page->shape_count++] = (mds_pdf_shape){.kind = kind, .box = box, .grey = 0};
    return true;
}

bool mds_pdf__fields(mds_pdf_page *page, mds_arena *arena, mds_pdf_findings *findings)
{
    const size_t word_count = page->word_count;

    for (size_t i = 0; i < page->field_count; i++) {
        const mds_pdf_field *field = &page->fields[i];
        const bool box = field->kind == MDS_PDF_CHECK || field->kind == MDS_PDF_RADIO;
        if (!(box ? add_box_field(page, arena, findings, field, word_count)
                  : add_text_field(page, arena, findings, field, word_count))) {
            return false;
        }
    }
    for (size_t i = 0; i < page->remark_count; i++) {
        if (!add_remark(page, arena, &page->remarks[i])) {
            return false;
        }
    }
    return true;
}

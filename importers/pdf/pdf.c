/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf.h"

#include "sheet.h"
#include <stdio.h>
#include <string.h>

/* Memory for the pages of one file. */
#define SCRATCH_BYTES ((size_t)200 << 20)

/* Words of a page that says to open the form with another program. */
enum { FEW_WORDS = 80 };

typedef struct pdf {
    mds_grid *grid;
    mds_arena *scratch;
    mds_pdf_doc doc;
    mds_pdf_findings findings;
    mds_pdf_view *views;
    size_t view_count;
    mds_pdf_table table;
    mds_pdf_hyphens hyphens;
    uint32_t part; /* the form to read of several, from 1; 0: none was named */
} pdf;

static void say(const pdf *p, mds_diag_code code, uint32_t page, const char *first)
{
    char where[24];

    (void)snprintf(where, sizeof where, "p. %u", page);
    mds_diag_add(p->grid->diags, code, p->grid->file, page > 0 ? where : NULL, first, NULL);
}

static void say_count(const pdf *p, mds_diag_code code, uint32_t page, size_t count)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%zu", count);
    say(p, code, page, text);
}

static mds_status no_memory(const pdf *p)
{
    return mds_grid__out_of_memory(p->scratch, p->grid->file, p->grid->diags);
}

/* Why the worker gave up. */
static mds_status refused(const pdf *p)
{
    const char *why = p->doc.refusal;

    if (strcmp(why, "password") == 0) {
        say(p, MDS_D_PDF_PASSWORD, 0, NULL);
        return MDS_EUNSUPPORTED;
    }
    if (strcmp(why, "damaged") == 0) {
        say(p, MDS_D_PDF_DAMAGED, 0, NULL);
        return MDS_EFORMAT;
    }
    if (strcmp(why, "sandbox") == 0) {
        say(p, MDS_D_PDF_SANDBOX, 0, NULL);
        return MDS_ESANDBOX;
    }
    say(p, MDS_D_PDF_TOO_MUCH, 0, NULL);
    return MDS_ELIMIT;
}

/* What the pages show in sum. */
typedef struct totals {
    size_t words, text, meaningless, image_pages, recognised_pages;
    uint32_t first_image, first_undrawn;
} totals;

static totals count_pages(const mds_pdf_doc *doc)
{
    totals t = {0};

    for (size_t i = 0; i < doc->page_count; i++) {
        const mds_pdf_page *page = &doc->pages[i];
        t.words += page->word_count;
        t.text += (size_t)(page->visible > 0 ? page->visible : 0) +
                  (size_t)(page->invisible > 0 ? page->invisible : 0);
        t.meaningless += (size_t)(page->meaningless > 0 ? page->meaningless : 0);
        if (page->images >= 50 && page->word_count == 0) {
            t.first_image = t.image_pages++ == 0 ? page->number : t.first_image;
        }
        t.recognised_pages += mds_pdf__is_recognised(page);
        t.first_undrawn = !page->drawings && t.first_undrawn == 0 ? page->number : t.first_undrawn;
    }
    return t;
}

/* Whether there is text to read at all; if not, why and what to do. */
static mds_status check_text(pdf *p)
{
    const totals t = count_pages(&p->doc);

    if (t.meaningless * 2 > t.text) {
        say(p, MDS_D_PDF_NO_MEANING, 0, NULL);
        return MDS_EUNSUPPORTED;
    }
    if (p->doc.dynamic && t.words < FEW_WORDS) {
        say(p, MDS_D_PDF_DYNAMIC, 0, NULL);
        return MDS_EUNSUPPORTED;
    }
    if (t.words == 0) {
        say(p, t.image_pages > 0 ? MDS_D_PDF_IMAGES : MDS_D_PDF_EMPTY, 0, NULL);
        return MDS_EUNSUPPORTED;
    }
    if (t.image_pages > 0) {
        say_count(p, MDS_D_PDF_IMAGE_PAGES, t.first_image, t.image_pages);
    }
    if (t.recognised_pages > 0) {
        p->findings.recognised = true;
        say_count(p, MDS_D_PDF_RECOGNISED, 0, t.recognised_pages);
    }
    if (t.first_undrawn > 0) {
        say(p, MDS_D_PDF_DRAWINGS_UNREAD, t.first_undrawn, NULL);
    }
    return MDS_OK;
}

static void report_findings(const pdf *p)
{
    const mds_pdf_findings *f = &p->findings;
    char count[24];
    char where[24];

    if (f->contradictions > 0) {
        (void)snprintf(count, sizeof count, "%zu", f->contradictions);
        (void)snprintf(where, sizeof where, "p. %u", f->contradiction_page);
        mds_diag_add(p->grid->diags, MDS_D_PDF_FIELD_CONTRADICTS, p->grid->file, where,
                     f->first_contradiction, count, NULL);
    }
    if (f->struck > 0) {
        say_count(p, MDS_D_PDF_STRUCK, f->struck_page, f->struck);
    }
    if (f->watermarks > 0) {
        say_count(p, MDS_D_PDF_WATERMARK, f->watermark_page, f->watermarks);
    }
    if (f->apart > 0) {
        say_count(p, MDS_D_PDF_PAGES_APART, f->apart_page, f->apart);
    }
    if (f->crowded_page > 0) {
        say(p, MDS_D_PDF_DRAWINGS_UNREAD, f->crowded_page, NULL);
    }
}

static mds_status find_words(pdf *p)
{
    for (size_t i = 0; i < p->doc.page_count; i++) {
        mds_pdf_page *page = &p->doc.pages[i];
        if (!mds_pdf__fields(page, p->scratch, &p->findings) ||
            !mds_pdf__marks(page, p->scratch, &p->findings)) {
            return no_memory(p);
        }
    }
    if (!mds_pdf__join_broken(&p->doc, p->scratch, &p->findings)) {
        return no_memory(p);
    }
    report_findings(p);
    return MDS_OK;
}

/* Finds the first page that has two parts. */
static bool find_model(mds_pdf_view model[2], const pdf *p)
{
    bool found = false;

    for (size_t i = 0; i < p->doc.page_count && !found; i++) {
        found = mds_pdf__blocks(model, &p->doc.pages[i]) == 2;
    }
    return found;
}

static mds_status find_rows(pdf *p)
{
    mds_pdf_view model[2];

    p->views = mds_arena_alloc(p->scratch, p->doc.page_count * 2 + 1, sizeof *p->views);
    if (p->views == NULL) {
        return no_memory(p);
    }
    const bool modelled = find_model(model, p);
    for (size_t i = 0; i < p->doc.page_count; i++) {
        mds_pdf_view blocks[2];
        size_t n = mds_pdf__blocks(blocks, &p->doc.pages[i]);
        n = n == 1 && modelled ? mds_pdf__blocks_like(blocks, &p->doc.pages[i], model) : n;
        for (size_t b = 0; b < n; b++) {
            p->views[p->view_count] = blocks[b];
            if (!mds_pdf__lines(&p->views[p->view_count++], p->scratch)) {
                return no_memory(p);
            }
        }
    }
    const bool done = mds_pdf__columns_find(p->views, p->view_count, p->scratch) &&
                      mds_pdf__drop_repeats(p->views, p->view_count, p->scratch) &&
                      mds_pdf__hyphens_find(&p->hyphens, p->views, p->view_count, p->scratch) &&
                      mds_pdf__rows_find(p->views, p->view_count, p->scratch) &&
                      mds_pdf__table_build(&p->table, p->views, p->view_count, p->scratch) &&
                      mds_pdf__table_forms(&p->table, p->scratch);
    return done ? MDS_OK : no_memory(p);
}

/* "1-7, 8-14": the pages of each form. */
static mds_status several_forms(const pdf *p)
{
    mds_strbuf pages;
    char count[24];

    mds_strbuf_init(&pages, 4096);
    for (uint32_t form = 0; form < p->table.forms; form++) {
        uint32_t first = 0;
        uint32_t last = 0;
        for (size_t i = 0; i < p->table.count; i++) {
            if (p->table.rows[i].form == form) {
                first = first == 0 ? p->table.rows[i].page : first;
                last = p->table.rows[i].page;
            }
        }
        mds_strbuf_printf(&pages, "%s%u-%u", form > 0 ? ", " : "", first, last);
    }
    const char *text = mds_strbuf_copy(&pages, p->grid->arena);
    mds_strbuf_finish(&pages);
    (void)snprintf(count, sizeof count, "%u", p->table.forms);
    mds_diag_add(p->grid->diags, MDS_D_PDF_SEVERAL_FORMS, p->grid->file, NULL, count,
                 text != NULL ? text : "", NULL);
    return MDS_EUNSUPPORTED;
}

static mds_status read_document(pdf *p)
{
    mds_status status = p->doc.refusal != NULL ? refused(p) : check_text(p);

    if (status == MDS_OK) {
        status = find_words(p);
    }
    if (status == MDS_OK) {
        status = find_rows(p);
    }
    if (status == MDS_OK && (p->part > p->table.forms || (p->part == 0 && p->table.forms > 1))) {
        return several_forms(p);
    }
    p->grid->pages = true;
    return status == MDS_OK ? mds_pdf__table_put(p->grid, &p->table, p->part > 0 ? p->part - 1 : 0)
                            : status;
}

static mds_status read_lines(pdf *p, mds_sv lines)
{
    const mds_status status = mds_pdf__doc_parse(&p->doc, p->scratch, lines);

    if (status == MDS_EFORMAT) {
        say(p, MDS_D_PDF_READER_DIED, 0, NULL);
        return MDS_ESANDBOX;
    }
    return status == MDS_OK ? read_document(p) : no_memory(p);
}

static mds_status begin(pdf *p, mds_grid *grid)
{
    *p = (pdf){.grid = grid, .scratch = mds_arena_new(SCRATCH_BYTES, NULL)};
    if (p->scratch == NULL) {
        mds_diag_add(grid->diags, MDS_D_OUT_OF_MEMORY, grid->file, NULL, NULL);
        return MDS_ENOMEM;
    }
    return MDS_OK;
}

mds_status mds_pdf__read_lines(mds_grid *grid, mds_sv lines)
{
    pdf p;
    mds_status status = begin(&p, grid);

    if (status == MDS_OK) {
        status = read_lines(&p, lines);
        mds_arena_free(p.scratch);
    }
    return status;
}

mds_status mds_pdf__read(mds_grid *grid, const mds_source *source)
{
    mds_sv lines = {NULL, 0};
    pdf p;
    mds_status status = begin(&p, grid);

    if (status != MDS_OK) {
        return status;
    }
    p.part = mds_source_part(source);
    status = mds_pdf__run_worker(&lines, p.scratch, source);
    if (status == MDS_OK) {
        status = read_lines(&p, lines);
    } else if (status == MDS_ENOTFOUND) {
        say(&p, MDS_D_PDF_NO_READER, 0, NULL);
        status = MDS_EUNSUPPORTED;
    } else if (status == MDS_ESANDBOX) {
        say(&p, MDS_D_PDF_READER_DIED, 0, NULL);
    } else {
        status = no_memory(&p);
    }
    mds_arena_free(p.scratch);
    return status;
}

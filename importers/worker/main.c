/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mdsrisk-pdf-words: the words, drawings, form fields and remarks of the PDF on descriptor 0, as
 * lines on descriptor 1. The command starts it; nobody else needs to. */
#include "worker.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BYTES = 64 << 20 };

static unsigned char *read_all(size_t *n)
{
    size_t capacity = 1 << 20;
    unsigned char *bytes = malloc(capacity);

    *n = 0;
    while (bytes != NULL) {
        const ssize_t got = read(0, bytes + *n, capacity - *n);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return got == 0 ? bytes : NULL;
        }
        *n += (size_t)got;
        if (*n > (size_t)MOST_BYTES) {
            mds_worker__refuse("size");
        }
        if (*n == capacity) {
            capacity *= 2;
            unsigned char *grown = realloc(bytes, capacity);
            if (grown == NULL) {
                mds_worker__refuse("memory");
            }
            bytes = grown;
        }
    }
    return NULL;
}

static mds_texts *open_texts(const unsigned char *bytes, size_t n)
{
    bool locked = false;
    mds_texts *texts = mds_texts__open(bytes, n, &locked);

    if (texts == NULL) {
        mds_worker__refuse(locked ? "password" : "damaged");
    }
    return texts;
}

/* The second reader, for what Poppler does not give; NULL when it cannot open the file. */
static qpdf_data open_objects(const unsigned char *bytes, size_t n)
{
    qpdf_data qpdf = qpdf_init();

    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    if ((qpdf_read_memory(qpdf, "form", (const char *)bytes, n, "") & (QPDF_ERRORS)) != 0) {
        qpdf_cleanup(&qpdf);
        return NULL;
    }
    return qpdf;
}

static void put_shapes(const mds_page *page)
{
    for (size_t i = 0; i < page->drawn_count; i++) {
        const mds_drawn *drawn = &page->drawn[i];
        mds_worker__puts("S ");
        mds_worker__line(drawn->kind, page, &drawn->box, "");
        mds_worker__number(lround(drawn->grey * 100));
        mds_worker__end();
    }
}

static void read_page(mds_texts *texts, qpdf_data qpdf, int i, mds_budget *budget)
{
    mds_text text = {0};
    mds_page *page = calloc(1, sizeof *page);
    qpdf_oh object = {0};

    if (page == NULL || !mds_text__take(&text, texts, i)) {
        mds_worker__refuse("damaged");
    }
    page->width = text.width;
    page->height = text.height;
    if (qpdf != NULL) {
        object = qpdf_get_page_n(qpdf, (size_t)i);
        mds_worker__view(page, qpdf, object);
        if (page->shown) {
            mds_worker__content(page, qpdf, object, budget);
        }
    }
    mds_worker__words(page, &text, budget);
    if (page->shown) {
        put_shapes(page);
        mds_worker__annotations(page, qpdf, object, budget);
    }
    free(page->drawn);
    free(page);
    mds_text__release(&text);
}

/* A form that only its maker's program can show: its pages hold one sentence that says so. */
static void note_dynamic_form(qpdf_data qpdf)
{
    const qpdf_oh form = qpdf_oh_get_key_if_dict(qpdf, qpdf_get_root(qpdf), "/AcroForm");

    if (!qpdf_oh_is_null(qpdf, qpdf_oh_get_key_if_dict(qpdf, form, "/XFA"))) {
        mds_worker__puts("D xfa");
        mds_worker__end();
    }
}

/* Asked with a file of no bytes: the readers, and what confines them here. */
static void tell_about(const char *confined)
{
    mds_worker__puts("A ");
    mds_worker__puts(mds_texts__version());
    mds_worker__puts(" ");
    mds_worker__puts(qpdf_get_qpdf_version());
    mds_worker__puts(" ");
    mds_worker__puts(confined);
    mds_worker__end();
    mds_worker__flush();
    _exit(0);
}

int main(void)
{
    mds_budget budget = {0};
    size_t n = 0;
    const char *confined = mds_worker__confine();

    if (confined == NULL) {
        mds_worker__refuse("sandbox");
    }
    unsigned char *bytes = read_all(&n);
    if (bytes == NULL) {
        mds_worker__refuse("memory");
    }
    if (n == 0) {
        tell_about(confined);
    }
    mds_worker__puts("mdsrisk-pdf 1");
    mds_worker__end();
    mds_texts *texts = open_texts(bytes, n);
    qpdf_data qpdf = open_objects(bytes, n);
    const int pages = mds_texts__pages(texts);
    if (pages > MDS_WORKER_PAGES) {
        mds_worker__refuse("pages");
    }
    if (qpdf != NULL) {
        note_dynamic_form(qpdf);
    }
    const int known = qpdf != NULL ? qpdf_get_num_pages(qpdf) : 0;
    for (int i = 0; i < pages; i++) {
        read_page(texts, known == pages ? qpdf : NULL, i, &budget);
    }
    mds_worker__puts("E");
    mds_worker__number(pages);
    mds_worker__end();
    mds_worker__flush();
    /* The system takes everything back; taking a hostile file apart again could only fail. */
    _exit(0);
}

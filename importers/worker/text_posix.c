/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of pages by poppler-glib. */
#include "text.h"

#include <poppler.h>
#include <stdint.h>

mds_texts *mds_texts__open(const unsigned char *bytes, size_t n, bool *locked)
{
    GBytes *content = g_bytes_new_static(bytes, n);
    GError *error = NULL;
    PopplerDocument *document = poppler_document_new_from_bytes(content, NULL, &error);

    g_bytes_unref(content);
    *locked = document == NULL && g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
    return (mds_texts *)document;
}

int mds_texts__pages(const mds_texts *texts)
{
    return poppler_document_get_n_pages((PopplerDocument *)(uintptr_t)texts);
}

/* Attributes are given for runs of characters. */
static void add_attributes(mds_text *text, const GList *runs)
{
    for (size_t i = 0; i < text->count; i++) {
        while (runs != NULL && ((const PopplerTextAttributes *)runs->data)->end_index < (gint)i) {
            runs = runs->next;
        }
        if (runs != NULL) {
            const PopplerTextAttributes *run = runs->data;
            text->at[i].size = run->font_size;
            text->at[i].font = run->font_name != NULL ? run->font_name : "";
        }
    }
}

bool mds_text__take(mds_text *out, mds_texts *texts, int page)
{
    PopplerPage *from = poppler_document_get_page((PopplerDocument *)texts, page);
    PopplerRectangle *places = NULL;
    guint count = 0;

    if (from == NULL) {
        return false;
    }
    *out = (mds_text){0};
    poppler_page_get_size(from, &out->width, &out->height);
    out->text = poppler_page_get_text(from);
    (void)poppler_page_get_text_layout(from, &places, &count);
    out->at = g_malloc0_n(count > 0 ? count : 1, sizeof *out->at);
    out->count = count;
    for (guint i = 0; i < count; i++) {
        const PopplerRectangle *r = &places[i];
        out->at[i] = (mds_character){.x1 = r->x1, .y1 = r->y1, .x2 = r->x2, .y2 = r->y2};
    }
    out->held = poppler_page_get_text_attributes(from);
    add_attributes(out, out->held);
    g_free(places);
    g_object_unref(from);
    return true;
}

void mds_text__release(mds_text *text)
{
    poppler_page_free_text_attributes(text->held);
    g_free(text->at);
    g_free(text->text);
}

const char *mds_texts__version(void)
{
    return poppler_get_version();
}

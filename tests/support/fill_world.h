/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A small form, its translation made by hand, and templates made from raw parts.
 */
#ifndef TEST_FILL_WORLD_H
#define TEST_FILL_WORLD_H

#include "files.h"
#include "support/raw_workbook.h"
#include <mdsrisk/export_filled.h>

/* Q1 to Q4 are answered はい, いいえ or 対象外, Q5 該当 or 非該当, Q6 takes a text. */
enum { FILL_QUESTIONS = 6, FILL_APPLICABLE = 4, FILL_TEXT = 5 };

typedef struct fill_world {
    mds_arena *arena;
    mds_diags *diags;
    mds_catalog *shipped; /* whose marks and words the world has */
    mds_catalog catalog;
    mds_translated at[FILL_QUESTIONS];
    mds_answer answers[FILL_QUESTIONS]; /* of the source: their notes */
    mds_disclosure form;
    mds_translation_result result;
    mds_form_place place_at[FILL_QUESTIONS];
    mds_form_places places;
    workbook book;
    mds_source *source;
    folder folder;
    const char *path; /* of the copy */
    mds_filled filled;
} fill_world;

/* Nothing entailed, no places; the workbook is empty. */
void fill_make(fill_world *w);
void fill_free(fill_world *w);

void fill_entail(fill_world *w, uint32_t question, mds_answer_state answer);
void fill_entail_text(fill_world *w, const char *text);
/* The question is answered on the first sheet, in the cell "G9", or in a cell an answer, "B9 C9
 * D9"; \p text is what is in the first. */
void fill_place(fill_world *w, uint32_t question, mds_place_kind kind, const char *cells);
void fill_field(fill_world *w, mds_device_field field, const char *cell, const char *text);

/* Packs the workbook and fills a copy of it in. */
mds_status fill_run(fill_world *w);
/* Whether the copy's part holds the text; \p part "1": of the first sheet. */
bool fill_holds(const fill_world *w, const char *part, const char *text);
/* Names of the parts of the copy that differ from the template's, "a b". */
void fill_changed(const fill_world *w, char *out, size_t size);
bool fill_said(const fill_world *w, mds_diag_code code);

#endif

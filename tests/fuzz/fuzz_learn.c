/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Empty forms to learn an edition from, workbooks or tables, and what is proposed for them. */
#include "fuzz.h"
#include "parts.h"

#include <mdsrisk/adopt.h>
#include <mdsrisk/learn.h>
#include <stdio.h>
#include <stdlib.h>

enum { ARENA_BYTES = 256 << 20, DIAGS = 200 };

static void must(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "broken: %s\n", what);
        abort();
    }
}

static void check_form(const mds_form *form)
{
    for (uint32_t q = 0; q < form->question_count; q++) {
        const mds_question *question = &form->questions[q];
        must(question->id != NULL && question->id[0] != '\0', "every item has an id");
        uint32_t up = question->parent;
        for (uint32_t steps = 0; up != MDS_NO_ORDINAL; steps++) {
            must(up < form->question_count && steps < form->question_count,
                 "the way up ends at an item without a parent");
            up = form->questions[up].parent;
        }
        must(question->title.in[MDS_LANG_JA] != NULL, "every item has its words");
    }
}

static void draft(mds_arena *arena, mds_learnt *learnt)
{
    const mds_catalog *catalog = fuzz_catalog();
    mds_proposals proposals;
    mds_adopted adopted;
    mds_status status = mds_propose(&proposals, arena, catalog, &learnt->form);

    if (status == MDS_OK) {
        mds_adopt_sections(learnt->questions, learnt->form.question_count, catalog, &proposals);
        status = mds_adopt_draft(&adopted, arena, catalog, &learnt->form, &proposals);
    }
    must(status == MDS_OK || status == MDS_ELIMIT, "what was learned can be proposed for");
}

static void learn(const void *bytes, size_t size)
{
    const mds_learn_options options = {"jp-mds-9.9", "jp-mds"};
    mds_arena *arena = mds_arena_new(ARENA_BYTES, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, DIAGS) : NULL;
    mds_source *source = NULL;
    mds_learnt *learnt = NULL;

    must(diags != NULL, "there is memory");
    must(mds_source_from_memory(&source, "input", bytes, size) == MDS_OK, "there is memory");
    const mds_status status =
        mds_learn_form(&learnt, arena, fuzz_catalog(), source, &options, diags);
    if (status == MDS_OK) {
        check_form(&learnt->form);
        draft(arena, learnt);
    } else {
        must(status == MDS_ELIMIT || mds_diags_count_of(diags, MDS_SEVERITY_ERROR) > 0,
             "a refusal has a reason");
    }
    mds_source_free(source);
    mds_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    workbook book;

    if (parts_pack(&book, data, size)) {
        learn(book.bytes, book.size);
    } else {
        learn(data, size);
    }
    workbook_free(&book);
    return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked about systems that a form names: which edition, which plan, mended until when. */
#include "ask_systems.h"

#include "base/date.h"

#include <mdsrisk/ask_report.h>

/* What is asked about a system that the answer names. */
static const char *ask_system(mds_reg *r, const mds_named_platform *named)
{
    const mds_platform *platform = &r->catalog->platforms[named->platform];

    if (platform->security_ends.count > 1) {
        return mds_reg__format(r, "ask.system.edition", named->said, NULL);
    }
    if (named->ended) {
        return mds_reg__format(r, "ask.system.ended", platform->name, NULL);
    }
    return named->end != MDS_DAY_NONE
               ? mds_reg__format(r, "ask.system.ended_on", platform->name,
                                 mds_reg__date(r, named->end), NULL)
               : mds_reg__format(r, "ask.system.undated", platform->name, NULL);
}

const char *mds_ask__systems(mds_reg *r, const mds_disclosure *disclosure, uint32_t question)
{
    const mds_named_platforms *named = &r->facts->platforms;
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 16);
    for (size_t i = 0; i < named->count; i++) {
        const mds_named_platform *at = &named->at[i];
        const bool here = at->question == question &&
                          (disclosure == NULL || at->disclosure->form == disclosure->form);
        if (here && mds_ask_about(r->as, at)) {
            mds_strbuf_printf(&text, "%s%s", text.n > 0 && r->lang != MDS_LANG_JA ? " " : "",
                              ask_system(r, at));
        }
    }
    const char *copy = mds_reg__copy(r, &text);
    mds_reg__drop(r, &text);
    return copy;
}

/* clang-format off */
#define SYSTEM_COLUMNS(X)                                                                         \
    X(question, 13, false)    X(question_title, 44, true) X(ask_system, 30, true)                 \
    X(ask_why, 60, true)      X(where, 18, true)          X(file, 24, true)
/* clang-format on */

enum {
#define X(id, width, wrap) S_##id,
    SYSTEM_COLUMNS(X)
#undef X
        SYSTEM_COLUMN_COUNT
};

#define X(id, width, wrap) {#id, width, wrap},
static const mds_column_spec system_columns[] = {SYSTEM_COLUMNS(X)};
#undef X

static void put_system(mds_table_builder *b, const mds_named_platform *named)
{
    mds_reg *r = b->r;

    if (named->question != MDS_NO_ORDINAL) {
        const mds_question *question =
            &r->catalog->forms[named->disclosure->form].questions[named->question];
        mds_table__text(b, S_question, question->id);
        mds_table__text(b, S_question_title, mds_reg__in(r, &question->title));
        mds_table__text(b, S_where, named->disclosure->answers[named->question].where);
    }
    mds_table__text(b, S_ask_system, r->catalog->platforms[named->platform].name);
    mds_table__text(b, S_ask_why, ask_system(r, named));
    mds_table__text(b, S_file, named->disclosure->file);
}

mds_status mds_ask_systems(const mds_table **out, mds_arena *arena, const mds_ask *ask,
                           mds_lang lang)
{
    const mds_named_platforms *named = &ask->assessment->facts->platforms;
    mds_table *table = mds_arena_alloc(arena, 1, sizeof *table);
    mds_table_builder b;
    mds_reg r;
    if (table == NULL) {
        return mds_arena_status(arena);
    }
    mds_reg__init(&r, arena, ask->assessment, lang);
    mds_table__init(&b, &r, "systems", system_columns, SYSTEM_COLUMN_COUNT);
    for (size_t i = 0; i < named->count; i++) {
        if (mds_ask_about(ask->assessment, &named->at[i]) && mds_table__row(&b)) {
            put_system(&b, &named->at[i]);
        }
    }
    mds_table__finish(&b, table);
    const mds_status status = r.status;
    mds_reg__finish(&r);
    if (status == MDS_OK) {
        *out = table;
    }
    return status;
}

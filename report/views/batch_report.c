/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "batch_parts.h"

#include <string.h>

enum {
    BATCH_FILE,
    BATCH_STATE,
    BATCH_EDITION,
    BATCH_MANUFACTURER,
    BATCH_MODEL,
    BATCH_VERSION,
    BATCH_DATE,
    BATCH_QUESTIONS,
    BATCH_ANSWERED,
    BATCH_UNCLEAR,
    BATCH_WARNINGS,
    BATCH_CODE,
    BATCH_PROBLEM,
    BATCH_WAY_OUT
};

static void count_answers(mds_batch_item *out, const mds_catalog *catalog,
                          const mds_disclosure *form)
{
    const mds_form *edition = &catalog->forms[form->form];

    for (size_t i = 0; i < form->answer_count; i++) {
        const mds_answer_state state = form->answers[i].state;
        out->questions += edition->questions[i].kind != MDS_QUESTION_HEADING;
        out->answered += state == MDS_ANSWER_YES || state == MDS_ANSWER_NO ||
                         state == MDS_ANSWER_NA || state == MDS_ANSWER_TEXT;
        out->unclear += state == MDS_ANSWER_UNREADABLE || state == MDS_ANSWER_CONFLICT;
    }
}

/* The first diagnostic of the most severe kind; NULL when there are only notes. */
static const mds_diag *worst(const mds_diags *diags)
{
    const mds_diag *found = NULL;

    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        const mds_diag *at = mds_diags_at(diags, i);
        if (at->severity > MDS_SEVERITY_NOTE && (found == NULL || at->severity > found->severity)) {
            found = at;
        }
    }
    return found;
}

static const char *copy(mds_arena *arena, const char *text)
{
    return mds_arena_strndup(arena, text, strlen(text));
}

mds_batch_problem mds_batch__problem(mds_arena *arena, const mds_catalog *catalog,
                                     const mds_diags *diags, mds_lang lang)
{
    const mds_diag *diag = worst(diags);
    char code[12];

    if (diag == NULL) {
        return (mds_batch_problem){"", "", "", "", ""};
    }
    mds_diag_code_name(diag->code, code);
    return (mds_batch_problem){copy(arena, code), mds_diag_message(arena, catalog, diag, lang),
                               mds_diag_hint(arena, catalog, diag, lang), diag->file, diag->where};
}

mds_status mds_batch_item_of(mds_batch_item *out, mds_arena *arena, const mds_catalog *catalog,
                             const char *file, const mds_disclosure *form, const mds_diags *diags,
                             mds_lang lang)
{
    const mds_batch_problem problem = mds_batch__problem(arena, catalog, diags, lang);

    *out = (mds_batch_item){.file = copy(arena, file),
                            .read = form != NULL,
                            .edition = "",
                            .manufacturer = "",
                            .model = "",
                            .version = "",
                            .document_date = "",
                            .warnings = mds_diags_count_of(diags, MDS_SEVERITY_WARNING),
                            .code = problem.code,
                            .problem = problem.text,
                            .way_out = problem.way_out};
    if (form != NULL) {
        out->edition = catalog->forms[form->form].title.in[lang];
        out->manufacturer = copy(arena, form->device[MDS_DEVICE_MANUFACTURER]);
        out->model = copy(arena, form->device[MDS_DEVICE_MODEL]);
        out->version = copy(arena, form->device[MDS_DEVICE_VERSION]);
        out->document_date = copy(arena, form->device[MDS_DEVICE_DOCUMENT_DATE]);
        count_answers(out, catalog, form);
    }
    return mds_arena_status(arena);
}

static void put_device(mds_table_builder *b, const mds_batch_item *item)
{
    mds_table__text(b, BATCH_EDITION, item->edition);
    mds_table__text(b, BATCH_MANUFACTURER, item->manufacturer);
    mds_table__text(b, BATCH_MODEL, item->model);
    mds_table__text(b, BATCH_VERSION, item->version);
    mds_table__text(b, BATCH_DATE, item->document_date);
    if (item->read) {
        mds_table__number(b, BATCH_QUESTIONS, (double)item->questions, MDS_NUMBER_INTEGER);
        mds_table__number(b, BATCH_ANSWERED, (double)item->answered, MDS_NUMBER_INTEGER);
        mds_table__number(b, BATCH_UNCLEAR, (double)item->unclear, MDS_NUMBER_INTEGER);
    }
}

static void put_files(mds_reg *r, mds_table *out, const char *id, const mds_batch_item *items,
                      size_t count, bool all)
{
    static const mds_column_spec columns[] = {
        {"batch_file", 40, true},         {"batch_state", 10, true},    {"batch_edition", 30, true},
        {"batch_manufacturer", 20, true}, {"batch_model", 18, true},    {"batch_version", 10, true},
        {"batch_date", 11, true},         {"batch_questions", 9, true}, {"batch_answered", 9, true},
        {"batch_unclear", 9, true},       {"batch_warnings", 9, true},  {"batch_code", 9, true},
        {"batch_problem", 50, true},      {"batch_way_out", 50, true}};
    mds_table_builder b;

    mds_table__init(&b, r, id, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < count; i++) {
        const mds_batch_item *item = &items[i];
        if ((!all && item->read) || !mds_table__row(&b)) {
            continue;
        }
        mds_table__text(&b, BATCH_FILE, item->file);
        mds_table__text(&b, BATCH_STATE,
                        mds_reg__text(r, item->read ? "batch.read" : "batch.rejected"));
        put_device(&b, item);
        mds_table__number(&b, BATCH_WARNINGS, (double)item->warnings, MDS_NUMBER_INTEGER);
        mds_table__text(&b, BATCH_CODE, item->code);
        mds_table__text(&b, BATCH_PROBLEM, item->problem);
        mds_table__text(&b, BATCH_WAY_OUT, item->way_out);
    }
    mds_table__finish(&b, out);
}

mds_status mds_batch__begin(mds_batch_pair *out, mds_arena *arena, const mds_catalog *catalog,
                            mds_lang lang)
{
    *out = (mds_batch_pair){
        .r = {.arena = arena, .catalog = catalog, .lang = lang},
        .tables = mds_arena_alloc(arena, MDS_BATCH_TABLE__COUNT, sizeof *out->tables)};
    if (out->tables == NULL) {
        return mds_arena_status(arena);
    }
    mds_strbuf_init(&out->r.buf, 1 << 20);
    return MDS_OK;
}

mds_status mds_batch__end(const mds_table *const **out, mds_batch_pair *pair)
{
    mds_reg *r = &pair->r;
    const mds_table **list = mds_arena_alloc(r->arena, MDS_BATCH_TABLE__COUNT, sizeof *list);

    mds_strbuf_finish(&r->buf);
    if (list == NULL) {
        return mds_arena_status(r->arena);
    }
    for (size_t i = 0; i < MDS_BATCH_TABLE__COUNT; i++) {
        list[i] = &pair->tables[i];
    }
    if (r->status == MDS_OK) {
        *out = list;
    }
    return r->status;
}

mds_status mds_batch_tables(const mds_table *const **out, mds_arena *arena,
                            const mds_catalog *catalog, const mds_batch_item *items, size_t count,
                            mds_lang lang)
{
    mds_batch_pair pair;
    mds_status status = mds_batch__begin(&pair, arena, catalog, lang);

    if (status == MDS_OK) {
        put_files(&pair.r, &pair.tables[MDS_BATCH_FILES], "batch_files", items, count, true);
        put_files(&pair.r, &pair.tables[MDS_BATCH_REJECTED], "batch_rejected", items, count, false);
        status = mds_batch__end(out, &pair);
    }
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page.h"

#include "base/date.h"
#include <mdsrisk/message.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* An answer holds a form's answers and the register's tables: some 300 kB for the largest. */
enum { MOST_ANSWER = 64 << 20 };

mds_status mds_page__begin(mds_page *page, const char *request)
{
    mds_session_options options = MDS_SESSION_OPTIONS_INIT;

    *page = (mds_page){.request = NULL};
    (void)umask(022); /* at the start emscripten's takes all rights away */
    mds_strbuf_init(&page->text, MOST_ANSWER);
    mds_jsonw_init(&page->out, &page->text);
    mds_jsonw_object(&page->out);
    mds_status status = mds_json_parse(&page->request, "request", request, strlen(request), NULL);
    const char *language = mds_page__string(page, "language");
    options.as_of = mds_page__string(page, "as_of");
    options.policy = mds_page__string(page, "policy");
    options.language = language != NULL && strcmp(language, "ja") == 0 ? MDS_LANG_JA : MDS_LANG_EN;
    const mds_status opened = mds_session_init(&page->session, &options);
    return status == MDS_OK ? opened : status;
}

const char *mds_page__string(const mds_page *page, const char *name)
{
    const char *text = mds_json_string(mds_json_member(page->request, name), "");

    return text[0] != '\0' ? text : NULL;
}

mds_status mds_page__strings(const char *const **out, size_t *count, mds_page *page,
                             const char *name)
{
    const mds_json *array = mds_json_member(page->request, name);
    const size_t n = array != NULL ? mds_json_count(array) : 0;
    const char **texts = mds_arena_alloc(page->session.arena, n + 1, sizeof *texts);
    size_t i = 0;

    if (texts == NULL) {
        return mds_arena_status(page->session.arena);
    }
    for (const mds_json *at = n > 0 ? mds_json_first(array) : NULL; at != NULL;
         at = mds_json_next(at)) {
        texts[i++] = mds_json_string(at, "");
    }
    *out = texts;
    *count = n;
    return MDS_OK;
}

static const char *mark_name(mds_cell_mark mark)
{
    static const char *const names[MDS_MARK__COUNT] = {
        [MDS_MARK_NONE] = "",
        [MDS_MARK_LEVEL_VERY_LOW] = "very_low",
        [MDS_MARK_LEVEL_LOW] = "low",
        [MDS_MARK_LEVEL_MODERATE] = "moderate",
        [MDS_MARK_LEVEL_HIGH] = "high",
        [MDS_MARK_LEVEL_VERY_HIGH] = "very_high",
        [MDS_MARK_VERDICT_ACCEPTABLE] = "acceptable",
        [MDS_MARK_VERDICT_REDUCE] = "reduce",
        [MDS_MARK_VERDICT_NOT_ACCEPTABLE] = "not_acceptable",
        [MDS_MARK_VERDICT_CANNOT_BE_JUDGED] = "cannot_be_judged",
        [MDS_MARK_HEADING] = "heading",
        [MDS_MARK_NOTICE] = "notice"};

    return names[mark];
}

static void put_row(mds_jsonw *out, const mds_cell *cells, size_t count)
{
    mds_jsonw_inline_next(out);
    mds_jsonw_array(out);
    for (size_t i = 0; i < count; i++) {
        mds_jsonw_array(out);
        mds_jsonw_string(out, cells[i].text);
        mds_jsonw_string(out, mark_name(cells[i].mark));
        if (cells[i].kind == MDS_CELL_NUMBER) {
            mds_jsonw_number(out, cells[i].number);
        } else {
            mds_jsonw_null(out);
        }
        mds_jsonw_array_end(out);
    }
    mds_jsonw_array_end(out);
}

void mds_page__table(mds_page *page, const char *name, const mds_table *table)
{
    mds_jsonw *out = &page->out;

    mds_jsonw_name(out, name);
    mds_jsonw_object(out);
    mds_jsonw_member_string(out, "id", table->id);
    mds_jsonw_member_string(out, "title", table->title);
    mds_jsonw_name(out, "columns");
    mds_jsonw_array(out);
    for (size_t i = 0; i < table->column_count; i++) {
        mds_jsonw_inline_next(out);
        mds_jsonw_object(out);
        mds_jsonw_member_string(out, "id", table->columns[i].id);
        mds_jsonw_member_string(out, "title", table->columns[i].title);
        mds_jsonw_member_number(out, "width", table->columns[i].width);
        mds_jsonw_object_end(out);
    }
    mds_jsonw_array_end(out);
    mds_jsonw_name(out, "rows");
    mds_jsonw_array(out);
    for (size_t row = 0; row < table->row_count; row++) {
        put_row(out, &table->cells[row * table->column_count], table->column_count);
    }
    mds_jsonw_array_end(out);
    mds_jsonw_object_end(out);
}

void mds_page__text(mds_page *page, const char *name, const mds_text *text)
{
    mds_jsonw_member_string(&page->out, name, text->in[page->session.language]);
}

static void put_message(mds_page *page, const mds_diag *diag)
{
    mds_session *session = &page->session;
    mds_jsonw *out = &page->out;
    char code[12];

    mds_diag_code_name(diag->code, code);
    mds_jsonw_object(out);
    mds_jsonw_member_string(out, "severity", mds_severity_name(diag->severity));
    mds_jsonw_member_string(out, "code", code);
    mds_jsonw_member_string(out, "file", diag->file);
    mds_jsonw_member_string(out, "where", diag->where);
    mds_jsonw_member_string(
        out, "text", mds_diag_message(session->arena, session->catalog, diag, session->language));
    mds_jsonw_member_string(
        out, "hint", mds_diag_hint(session->arena, session->catalog, diag, session->language));
    mds_jsonw_object_end(out);
}

/* A failure that left no message of its own gets the one that the command gives it. */
static void add_reason(mds_page *page, mds_status status)
{
    mds_diags *diags = page->session.diags;

    if (status == MDS_ENOMEM) {
        mds_diag_add(diags, MDS_D_OUT_OF_MEMORY, NULL, NULL, NULL);
    } else if (status == MDS_ELIMIT && mds_diags_count_of(diags, MDS_SEVERITY_ERROR) == 0) {
        mds_diag_add(diags, MDS_D_INPUT_OVER_BUDGET, NULL, NULL, NULL);
    }
}

void mds_page__put_messages(mds_page *page, mds_status status)
{
    const mds_diags *diags = page->session.diags;
    mds_jsonw *out = &page->out;

    mds_jsonw_member_bool(out, "done", status == MDS_OK);
    mds_jsonw_name(out, "messages");
    mds_jsonw_array(out);
    if (diags != NULL && page->session.catalog != NULL) {
        add_reason(page, status);
        for (size_t i = 0; i < mds_diags_count(diags); i++) {
            put_message(page, mds_diags_at(diags, i));
        }
    }
    mds_jsonw_array_end(out);
}

const char *mds_page__end(mds_page *page, mds_status status)
{
    mds_page__put_messages(page, status);
    mds_jsonw_object_end(&page->out);
    mds_json_free(page->request);
    mds_session_finish(&page->session);
    char *text = page->text.status == MDS_OK ? mds_strbuf_release(&page->text) : NULL;
    mds_strbuf_finish(&page->text);
    return text;
}

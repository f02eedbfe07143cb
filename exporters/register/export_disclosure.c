/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical disclosure: what was read, answer by answer, for another program or for the next
 * run. disclosure.schema.json describes it. */
#include "base/date.h"
#include "export_internal.h"

#include <mdsrisk/message.h>
#include <string.h>

void mds_export__device_members(mds_jsonw *w, const mds_disclosure *d)
{
    char date[MDS_DATE_SIZE]; /* the cell may hold a spreadsheet's date serial */
    mds_date_format(date, d->document_day);
    for (int f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        bool dated = f == MDS_DEVICE_DOCUMENT_DATE && d->document_day != MDS_DAY_NONE;
        mds_jsonw_member_string(w, mds_device_field_name((mds_device_field)f),
                                dated ? date : d->device[f]);
    }
}

/* Whole points, as in "where". */
static void put_box(mds_jsonw *w, const mds_page_box *box)
{
    const int32_t sides[] = {box->x0, box->y0, box->x1, box->y1};

    mds_jsonw_member_uint(w, "page", box->page);
    mds_jsonw_name(w, "box");
    mds_jsonw_array(w);
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        mds_jsonw_number(w, sides[i] / 100);
    }
    mds_jsonw_array_end(w);
    mds_jsonw_member_string(w, "medium", mds_medium_name(box->medium));
}

static void put_answer(mds_jsonw *w, const mds_question *question, const mds_answer *answer)
{
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "question", question->id);
    mds_jsonw_member_string(w, "answer", mds_answer_state_name(answer->state));
    mds_jsonw_member_string(w, "response", answer->response);
    mds_jsonw_member_string(w, "note_cell", answer->note_cell);
    mds_jsonw_member_string(w, "note", answer->note);
    mds_jsonw_member_string(w, "where", answer->where);
    mds_jsonw_member_string(w, "wording", answer->wording);
    mds_jsonw_member_bool(w, "hidden", answer->hidden);
    mds_jsonw_member_string(w, "certainty", mds_answer_basis_name(answer->basis));
    if (answer->documented) {
        mds_jsonw_member_bool(w, "documented", true);
    }
    if (answer->box.page > 0) {
        put_box(w, &answer->box);
    }
    mds_jsonw_object_end(w);
}

static void put_columns(mds_jsonw *w, const mds_form_block *block)
{
    mds_jsonw_name(w, "columns");
    mds_jsonw_array(w);
    for (size_t i = 0; i < block->column_count; i++) {
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "role", mds_form_role_name(block->columns[i].role));
        mds_jsonw_member_string(w, "column", block->columns[i].name);
        mds_jsonw_member_string(w, "heading", block->columns[i].heading);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_signs(mds_jsonw *w, const mds_form_block *block)
{
    mds_jsonw_name(w, "signs");
    mds_jsonw_array(w);
    for (size_t i = 0; i < block->sign_count; i++) {
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "sign", block->signs[i].sign);
        mds_jsonw_member_string(w, "means", mds_choice_sense_name(block->signs[i].sense));
        mds_jsonw_member_uint(w, "count", block->signs[i].count);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_layout(mds_jsonw *w, const mds_form_reading *reading)
{
    mds_jsonw_name(w, "layout");
    mds_jsonw_array(w);
    for (size_t i = 0; i < reading->block_count; i++) {
        const mds_form_block *block = &reading->blocks[i];
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "sheet", block->sheet);
        mds_jsonw_member_bool(w, "hidden", block->hidden);
        mds_jsonw_member_uint(w, "questions", block->questions);
        mds_jsonw_member_bool(w, "answers", block->answers);
        mds_jsonw_member_bool(w, "lies", block->lies);
        mds_jsonw_member_string(w, "shape", mds_shape_name(block->shape));
        mds_jsonw_member_string(w, "marks_stand", mds_choice_side_name(block->side));
        put_columns(w, block);
        put_signs(w, block);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

/* What was said of the file, in both languages. */
static void put_messages(mds_jsonw *w, mds_arena *arena, const mds_catalog *catalog,
                         const mds_disclosure *d, const mds_diags *diags)
{
    mds_jsonw_name(w, "messages");
    mds_jsonw_array(w);
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        const mds_diag *diag = mds_diags_at(diags, i);
        char code[12];
        if (strcmp(diag->file, d->file) != 0) {
            continue;
        }
        mds_diag_code_name(diag->code, code);
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "code", code);
        mds_jsonw_member_string(w, "severity", mds_severity_name(diag->severity));
        mds_jsonw_member_string(w, "where", diag->where);
        mds_jsonw_name(w, "args");
        mds_jsonw_array(w);
        for (uint32_t k = 0; k < diag->arg_count; k++) {
            mds_jsonw_string(w, diag->args[k]);
        }
        mds_jsonw_array_end(w);
        mds_jsonw_member_string(w, "en", mds_diag_message(arena, catalog, diag, MDS_LANG_EN));
        mds_jsonw_member_string(w, "ja", mds_diag_message(arena, catalog, diag, MDS_LANG_JA));
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_disclosure(mds_jsonw *w, const mds_form *form, const mds_disclosure *d)
{
    mds_jsonw_member_uint(w, "format_version", 1);
    mds_jsonw_member_string(w, "kind", "disclosure");
    mds_jsonw_member_string(w, "edition", form->edition);
    mds_jsonw_name(w, "source");
    mds_jsonw_object(w);
    mds_jsonw_member_string(w, "file", d->file);
    mds_jsonw_member_string(w, "sha256", d->sha256);
    mds_jsonw_object_end(w);
    mds_jsonw_name(w, "device");
    mds_jsonw_object(w);
    mds_export__device_members(w, d);
    mds_jsonw_object_end(w);
    mds_jsonw_name(w, "answers");
    mds_jsonw_array(w);
    for (size_t i = 0; i < d->answer_count && i < form->question_count; i++) {
        put_answer(w, &form->questions[i], &d->answers[i]);
    }
    mds_jsonw_array_end(w);
    if (d->reading != NULL) {
        put_layout(w, d->reading);
    }
}

mds_status mds_export_disclosure(const char **out, mds_arena *arena, const mds_catalog *catalog,
                                 const mds_disclosure *disclosure, const mds_diags *diags)
{
    mds_strbuf buf;
    mds_jsonw w;
    mds_strbuf_init(&buf, MDS_EXPORT_LIMIT);
    mds_jsonw_init(&w, &buf);
    mds_jsonw_object(&w);
    put_disclosure(&w, &catalog->forms[disclosure->form], disclosure);
    if (diags != NULL) {
        put_messages(&w, arena, catalog, disclosure, diags);
    }
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(&buf, '\n');
    const char *text = mds_strbuf_copy(&buf, arena);
    mds_status status = buf.status != MDS_OK ? buf.status
                        : text == NULL       ? mds_arena_status(arena)
                                             : MDS_OK;
    mds_strbuf_finish(&buf);
    if (status == MDS_OK) {
        *out = text;
    }
    return status;
}

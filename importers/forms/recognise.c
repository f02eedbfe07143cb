/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grid to disclosure: collects each question's answer and note from the blocks of a form. */
#include "recognise.h"

#include "base/date.h"
#include "base/utf8.h"
#include "day.h"
#include "overlay.h"
#include "own_files.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

/* Whether two answers to one question say the same. */
static bool same_answer(const mds_recogniser *r, const mds_answer *a, const mds_answer *b)
{
    if (a->state != b->state) {
        return false;
    }
    if (a->state != MDS_ANSWER_TEXT && a->state != MDS_ANSWER_UNREADABLE) {
        return true;
    }
    const char *x = mds_utf8_key(r->scratch, a->response);
    const char *y = mds_utf8_key(r->scratch, b->response);
    return x != NULL && y != NULL && strcmp(x, y) == 0;
}

/* What is in a hidden row is an older revision of what is to be seen, whatever it says. */
static void take_visible(const mds_recogniser *r, mds_answer *first, const mds_answer *second,
                         const char *question)
{
    const mds_answer hidden = first->hidden ? *first : *second;
    const mds_answer seen = first->hidden ? *second : *first;

    mds_diag_add(r->grid->diags, MDS_D_FORM_HIDDEN_OLDER, r->grid->file, hidden.where, question,
                 hidden.response, seen.where, seen.response, NULL);
    *first = seen;
}

/* The question is in the file a second time. A blank one contradicts nothing. */
static mds_status merge_answer(const mds_recogniser *r, mds_answer *first, const mds_answer *second,
                               const char *question)
{
    mds_diags *diags = r->grid->diags;

    if (first->hidden != second->hidden && !same_answer(r, first, second)) {
        take_visible(r, first, second, question);
        return MDS_OK;
    }
    if (first->state == MDS_ANSWER_CONFLICT || same_answer(r, first, second) ||
        first->state == MDS_ANSWER_UNANSWERED || second->state == MDS_ANSWER_UNANSWERED) {
        mds_diag_add(diags, MDS_D_FORM_QUESTION_TWICE, r->grid->file, second->where, question,
                     first->where, NULL);
        if (first->state == MDS_ANSWER_UNANSWERED) {
            *first = *second;
        }
        return MDS_OK;
    }
    mds_diag_add(diags, MDS_D_FORM_QUESTION_CONFLICT, r->grid->file, second->where, question,
                 second->response, first->where, first->response, NULL);
    const char *where = mds_arena_printf(r->arena, "%s, %s", first->where, second->where);
    if (where == NULL) {
        return mds_recognise__no_memory(r);
    }
    first->state = MDS_ANSWER_CONFLICT;
    first->basis = MDS_BASIS_NONE;
    first->where = where;
    return MDS_OK;
}

/* The answers that a question offers, as the form prints them. */
static const char *offered(const mds_recogniser *r, const mds_question *question)
{
    const char *const *labels = r->form->labels;
    const bool applicable = question->answer_set == MDS_ANSWERS_APPLICABLE;
    mds_strbuf list;

    mds_strbuf_init(&list, 256);
    mds_strbuf_puts(&list, labels[applicable ? MDS_LABEL_APPLICABLE : MDS_LABEL_YES]);
    mds_strbuf_puts(&list, " / ");
    mds_strbuf_puts(&list, labels[applicable ? MDS_LABEL_NOT_APPLICABLE : MDS_LABEL_NO]);
    if (question->answer_set == MDS_ANSWERS_YES_NO_NA) {
        mds_strbuf_puts(&list, " / ");
        mds_strbuf_puts(&list, labels[MDS_LABEL_NA]);
    }
    const char *text = mds_strbuf_copy(&list, r->scratch);
    mds_strbuf_finish(&list);
    return text != NULL ? text : "";
}

/* What is there: the words of the marked choices, or else the cell. */
static const char *shown(const mds_recogniser *r, const mds_row_reading *reading,
                         mds_answer_set set)
{
    mds_strbuf list;

    if (reading->taken == 0) {
        return reading->answer.response;
    }
    mds_strbuf_init(&list, 256);
    for (size_t k = 0; k < 3; k++) {
        if ((reading->taken & (1u << k)) != 0) {
            mds_strbuf_puts(&list, list.n > 0 ? " / " : "");
            mds_strbuf_puts(&list, r->form->labels[mds_layout__choice(k, set)]);
        }
    }
    const char *text = mds_strbuf_copy(&list, r->scratch);
    mds_strbuf_finish(&list);
    return text != NULL ? text : "";
}

/* Why an answer could not be taken as it stands. */
static void report_answer(const mds_recogniser *r, const mds_row_reading *reading,
                          const mds_question *question)
{
    const mds_answer *answer = &reading->answer;
    mds_diags *diags = r->grid->diags;

    if (reading->differs) {
        return;
    }
    if (reading->not_offered) {
        mds_diag_add(diags, MDS_D_FORM_ANSWER_NOT_OFFERED, r->grid->file, answer->where,
                     question->id, shown(r, reading, question->answer_set), offered(r, question),
                     NULL);
    } else if (answer->state == MDS_ANSWER_UNREADABLE && reading->unclear &&
               answer->response[0] != '\0') {
        mds_diag_add(diags, MDS_D_FORM_MARKS_UNCLEAR, r->grid->file, answer->where, question->id,
                     answer->response, NULL);
    } else if (answer->state == MDS_ANSWER_UNREADABLE) {
        mds_diag_add(diags, MDS_D_FORM_ANSWER_UNREADABLE, r->grid->file, answer->where,
                     question->id, answer->response, NULL);
    } else if (answer->state == MDS_ANSWER_CONFLICT) {
        mds_diag_add(diags, MDS_D_FORM_TWO_MARKS, r->grid->file, answer->where, question->id,
                     shown(r, reading, question->answer_set), NULL);
    }
}

/* Questions whose choices all are there without a mark. */
typedef struct lost_marks {
    size_t count;
    size_t answered; /* the others: where most have a mark, one without is simply unanswered */
    uint32_t first;  /* question */
    const char *where;
} lost_marks;

static mds_status take_answer(mds_recogniser *r, lost_marks *lost, const mds_layout *layout,
                              size_t i)
{
    const uint32_t q = layout->questions[i];
    const mds_question *question = &r->form->questions[q];
    mds_row_reading reading;

    const mds_status status = mds_recognise__row(r, &reading, layout, i);
    if (status != MDS_OK) {
        return status;
    }
    report_answer(r, &reading, question);
    lost->answered += reading.answer.state == MDS_ANSWER_YES ||
                      reading.answer.state == MDS_ANSWER_NO ||
                      reading.answer.state == MDS_ANSWER_NA;
    if (reading.lost && lost->count++ == 0) {
        lost->first = q;
        lost->where = reading.answer.where;
    }
    if (q == r->form->device_questions[MDS_DEVICE_DOCUMENT_DATE] &&
        reading.answer.state == MDS_ANSWER_TEXT && r->disclosure->document_day == MDS_DAY_NONE) {
        (void)mds_day__read(&r->disclosure->document_day, r->scratch, r->catalog,
                            reading.cell->text, r->grid->epoch_1904);
    }
    if (r->answers[q].state != MDS_ANSWER_MISSING) {
        return merge_answer(r, &r->answers[q], &reading.answer, question->id);
    }
    r->answers[q] = reading.answer;
    return MDS_OK;
}

/* "AUDT-99": an id by its shape that the edition does not have, in a column of ids. */
static mds_status check_unknown_ids(const mds_recogniser *r, const mds_layout *layout,
                                    size_t *foreign)
{
    for (size_t i = 0; i < layout->sheet->row_count && i <= layout->last_row; i++) {
        const mds_grid_row *row = &layout->sheet->rows[i];
        const mds_grid_cell *cell = mds_grid__at(row, layout->id);
        if (layout->questions[i] != MDS_NO_ORDINAL || cell == NULL || cell->spread ||
            strlen(cell->text) > 32) {
            continue;
        }
        const char *key = mds_ids__key(r->scratch, cell->text);
        const char *plain = mds_utf8_key(r->scratch, cell->text);
        uint32_t question = 0;
        bool known = false;
        if (key == NULL || plain == NULL) {
            return mds_recognise__no_memory(r);
        }
        for (size_t f = 0; f < r->catalog->form_count; f++) {
            known = known ||
                    mds_ids__find(&question, &r->layouts.editions[f].index, key) == MDS_ID_WHOLE;
        }
        *foreign += known;
        if (known || strchr(plain, '-') == NULL || mds_words__have(&r->form->title_marks, plain) ||
            mds_ids__find(&question, &r->layouts.editions[r->layouts.form].index, key) !=
                MDS_ID_UNKNOWN ||
            mds_words__note_label(&question, r->catalog, plain)) {
            continue;
        }
        mds_diag_add(r->grid->diags, MDS_D_FORM_QUESTION_UNKNOWN, r->grid->file,
                     mds_recognise__place(r, layout, row, layout->id, cell), cell->text,
                     r->form->edition, NULL);
    }
    return MDS_OK;
}

/* Questions in hidden rows and sheets are read like the others, and said. */
static void report_hidden(const mds_recogniser *r, const mds_layout *layout)
{
    size_t count = 0;
    uint32_t first = MDS_NO_ORDINAL;
    char text[24];

    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        if (layout->questions[i] != MDS_NO_ORDINAL && mds_recognise__hidden(layout, i)) {
            first = count == 0 ? layout->questions[i] : first;
            count++;
        }
    }
    (void)snprintf(text, sizeof text, "%zu", count);
    if (layout->sheet->hidden) {
        mds_diag_add(r->grid->diags, MDS_D_FORM_HIDDEN_SHEET, r->grid->file, layout->sheet->name,
                     text, NULL);
    } else if (count > 0) {
        mds_diag_add(r->grid->diags, MDS_D_FORM_HIDDEN_ROWS, r->grid->file, layout->sheet->name,
                     text, r->form->questions[first].id, NULL);
    }
}

/* Says once for a sheet how many questions have all their choices and no mark, unless another sheet
 * has the answers. */
static void report_lost(const mds_recogniser *r, const lost_marks *lost)
{
    char count[24];

    if (lost->count > lost->answered && !r->empty &&
        r->answers[lost->first].state == MDS_ANSWER_UNANSWERED) {
        (void)snprintf(count, sizeof count, "%zu", lost->count);
        mds_diag_add(r->grid->diags, MDS_D_FORM_MARKS_LOST, r->grid->file, lost->where, count,
                     r->form->questions[lost->first].id, NULL);
    }
}

/* The first column of an older, or of a second, set of choices. */
static uint32_t column_of_set(const mds_layout *layout, bool older)
{
    for (size_t n = layout->round_count; n > 0 && layout->shape != MDS_SHAPE_CELL; n--) {
        if (layout->rounds[n - 1].older == older) {
            return layout->rounds[n - 1].at[0].column;
        }
    }
    return MDS_NO_COLUMN;
}

/* Says which of several columns of answers was read. */
static void report_columns(const mds_recogniser *r, const mds_layout *layout)
{
    const bool sets = layout->shape == MDS_SHAPE_MARKS || layout->shape == MDS_SHAPE_WORDS;
    const uint32_t older = sets                      ? column_of_set(layout, true)
                           : layout->older_count > 0 ? layout->older[0]
                                                     : MDS_NO_COLUMN;
    const uint32_t chosen =
        sets && older != MDS_NO_COLUMN ? column_of_set(layout, false) : layout->answer;
    const uint32_t rival = sets
                               ? (layout->rival_sets ? column_of_set(layout, false) : MDS_NO_COLUMN)
                           : layout->rival_count > 0 ? layout->rivals[0]
                                                     : MDS_NO_COLUMN;
    char name[16];
    char other[16];

    mds_grid__lane_name(name, layout->sheet, chosen);
    if (older != MDS_NO_COLUMN) {
        mds_grid__lane_name(other, layout->sheet, older);
        mds_diag_add(r->grid->diags, MDS_D_FORM_TWO_ANSWER_COLUMNS, r->grid->file,
                     layout->sheet->name, name, other, NULL);
    }
    if (rival != MDS_NO_COLUMN && rival != chosen) {
        mds_grid__lane_name(other, layout->sheet, rival);
        mds_diag_add(r->grid->diags, MDS_D_FORM_COLUMNS_UNDECIDED, r->grid->file,
                     layout->sheet->name, name, other, NULL);
    }
}

static mds_status read_layout(mds_recogniser *r, lost_marks *lost, const mds_layout *layout,
                              size_t *foreign)
{
    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        if (layout->questions[i] != MDS_NO_ORDINAL) {
            const mds_status status = take_answer(r, lost, layout, i);
            if (status != MDS_OK) {
                return status;
            }
        }
    }
    report_columns(r, layout);
    report_hidden(r, layout);
    mds_recognise__remarks(r, layout);
    if (layout->view != NULL) {
        mds_recognise__check(r, layout);
        return MDS_OK;
    }
    return check_unknown_ids(r, layout, foreign);
}

/* A block without a column of answers: a sheet of only text questions that is laid out as the
 * others are, or a list of ids (an index, notes by question), which answers nothing. */
static mds_status read_unanswered(mds_recogniser *r, lost_marks *lost, mds_layout *layout,
                                  size_t *foreign)
{
    bool text_only = true;
    bool wanted = layout->view == NULL; /* of a form with numbers: no other sheet answers them */
    char count[24];

    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        const uint32_t q = layout->questions[i];
        wanted = wanted || (q != MDS_NO_ORDINAL && r->answers[q].state == MDS_ANSWER_MISSING);
        text_only =
            text_only && (q == MDS_NO_ORDINAL || r->form->questions[q].kind != MDS_QUESTION_CHOICE);
    }
    for (size_t i = 0; i < r->layouts.count && text_only; i++) {
        const mds_layout *like = &r->layouts.at[i];
        if (like->answer != MDS_NO_COLUMN && like->id == layout->id) {
            layout->answer = like->answer;
            layout->note = like->note;
            layout->wording = like->wording;
            return read_layout(r, lost, layout, foreign);
        }
    }
    (void)snprintf(count, sizeof count, "%zu", layout->found);
    if (wanted) {
        mds_diag_add(r->grid->diags, MDS_D_FORM_NO_ANSWER_COLUMN, r->grid->file,
                     layout->sheet->name, count, NULL);
    }
    for (size_t i = 0; i < layout->sheet->row_count; i++) {
        const uint32_t q = layout->questions[i];
        if (q != MDS_NO_ORDINAL && r->answers[q].state == MDS_ANSWER_MISSING) {
            const mds_status status = take_answer(r, lost, layout, i);
            if (status != MDS_OK) {
                return status;
            }
        }
    }
    return MDS_OK;
}

static mds_status read_layouts(mds_recogniser *r)
{
    lost_marks *lost = mds_arena_alloc(r->scratch, r->layouts.count, sizeof *lost);
    size_t foreign = 0;
    mds_status status = lost != NULL ? MDS_OK : mds_recognise__no_memory(r);

    for (size_t i = 0; i < r->layouts.count && status == MDS_OK; i++) {
        if (r->layouts.at[i].answer != MDS_NO_COLUMN) {
            status = read_layout(r, &lost[i], &r->layouts.at[i], &foreign);
        }
    }
    for (size_t i = 0; i < r->layouts.count && status == MDS_OK; i++) {
        if (r->layouts.at[i].answer == MDS_NO_COLUMN) {
            status = read_unanswered(r, &lost[i], &r->layouts.at[i], &foreign);
        }
    }
    for (size_t i = 0; i < r->layouts.count && status == MDS_OK; i++) {
        report_lost(r, &lost[i]);
    }
    if (status == MDS_OK && foreign > 0) {
        char count[24];
        (void)snprintf(count, sizeof count, "%zu", foreign);
        mds_diag_add(r->grid->diags, MDS_D_FORM_OTHER_EDITION, r->grid->file, NULL,
                     r->form->edition, count, NULL);
    }
    return status;
}

/* Another edition that fits as well, or one of another kind in the same file. */
static void report_edition(const mds_recogniser *r)
{
    const mds_layouts *layouts = &r->layouts;
    const mds_form *forms = r->catalog->forms;
    char count[24];

    if (layouts->rival != MDS_NO_ORDINAL) {
        mds_diag_add(r->grid->diags, MDS_D_FORM_EDITION_UNSURE, r->grid->file, NULL,
                     r->form->edition, forms[layouts->rival].edition, NULL);
    }
    (void)snprintf(count, sizeof count, "%zu", layouts->beside_found);
    if (layouts->beside != MDS_NO_ORDINAL) {
        mds_diag_add(r->grid->diags, MDS_D_FORM_BESIDE, r->grid->file, layouts->beside_sheet,
                     r->form->edition, forms[layouts->beside].edition, count, NULL);
    } else if (layouts->beside_found > 0) {
        mds_diag_add(r->grid->diags, MDS_D_FORM_SHEET_FOREIGN, r->grid->file, layouts->beside_sheet,
                     r->form->edition, count, NULL);
    }
}

static mds_status find_layouts(mds_recogniser *r, const mds_id_index *ids)
{
    mds_status status = mds_layout__find(&r->layouts, r->scratch, r->catalog, ids, r->grid);

    if (status == MDS_ENOTFOUND) {
        const char *editions = mds_form__editions(r->scratch, r->catalog);
        mds_diag_add(r->grid->diags, MDS_D_FORM_NOT_RECOGNISED, r->grid->file, NULL,
                     editions != NULL ? editions : "", NULL);
        return MDS_EFORMAT;
    }
    if (status != MDS_OK) {
        return status == MDS_EUNSUPPORTED ? status : mds_recognise__no_memory(r);
    }
    if (!mds_layouts__drop_samples(&r->layouts, r->scratch, r->grid)) {
        return mds_recognise__no_memory(r);
    }
    r->form = &r->catalog->forms[r->layouts.form];
    report_edition(r);
    for (size_t i = 0; i < r->layouts.count; i++) {
        status = mds_recognise__drawn(r, &r->layouts.at[i]);
        if (status == MDS_OK) {
            status = mds_recognise__styled(r, &r->layouts.at[i]);
        }
        if (status != MDS_OK) {
            return status;
        }
        if (mds_layout__columns(&r->layouts.at[i], r->scratch, r->grid, &r->layouts.words) !=
            MDS_OK) {
            return mds_recognise__no_memory(r);
        }
    }
    status = mds_recognise__settle_sheets(r);
    if (status != MDS_OK) {
        return status;
    }
    status = mds_notes__collect(&r->notes, r->scratch, r->form, r->grid, &r->layouts);
    return status == MDS_OK ? MDS_OK : mds_recognise__no_memory(r);
}

/* A word that was passed over because its key could not be made would be an answer that is lost
 * without a trace: a reading counts only when nothing failed on the way. */
static mds_status check_memory(const mds_recogniser *r)
{
    return mds_arena_status(r->scratch) == MDS_OK && mds_arena_status(r->arena) == MDS_OK
               ? MDS_OK
               : mds_recognise__no_memory(r);
}

/* A table that the command has written is no form; of its sheets of questions, the answers count.
 */
static mds_status check_own(mds_recogniser *r)
{
    const char *kind = "";

    if (!mds_own__kind(&kind, r->scratch, r->catalog, r->grid)) {
        return mds_recognise__no_memory(r);
    }
    r->questions = strcmp(kind, "questions") == 0;
    return kind[0] == '\0' || r->questions
               ? MDS_OK
               : mds_own__refuse(r->grid->diags, r->scratch, r->grid->file, kind);
}

/* How many questions a sheet of questions answers. */
static void report_questions(const mds_recogniser *r)
{
    const mds_disclosure *one = r->disclosure;
    char count[24];

    if (r->questions) {
        (void)snprintf(count, sizeof count, "%zu",
                       mds_disclosures_count(r->catalog, &one, 1).answered);
        mds_diag_add(r->grid->diags, MDS_D_QUESTION_SHEET, r->grid->file, NULL, count, NULL);
    }
}

mds_status mds_recognise__form(mds_recogniser *r, const mds_source *source)
{
    mds_status status = check_own(r);
    const mds_id_index *ids = status == MDS_OK ? mds_ids__build(r->scratch, r->catalog) : NULL;

    if (status == MDS_OK &&
        !(ids != NULL && mds_lying__stand_up(&r->grid, r->scratch, r->catalog, ids, r->grid) &&
          mds_blocks__part(&r->grid, r->scratch, r->grid) &&
          mds_ids__join(&r->grid, r->scratch, r->catalog, ids, r->grid))) {
        status = mds_recognise__no_memory(r);
    }
    if (status == MDS_OK) {
        status = find_layouts(r, ids);
    }
    if (status == MDS_OK) {
        status = mds_form__begin(&r->disclosure, &r->answers, r->arena, r->catalog, r->layouts.form,
                                 source, r->grid->diags);
    }
    if (status == MDS_OK) {
        status = read_layouts(r);
    }
    if (status == MDS_OK) {
        report_questions(r);
        status = mds_recognise__leftover(r);
    }
    if (status == MDS_OK && r->grid->pages) {
        status = mds_recognise__apart(r);
    }
    if (status == MDS_OK) {
        status = mds_recognise__header(r);
    }
    if (status == MDS_OK && !r->empty) {
        status = mds_recognise__describe(r);
    }
    return status == MDS_OK ? check_memory(r) : status;
}

mds_status mds_form__from_grid(const mds_disclosure **out, mds_arena *arena,
                               const mds_catalog *catalog, const mds_grid *grid,
                               const mds_source *source, const char *sheet)
{
    mds_recogniser r = {.arena = arena, .catalog = catalog, .grid = grid, .sheet = sheet};
    mds_status status;

    r.scratch = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    if (r.scratch == NULL) {
        mds_diag_add(grid->diags, MDS_D_OUT_OF_MEMORY, grid->file, NULL, NULL);
        return MDS_ENOMEM;
    }
    status = mds_recognise__form(&r, source);
    if (status == MDS_OK) {
        status = mds_form__device(r.disclosure, arena, catalog, grid->diags);
    }
    if (status == MDS_OK) {
        status = mds_form__report(r.disclosure, catalog, grid->diags);
    }
    if (status == MDS_OK) {
        *out = r.disclosure;
    }
    mds_arena_free(r.scratch);
    return status;
}

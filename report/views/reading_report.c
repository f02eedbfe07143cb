/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read, question by question, the doubtful ones first. */
#include "reading_words.h"

#include <mdsrisk/message.h>
#include <stdlib.h>
#include <string.h>

/* A cell that the comparison of like readings looks at is no longer than this. */
enum { GROUP_BYTES = 160 };

/* Whether a message is about one question: its place, or the question among its arguments. */
static bool is_about(const mds_diag *diag, const mds_message *message, const mds_answer *answer,
                     const char *id)
{
    if (diag->where[0] != '\0' && strcmp(diag->where, answer->where) == 0) {
        return true;
    }
    for (uint32_t i = 0; message != NULL && i < diag->arg_count && i < message->argument_count;
         i++) {
        if (message->arguments[i].kind == MDS_ARGUMENT_ID &&
            strcmp(message->arguments[i].name, "question") == 0 && strcmp(diag->args[i], id) == 0) {
            return true;
        }
    }
    return false;
}

static const mds_message *message_of(const mds_reading *r, const mds_diag *diag)
{
    char code[12];

    mds_diag_code_name(diag->code, code);
    return mds_catalog_message(r->reg.catalog, code);
}

/* Appends what the messages say of a question; whether one of them is a warning. */
static bool append_messages(mds_reading *r, mds_strbuf *out, uint32_t q)
{
    bool doubtful = false;

    for (size_t i = 0; i < r->diag_count; i++) {
        const mds_diag *diag = mds_diags_at(r->diags, i);
        if (!is_about(diag, r->messages[i], &r->disclosure->answers[q], r->form->questions[q].id)) {
            continue;
        }
        r->taken[i] = true;
        doubtful = doubtful || diag->severity != MDS_SEVERITY_NOTE;
        mds_strbuf_putc(out, ' ');
        mds_message__append(out, r->reg.catalog, r->reg.lang, diag, false);
    }
    return doubtful;
}

/* The row that a question was read from: of a block with answers before one without. */
static const mds_form_row *row_of(const mds_reading *r, uint32_t q)
{
    const mds_form_reading *reading = r->disclosure->reading;
    const mds_form_row *found = NULL;

    for (size_t i = 0; reading != NULL && i < reading->row_count; i++) {
        const mds_form_row *row = &reading->rows[i];
        if (row->question == q && reading->blocks[row->block].answers) {
            return row;
        }
        found = row->question == q && found == NULL ? row : found;
    }
    return found;
}

static mds_reading_care care_of(const mds_answer *answer, bool doubtful)
{
    switch (answer->state) {
    case MDS_ANSWER_UNREADABLE:
    case MDS_ANSWER_CONFLICT:
        return MDS_CARE_DOUBTFUL;
    case MDS_ANSWER_MISSING:
    case MDS_ANSWER_UNANSWERED:
    case MDS_ANSWER_SEE_NOTE:
        return doubtful ? MDS_CARE_DOUBTFUL : MDS_CARE_OPEN;
    case MDS_ANSWER_YES:
    case MDS_ANSWER_NO:
    case MDS_ANSWER_NA:
    case MDS_ANSWER_TEXT:
    case MDS_ANSWER_STATE__COUNT:
        break;
    }
    if (doubtful || answer->hidden) {
        return MDS_CARE_DOUBTFUL;
    }
    return answer->basis == MDS_BASIS_WORD || answer->basis == MDS_BASIS_TEXT ||
                   answer->basis == MDS_BASIS_STATED
               ? MDS_CARE_PLAIN
               : MDS_CARE_RULE;
}

static void read_item(mds_reading *r, mds_reading_item *item, uint32_t q)
{
    const mds_question *question = &r->form->questions[q];
    const mds_answer *answer = &r->disclosure->answers[q];
    mds_strbuf why;

    mds_strbuf_init(&why, MDS_READING_TEXT);
    mds_strbuf_puts(&why, mds_reg__named(&r->reg, "reading.basis",
                                         answer->state == MDS_ANSWER_MISSING
                                             ? "missing"
                                             : mds_answer_basis_name(answer->basis)));
    if (answer->hidden) {
        mds_strbuf_putc(&why, ' ');
        mds_strbuf_puts(&why, mds_reg__text(&r->reg, "reading.hidden"));
    }
    const bool doubtful = append_messages(r, &why, q);
    *item = (mds_reading_item){
        .care = care_of(answer, doubtful),
        .state = answer->state,
        .id = mds_words__item(&r->reg, r->form, q),
        .question = answer->wording[0] != '\0' ? answer->wording : question->title.in[r->reg.lang],
        .place = answer->where,
        .answer = answer->state == MDS_ANSWER_TEXT
                      ? answer->response
                      : mds_words__answer(&r->reg, r->form, q, answer->state),
        .note = answer->note,
        .row = row_of(r, q)};
    item->stands = mds_reading__stands(r, answer, item->row);
    item->why = mds_reg__copy(&r->reg, &why);
    mds_reg__drop(&r->reg, &why);
}

/* Items by care, each kind in the order of the form. */
static void sort_items(mds_reading *r, mds_reading_item *items, size_t count)
{
    mds_reading_item *sorted = mds_arena_alloc(r->reg.arena, count + 1, sizeof *sorted);
    size_t n = 0;

    if (sorted == NULL) {
        r->reg.status = mds_arena_status(r->reg.arena);
        return;
    }
    for (int care = 0; care < MDS_CARE__COUNT; care++) {
        for (size_t i = 0; i < count; i++) {
            if ((int)items[i].care == care) {
                sorted[n++] = items[i];
                r->out->care_counts[care]++;
            }
        }
    }
    r->out->items = sorted;
    r->out->item_count = n;
}

/* A line that only some vendors add is not asked for where it is missing. */
static bool is_asked(const mds_reading *r, uint32_t q)
{
    const mds_question *question = &r->form->questions[q];

    return question->kind != MDS_QUESTION_HEADING &&
           !(question->optional && r->disclosure->answers[q].state == MDS_ANSWER_MISSING);
}

static void read_items(mds_reading *r)
{
    mds_reading_item *items =
        mds_arena_alloc(r->reg.arena, r->disclosure->answer_count + 1, sizeof *items);
    size_t count = 0;

    if (items == NULL) {
        r->reg.status = mds_arena_status(r->reg.arena);
        return;
    }
    for (uint32_t q = 0; q < r->disclosure->answer_count; q++) {
        if (is_asked(r, q)) {
            read_item(r, &items[count++], q);
            r->out->notes += r->disclosure->answers[q].note[0] != '\0';
        }
    }
    r->out->questions = count;
    sort_items(r, items, count);
}

static void count_answers(mds_reading *r)
{
    for (int state = 0; state < MDS_ANSWER_STATE__COUNT; state++) {
        size_t count = 0;
        for (size_t i = 0; i < r->out->item_count; i++) {
            count += (int)r->out->items[i].state == state;
        }
        if (count > 0) {
            r->out->counts[r->out->count_count++] = (mds_reading_count){
                mds_reg__named(&r->reg, "answer", mds_answer_state_name((mds_answer_state)state)),
                count};
        }
    }
}

static int larger(const void *a, const void *b)
{
    const mds_reading_group *x = a;
    const mds_reading_group *y = b;

    if (x->count != y->count) {
        return x->count > y->count ? -1 : 1;
    }
    const int by = strcmp(x->stands, y->stands);
    return by != 0 ? by : strcmp(x->answer, y->answer);
}

/* Like readings of what a person chooses; texts are each their own. */
static void group_items(mds_reading *r)
{
    mds_reading_group *groups =
        mds_arena_alloc(r->reg.arena, r->out->item_count + 1, sizeof *groups);
    size_t count = 0;

    for (size_t i = 0; groups != NULL && i < r->out->item_count; i++) {
        const mds_reading_item *item = &r->out->items[i];
        size_t g = 0;
        if (item->care < MDS_CARE_RULE || item->state == MDS_ANSWER_TEXT ||
            strlen(item->stands) > GROUP_BYTES) {
            continue;
        }
        while (g < count && (strcmp(groups[g].stands, item->stands) != 0 ||
                             strcmp(groups[g].answer, item->answer) != 0 ||
                             strcmp(groups[g].why, item->why) != 0)) {
            g++;
        }
        if (g == count) {
            groups[count++] =
                (mds_reading_group){item->stands, item->answer, item->why, item->place, 0};
        }
        groups[g].count++;
    }
    if (groups == NULL) {
        r->reg.status = mds_arena_status(r->reg.arena);
        return;
    }
    qsort(groups, count, sizeof *groups, larger);
    r->out->groups = groups;
    r->out->group_count = count;
}

/* What was said of the file and of no single question. */
static void keep_messages(mds_reading *r)
{
    const char **list = mds_arena_alloc(r->reg.arena, r->diag_count + 1, sizeof *list);

    for (size_t i = 0; list != NULL && i < r->diag_count; i++) {
        const mds_diag *diag = mds_diags_at(r->diags, i);
        if (!r->taken[i] && strcmp(diag->file, r->disclosure->file) == 0) {
            list[r->out->message_count++] =
                mds_diag_message(r->reg.arena, r->reg.catalog, diag, r->reg.lang);
        }
    }
    if (list == NULL) {
        r->reg.status = mds_arena_status(r->reg.arena);
        return;
    }
    r->out->messages = list;
}

static void build(mds_reading *r)
{
    mds_reading_report *out = r->out;

    out->title = mds_reg__text(&r->reg, "reading.title");
    out->file = mds_words__file(r->disclosure->file);
    out->sha256 = r->disclosure->sha256;
    out->edition = r->form->title.in[r->reg.lang];
    out->device = mds_words__device_of(&r->reg, r->disclosure);
    out->reading = r->disclosure->reading;
    for (int care = 0; care < MDS_CARE__COUNT; care++) {
        static const char *const names[MDS_CARE__COUNT] = {"doubtful", "open", "rule", "plain"};
        out->care_titles[care] = mds_reg__named(&r->reg, "reading.care", names[care]);
    }
    read_items(r);
    count_answers(r);
    group_items(r);
    keep_messages(r);
    mds_reading__layout(r);
}

mds_status mds_reading_report_build(const mds_reading_report **out, mds_arena *arena,
                                    const mds_catalog *catalog, const mds_disclosure *disclosure,
                                    const mds_diags *diags, mds_lang lang)
{
    mds_reading r = {.reg = {.arena = arena, .catalog = catalog, .diags = diags, .lang = lang},
                     .disclosure = disclosure,
                     .form = &catalog->forms[disclosure->form],
                     .diags = diags,
                     .diag_count = mds_diags_count(diags)};

    r.out = mds_arena_alloc(arena, 1, sizeof *r.out);
    r.taken = mds_arena_alloc(arena, r.diag_count + 1, sizeof *r.taken);
    r.messages = mds_arena_alloc(arena, r.diag_count + 1, sizeof *r.messages);
    if (r.out == NULL || r.taken == NULL || r.messages == NULL) {
        return mds_arena_status(arena);
    }
    for (size_t i = 0; i < r.diag_count; i++) {
        r.messages[i] = message_of(&r, mds_diags_at(diags, i));
    }
    r.out->lang = lang;
    mds_strbuf_init(&r.reg.buf, MDS_READING_TEXT);
    build(&r);
    mds_strbuf_finish(&r.reg.buf);
    if (r.reg.status == MDS_OK) {
        *out = r.out;
    }
    return r.reg.status;
}

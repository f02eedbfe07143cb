/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fill_plan.h"

#include "export_internal.h"
#include "fill_words.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_UNITS = 32767 };

/* A cell of the template that is to be filled in. */
typedef struct target {
    uint32_t sheet, row, column;
    const mds_sheet_xml *xml;
    const mds_sheet_cell *cell; /* or NULL: there is none yet */
    const char *text;           /* what is in it, "" when nothing */
} target;

static const mds_form *form_of(const mds_fill_plan *plan)
{
    return &plan->result->catalog->forms[plan->result->target];
}

static const char *file_of(const mds_fill_plan *plan)
{
    return mds_template__file(plan->book->package);
}

mds_status mds_fill__add(mds_fill_plan *plan, uint32_t sheet, uint32_t owner, mds_cell_edit cell)
{
    if (!mds_array_reserve(plan->book->arena, &plan->edits, &plan->capacity, plan->count,
                           sizeof *plan->edits)) {
        return mds_arena_status(plan->book->arena);
    }
    plan->edits[plan->count++] = (mds_fill_edit){sheet, owner, cell};
    return MDS_OK;
}

/* The cell that holds the value of \p place; *found is false when the workbook has no such sheet.
 */
static mds_status find_target(bool *found, target *out, const mds_fill_plan *plan,
                              const mds_place_cell *place)
{
    const mds_template_book *book = plan->book;
    target t = {.row = place->row, .column = place->column, .text = ""};
    t.sheet = place->part != NULL ? mds_template__sheet(book, place->part) : UINT32_MAX;
    *found = t.sheet != UINT32_MAX && book->sheets[t.sheet].xml.data.end != 0;
    if (!*found) {
        return MDS_OK;
    }
    t.xml = &book->sheets[t.sheet].xml;
    mds_sheet__unmerge(t.xml, &t.row, &t.column);
    t.cell = mds_sheet__cell(t.xml, t.row, t.column);
    if (t.cell != NULL) {
        t.text = mds_template__text(book, t.xml, t.cell);
    }
    *out = t;
    return t.text != NULL ? MDS_OK : MDS_ENOMEM;
}

static bool is_computed(const target *t)
{
    return mds_sheet__computed(t->xml, t->row, t->column);
}

static const char *where(const mds_fill_plan *plan, const target *t)
{
    char column[8];
    mds_column__name(column, t->column);
    return mds_arena_printf(plan->book->arena, "%s!%s%u", plan->book->sheets[t->sheet].name, column,
                            t->row);
}

/* Without \p content the value goes. */
static mds_status change(mds_fill_plan *plan, const target *t, uint32_t owner, const char *content)
{
    if (!mds_template__locked(plan->book, t->sheet, t->row, t->column)) {
        return mds_fill__add(
            plan, t->sheet, owner,
            (mds_cell_edit){.row = t->row, .column = t->column, .content = content});
    }
    if (plan->locked++ == 0) {
        plan->locked_where = where(plan, t);
        return plan->locked_where != NULL ? MDS_OK : MDS_ENOMEM;
    }
    return MDS_OK;
}

/* Text as what <is> holds. */
static const char *content_of(const mds_fill_plan *plan, const target *t, const char *text)
{
    const mds_sv prefix = t->xml->prefix;
    const size_t n = strlen(text);
    const bool blank_ends =
        n > 0 && (strchr(" \t\n", text[0]) != NULL || strchr(" \t\n", text[n - 1]) != NULL);
    mds_strbuf out;
    mds_strbuf safe;
    mds_strbuf_init(&out, MDS_LIMIT_CELL_BYTES);
    mds_strbuf_init(&safe, MDS_LIMIT_CELL_BYTES);
    mds_strbuf_putc(&out, '<');
    mds_strbuf_append(&out, prefix.p, prefix.n);
    mds_strbuf_puts(&out, blank_ends ? "t xml:space=\"preserve\">" : "t>");
    mds_scan__escape(&out, mds_export__cell_text(&safe, text, CELL_UNITS));
    mds_strbuf_puts(&out, "</");
    mds_strbuf_append(&out, prefix.p, prefix.n);
    mds_strbuf_puts(&out, "t>");
    const char *copy = safe.status == MDS_OK ? mds_strbuf_copy(&out, plan->book->arena) : NULL;
    mds_strbuf_finish(&out);
    mds_strbuf_finish(&safe);
    return copy;
}

static mds_status write_word(mds_fill_plan *plan, const target *t, uint32_t owner, const char *word)
{
    if (strcmp(t->text, word) == 0) {
        return MDS_OK;
    }
    const char *content = content_of(plan, t, word);
    return content != NULL ? change(plan, t, owner, content) : MDS_ENOMEM;
}

static const char *answer_text(const mds_fill_plan *plan, uint32_t question)
{
    const mds_translated *at = &plan->result->at[question];
    return at->answer == MDS_ANSWER_TEXT ? at->text
                                         : mds_form_label(form_of(plan), question, at->answer);
}

static bool is_entailed(const mds_fill_plan *plan, uint32_t question)
{
    return plan->result->at[question].state == MDS_TRANSLATED_ENTAILED;
}

static void say_written(mds_fill_plan *plan, uint32_t question)
{
    plan->filled->written++;
    plan->written[question] = true;
}

static mds_status say_unplaced(mds_fill_plan *plan, uint32_t question, const char *reason)
{
    plan->filled->unplaced++;
    mds_diag_add(plan->diags, MDS_D_TEMPLATE_NO_PLACE, file_of(plan), NULL,
                 form_of(plan)->questions[question].id, answer_text(plan, question), reason, NULL);
    return MDS_OK;
}

static void name(mds_strbuf *list, size_t count, const char *what)
{
    enum { MOST_NAMED = 12 };
    if (count <= MOST_NAMED) {
        mds_strbuf_puts(list, count > 1 ? " / " : "");
        mds_strbuf_puts(list, count < MOST_NAMED ? what : "...");
    }
}

static void say_cleared(mds_fill_plan *plan, uint32_t question)
{
    name(&plan->cleared, ++plan->filled->cleared, form_of(plan)->questions[question].id);
}

static void say_kept(mds_fill_plan *plan, const char *what)
{
    name(&plan->kept, ++plan->kept_count, what);
}

/* A form that was filled in for another device must not keep its answers; one that says "nothing"
 * in a word of its own gets that word back. */
static mds_status clear_cell(mds_fill_plan *plan, const target *t, uint32_t question,
                             const mds_offers *offers)
{
    const mds_form *form = form_of(plan);
    mds_answer_state meaning = MDS_ANSWER_UNREADABLE;
    const char *nothing = NULL;
    mds_status status = mds_fill__meaning(&meaning, plan->book->arena, plan->result->catalog, form,
                                          question, t->text);
    if (status != MDS_OK || meaning == MDS_ANSWER_UNANSWERED || is_computed(t)) {
        return status;
    }
    if (meaning == MDS_ANSWER_UNREADABLE) { /* a request to choose, or a word of its own */
        say_kept(plan, form->questions[question].id);
        return MDS_OK;
    }
    say_cleared(plan, question);
    status = mds_fill__offered(&nothing, plan->book->arena, plan->result->catalog, form, question,
                               offers, MDS_ANSWER_UNANSWERED);
    if (status != MDS_OK) {
        return status;
    }
    return nothing != NULL ? write_word(plan, t, question, nothing)
                           : change(plan, t, question, NULL);
}

/* A word into the cell: the one that its list offers, else the form's own. */
static mds_status fill_choice(mds_fill_plan *plan, const target *t, uint32_t question)
{
    const mds_form *form = form_of(plan);
    const mds_translated *at = &plan->result->at[question];
    const char *word = mds_form_label(form, question, at->answer);
    mds_offers offers;
    mds_status status = mds_template__offers(&offers, plan->book, t->sheet, t->row, t->column);
    if (status != MDS_OK) {
        return status;
    }
    if (!is_entailed(plan, question)) {
        return clear_cell(plan, t, question, &offers);
    }
    if (offers.count > 0) {
        status = mds_fill__offered(&word, plan->book->arena, plan->result->catalog, form, question,
                                   &offers, at->answer);
    }
    if (status != MDS_OK) {
        return status;
    }
    if (word == NULL || offers.unknown || is_computed(t)) {
        return say_unplaced(plan, question,
                            is_computed(t)   ? "template.reason.formula"
                            : offers.unknown ? "template.reason.list"
                                             : "template.reason.offer");
    }
    say_written(plan, question);
    return write_word(plan, t, question, word);
}

static mds_status fill_text(mds_fill_plan *plan, const target *t, uint32_t question)
{
    if (!is_entailed(plan, question)) {
        mds_answer_state meaning = MDS_ANSWER_UNREADABLE;
        const mds_status status = mds_fill__meaning(
            &meaning, plan->book->arena, plan->result->catalog, form_of(plan), question, t->text);
        if (status == MDS_OK && meaning != MDS_ANSWER_UNANSWERED) {
            say_kept(plan, form_of(plan)->questions[question].id);
        }
        return status;
    }
    if (is_computed(t)) {
        return say_unplaced(plan, question, "template.reason.formula");
    }
    say_written(plan, question);
    return write_word(plan, t, question, plan->result->at[question].text);
}

static mds_status fill_cell(mds_fill_plan *plan, const mds_form_place *place, uint32_t question)
{
    target t;
    bool found = false;
    const mds_status status = find_target(&found, &t, plan, &place->answer[0]);
    if (status != MDS_OK) {
        return status;
    }
    if (!found) {
        return is_entailed(plan, question) ? say_unplaced(plan, question, "template.reason.none")
                                           : MDS_OK;
    }
    return form_of(plan)->questions[question].kind == MDS_QUESTION_CHOICE
               ? fill_choice(plan, &t, question)
               : fill_text(plan, &t, question);
}

/* Which of the places an answer has: yes, no, n/a. MDS_LABEL__COUNT for none. */
static mds_label label_of(mds_answer_state answer)
{
    return answer == MDS_ANSWER_YES  ? MDS_LABEL_YES
           : answer == MDS_ANSWER_NO ? MDS_LABEL_NO
           : answer == MDS_ANSWER_NA ? MDS_LABEL_NA
                                     : MDS_LABEL__COUNT;
}

/* One of the columns of which one takes a mark. */
static mds_status fill_column(mds_fill_plan *plan, const target *t, uint32_t question, bool chosen,
                              bool *cleared)
{
    const char *box = mds_choice__ticked(plan->result->catalog, t->text, chosen);
    mds_offers offers;
    if (box != NULL) { /* an empty box becomes a ticked one, and back */
        *cleared = *cleared || !chosen;
        return write_word(plan, t, question, box);
    }
    if (!chosen) {
        const bool marked = mds_choice__is_mark(plan->result->catalog, t->text);
        *cleared = *cleared || marked;
        return marked ? change(plan, t, question, NULL) : MDS_OK;
    }
    if (mds_choice__sign(plan->result->catalog, t->text) > 0) {
        return MDS_OK;
    }
    const mds_status status =
        mds_template__offers(&offers, plan->book, t->sheet, t->row, t->column);
    return status == MDS_OK ? write_word(plan, t, question,
                                         mds_fill__sign(plan->result->catalog, plan->book, &offers))
                            : status;
}

/* The cells of a question by answer; \c found tells which there are. */
typedef struct targets {
    target at[MDS_LABEL_NA + 1];
    bool found[MDS_LABEL_NA + 1];
} targets;

static mds_status find_targets(targets *out, const mds_fill_plan *plan, const mds_form_place *place)
{
    mds_status status = MDS_OK;
    for (size_t i = 0; i <= MDS_LABEL_NA && status == MDS_OK; i++) {
        status = find_target(&out->found[i], &out->at[i], plan, &place->answer[i]);
    }
    return status;
}

/* A column an answer. */
static mds_status fill_columns(mds_fill_plan *plan, const mds_form_place *place, uint32_t question)
{
    targets t;
    const bool entailed = is_entailed(plan, question);
    const mds_label label = label_of(plan->result->at[question].answer);
    bool cleared = false;
    mds_status status = find_targets(&t, plan, place);
    if (status != MDS_OK) {
        return status;
    }
    if (entailed && (label > MDS_LABEL_NA || !t.found[label])) {
        return say_unplaced(plan, question, "template.reason.none");
    }
    if (entailed && is_computed(&t.at[label])) {
        return say_unplaced(plan, question, "template.reason.formula");
    }
    for (size_t i = 0; i <= MDS_LABEL_NA && status == MDS_OK; i++) {
        if (t.found[i] && !is_computed(&t.at[i])) {
            status =
                fill_column(plan, &t.at[i], question, entailed && i == (size_t)label, &cleared);
        }
    }
    if (entailed) {
        say_written(plan, question);
    } else if (cleared) {
        say_cleared(plan, question);
    }
    return status;
}

static bool same_cell(const target *a, const target *b)
{
    return a->sheet == b->sheet && a->row == b->row && a->column == b->column;
}

/* The words of a question that a form prints, and the entailed one. */
static mds_fill_choices words_of(const mds_fill_plan *plan, uint32_t question, bool boxes)
{
    const mds_form *form = form_of(plan);
    const bool three = form->questions[question].answer_set == MDS_ANSWERS_YES_NO_NA;
    mds_fill_choices words = {.catalog = plan->result->catalog,
                              .at = {mds_form_label(form, question, MDS_ANSWER_YES),
                                     mds_form_label(form, question, MDS_ANSWER_NO),
                                     three ? mds_form_label(form, question, MDS_ANSWER_NA) : ""},
                              .boxes = boxes};
    if (is_entailed(plan, question)) {
        words.chosen = mds_form_label(form, question, plan->result->at[question].answer);
    }
    return words;
}

/* The content of the cell with its answers marked as \p words say. Text of another part can only be
 * taken over where both name their elements alike. */
static mds_status mark(const char **out, mds_choice_result *result, const mds_fill_plan *plan,
                       const target *t, const mds_fill_choices *words)
{
    const mds_template_book *book = plan->book;
    const mds_sv rich =
        t->cell != NULL ? mds_template__rich(book, t->xml, t->cell) : (mds_sv){"", 0};
    const mds_sv own = t->xml->prefix;
    const mds_sv other = book->string_prefix;
    const bool inside = rich.p >= t->xml->xml.p && rich.p < t->xml->xml.p + t->xml->xml.n;
    *result = MDS_CHOICE_UNCLEAR;
    if (rich.n == 0 || (!inside && (own.n != other.n || memcmp(own.p, other.p, own.n) != 0))) {
        return MDS_OK;
    }
    return mds_choice__mark(out, result, book->arena, rich, words);
}

/* One cell among those of a question that print its answers. */
static mds_status fill_printed(mds_fill_plan *plan, const target *t, uint32_t question,
                               const mds_fill_choices *words, mds_choice_result *result)
{
    const char *content = NULL;
    *result = MDS_CHOICE_UNCLEAR;
    if (is_computed(t)) {
        return MDS_OK;
    }
    const mds_status status = mark(&content, result, plan, t, words);
    return status == MDS_OK && *result == MDS_CHOICE_CHANGED ? change(plan, t, question, content)
                                                             : status;
}

/* Marks are taken off the cells of the other answers. */
static mds_status unmark_others(mds_fill_plan *plan, const targets *t, size_t chosen,
                                uint32_t question, mds_fill_choices words, bool *changed)
{
    mds_status status = MDS_OK;
    words.chosen = NULL;
    for (size_t i = 0; i <= MDS_LABEL_NA && status == MDS_OK; i++) {
        mds_choice_result result = MDS_CHOICE_SAME;
        bool done =
            !t->found[i] || (chosen <= MDS_LABEL_NA && same_cell(&t->at[i], &t->at[chosen]));
        for (size_t k = 0; k < i; k++) {
            done = done || (t->found[k] && same_cell(&t->at[i], &t->at[k]));
        }
        if (!done) {
            status = fill_printed(plan, &t->at[i], question, &words, &result);
            *changed = *changed || result == MDS_CHOICE_CHANGED;
        }
    }
    return status;
}

/* The answers are printed, in one cell or in a cell each. */
static mds_status fill_words(mds_fill_plan *plan, const mds_form_place *place, uint32_t question)
{
    const bool boxes = place->kind == MDS_PLACE_BOXES;
    const bool entailed = is_entailed(plan, question);
    const mds_fill_choices words = words_of(plan, question, boxes);
    const mds_label label = label_of(plan->result->at[question].answer);
    mds_choice_result result = MDS_CHOICE_SAME;
    size_t chosen = MDS_LABEL__COUNT;
    bool changed = false;
    targets t;
    mds_status status = find_targets(&t, plan, place);
    if (status == MDS_OK && entailed) {
        chosen = !boxes && label <= MDS_LABEL_NA && t.found[label] ? (size_t)label : 0;
        if (!t.found[chosen]) {
            return say_unplaced(plan, question, "template.reason.none");
        }
        status = fill_printed(plan, &t.at[chosen], question, &words, &result);
        if (status == MDS_OK && result == MDS_CHOICE_UNCLEAR) {
            return say_unplaced(plan, question,
                                is_computed(&t.at[chosen]) ? "template.reason.formula"
                                                           : "template.reason.unclear");
        }
        say_written(plan, question);
    }
    if (status == MDS_OK) {
        status = unmark_others(plan, &t, chosen, question, words, &changed);
    }
    if (changed && !entailed) {
        say_cleared(plan, question);
    }
    return status;
}

static mds_status fill_question(mds_fill_plan *plan, uint32_t question)
{
    const mds_form_place *place = &plan->places->at[question];
    switch (place->kind) {
    case MDS_PLACE_CELL:
        return fill_cell(plan, place, question);
    case MDS_PLACE_MARKS:
        return fill_columns(plan, place, question);
    case MDS_PLACE_BOXES:
    case MDS_PLACE_WORDS:
        return fill_words(plan, place, question);
    case MDS_PLACE_NONE:
    case MDS_PLACE_KIND__COUNT:
        break;
    }
    return is_entailed(plan, question) ? say_unplaced(plan, question, "template.reason.none")
                                       : MDS_OK;
}

/* A field that says something else than the source is the user's to judge; where the source says
 * nothing, only if the template is about a device at all. */
static void say_field_kept(const mds_fill_plan *plan, mds_device_field field, const target *t)
{
    const char *value = plan->result->device[field];
    char key[48];
    if (strcmp(t->text, value) == 0 || (value[0] == '\0' && plan->places->filled == 0)) {
        return;
    }
    (void)snprintf(key, sizeof key, "device.%s", mds_device_field_name(field));
    mds_diag_add(plan->diags, MDS_D_TEMPLATE_FIELD_KEPT, file_of(plan), where(plan, t), key,
                 t->text, value[0] != '\0' ? value : "-", NULL);
}

/* A header field outside the questions: written where nothing is yet. */
static mds_status fill_field(mds_fill_plan *plan, mds_device_field field)
{
    const char *value = plan->result->device[field];
    const uint32_t owner = (uint32_t)plan->result->count + (uint32_t)field;
    target t;
    bool found = false;
    const mds_status status = find_target(&found, &t, plan, &plan->places->device[field]);
    if (status != MDS_OK || !found) {
        return status;
    }
    if (plan->places->device[field].text[0] != '\0') {
        say_field_kept(plan, field, &t);
        return MDS_OK;
    }
    if (value[0] == '\0' || is_computed(&t) ||
        mds_template__locked(plan->book, t.sheet, t.row, t.column)) {
        return MDS_OK;
    }
    plan->filled->fields++;
    return write_word(plan, &t, owner, value);
}

/* The owner of a question's note: behind the questions and the header fields. */
static uint32_t note_owner(const mds_fill_plan *plan, uint32_t question)
{
    return (uint32_t)plan->result->count + MDS_DEVICE_FIELD__COUNT + question;
}

static void say_note_left(mds_fill_plan *plan, uint32_t question)
{
    name(&plan->notes, ++plan->notes_left, form_of(plan)->questions[question].id);
}

static const char *note_of(const mds_fill_plan *plan, uint32_t question)
{
    return plan->result->source->answers[question].note;
}

/* The number of a remark: questions with the same text share one. */
static uint32_t note_number(const mds_fill_plan *plan, uint32_t question)
{
    uint32_t number = 0;
    for (uint32_t q = 0; q <= question; q++) {
        bool seen = !plan->noted[q];
        for (uint32_t before = 0; before < q && !seen; before++) {
            seen = plan->noted[before] && strcmp(note_of(plan, before), note_of(plan, q)) == 0;
        }
        number += !seen;
        if (plan->noted[q] && strcmp(note_of(plan, q), note_of(plan, question)) == 0) {
            break;
        }
    }
    return number;
}

/* The remark into the empty list: "note 9: text". */
static mds_status list_note(mds_fill_plan *plan, uint32_t question, uint32_t number, bool *listed)
{
    const mds_strings *words = &form_of(plan)->note_headings;
    mds_place_cell place = plan->places->note_list;
    target t;
    place.row += number - 1;
    const mds_status status = find_target(listed, &t, plan, &place);
    *listed = *listed && place.part != NULL && words->count > 0 && t.text[0] == '\0' &&
              !mds_template__locked(plan->book, t.sheet, t.row, t.column);
    if (status != MDS_OK || !*listed) {
        return status;
    }
    const char *text = mds_arena_printf(plan->book->arena, "%s%u: %s", words->at[0],
                                        (unsigned)number, note_of(plan, question));
    return text != NULL ? write_word(plan, &t, note_owner(plan, question), text)
                        : mds_arena_status(plan->book->arena);
}

/* The text of a note, or its number where the column takes numbers of remarks, listed at its first
 * use. */
static mds_status write_note(mds_fill_plan *plan, const target *t, uint32_t question)
{
    bool listed = true;
    mds_status status = MDS_OK;
    const char *text = note_of(plan, question);
    plan->noted[question] = true;
    if (plan->places->note_numbers) {
        const uint32_t number = note_number(plan, question);
        if (number > plan->listed) {
            status = list_note(plan, question, number, &listed);
            plan->listed += listed;
        }
        text = mds_arena_printf(plan->book->arena, "%u", (unsigned)number);
    }
    if (status != MDS_OK || text == NULL) {
        return status != MDS_OK ? status : mds_arena_status(plan->book->arena);
    }
    if (!listed) {
        plan->noted[question] = false;
        say_note_left(plan, question);
        return MDS_OK;
    }
    plan->filled->notes++;
    return write_word(plan, t, note_owner(plan, question), text);
}

/* A note goes to the cell of its question where nothing else is there. */
static mds_status fill_note(mds_fill_plan *plan, uint32_t question)
{
    const mds_place_cell *place = &plan->places->at[question].note;
    mds_answer_state there = MDS_ANSWER_UNANSWERED;
    target t;
    bool found = false;
    if (note_of(plan, question)[0] == '\0') {
        return MDS_OK;
    }
    mds_status status = find_target(&found, &t, plan, place);
    if (status == MDS_OK && found && strcmp(t.text, note_of(plan, question)) != 0) {
        status = mds_fill__meaning(&there, plan->book->arena, plan->result->catalog, form_of(plan),
                                   question, t.text);
    }
    if (status != MDS_OK) {
        return status;
    }
    if (!found || there != MDS_ANSWER_UNANSWERED || is_computed(&t) ||
        mds_template__locked(plan->book, t.sheet, t.row, t.column)) {
        say_note_left(plan, question);
        return MDS_OK;
    }
    return write_note(plan, &t, question);
}

/* Only the form of the same edition asks what the notes are about; under another question a note
 * would be a statement that nobody made. */
static mds_status fill_notes(mds_fill_plan *plan)
{
    const size_t count = plan->result->translation == NULL ? plan->result->count : 0;
    mds_status status = MDS_OK;
    for (uint32_t q = 0; q < count && status == MDS_OK; q++) {
        status = fill_note(plan, q);
    }
    return status;
}

static int by_place(const void *a, const void *b)
{
    const mds_fill_edit *x = a;
    const mds_fill_edit *y = b;
    if (x->sheet != y->sheet) {
        return x->sheet < y->sheet ? -1 : 1;
    }
    if (x->cell.row != y->cell.row) {
        return x->cell.row < y->cell.row ? -1 : 1;
    }
    if (x->cell.column != y->cell.column) {
        return x->cell.column < y->cell.column ? -1 : 1;
    }
    return x->owner < y->owner ? -1 : x->owner > y->owner;
}

void mds_fill__sort(mds_fill_plan *plan)
{
    if (plan->count > 1) {
        qsort(plan->edits, plan->count, sizeof *plan->edits, by_place);
    }
}

static bool same_place(const mds_fill_edit *a, const mds_fill_edit *b)
{
    return a->sheet == b->sheet && a->cell.row == b->cell.row && a->cell.column == b->cell.column;
}

static void take_back(mds_fill_plan *plan, uint32_t owner)
{
    const uint32_t notes = note_owner(plan, 0);
    if (owner >= notes) {
        plan->filled->notes--;
        plan->noted[owner - notes] = false;
        say_note_left(plan, owner - notes);
    } else if (owner < plan->result->count && is_entailed(plan, owner)) {
        plan->filled->written--;
        plan->written[owner] = false;
        (void)say_unplaced(plan, owner, "template.reason.shared");
    }
}

/* Where two questions would be answered in one cell, neither is: which of them the cell is for
 * cannot be told. */
static mds_status drop_shared(mds_fill_plan *plan)
{
    const size_t owners = note_owner(plan, (uint32_t)plan->result->count);
    bool *shared = mds_arena_alloc(plan->book->arena, owners, sizeof *shared);
    size_t kept = 0;
    if (shared == NULL) {
        return mds_arena_status(plan->book->arena);
    }
    mds_fill__sort(plan);
    for (size_t i = 1; i < plan->count; i++) {
        if (same_place(&plan->edits[i - 1], &plan->edits[i])) {
            shared[plan->edits[i - 1].owner] = true;
            shared[plan->edits[i].owner] = true;
        }
    }
    for (uint32_t owner = 0; owner < owners; owner++) {
        if (shared[owner]) {
            take_back(plan, owner);
        }
    }
    for (size_t i = 0; i < plan->count; i++) {
        if (!shared[plan->edits[i].owner]) {
            plan->edits[kept++] = plan->edits[i];
        }
    }
    plan->count = kept;
    return MDS_OK;
}

static void say(const mds_fill_plan *plan, mds_diag_code code, size_t count, const char *names)
{
    char digits[24];
    (void)snprintf(digits, sizeof digits, "%zu", count);
    if (count > 0) {
        mds_diag_add(plan->diags, code, file_of(plan), NULL, digits, names, NULL);
    }
}

static mds_status sum_up(mds_fill_plan *plan)
{
    char digits[24];
    say(plan, MDS_D_TEMPLATE_CLEARED, plan->filled->cleared, plan->cleared.p);
    say(plan, MDS_D_TEMPLATE_TEXT_KEPT, plan->kept_count, plan->kept.p);
    say(plan, MDS_D_TEMPLATE_NOTES_LEFT, plan->notes_left, plan->notes.p);
    if (plan->cleared.status != MDS_OK || plan->kept.status != MDS_OK ||
        plan->notes.status != MDS_OK) {
        return MDS_ENOMEM;
    }
    if (plan->locked == 0) {
        return MDS_OK;
    }
    (void)snprintf(digits, sizeof digits, "%zu", plan->locked);
    mds_diag_add(plan->diags, MDS_D_TEMPLATE_LOCKED, file_of(plan), plan->locked_where, digits,
                 NULL);
    return MDS_EUNSUPPORTED;
}

mds_status mds_fill__plan(mds_fill_plan *plan)
{
    const size_t questions = plan->result->count;
    mds_status status = MDS_OK;
    plan->written = mds_arena_alloc(plan->book->arena, questions + 1, sizeof *plan->written);
    plan->noted = mds_arena_alloc(plan->book->arena, questions + 1, sizeof *plan->noted);
    if (plan->written == NULL || plan->noted == NULL) {
        return mds_arena_status(plan->book->arena);
    }
    plan->filled->at = plan->written;
    plan->filled->noted = plan->noted;
    mds_strbuf_init(&plan->notes, 1 << 16);
    mds_strbuf_init(&plan->kept, 1 << 16);
    mds_strbuf_init(&plan->cleared, 1 << 16);
    for (uint32_t q = 0; q < questions && status == MDS_OK; q++) {
        if (plan->result->at[q].state != MDS_TRANSLATED_NO_ANSWER) {
            status = fill_question(plan, q);
        }
    }
    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT && status == MDS_OK; f++) {
        status = fill_field(plan, (mds_device_field)f);
    }
    if (status == MDS_OK) {
        status = fill_notes(plan);
    }
    if (status == MDS_OK) {
        status = drop_shared(plan);
    }
    if (status == MDS_OK) {
        status = sum_up(plan);
    }
    mds_strbuf_finish(&plan->kept);
    mds_strbuf_finish(&plan->cleared);
    mds_strbuf_finish(&plan->notes);
    return status;
}

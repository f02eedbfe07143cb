/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "translate_view.h"

#include "base/strbuf.h"

enum { MOST_BYTES = 1 << 20, NUMBER = 24, MOST_LISTED = 60 };

static bool needs_person(const mds_translated *at)
{
    return at->state != MDS_TRANSLATED_NO_ANSWER && at->state != MDS_TRANSLATED_ENTAILED &&
           at->closed_by == MDS_NO_ORDINAL;
}

static void print_counts(const run *r, const mds_translation_result *result)
{
    char numbers[4][NUMBER];
    size_t left = 0;

    for (size_t q = 0; q < result->count; q++) {
        left += needs_person(&result->at[q]);
    }
    const size_t counts[] = {result->state_count[MDS_TRANSLATED_ENTAILED],
                             result->count - result->state_count[MDS_TRANSLATED_NO_ANSWER],
                             result->unasked_count, left};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        (void)snprintf(numbers[i], sizeof numbers[i], "%zu", counts[i]);
    }
    print_paragraph(r, 0, "", "cli.translate.counts", numbers[0], numbers[1], numbers[2],
                    numbers[3], NULL);
}

/* "7 = N/A" and the title, then what it rests on in one paragraph. */
static void print_entailed(const run *r, const mds_table *answers, size_t row)
{
    mds_strbuf text;

    mds_strbuf_init(&text, MOST_BYTES);
    mds_strbuf_printf(&text, "%s = %s  %s", cell_text(r, answers, row, "question"),
                      cell_text(r, answers, row, "translated_answer"),
                      cell_text(r, answers, row, "question_title"));
    printf("\n");
    print_wrapped(2, "", text.p);
    mds_strbuf_clear(&text);
    for (const char *p = table_cell(answers, row, "translated_sources")->text; *p != '\0'; p++) {
        mds_strbuf_append(&text, *p == '\n' ? "; " : p, *p == '\n' ? 2 : 1);
    }
    if (text.n > 0) {
        print_wrapped(6, "<- ", text.p);
    }
    mds_strbuf_finish(&text);
}

/* Ids of questions; a long list is cut, the file has them all. */
typedef struct id_list {
    mds_strbuf text;
    size_t count;
} id_list;

static void add_id(id_list *list, const char *id)
{
    if (list->count < MOST_LISTED) {
        mds_strbuf_puts(&list->text, list->count > 0 ? ", " : "");
        mds_strbuf_puts(&list->text, id);
    }
    list->count++;
}

static void print_list(const run *r, const char *key, id_list *list)
{
    if (list->count > MOST_LISTED) {
        mds_strbuf_puts(&list->text, ", ...");
    }
    if (list->count > 0) {
        printf("\n");
        print_paragraph(r, 0, "", key, list->text.p, NULL);
    }
    mds_strbuf_finish(&list->text);
}

/* Whether the answer follows once a person has given another one. */
static bool is_conditional(const mds_translated *at)
{
    for (size_t i = 0; i < at->step_count; i++) {
        if (at->steps[i].kind == MDS_STEP_CONDITIONAL) {
            return true;
        }
    }
    return false;
}

/* What may be filled in after a look: answers to confirm, answers that wait for another one. */
static void print_offers(const run *r, const mds_translation_result *result,
                         const mds_translate_report *report)
{
    const mds_form *to = &r->catalog->forms[result->target];
    const mds_table *answers = &report->tables[MDS_TRANSLATE_ANSWERS];
    id_list suggested = {.count = 0};
    id_list conditional = {.count = 0};

    mds_strbuf_init(&suggested.text, MOST_BYTES);
    mds_strbuf_init(&conditional.text, MOST_BYTES);
    for (size_t q = 0; q < result->count; q++) {
        const mds_translated *at = &result->at[q];
        const char *name = mds_question_name(r->arena, to, (uint32_t)q, r->opt.lang);
        if (!needs_person(at)) {
            continue;
        }
        if (at->suggested != MDS_ANSWER_UNANSWERED) {
            const char *answer = table_cell(answers, q, "translated_suggested")->text;
            const char *both = mds_arena_printf(r->arena, "%s = %s", name, answer);
            add_id(&suggested, both != NULL ? both : name);
        }
        if (is_conditional(at)) {
            add_id(&conditional, name);
        }
    }
    print_list(r, "cli.translate.suggested", &suggested);
    print_list(r, "cli.translate.conditional", &conditional);
}

void print_translation(const run *r, const mds_translation_result *result,
                       const mds_translate_report *report)
{
    const mds_form *to = &r->catalog->forms[result->target];
    const char *not_known = to->not_known.in[r->opt.lang];
    id_list low = {.count = 0};
    id_list left = {.count = 0};

    mds_strbuf_init(&low.text, MOST_BYTES);
    mds_strbuf_init(&left.text, MOST_BYTES);
    print_missing(r, stdout);
    print_wrapped(0, "", report->title);
    print_counts(r, result);
    if (not_known[0] != '\0') {
        print_wrapped(0, "", not_known);
    }
    for (size_t q = 0; q < result->count; q++) {
        const mds_translated *at = &result->at[q];
        if (at->state == MDS_TRANSLATED_ENTAILED) {
            print_entailed(r, &report->tables[MDS_TRANSLATE_ANSWERS], q);
            if (at->confidence == MDS_CONFIDENCE_LOW) {
                add_id(&low, mds_question_name(r->arena, to, (uint32_t)q, r->opt.lang));
            }
        } else if (needs_person(at)) {
            add_id(&left, mds_question_name(r->arena, to, (uint32_t)q, r->opt.lang));
        }
    }
    print_list(r, "cli.translate.low", &low);
    print_offers(r, result, report);
    print_list(r, "cli.translate.left", &left);
}

void print_filled(const run *r, const filled_copy *copy)
{
    const mds_filled *filled = &copy->filled;
    char numbers[2][NUMBER];

    (void)snprintf(numbers[0], sizeof numbers[0], "%zu", filled->written);
    (void)snprintf(numbers[1], sizeof numbers[1], "%zu", filled->fields);
    print_paragraph(r, 0, "", "cli.translate.filled", r->opt.output, numbers[0], numbers[1], NULL);
    if (filled->formulas > 0) {
        (void)snprintf(numbers[0], sizeof numbers[0], "%zu", filled->formulas);
        print_paragraph(r, 2, "", "cli.translate.filled_formulas", numbers[0], NULL);
    }
    if (filled->notes > 0) {
        (void)snprintf(numbers[0], sizeof numbers[0], "%zu", filled->notes);
        print_paragraph(r, 2, "", "cli.translate.filled_notes", numbers[0], NULL);
    }
    if (filled->unplaced > 0) {
        (void)snprintf(numbers[0], sizeof numbers[0], "%zu", filled->unplaced);
        print_paragraph(r, 2, "", "cli.translate.filled_unplaced", numbers[0], NULL);
    }
    if (copy->read_back) {
        print_paragraph(r, 2, "", "cli.translate.read_back", NULL);
    }
}

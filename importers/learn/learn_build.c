/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn_build.h"

#include "base/utf8.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE_BYTES = 96,  /* of a line's beginning, by which it is known again */
    SCOPE_BYTES = 60, /* of a heading that says what the numbers below it are about */
    LETTERS = 26,
    CIRCLED = 20, /* numbers that there is a sign for, from U+2460 on */
    FIRST_CIRCLED = 0x2460
};

typedef struct build {
    const learn_builder *from;
    learn_guideline guideline;
    const learn_item **items;
    const learn_sheet **sheets; /* per item */
    mds_question *questions;
    size_t count;
    learn_references *cited; /* per item */
    size_t line;             /* lines below the last number so far */
    uint32_t above;          /* question that they are below */
} build;

static mds_text both(const char *text)
{
    mds_text same;

    for (size_t i = 0; i < MDS_LANG__COUNT; i++) {
        same.in[i] = text;
    }
    return same;
}

static const char *keep(const build *b, const char *text)
{
    return mds_arena_strndup(b->from->arena, text, strlen(text));
}

static size_t count_items(const learn_group *group)
{
    size_t count = 0;

    for (size_t s = 0; s < group->count; s++) {
        count += group->sheets[s]->item_count;
    }
    return count;
}

static uint32_t find_number(const build *b, const learn_number *number, size_t before)
{
    for (size_t i = 0; i < before; i++) {
        if (b->items[i]->number.number.count > 0 && !b->items[i]->repeated &&
            mds_learn__number_equal(&b->items[i]->number, number)) {
            return (uint32_t)i;
        }
    }
    return MDS_NO_ORDINAL;
}

/* The question whose number is the nearest one above in the hierarchy. */
static uint32_t parent_of(const build *b, size_t i)
{
    learn_number number = b->items[i]->number;

    while (--number.number.count > 0) {
        const uint32_t found = find_number(b, &number, b->count);
        if (found != MDS_NO_ORDINAL && found != i) {
            return found;
        }
    }
    return MDS_NO_ORDINAL;
}

/* How many items above have the same number. */
static unsigned earlier(const build *b, size_t i)
{
    unsigned count = 0;

    for (size_t k = 0; k < i; k++) {
        count += b->items[k]->number.number.count > 0 &&
                 mds_learn__number_equal(&b->items[k]->number, &b->items[i]->number);
    }
    return count;
}

static void report(const build *b, mds_diag_code code, size_t i, const char *number, const char *id)
{
    const learn_item *item = b->items[i];
    const char *where = mds_grid__where(
        b->from->arena, b->from->grid, item->sheet, b->sheets[i]->rows[item->row].row->number,
        item->number_column != LEARN_NO_COLUMN ? item->number_column : item->column);

    mds_diag_add(b->from->diags, code, b->from->grid->file, where, number, id, NULL);
}

/* Letters that are at this one number, which goes on where the item before ended, are a misprint:
 * "SHAD-15" behind SAHD-14. Then the letters of that one hold. */
static void correct_letters(const build *b, size_t i, learn_number *number)
{
    if (!b->items[i]->stray || number->prefix[0] == '\0' || i == 0) {
        return;
    }
    for (size_t k = 0; k < b->count; k++) {
        if (k != i && strcmp(b->items[k]->number.prefix, number->prefix) == 0) {
            return;
        }
    }
    learn_number corrected = *number;
    memcpy(corrected.prefix, b->items[i - 1]->number.prefix, sizeof corrected.prefix);
    if (mds_learn__number_follows(&b->items[i - 1]->number, &corrected)) {
        *number = corrected;
    }
}

/* "4.1.1"; the second of its kind is "4.1.1@2". */
static const char *number_id(const build *b, size_t i)
{
    const unsigned before = earlier(b, i);
    learn_number number = b->items[i]->number;
    char base[LEARN_ID];
    char id[LEARN_ID + 16];

    correct_letters(b, i, &number);
    mds_learn__number_id(base, &number);
    memcpy(id, base, sizeof base);
    if (before > 0) {
        (void)snprintf(id, sizeof id, "%s@%u", base, before + 1);
        report(b, MDS_D_LEARN_TWICE, i, base, id);
    } else if (b->items[i]->stray) {
        char printed[LEARN_ID];
        mds_learn__number_id(printed, &b->items[i]->number);
        report(b, MDS_D_LEARN_ORDER, i, printed, id);
    }
    return keep(b, id);
}

/* "4.1#a", below the number above; "0" before any. */
static const char *line_id(const build *b)
{
    char id[2 * LEARN_ID];
    char letters[4] = {(char)('a' + b->line % LETTERS), '\0'};

    if (b->line >= LETTERS) {
        letters[1] = letters[0];
        letters[0] = (char)('a' + (b->line / LETTERS - 1) % LETTERS);
    }
    if (b->above == MDS_NO_ORDINAL && b->line == 0) {
        return "0";
    }
    (void)snprintf(id, sizeof id, "%s#%s",
                   b->above != MDS_NO_ORDINAL ? b->questions[b->above].id : "0", letters);
    return keep(b, id);
}

static mds_answer_set set_of(const learn_item *item)
{
    const learn_answers applicable = 1u << MDS_LABEL_APPLICABLE | 1u << MDS_LABEL_NOT_APPLICABLE;

    if ((item->answers & applicable) == applicable) {
        return MDS_ANSWERS_APPLICABLE;
    }
    return item->confirmed && (item->answers & 1u << MDS_LABEL_NA) == 0 ? MDS_ANSWERS_CONFIRMED
                                                                        : MDS_ANSWERS_YES_NO_NA;
}

/* A question for a text whose words ask for a day. */
static bool asks_for_day(const build *b, const char *text)
{
    const char *key = mds_utf8_key(b->from->arena, text);

    return key != NULL && mds_words__within(b->from->catalog, MDS_WORDS_DAY_QUESTIONS, key);
}

/* The capability that letters before a number name, "AUDT-2"; MDS_NO_ORDINAL for none. */
static uint32_t section_of(const build *b, const learn_item *item)
{
    for (size_t i = 0; item->number.prefix[0] != '\0' && i < b->from->catalog->capability_count;
         i++) {
        if (strcmp(b->from->catalog->capabilities[i].id, item->number.prefix) == 0) {
            return (uint32_t)i;
        }
    }
    return MDS_NO_ORDINAL;
}

/* The beginning of a heading, up to what it goes on to say: "The server" of "The server: ...". */
static size_t scope_bytes(const mds_catalog *catalog, const char *text)
{
    const mds_strings *ends = &catalog->words[MDS_WORDS_SCOPE_ENDS];
    size_t n = strcspn(text, "(:\n");

    for (size_t i = 0; i < ends->count; i++) {
        const char *end = strstr(text, ends->at[i]);
        n = end != NULL && (size_t)(end - text) < n ? (size_t)(end - text) : n;
    }
    return n;
}

/* What the heading above says that equal numbers below it are about; NULL when there is none. */
static const char *scope_of(const build *b, size_t i)
{
    learn_number readings[MDS_NUMBER_READINGS];
    const learn_sheet *sheet = b->sheets[i];

    for (size_t r = b->items[i]->row; r > 0; r--) {
        const learn_row *row = &sheet->rows[r - 1];
        if (row->heading || row->printed != 0 || row->listed != 0) {
            continue;
        }
        for (size_t k = 0; k < row->row->count; k++) {
            const mds_grid_cell *cell = &row->row->cells[k];
            const size_t n = scope_bytes(b->from->catalog, cell->text);
            if (!cell->spread && n > 0 && n < SCOPE_BYTES &&
                mds_learn__number_read(readings, b->from->catalog, cell->text) == 0) {
                return mds_arena_strndup(b->from->arena, cell->text, n);
            }
        }
    }
    return NULL;
}

static bool has_twin(const build *b, size_t i)
{
    for (size_t k = 0; k < b->count; k++) {
        if (k != i && b->items[k]->number.number.count > 0 &&
            mds_learn__number_equal(&b->items[i]->number, &b->items[k]->number)) {
            return true;
        }
    }
    return false;
}

/* The words of an item; where its number occurs several times, with what the heading above says,
 * by which the importer tells them apart. */
static const char *title_of(const build *b, size_t i, const char *id)
{
    const char *text = b->items[i]->text[0] != '\0' ? b->items[i]->text : id;
    const bool numbered = b->items[i]->number.number.count > 0;
    const char *scope = numbered && has_twin(b, i) ? scope_of(b, i) : NULL;

    if (scope == NULL) {
        return text;
    }
    return mds_arena_printf(b->from->arena, "%s (%s)", text, scope);
}

static bool add_question(build *b, size_t i)
{
    const learn_item *item = b->items[i];
    const bool numbered = item->number.number.count > 0;
    mds_question *question = &b->questions[i];

    *question = (mds_question){.section = section_of(b, item),
                               .parent = MDS_NO_ORDINAL,
                               .kind = item->kind,
                               .gate = {.question = MDS_NO_ORDINAL},
                               .answer_set = set_of(item),
                               .certainty = item->certain || item->kind != MDS_QUESTION_CHOICE
                                                ? MDS_CERTAINTY_CERTAIN
                                                : MDS_CERTAINTY_JUDGEMENT,
                               .printed_iec_80001_2_2 = "",
                               .printed_nist_800_53 = "",
                               .printed_iso_27002 = ""};
    if (numbered) {
        question->id = number_id(b, i);
        b->above = (uint32_t)i;
        b->line = 0;
    } else {
        question->id = line_id(b);
        question->parent = b->above;
        b->line++;
    }
    if (item->kind == MDS_QUESTION_TEXT && asks_for_day(b, item->text)) {
        question->kind = MDS_QUESTION_DATE;
    }
    const char *title = question->id != NULL ? title_of(b, i, question->id) : NULL;
    question->title = both(title);
    return title != NULL;
}

static bool add_questions(build *b)
{
    size_t n = 0;

    for (size_t s = 0; s < b->from->group->count; s++) {
        const learn_sheet *sheet = b->from->group->sheets[s];
        for (size_t i = 0; i < sheet->item_count; i++) {
            b->sheets[n] = sheet;
            b->items[n++] = &sheet->items[i];
        }
    }
    for (size_t i = 0; i < b->count; i++) {
        if (!add_question(b, i)) {
            return false;
        }
    }
    for (size_t i = 0; i < b->count; i++) {
        if (b->items[i]->number.number.count > 0) {
            b->questions[i].parent = parent_of(b, i);
        }
    }
    return true;
}

/* What is below a question that may not apply does not apply either. */
static void add_gates(const build *b)
{
    for (size_t i = 0; i < b->count; i++) {
        uint32_t up = b->questions[i].parent;
        for (size_t depth = 0; up != MDS_NO_ORDINAL && depth < MDS_NUMBER_LEVELS; depth++) {
            const mds_question *above = &b->questions[up];
            if (above->kind == MDS_QUESTION_CHOICE && b->items[up]->certain &&
                above->answer_set == MDS_ANSWERS_APPLICABLE &&
                b->items[i]->number.number.count > 0) {
                b->questions[i].gate = (mds_gate){.question = up, .yes = true};
                break;
            }
            up = above->parent;
        }
    }
}

static bool add_clauses(build *b)
{
    b->cited = mds_arena_alloc(b->from->arena, b->count, sizeof *b->cited);
    if (b->cited == NULL) {
        return false;
    }
    for (size_t i = 0; i < b->count; i++) {
        learn_references *cited = &b->cited[i];
        const uint32_t up = b->questions[i].parent;
        if (!mds_learn__cite(cited, b->from->arena, &b->guideline, b->sheets[i], b->items[i])) {
            return false;
        }
        /* A line stands for its item, with its clauses. */
        if (cited->count == 0 && b->items[i]->number.number.count == 0 && up != MDS_NO_ORDINAL) {
            *cited = b->cited[up];
        }
        const char **list = mds_arena_alloc(b->from->arena, cited->count, sizeof *list);
        if (list == NULL) {
            return false;
        }
        memcpy(list, cited->at, cited->count * sizeof *list);
        b->questions[i].clauses = (mds_strings){list, cited->count};
    }
    return true;
}

static int by_id(const void *a, const void *b)
{
    const mds_clause *x = a;
    const mds_clause *y = b;

    return strcmp(x->id, y->id);
}

static bool is_listed(const mds_clause *list, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool add_clause(const build *b, mds_clause *out, size_t i, const char *id)
{
    const char *item = b->questions[i].id;
    mds_strbuf source;

    mds_strbuf_init(&source, 4096);
    mds_strbuf_printf(&source, "cited by %s: %s", b->from->edition, item);
    *out = (mds_clause){.id = id,
                        .title = b->questions[i].title,
                        .organisational = both(""),
                        .certainty = MDS_CERTAINTY_PROVISIONAL,
                        .source = mds_strbuf_copy(&source, b->from->arena)};
    mds_strbuf_finish(&source);
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        out->label.in[lang] =
            mds_learn__clause_label(b->from->arena, &b->guideline, id, (mds_lang)lang);
        if (out->label.in[lang] == NULL) {
            return false;
        }
    }
    return out->source != NULL;
}

/* The clauses that the guideline's file lacks: named by who cites them first. */
static bool add_new_clauses(const build *b, mds_learnt *out)
{
    mds_clause *list = mds_arena_alloc(b->from->arena, b->count * LEARN_REFERENCES, sizeof *list);
    size_t count = 0;

    if (list == NULL) {
        return false;
    }
    for (size_t i = 0; i < b->count; i++) {
        for (size_t k = 0; k < b->cited[i].count; k++) {
            const char *id = b->cited[i].at[k];
            if (mds_guideline_clause(b->guideline.guideline, id) != MDS_NO_ORDINAL ||
                is_listed(list, count, id)) {
                continue;
            }
            if (!add_clause(b, &list[count], i, id)) {
                return false;
            }
            count++;
        }
    }
    qsort(list, count, sizeof *list, by_id);
    out->clauses = list;
    out->clause_count = count;
    return true;
}

/* A word by which a line is known again: its beginning up to a bracket or a blank, where no other
 * line of its item begins so; else all of it. */
static const char *line_key(const build *b, size_t i, const char *key, const char *const *keys)
{
    const size_t n = strcspn(key, " (");

    for (size_t k = 0; k < b->count; k++) {
        if (k != i && keys[k] != NULL && b->questions[k].parent == b->questions[i].parent &&
            strncmp(keys[k], key, n) == 0) {
            return key;
        }
    }
    return n >= 2 ? mds_arena_strndup(b->from->arena, key, n) : key;
}

static bool add_lines(const build *b)
{
    const char **keys = mds_arena_alloc(b->from->arena, b->count, sizeof *keys);

    if (keys == NULL) {
        return false;
    }
    for (size_t i = 0; i < b->count; i++) {
        if (b->items[i]->number.number.count > 0) {
            continue;
        }
        const char *text = b->items[i]->text;
        const char *head = mds_arena_strndup(b->from->arena, text, mds_utf8_head(text, LINE_BYTES));
        keys[i] = head != NULL ? mds_utf8_key(b->from->arena, head) : NULL;
        if (keys[i] == NULL) {
            return false;
        }
    }
    for (size_t i = 0; i < b->count; i++) {
        const char **list =
            keys[i] != NULL ? mds_arena_alloc(b->from->arena, 1, sizeof *list) : NULL;
        if (keys[i] == NULL) {
            continue;
        }
        if (list == NULL) {
            return false;
        }
        list[0] = line_key(b, i, keys[i], keys);
        if (list[0] == NULL) {
            return false;
        }
        b->questions[i].bullet = (mds_strings){list, 1};
    }
    return true;
}

/* The number as the form prints it where the id is another: "2④" beside "2-4", "SHAD-15". */
static void printed_number(char out[LEARN_ID + 4], const learn_number *number)
{
    const size_t last = number->number.count - 1u;
    const unsigned value = number->number.at[last];

    mds_learn__number_id(out, number);
    if (last > 0 && number->level[last] == LEARN_LEVEL_CIRCLE && value <= CIRCLED) {
        learn_number outer = *number;
        outer.number.count = (uint8_t)last;
        mds_learn__number_id(out, &outer);
        char *end = out + strlen(out);
        end[mds_utf8_put(end, FIRST_CIRCLED + value - 1)] = '\0';
    }
}

static bool add_aliases(const build *b)
{
    for (size_t i = 0; i < b->count; i++) {
        char alias[LEARN_ID + 4];
        if (b->items[i]->number.number.count == 0 || earlier(b, i) > 0) {
            continue;
        }
        printed_number(alias, &b->items[i]->number);
        if (strcmp(alias, b->questions[i].id) == 0) {
            continue;
        }
        const char **list = mds_arena_alloc(b->from->arena, 1, sizeof *list);
        if (list == NULL || (list[0] = keep(b, alias)) == NULL) {
            return false;
        }
        b->questions[i].aliases = (mds_strings){list, 1};
    }
    return true;
}

static bool is_japanese(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x80) {
            return true;
        }
    }
    return false;
}

/* The known form whose words the learned one has: of its kind, of its language, with items rather
 * than without, the later of two. */
static const mds_form *pattern_of(const build *b)
{
    const mds_catalog *catalog = b->from->catalog;
    const mds_form *best = &catalog->forms[0];
    unsigned most = 0;
    size_t japanese = 0;

    for (size_t i = 0; i < b->count; i++) {
        japanese += is_japanese(b->questions[i].title.in[0]);
    }
    for (size_t f = 0; f < catalog->form_count; f++) {
        const mds_form *form = &catalog->forms[f];
        const bool kin = strcmp(form->family, b->from->family) == 0;
        const bool speech = is_japanese(form->labels[MDS_LABEL_YES]) == (japanese * 2 > b->count);
        const unsigned worth =
            (kin ? 4u : 0) + (speech ? 2u : 0) + (form->completeness != MDS_TOPICS ? 1u : 0);
        if (worth >= most) {
            most = worth;
            best = form;
        }
    }
    return best;
}

/* Labels and words of applicable and not applicable, where a form asks so and its pattern does not.
 */
static void add_applicable(const build *b, mds_form *form)
{
    const mds_catalog *catalog = b->from->catalog;

    for (size_t f = 0; f < catalog->form_count; f++) {
        const mds_form *other = &catalog->forms[f];
        if (form->labels[MDS_LABEL_APPLICABLE][0] != '\0' ||
            other->labels[MDS_LABEL_APPLICABLE][0] == '\0') {
            continue;
        }
        form->labels[MDS_LABEL_APPLICABLE] = other->labels[MDS_LABEL_APPLICABLE];
        form->labels[MDS_LABEL_NOT_APPLICABLE] = other->labels[MDS_LABEL_NOT_APPLICABLE];
        memcpy(form->applicable_words, other->applicable_words, sizeof form->applicable_words);
    }
}

/* Whether the catalog holds another edition of the kind. */
static bool has_siblings(const build *b)
{
    for (size_t f = 0; f < b->from->catalog->form_count; f++) {
        const mds_form *form = &b->from->catalog->forms[f];
        if (strcmp(form->family, b->from->family) == 0 &&
            strcmp(form->edition, b->from->edition) != 0 && form->completeness != MDS_TOPICS) {
            return true;
        }
    }
    return false;
}

/* Titles that name the form are marks by which it is recognised, beside those already known; where
 * it has siblings, only those with a number, which the others lack. */
static bool add_marks(const build *b, mds_form *form)
{
    const bool siblings = has_siblings(b);
    const learn_titles *titles = &b->from->group->titles;
    const uint32_t known = mds_catalog_form(b->from->catalog, b->from->edition);
    const mds_strings before =
        known != MDS_NO_ORDINAL ? b->from->catalog->forms[known].title_marks : (mds_strings){0};
    const char **list = mds_arena_alloc(b->from->arena, before.count + titles->count, sizeof *list);
    size_t count = 0;

    if (list == NULL) {
        return false;
    }
    for (size_t i = 0; i < before.count; i++) {
        list[count++] = before.at[i];
    }
    for (size_t i = 0; i < titles->count; i++) {
        bool fresh =
            titles->speaks[i] && (!siblings || strpbrk(titles->key[i], "0123456789") != NULL);
        for (size_t k = 0; k < count; k++) {
            fresh = fresh && strcmp(list[k], titles->key[i]) != 0;
        }
        if (fresh) {
            list[count++] = titles->key[i];
        }
    }
    form->title_marks = (mds_strings){list, count};
    return true;
}

static void add_fields(const build *b, const mds_form *pattern, mds_form *form)
{
    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        const uint32_t q = pattern->device_questions[f];
        form->device_questions[f] = MDS_NO_ORDINAL;
        for (uint32_t i = 0; q != MDS_NO_ORDINAL && i < b->count; i++) {
            if (b->questions[i].kind != MDS_QUESTION_CHOICE &&
                b->questions[i].kind != MDS_QUESTION_HEADING &&
                strcmp(b->questions[i].id, pattern->questions[q].id) == 0) {
                form->device_questions[f] = i;
            }
        }
    }
}

/* A question without a list of answers that an earlier edition of the form asks as a choice is one:
 * some sheets leave the list out. */
static void follow_pattern(const build *b, const mds_form *pattern)
{
    if (strcmp(pattern->family, b->from->family) != 0) {
        return;
    }
    for (size_t i = 0; i < b->count; i++) {
        const uint32_t q = mds_form_question(pattern, b->questions[i].id);
        if (b->questions[i].kind == MDS_QUESTION_TEXT && q != MDS_NO_ORDINAL &&
            pattern->questions[q].kind == MDS_QUESTION_CHOICE) {
            b->questions[i].kind = MDS_QUESTION_CHOICE;
            b->questions[i].certainty = MDS_CERTAINTY_JUDGEMENT;
        }
    }
}

static bool fill_form(const build *b, mds_learnt *out)
{
    const mds_form *pattern = pattern_of(b);
    const char *title = mds_learn__title(&b->from->group->titles);
    mds_form *form = &out->form;

    *form = *pattern;
    form->edition = b->from->edition;
    form->family = b->from->family;
    form->title = both(title[0] != '\0' ? title : b->from->edition);
    form->document = form->title.in[MDS_LANG_EN];
    form->certainty = MDS_CERTAINTY_CERTAIN;
    form->completeness = MDS_COMPLETE;
    form->not_known = both("");
    form->learned = true;
    form->guideline = b->from->guideline;
    form->expected_questions = b->count;
    form->questions = b->questions;
    form->question_count = b->count;
    add_fields(b, pattern, form);
    follow_pattern(b, pattern);
    for (size_t i = 0; i < b->count; i++) {
        if (b->questions[i].answer_set == MDS_ANSWERS_APPLICABLE) {
            add_applicable(b, form);
        }
    }
    return add_marks(b, form);
}

mds_status mds_learn__build(mds_learnt *out, const learn_builder *builder)
{
    build b = {.from = builder, .count = count_items(builder->group), .above = MDS_NO_ORDINAL};

    b.items = mds_arena_alloc(builder->arena, b.count, sizeof *b.items);
    b.sheets = mds_arena_alloc(builder->arena, b.count, sizeof *b.sheets);
    b.questions = mds_arena_alloc(builder->arena, b.count, sizeof *b.questions);
    if (b.items == NULL || b.sheets == NULL || b.questions == NULL || !add_questions(&b)) {
        return mds_arena_status(builder->arena);
    }
    add_gates(&b);
    out->questions = b.questions;
    if (builder->guideline != MDS_NO_ORDINAL &&
        (!mds_learn__guideline_init(&b.guideline, builder->arena, builder->catalog,
                                    builder->guideline) ||
         !add_clauses(&b) || !add_new_clauses(&b, out))) {
        return mds_arena_status(builder->arena);
    }
    return add_lines(&b) && add_aliases(&b) && fill_form(&b, out)
               ? MDS_OK
               : mds_arena_status(builder->arena);
}

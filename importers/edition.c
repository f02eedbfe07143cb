/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edition.h"

#include "base/limits.h"
#include "base/utf8.h"
#include <stdio.h>
#include <string.h>

/* What speaks for an edition, and against it. A title outweighs a handful of clauses that differ
 * and no more. */
enum {
    SCORE_EDITION = 1000, /* the edition's own id, by which our sheets of questions name it */
    SCORE_TITLE = 24,
    SCORE_OTHER_TITLE = 8, /* on a sheet behind the first with questions */
    SCORE_FOUND = 1,
    SCORE_MISSING = -1,
    SCORE_SAME = 3,
    SCORE_OTHER = -4,
    SCORE_SET = 2,
    SCORE_MISFIT = -2,
    SCORE_UNKNOWN = -2,
    SCORE_DISORDER = -1,
    SCORE_OTHER_SHEET = 12 /* by so much another edition fits a sheet better, that is its own */
};

/* Rows of a sheet without questions, and bytes of a cell, that may hold a title. */
enum { TITLE_ROWS = 40, TITLE_BYTES = 600, MOST_TITLES = 400 };

typedef struct title {
    const char *key; /* without blanks */
    bool first;      /* on the first sheet with questions, or before it */
} title;

typedef struct chooser {
    mds_arena *scratch;
    const mds_catalog *catalog;
    const mds_grid *grid;
    mds_layouts *out;
    mds_view *views;
    mds_fit *fits;        /* per form, of all sheets */
    mds_fit *sheets;      /* per form and sheet */
    int *scores;          /* per form, by what stands in the rows */
    int *titles;          /* per form */
    bool *dated;          /* per form: a title names its edition or year, and not only its kind */
    bool *named;          /* per form: a title holds the edition's id, as on a sheet of ours */
    const char *strange;  /* an edition or a year in a title that is no known form's, or "" */
    uint32_t *first_rows; /* per sheet: up to where a title may stand, UINT32_MAX: no questions */
} chooser;

static bool is_numbered(const mds_edition *edition)
{
    return edition->index.number_count > 0 && edition->form->completeness != MDS_TOPICS;
}

/* By what stands there; a sheet may hold a part of a form. */
static int score_of_rows(const mds_fit *fit)
{
    return SCORE_FOUND * (int)fit->found + SCORE_SAME * (int)fit->same +
           SCORE_OTHER * (int)fit->other + SCORE_SET * (int)fit->sets +
           SCORE_MISFIT * (int)fit->misfits + SCORE_UNKNOWN * (int)fit->unknown +
           SCORE_DISORDER * (int)fit->disorder;
}

/* By what is missing too, but a part of a form lacks most questions of every edition. */
static int score_of(const mds_fit *fit, const mds_form *form)
{
    const size_t missing =
        form->question_count > fit->found ? form->question_count - fit->found : 0;

    return score_of_rows(fit) + SCORE_MISSING * (int)(missing < fit->found ? missing : fit->found);
}

/* The row of the second question: a title may stand behind the first, which asks whether there is
 * anything to fill in. */
static uint32_t second_question(const mds_matched *matched, size_t rows)
{
    uint32_t found = 0;
    uint32_t r = 0;

    while (r + 1 < rows && found < 2) {
        found += matched->questions[r] != MDS_NO_ORDINAL;
        r += found < 2;
    }
    return r;
}

/* How a form fits the sheets. What is made on the way is not kept. */
static mds_status try_form(chooser *c, uint32_t f, uint32_t *first_rows)
{
    mds_arena *work = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    mds_status status = work != NULL ? MDS_OK : MDS_ENOMEM;

    for (size_t s = 0; s < c->grid->sheet_count && status == MDS_OK; s++) {
        mds_matched matched;
        if (!mds_match_sheet(&matched, work, &c->out->editions[f], &c->views[s])) {
            break;
        }
        if (!mds_fit_holds(&matched.fit)) {
            continue;
        }
        c->sheets[f * c->grid->sheet_count + s] = matched.fit;
        mds_fit_add(&c->fits[f], &matched.fit);
        first_rows[s] = second_question(&matched, c->grid->sheets[s].row_count);
    }
    if (status == MDS_OK) {
        status = mds_arena_status(work);
    }
    mds_arena_free(work);
    c->scores[f] = score_of(&c->fits[f], &c->catalog->forms[f]);
    return status;
}

/* Tries every form with numbers; the best by its rows alone. */
static mds_status try_forms(chooser *c, uint32_t *best)
{
    const size_t sheets = c->grid->sheet_count;
    uint32_t *rows = mds_arena_alloc(c->scratch, sheets, sizeof *rows);

    *best = MDS_NO_ORDINAL;
    if (rows == NULL) {
        return mds_arena_status(c->scratch);
    }
    memset(c->first_rows, 0xFF, sheets * sizeof *c->first_rows);
    for (uint32_t f = 0; f < c->catalog->form_count; f++) {
        if (!is_numbered(&c->out->editions[f])) {
            continue;
        }
        memset(rows, 0xFF, sheets * sizeof *rows);
        const mds_status status = try_form(c, f, rows);
        if (status != MDS_OK) {
            return status;
        }
        if (c->fits[f].found > 0 && (*best == MDS_NO_ORDINAL || c->scores[f] > c->scores[*best])) {
            *best = f;
            memcpy(c->first_rows, rows, sheets * sizeof *rows);
        }
    }
    return MDS_OK;
}

/* The key of a text without its blanks; NULL when the arena is exhausted. */
static const char *tight_key(mds_arena *scratch, const char *text)
{
    const char *key = mds_utf8_key(scratch, text);
    char *tight = key != NULL ? mds_arena_strndup(scratch, key, strlen(key)) : NULL;
    size_t n = 0;

    for (const char *p = tight; p != NULL && *p != '\0'; p++) {
        if (*p != ' ') {
            tight[n++] = *p;
        }
    }
    if (tight != NULL) {
        tight[n] = '\0';
    }
    return tight;
}

static mds_status add_title(title *titles, size_t *count, mds_arena *scratch, const char *text,
                            bool first)
{
    if (*count == MOST_TITLES || strlen(text) > TITLE_BYTES) {
        return MDS_OK;
    }
    const char *key = tight_key(scratch, text);
    if (key == NULL) {
        return mds_arena_status(scratch);
    }
    titles[(*count)++] = (title){key, first};
    return MDS_OK;
}

/* What stands above the questions of each sheet, and the sheets' names. */
static mds_status collect_titles(title *titles, size_t *count, const chooser *c)
{
    bool first = true;
    mds_status status = MDS_OK;

    *count = 0;
    for (size_t s = 0; s < c->grid->sheet_count && status == MDS_OK; s++) {
        const mds_grid_sheet *sheet = &c->grid->sheets[s];
        const bool questions = c->first_rows[s] != UINT32_MAX;
        const size_t rows = questions ? c->first_rows[s] : TITLE_ROWS;
        status = add_title(titles, count, c->scratch, sheet->name, first);
        for (size_t r = 0; r < rows && r < sheet->row_count; r++) {
            const mds_grid_row *row = &sheet->rows[r];
            for (size_t i = 0; i < row->count && status == MDS_OK; i++) {
                if (!row->cells[i].spread) {
                    status = add_title(titles, count, c->scratch, row->cells[i].text, first);
                }
            }
        }
        first = first && !questions;
    }
    return status;
}

/* What the titles say for a form by one of its marks. */
static int weight_of(const char *mark, const title *titles, size_t count)
{
    int weight = 0;
    for (size_t i = 0; i < count; i++) {
        const int here = titles[i].first ? SCORE_TITLE : SCORE_OTHER_TITLE;
        weight = strstr(titles[i].key, mark) != NULL && here > weight ? here : weight;
    }
    return weight;
}

/* What the titles say for a form: the edition's id, and each of its marks once. */
static mds_status weigh_titles(chooser *c, size_t f, const title *titles, size_t count)
{
    mds_arena *scratch = c->scratch;
    const mds_form *form = &c->catalog->forms[f];
    const char *edition = tight_key(scratch, form->edition);
    const char **marks = mds_arena_alloc(scratch, form->title_marks.count, sizeof *marks);

    if (edition == NULL || marks == NULL) {
        return mds_arena_status(scratch);
    }
    c->named[f] = weight_of(edition, titles, count) > 0;
    c->dated[f] = c->named[f];
    c->titles[f] = c->named[f] ? SCORE_EDITION : 0;
    for (size_t m = 0; m < form->title_marks.count; m++) {
        bool seen = false;
        marks[m] = tight_key(scratch, form->title_marks.at[m]);
        if (marks[m] == NULL) {
            return mds_arena_status(scratch);
        }
        for (size_t k = 0; k < m && !seen; k++) {
            seen = strcmp(marks[k], marks[m]) == 0;
        }
        const int weight = seen ? 0 : weight_of(marks[m], titles, count);
        c->titles[f] += weight;
        c->dated[f] = c->dated[f] || (weight > 0 && strpbrk(marks[m], "0123456789") != NULL);
    }
    return MDS_OK;
}

/* "第7.0版" of a form or a guideline, "令和8年度": the edition that a title speaks of; 0 bytes when
 * it speaks of none. */
static mds_sv edition_in(const char *key)
{
    static const struct {
        const char *begin, *end;
        bool of_form; /* only beside a word for the form: a document has editions too */
    } kinds[] = {{"第", "版", true}, {"令和", "年度", false}};
    static const char *const forms[] = {"ガイドライン", "開示書", "チェックリスト"};
    bool form = false;

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        form = form || strstr(key, forms[i]) != NULL;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *from = kinds[i].of_form && !form ? NULL : strstr(key, kinds[i].begin);
        const size_t begin = strlen(kinds[i].begin);
        const size_t digits = from != NULL ? strspn(from + begin, "0123456789.") : 0;
        const size_t end = strlen(kinds[i].end);
        if (digits > 0 && strncmp(from + begin + digits, kinds[i].end, end) == 0) {
            return (mds_sv){from, begin + digits + end};
        }
    }
    return (mds_sv){"", 0};
}

/* Whether a form of the catalog is known by that edition. */
static bool is_known(const chooser *c, const char *edition)
{
    for (size_t f = 0; f < c->catalog->form_count; f++) {
        const mds_strings *marks = &c->catalog->forms[f].title_marks;
        for (size_t m = 0; m < marks->count; m++) {
            const char *mark = tight_key(c->scratch, marks->at[m]);
            if (mark != NULL && strstr(mark, edition) != NULL) {
                return true;
            }
        }
    }
    return false;
}

/* Remembers the first edition in a title that no form is known by. */
static mds_status find_strange(chooser *c, const title *titles, size_t count)
{
    for (size_t i = 0; i < count && c->strange[0] == '\0'; i++) {
        const mds_sv found = edition_in(titles[i].key);
        const char *edition = mds_arena_strndup(c->scratch, found.p, found.n);
        if (edition == NULL) {
            return mds_arena_status(c->scratch);
        }
        if (found.n > 0 && !is_known(c, edition)) {
            c->strange = edition;
        }
    }
    return MDS_OK;
}

static mds_status read_titles(chooser *c)
{
    title *titles = mds_arena_alloc(c->scratch, MOST_TITLES, sizeof *titles);
    size_t count = 0;

    if (titles == NULL) {
        return mds_arena_status(c->scratch);
    }
    mds_status status = collect_titles(titles, &count, c);
    for (size_t f = 0; f < c->catalog->form_count && status == MDS_OK; f++) {
        status = weigh_titles(c, f, titles, count);
    }
    return status == MDS_OK ? find_strange(c, titles, count) : status;
}

/* The best form with numbers, and the second best. */
static void rank(const chooser *c, uint32_t *best, uint32_t *second)
{
    *best = *second = MDS_NO_ORDINAL;
    for (uint32_t f = 0; f < c->catalog->form_count; f++) {
        if (!is_numbered(&c->out->editions[f]) || c->fits[f].found == 0) {
            continue;
        }
        const int score = c->scores[f] + c->titles[f];
        if (*best == MDS_NO_ORDINAL || score >= c->scores[*best] + c->titles[*best]) {
            *second = *best;
            *best = f;
        } else if (*second == MDS_NO_ORDINAL || score > c->scores[*second] + c->titles[*second]) {
            *second = f;
        }
    }
}

/* Whether the second best fits nearly as well: by less than what one clause decides. */
static bool is_close(const chooser *c, uint32_t best, uint32_t second)
{
    return second != MDS_NO_ORDINAL &&
           c->scores[best] + c->titles[best] < c->scores[second] + c->titles[second] + SCORE_SAME;
}

/* The editions known by their topics only that the title names best, as one text; "" when there
 * are none, or when it names \p best as well; NULL when memory is short. */
static const char *named_topics(const chooser *c, uint32_t best)
{
    int most = best != MDS_NO_ORDINAL ? c->titles[best] + 1 : 1;
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t f = 0; f < c->catalog->form_count; f++) {
        if (c->catalog->forms[f].completeness != MDS_TOPICS || c->titles[f] < most) {
            continue;
        }
        if (c->titles[f] > most) {
            mds_strbuf_clear(&list);
        }
        most = c->titles[f];
        mds_strbuf_puts(&list, list.n > 0 ? " / " : "");
        mds_strbuf_puts(&list, c->catalog->forms[f].edition);
    }
    const char *text = mds_strbuf_copy(&list, c->scratch);
    mds_strbuf_finish(&list);
    return text;
}

/* Whether clauses speak for the edition, whatever the title says. */
static bool is_cited(const mds_fit *fit)
{
    return fit != NULL && fit->same > fit->other + 4;
}

/* An edition whose questions the catalog lacks, by its title or by clauses that fit no edition. */
static mds_status refuse_unknown(const chooser *c, uint32_t best)
{
    const bool unnamed = best == MDS_NO_ORDINAL || c->titles[best] == 0;
    const mds_fit *fit = best != MDS_NO_ORDINAL ? &c->fits[best] : NULL;
    const char *topics = named_topics(c, best);
    const char *named = topics;
    char count[24];

    if (topics != NULL && topics[0] == '\0' && best != MDS_NO_ORDINAL && !c->dated[best]) {
        named = c->strange;
    }
    if (topics == NULL) {
        return MDS_ENOMEM;
    }
    if (named[0] != '\0' && !is_cited(fit)) {
        mds_diag_add(c->grid->diags,
                     named == topics ? MDS_D_FORM_TOPICS_ONLY : MDS_D_FORM_TITLE_UNKNOWN,
                     c->grid->file, NULL, named, NULL);
        return MDS_EUNSUPPORTED;
    }
    if (named[0] != '\0') {
        mds_diag_add(c->grid->diags, MDS_D_FORM_TITLE_DIFFERS, c->grid->file, NULL,
                     c->catalog->forms[best].edition, named, NULL);
    }
    if (unnamed && fit != NULL && fit->other > 4 && fit->other > fit->same) {
        (void)snprintf(count, sizeof count, "%zu", fit->other);
        mds_diag_add(c->grid->diags, MDS_D_FORM_CLAUSES_FOREIGN, c->grid->file, NULL, count,
                     c->catalog->forms[best].edition, NULL);
        return MDS_EUNSUPPORTED;
    }
    return MDS_OK;
}

static mds_status choose_numbered(chooser *c, uint32_t *best)
{
    uint32_t second = MDS_NO_ORDINAL;
    mds_status status = try_forms(c, best);

    if (status == MDS_OK) {
        status = read_titles(c);
    }
    if (status == MDS_OK) {
        rank(c, best, &second);
        c->out->rival = is_close(c, *best, second) ? second : MDS_NO_ORDINAL;
    }
    return status;
}

/* The form that most questions belong to by their whole ids: one with letters, or one with numbers
 * that a sheet of ours names, which writes bullets as ids too. */
static mds_status choose_lettered(const chooser *c, uint32_t *best, size_t *most)
{
    *best = MDS_NO_ORDINAL;
    *most = 0;
    for (uint32_t f = 0; f < c->catalog->form_count; f++) {
        size_t found = 0;
        if (c->catalog->forms[f].completeness == MDS_TOPICS ||
            (is_numbered(&c->out->editions[f]) && !c->named[f])) {
            continue;
        }
        if (!mds_layout_count_ids(&found, c->scratch, &c->out->editions[f], c->grid)) {
            return mds_arena_status(c->scratch);
        }
        if (found > *most) {
            *most = found;
            *best = f;
        }
    }
    return MDS_OK;
}

static mds_status begin(chooser *c)
{
    const size_t forms = c->catalog->form_count;
    mds_layouts *out = c->out;
    mds_choice_words words = {0};

    out->editions = mds_arena_alloc(c->scratch, forms, sizeof *out->editions);
    c->fits = mds_arena_alloc(c->scratch, forms, sizeof *c->fits);
    c->sheets = mds_arena_alloc(c->scratch, forms * c->grid->sheet_count, sizeof *c->sheets);
    c->scores = mds_arena_alloc(c->scratch, forms, sizeof *c->scores);
    c->titles = mds_arena_alloc(c->scratch, forms, sizeof *c->titles);
    c->dated = mds_arena_alloc(c->scratch, forms, sizeof *c->dated);
    c->named = mds_arena_alloc(c->scratch, forms, sizeof *c->named);
    c->first_rows = mds_arena_alloc(c->scratch, c->grid->sheet_count, sizeof *c->first_rows);
    if (out->editions == NULL || c->fits == NULL || c->scores == NULL || c->titles == NULL ||
        c->dated == NULL || c->named == NULL || c->first_rows == NULL || c->sheets == NULL) {
        return mds_arena_status(c->scratch);
    }
    for (size_t f = 0; f < forms; f++) {
        if (!mds_edition_build(&out->editions[f], c->scratch, &c->catalog->forms[f])) {
            return mds_arena_status(c->scratch);
        }
        if (is_numbered(&out->editions[f]) &&
            !mds_choice_words_add(&words, c->scratch, &c->catalog->forms[f])) {
            return mds_arena_status(c->scratch);
        }
    }
    c->views = mds_views_build(c->scratch, c->grid, &words);
    return c->views != NULL ? MDS_OK : mds_arena_status(c->scratch);
}

/* The form with numbers that fits one sheet best; of several, the one that a title names. */
static uint32_t best_of_sheet(const chooser *c, size_t s)
{
    uint32_t best = MDS_NO_ORDINAL;
    int most = 0;

    for (uint32_t f = 0; f < c->catalog->form_count; f++) {
        const mds_fit *fit = &c->sheets[f * c->grid->sheet_count + s];
        const int score = score_of_rows(fit);
        if (fit->found > 0 && (best == MDS_NO_ORDINAL || score > most ||
                               (score == most && c->titles[f] > c->titles[best]))) {
            most = score;
            best = f;
        }
    }
    return best;
}

/* Whether a sheet belongs to a form of another kind or edition, and not to \p form. */
static bool is_other_sheet(const chooser *c, size_t s, uint32_t form, uint32_t other)
{
    const mds_form *forms = c->catalog->forms;
    const mds_fit *own = &c->sheets[form * c->grid->sheet_count + s];
    const mds_fit *fit = &c->sheets[other * c->grid->sheet_count + s];

    return other != form && (score_of_rows(fit) >= score_of_rows(own) + SCORE_OTHER_SHEET ||
                             (strcmp(forms[form].family, forms[other].family) != 0 &&
                              own->same == 0 && fit->found > own->found));
}

/* The sheet that holds most questions of a form. */
static size_t main_sheet(const chooser *c, uint32_t form)
{
    const mds_fit *fits = &c->sheets[form * c->grid->sheet_count];
    size_t most = 0;

    for (size_t s = 1; s < c->grid->sheet_count; s++) {
        most = fits[s].found > fits[most].found ? s : most;
    }
    return most;
}

/* Leaves the sheets of other forms out, and remembers the one that most questions belong to. */
static bool *own_sheets(chooser *c, uint32_t form)
{
    bool *own = mds_arena_alloc(c->scratch, c->grid->sheet_count, sizeof *own);
    const size_t most = main_sheet(c, form);

    for (size_t s = 0; own != NULL && s < c->grid->sheet_count; s++) {
        const uint32_t best = best_of_sheet(c, s);
        own[s] = s == most || best == MDS_NO_ORDINAL || !is_other_sheet(c, s, form, best);
        if (!own[s]) {
            const size_t found = c->sheets[best * c->grid->sheet_count + s].found;
            if (found > c->out->beside_found) {
                c->out->beside = best;
                c->out->beside_found = found;
            }
        }
    }
    return own;
}

/* A form with ids in a file that is read as one with numbers, or the reverse. */
static void find_beside(chooser *c, bool letters, uint32_t lettered, size_t most, uint32_t numbered)
{
    const mds_fit *fit = numbered != MDS_NO_ORDINAL ? &c->fits[numbered] : NULL;

    if (letters && fit != NULL && !c->named[numbered] && fit->backed > 4 &&
        (fit->same > 0 || c->titles[numbered] > 0)) {
        c->out->beside = numbered;
        c->out->beside_found = fit->found;
    } else if (!letters && lettered != MDS_NO_ORDINAL && most > 2 && lettered != numbered) {
        c->out->beside = lettered;
        c->out->beside_found = most;
    }
}

/* Letters say more than numbers, which stand in every file. */
static bool letters_win(const chooser *c, size_t lettered, uint32_t numbered)
{
    return lettered > 0 && (numbered == MDS_NO_ORDINAL || c->fits[numbered].backed <= lettered * 2);
}

mds_status mds_layout_find(mds_layouts *out, mds_arena *scratch, const mds_catalog *catalog,
                           const mds_grid *grid)
{
    chooser c = {.scratch = scratch, .catalog = catalog, .grid = grid, .out = out, .strange = ""};
    uint32_t lettered = MDS_NO_ORDINAL;
    uint32_t numbered = MDS_NO_ORDINAL;
    size_t most = 0;

    *out = (mds_layouts){.form = MDS_NO_ORDINAL, .rival = MDS_NO_ORDINAL, .beside = MDS_NO_ORDINAL};
    mds_status status = begin(&c);
    if (status == MDS_OK) {
        status = choose_numbered(&c, &numbered);
    }
    if (status == MDS_OK) {
        status = choose_lettered(&c, &lettered, &most);
    }
    if (status != MDS_OK) {
        return status;
    }
    const bool letters = letters_win(&c, most, numbered);
    out->form = letters ? lettered : numbered;
    if (!letters) {
        status = refuse_unknown(&c, numbered);
    }
    if (status != MDS_OK || out->form == MDS_NO_ORDINAL) {
        return status != MDS_OK ? status : MDS_ENOTFOUND;
    }
    out->words.form = &catalog->forms[out->form];
    find_beside(&c, letters, lettered, most, numbered);
    out->own = letters ? NULL : own_sheets(&c, numbered);
    const bool enough =
        mds_choice_words_add(&out->words.choices, scratch, out->words.form) &&
        (letters ? mds_layout_add_ids(out, scratch, grid)
                 : out->own != NULL && mds_layout_add_numbers(out, scratch, grid, c.views));
    if (!enough) {
        return mds_arena_status(scratch);
    }
    if (letters) {
        out->rival = MDS_NO_ORDINAL;
    }
    if (out->count == 0) {
        return MDS_ENOTFOUND;
    }
    return MDS_OK;
}

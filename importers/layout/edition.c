/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edition.h"

#include "base/arena_internal.h"
#include "base/utf8.h"
#include "titles.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

/* What speaks for an edition, and against it. A title outweighs a handful of clauses that differ
 * and no more. */
enum {
    SCORE_EDITION = 1000, /* the edition's own id, by which our sheets of questions name it */
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

/* The family of the forms in English, as the catalog names it. */
#define MDS2_FAMILY "mds2"

/* As many items with clauses of no known form make a sheet, or a file, another form's. */
enum { FOREIGN_CLAUSES = 5 };

/* As many ids like "2-2.1" make a form that no title names: other lists have a dozen. */
enum { ENOUGH_BARE = 25 };

typedef struct chooser {
    mds_arena *scratch;
    const mds_catalog *catalog;
    const mds_id_index *ids; /* per form */
    const mds_grid *grid;
    mds_layouts *out;
    mds_view *views;
    mds_fit *fits;   /* per form, of all sheets */
    mds_fit *sheets; /* per form and sheet */
    mds_fit own_fit; /* of the form chosen, on its own sheets */
    int *scores;     /* per form, by what is in the rows */
    mds_titles titles;
    bool mds2;                 /* a title says that it is an MDS2 */
    mds_title_weight *weights; /* per form, of all sheets */
    uint32_t *first_rows;      /* per sheet: up to where a title may be, UINT32_MAX: no questions */
} chooser;

static bool is_numbered(const mds_edition *edition)
{
    return edition->index.number_count > 0 && edition->form->completeness != MDS_TOPICS;
}

/* By what is there; a sheet may hold a part of a form. */
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

/* The row of the second question: a title may be behind the first, which asks whether there is
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
        if (!mds_match__sheet(&matched, work, &c->out->editions[f], &c->views[s])) {
            break;
        }
        if (!mds_fit__holds(&matched.fit)) {
            continue;
        }
        c->sheets[f * c->grid->sheet_count + s] = matched.fit;
        mds_fit__add(&c->fits[f], &matched.fit);
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

/* What the titles say for each form. */
static mds_status read_titles(chooser *c)
{
    mds_status status =
        mds_titles__collect(&c->titles, c->scratch, c->catalog, c->grid, c->first_rows);

    if (status == MDS_OK &&
        !mds_titles__kind(&c->mds2, c->scratch, &c->titles, c->catalog, MDS2_FAMILY)) {
        status = mds_arena_status(c->scratch);
    }
    for (size_t f = 0; f < c->catalog->form_count && status == MDS_OK; f++) {
        status = mds_titles__weigh(&c->weights[f], c->scratch, &c->titles, &c->catalog->forms[f],
                                   SIZE_MAX);
        if (c->weights[f].named) {
            c->weights[f].weight += SCORE_EDITION;
        }
    }
    return status;
}

/* An MDS2 by its title is no Japanese form, unless a title says that too. */
static bool is_ruled_out(const chooser *c, uint32_t f)
{
    return c->mds2 && c->weights[f].weight == 0 &&
           strcmp(c->catalog->forms[f].family, MDS2_FAMILY) != 0;
}

static int total_of(const chooser *c, uint32_t f)
{
    return c->scores[f] + c->weights[f].weight;
}

/* The best form with numbers, and the second best. */
static void rank(const chooser *c, uint32_t *best, uint32_t *second)
{
    *best = *second = MDS_NO_ORDINAL;
    for (uint32_t f = 0; f < c->catalog->form_count; f++) {
        if (!is_numbered(&c->out->editions[f]) || c->fits[f].found == 0 || is_ruled_out(c, f)) {
            continue;
        }
        const int score = total_of(c, f);
        if (*best == MDS_NO_ORDINAL || score >= total_of(c, *best)) {
            *second = *best;
            *best = f;
        } else if (*second == MDS_NO_ORDINAL || score > total_of(c, *second)) {
            *second = f;
        }
    }
}

/* Whether the second best fits nearly as well: by less than what one clause decides. */
static bool is_close(const chooser *c, uint32_t best, uint32_t second)
{
    return second != MDS_NO_ORDINAL && total_of(c, best) < total_of(c, second) + SCORE_SAME;
}

/* The editions known by their topics only that the title names best, as one text; "" when there
 * are none that weigh as much as \p most; NULL when memory is short. */
static const char *named_topics(const chooser *c, int most)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t f = 0; f < c->catalog->form_count; f++) {
        if (c->catalog->forms[f].completeness != MDS_TOPICS || c->weights[f].weight < most) {
            continue;
        }
        if (c->weights[f].weight > most) {
            mds_strbuf_clear(&list);
        }
        most = c->weights[f].weight;
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
    return fit->same >= fit->other + FOREIGN_CLAUSES;
}

/* Whether clauses, or the numbers of its items, speak against the edition. */
static bool is_contradicted(const mds_fit *fit)
{
    return !is_cited(fit) &&
           ((fit->other >= FOREIGN_CLAUSES && fit->other > fit->same) || fit->unknown > fit->found);
}

/* Says why the file holds no form that the catalog has, though \p best is near. */
static mds_status refuse(const chooser *c, uint32_t best)
{
    const mds_fit *fit = &c->own_fit;
    const bool clauses = fit->other >= FOREIGN_CLAUSES && fit->other > fit->same;
    char count[24];

    (void)snprintf(count, sizeof count, "%zu", clauses ? fit->other : fit->unknown);
    mds_diag_add(c->grid->diags, clauses ? MDS_D_FORM_CLAUSES_FOREIGN : MDS_D_FORM_ITEMS_FOREIGN,
                 c->grid->file, NULL, count, c->catalog->forms[best].edition, NULL);
    return MDS_EUNSUPPORTED;
}

/* An edition whose questions the catalog lacks: by its title, which weighs more than that of the
 * nearest edition, or as much where the items speak against that; or by its items, where no title
 * names the edition. */
static mds_status refuse_unknown(const chooser *c, uint32_t best)
{
    const bool none = best == MDS_NO_ORDINAL;
    const bool contradicted = !none && is_contradicted(&c->own_fit);
    const bool cited = !none && is_cited(&c->own_fit);
    const int weight = none ? 0 : c->weights[best].weight;
    const char *topics = named_topics(c, contradicted && weight > 0 ? weight : weight + 1);
    const char *named = topics;
    mds_status status = topics != NULL ? MDS_OK : MDS_ENOMEM;

    if (status == MDS_OK && topics[0] == '\0' && !none && !c->weights[best].dated) {
        status = mds_titles__strange(&named, c->scratch, &c->titles, c->catalog,
                                     &c->catalog->forms[best]);
    }
    if (status != MDS_OK || (named[0] == '\0' && !contradicted)) {
        return status;
    }
    if (named[0] == '\0') {
        return c->weights[best].dated ? MDS_OK : refuse(c, best);
    }
    if (cited) {
        mds_diag_add(c->grid->diags, MDS_D_FORM_TITLE_DIFFERS, c->grid->file, NULL,
                     c->catalog->forms[best].edition, named, NULL);
        return MDS_OK;
    }
    mds_diag_add(c->grid->diags,
                 named == topics ? MDS_D_FORM_TOPICS_ONLY : MDS_D_FORM_TITLE_UNKNOWN, c->grid->file,
                 NULL, named, NULL);
    return MDS_EUNSUPPORTED;
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
            (is_numbered(&c->out->editions[f]) && !c->weights[f].named)) {
            continue;
        }
        if (!mds_layout__count_ids(&found, c->scratch, &c->out->editions[f], c->grid)) {
            return mds_arena_status(c->scratch);
        }
        if (c->out->editions[f].index.bare && found < ENOUGH_BARE && c->weights[f].weight == 0) {
            continue;
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
    c->weights = mds_arena_alloc(c->scratch, forms, sizeof *c->weights);
    c->first_rows = mds_arena_alloc(c->scratch, c->grid->sheet_count, sizeof *c->first_rows);
    if (out->editions == NULL || c->fits == NULL || c->scores == NULL || c->weights == NULL ||
        c->first_rows == NULL || c->sheets == NULL) {
        return mds_arena_status(c->scratch);
    }
    for (size_t f = 0; f < forms; f++) {
        if (!mds_edition__build(&out->editions[f], c->scratch, c->catalog, &c->catalog->forms[f],
                                &c->ids[f])) {
            return mds_arena_status(c->scratch);
        }
        if (is_numbered(&out->editions[f]) &&
            !mds_choice__words_add(&words, c->scratch, c->catalog, &c->catalog->forms[f],
                                   MDS_CHOICE_JAPANESE)) {
            return mds_arena_status(c->scratch);
        }
    }
    if (words.catalog == NULL && !mds_choice__words_add(&words, c->scratch, c->catalog,
                                                        &c->catalog->forms[0], MDS_CHOICE_LABELS)) {
        return mds_arena_status(c->scratch);
    }
    c->views = mds_views__build(c->scratch, c->grid, &words);
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
                               (score == most && c->weights[f].weight > c->weights[best].weight))) {
            most = score;
            best = f;
        }
    }
    return best;
}

/* Whether a sheet fits a form of another kind or edition better than \p form. */
static bool fits_better(const chooser *c, size_t s, uint32_t form, uint32_t other)
{
    const mds_form *forms = c->catalog->forms;
    const mds_fit *own = &c->sheets[form * c->grid->sheet_count + s];
    const mds_fit *fit = &c->sheets[other * c->grid->sheet_count + s];

    return other != form && (score_of_rows(fit) >= score_of_rows(own) + SCORE_OTHER_SHEET ||
                             (strcmp(forms[form].family, forms[other].family) != 0 &&
                              own->same == 0 && fit->found > own->found));
}

/* The form of another kind that the sheet's name or title names, and \p form less; \p form itself
 * when there is none. */
static mds_status named_kind(uint32_t *out, const chooser *c, size_t s, uint32_t form)
{
    const mds_form *forms = c->catalog->forms;
    const bool own_name = mds_titles__name(&c->titles, s, forms[form].family);
    mds_title_weight own;
    mds_status status = mds_titles__weigh(&own, c->scratch, &c->titles, &forms[form], s);
    int most = status == MDS_OK ? own.weight : 0;

    *out = form;
    for (uint32_t f = 0; f < c->catalog->form_count && status == MDS_OK; f++) {
        mds_title_weight weight;
        if (strcmp(forms[f].family, forms[form].family) == 0) {
            continue;
        }
        status = mds_titles__weigh(&weight, c->scratch, &c->titles, &forms[f], s);
        const bool name = !own_name && mds_titles__name(&c->titles, s, forms[f].family);
        if (status == MDS_OK && (weight.weight > most || (name && weight.weight >= most))) {
            most = weight.weight;
            *out = f;
        }
    }
    return status;
}

/* The form that a sheet belongs to; MDS_NO_ORDINAL for one whose clauses are no known form's. */
static mds_status owner_of(uint32_t *out, const chooser *c, size_t s, uint32_t form)
{
    const mds_fit *own = &c->sheets[form * c->grid->sheet_count + s];
    const uint32_t best = best_of_sheet(c, s);
    const mds_status status = named_kind(out, c, s, form);

    if (status != MDS_OK || *out != form) {
        return status;
    }
    if (best != MDS_NO_ORDINAL && fits_better(c, s, form, best)) {
        *out = best;
    } else if (own->other >= FOREIGN_CLAUSES && own->other > own->same) {
        *out = MDS_NO_ORDINAL;
    }
    return MDS_OK;
}

/* The sheet that a form fits best. */
static size_t main_sheet(const chooser *c, uint32_t form)
{
    const mds_fit *fits = &c->sheets[form * c->grid->sheet_count];
    size_t most = 0;

    for (size_t s = 1; s < c->grid->sheet_count; s++) {
        most = score_of_rows(&fits[s]) > score_of_rows(&fits[most]) ? s : most;
    }
    return most;
}

/* Leaves the sheets of other forms out, and remembers the one that most questions belong to. */
static mds_status own_sheets(chooser *c, uint32_t form)
{
    const mds_fit *fits = &c->sheets[form * c->grid->sheet_count];
    bool *own = mds_arena_alloc(c->scratch, c->grid->sheet_count, sizeof *own);
    const size_t most = main_sheet(c, form);
    mds_status status = own != NULL ? MDS_OK : mds_arena_status(c->scratch);

    c->out->own = own;
    c->own_fit = (mds_fit){0};
    for (size_t s = 0; s < c->grid->sheet_count && status == MDS_OK; s++) {
        uint32_t owner = form;
        status = s == most || fits[s].found == 0 ? MDS_OK : owner_of(&owner, c, s, form);
        own[s] = owner == form;
        if (own[s]) {
            mds_fit__add(&c->own_fit, &fits[s]);
        } else if (fits[s].found > c->out->beside_found) {
            const mds_fit *fit =
                owner != MDS_NO_ORDINAL ? &c->sheets[owner * c->grid->sheet_count + s] : &fits[s];
            c->out->beside = owner;
            c->out->beside_sheet = c->grid->sheets[s].name;
            c->out->beside_found = fit->found > fits[s].found ? fit->found : fits[s].found;
        }
    }
    return status;
}

/* A form with ids in a file that is read as one with numbers, or the reverse. */
static void find_beside(chooser *c, bool letters, uint32_t lettered, size_t most, uint32_t numbered)
{
    const mds_fit *fit = numbered != MDS_NO_ORDINAL ? &c->fits[numbered] : NULL;

    if (letters && fit != NULL && !c->weights[numbered].named && fit->backed > 4 &&
        (fit->same > 0 || c->weights[numbered].weight > 0)) {
        c->out->beside = numbered;
        c->out->beside_found = fit->found;
    } else if (!letters && lettered != MDS_NO_ORDINAL && most > 2 && lettered != numbered) {
        c->out->beside = lettered;
        c->out->beside_found = most;
    }
}

/* Letters say more than numbers, which are in every file. */
static bool letters_win(const chooser *c, size_t lettered, uint32_t numbered)
{
    return lettered > 0 && (numbered == MDS_NO_ORDINAL || c->fits[numbered].backed <= lettered * 2);
}

/* So many words of what such forms ask about are no chance; in texts up to so long. */
enum { FEWEST_SUBJECTS = 2, SUBJECT_BYTES = 4096, MOST_SUBJECTS = 64, MOST_NUMBERS_UNSAID = 2 };

/* How many words of the subject are on the form's own sheets, each once, up to as many as count.
 * False when the arena is exhausted. */
static bool count_subjects(size_t *out, const chooser *c)
{
    const mds_strings *words = &c->catalog->words[MDS_WORDS_SUBJECTS];
    bool seen[MOST_SUBJECTS] = {false};

    *out = 0;
    for (size_t s = 0; s < c->grid->sheet_count; s++) {
        const mds_grid_sheet *sheet = &c->grid->sheets[s];
        for (size_t r = 0; c->out->own[s] && r < sheet->row_count; r++) {
            for (size_t i = 0; i < sheet->rows[r].count && *out < FEWEST_SUBJECTS; i++) {
                const mds_grid_cell *cell = &sheet->rows[r].cells[i];
                const mds_arena_mark before = mds_arena_marked(c->scratch);
                const char *key =
                    strlen(cell->text) <= SUBJECT_BYTES ? mds_utf8_key(c->scratch, cell->text) : "";
                if (key == NULL) {
                    return false;
                }
                for (size_t w = 0; w < words->count && w < MOST_SUBJECTS; w++) {
                    const bool here = !seen[w] && strstr(key, words->at[w]) != NULL;
                    seen[w] = seen[w] || here;
                    *out += here;
                }
                mds_arena_rewind(c->scratch, before);
            }
        }
    }
    return true;
}

/* Numbers are in every file: a Japanese form has a title, clauses, its printed answers or wording
 * too. */
static mds_status check_subject(const chooser *c, uint32_t numbered)
{
    const mds_form *form = &c->catalog->forms[numbered];
    size_t subjects = 0;
    char count[24];

    if (strcmp(form->family, MDS2_FAMILY) == 0 || c->weights[numbered].weight > 0 ||
        c->weights[numbered].named || c->own_fit.same > 0 || c->own_fit.sets > 0) {
        return MDS_OK;
    }
    if (!count_subjects(&subjects, c)) {
        return mds_arena_status(c->scratch);
    }
    if (subjects >= FEWEST_SUBJECTS) {
        return MDS_OK;
    }
    if (c->own_fit.found <= MOST_NUMBERS_UNSAID) {
        return MDS_ENOTFOUND;
    }
    (void)snprintf(count, sizeof count, "%zu", c->own_fit.found);
    mds_diag_add(c->grid->diags, MDS_D_FORM_NUMBERS_ALONE, c->grid->file, NULL, count, NULL);
    return MDS_EUNSUPPORTED;
}

/* A title of an MDS2 above questions that no edition has. */
static mds_status refuse_nothing(const chooser *c)
{
    if (!c->mds2) {
        return MDS_ENOTFOUND;
    }
    mds_diag_add(c->grid->diags, MDS_D_FORM_MDS2_UNKNOWN, c->grid->file, NULL, NULL);
    return MDS_EUNSUPPORTED;
}

mds_status mds_layout__find(mds_layouts *out, mds_arena *scratch, const mds_catalog *catalog,
                            const mds_id_index *ids, const mds_grid *grid)
{
    chooser c = {.scratch = scratch, .catalog = catalog, .ids = ids, .grid = grid, .out = out};
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
    if (!letters && numbered != MDS_NO_ORDINAL) {
        status = own_sheets(&c, numbered);
    }
    if (!letters && status == MDS_OK) {
        status = refuse_unknown(&c, numbered);
    }
    if (!letters && status == MDS_OK && numbered != MDS_NO_ORDINAL) {
        status = check_subject(&c, numbered);
    }
    if (status != MDS_OK || out->form == MDS_NO_ORDINAL) {
        return status != MDS_OK ? status : refuse_nothing(&c);
    }
    out->words.form = &catalog->forms[out->form];
    find_beside(&c, letters, lettered, most, numbered);
    const bool enough = mds_choice__words_add(&out->words.choices, scratch, catalog,
                                              out->words.form, MDS_CHOICE_ALL) &&
                        (letters ? mds_layout__add_ids(out, scratch, grid)
                                 : mds_layout__add_numbers(out, scratch, grid, c.views));
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "match.h"

#include "base/arena_internal.h"
#include "base/utf8.h"
#include "sign.h"
#include "words.h"
#include <mdsrisk/limits.h>
#include <string.h>

/* Columns that the numbers of a form may be indented by. */
enum { INDENT = 3 };

/* Questions that may share a number. */
enum { SCOPES = 8 };

/* What a row is worth in the chain. */
enum {
    WORTH = 8,
    WORTH_SAME_CLAUSES = 8,
    WORTH_SOME_CLAUSES = 4,
    WORTH_OTHER_CLAUSES = -6,
    WORTH_ANSWER = 6,
    WORTH_LEVELS = 2,
    WORTH_DAY = -4
};

/* A site read as one question. */
typedef struct pair {
    const mds_site *site;
    uint32_t question;
    uint32_t worth; /* at least 1 */
    uint64_t total; /* of the best chain that begins here */
    bool dated;
} pair;

typedef struct matcher {
    mds_arena *scratch;
    const mds_edition *edition;
    const mds_view *view;
    mds_matched *out;
    pair *pairs; /* by row */
    size_t count, capacity;
    uint64_t *best;       /* per question, counted from the last: a Fenwick tree of maxima */
    uint32_t last_column; /* the rightmost of the chain's numbers */
} matcher;

/* The words in the last bracket of a title, the first of several, as a key. */
static const char *scope_of(mds_arena *arena, const mds_catalog *catalog,
                            const mds_question *question)
{
    const char *key = mds_utf8_key(arena, question->title.in[MDS_LANG_JA]);
    const char *open = key != NULL ? strrchr(key, '(') : NULL;

    if (open == NULL) {
        return key != NULL ? "" : NULL;
    }
    size_t n = strcspn(open + 1, "),");
    for (size_t i = 1; i < n; i++) {
        if (mds_words__at(catalog, MDS_WORDS_SCOPE_COMMAS, open + 1 + i) > 0) {
            n = i;
        }
    }
    return mds_arena_strndup(arena, open + 1, n);
}

bool mds_edition__build(mds_edition *out, mds_arena *arena, const mds_catalog *catalog,
                        const mds_form *form, const mds_id_index *ids)
{
    const size_t count = form->question_count;

    *out = (mds_edition){.catalog = catalog, .form = form, .index = *ids};
    out->clauses = mds_arena_alloc(arena, count, sizeof *out->clauses);
    out->scopes = mds_arena_alloc(arena, count, sizeof *out->scopes);
    if (out->clauses == NULL || out->scopes == NULL) {
        return false;
    }
    for (size_t q = 0; q < count; q++) {
        const mds_question *question = &form->questions[q];
        for (size_t i = 0; i < question->clauses.count; i++) {
            char bracketed[32] = "(";
            const size_t n = strlen(question->clauses.at[i]);
            if (n < sizeof bracketed - 2) {
                memcpy(bracketed + 1, question->clauses.at[i], n);
                mds_clauses__read(&out->clauses[q], bracketed);
            }
        }
        out->scopes[q] = out->index.chapters ? scope_of(arena, catalog, question) : "";
        if (out->scopes[q] == NULL) {
            return false;
        }
    }
    return true;
}

/* The key of the first \p limit bytes of \p text; NULL when the arena is exhausted. */
static const char *head_key(mds_arena *scratch, const char *text, size_t limit)
{
    const char *head = mds_arena_strndup(scratch, text, mds_utf8_head(text, limit));

    return head != NULL ? mds_utf8_key(scratch, head) : NULL;
}

/* Bytes of a line within which its word, or its scope, must begin; the longest line that is taken
 * for one without a sign in front of it or an answer beside it. */
enum { HEAD_BYTES = 96, SHORT_LINE = 120 };

/* Whether the nearest heading above the row names the question's scope. */
static bool in_scope(const matcher *m, uint32_t row, uint32_t question)
{
    const char *scope = m->edition->scopes[question];
    const uint32_t heading = m->view->rows[row].heading;

    if (scope[0] == '\0' || heading == UINT32_MAX) {
        return false;
    }
    const mds_grid_row *above = &m->view->sheet->rows[heading];
    bool found = false;
    for (size_t i = 0; i < above->count && !found; i++) {
        const mds_arena_mark before = mds_arena_marked(m->scratch);
        const char *key = head_key(m->scratch, above->cells[i].text, HEAD_BYTES);
        found = key != NULL && strncmp(key, scope, strlen(scope)) == 0;
        mds_arena_rewind(m->scratch, before);
    }
    return found;
}

static uint32_t worth_of(const matcher *m, const mds_site *site, uint32_t question,
                         const mds_number *number, size_t rank)
{
    const mds_view_row *row = &m->view->rows[site->row];
    int worth = WORTH - (int)(rank < 4 ? rank : 4);

    switch (mds_clauses__compare(&row->clauses, &m->edition->clauses[question])) {
    case MDS_CLAUSES_SAME:
        worth += WORTH_SAME_CLAUSES;
        break;
    case MDS_CLAUSES_SOME:
        worth += WORTH_SOME_CLAUSES;
        break;
    case MDS_CLAUSES_OTHER:
        worth += WORTH_OTHER_CLAUSES;
        break;
    case MDS_CLAUSES_NONE:
        break;
    }
    worth += row->answer ? WORTH_ANSWER : 0;
    worth += number->count > 1 ? WORTH_LEVELS : 0;
    worth += number->dated ? WORTH_DAY : 0;
    return worth > 0 ? (uint32_t)worth : 1;
}

/* Questions that one number may stand for: those of the scope that the heading above names, or all
 * of them. */
static size_t questions_of(uint32_t out[SCOPES], const matcher *m, const mds_site *site,
                           const mds_number *number)
{
    const mds_number_entry *entries = NULL;
    const bool fits = m->edition->index.chapters ? !number->dotted : !number->relative;
    size_t count = fits ? mds_ids__number(&entries, &m->edition->index, number) : 0;
    size_t named = 0;

    count = count < SCOPES ? count : SCOPES;
    for (size_t i = 0; i < count; i++) {
        out[i] = entries[i].question;
    }
    for (size_t i = 0; i < count && count > 1; i++) {
        if (in_scope(m, site->row, out[i])) {
            out[named++] = out[i];
        }
    }
    return named > 0 ? named : count;
}

static bool add_pairs(matcher *m, const mds_site *site)
{
    for (size_t n = 0; n < site->count; n++) {
        const mds_number *number = &site->numbers[n];
        uint32_t questions[SCOPES];
        const size_t count = questions_of(questions, m, site, number);
        for (size_t i = 0; i < count; i++) {
            if (!mds_array_reserve(m->scratch, &m->pairs, &m->capacity, m->count,
                                   sizeof *m->pairs)) {
                return false;
            }
            m->pairs[m->count++] = (pair){.site = site,
                                          .question = questions[i],
                                          .worth = worth_of(m, site, questions[i], number, n),
                                          .dated = number->dated};
        }
    }
    return true;
}

/* The best chain that begins behind \p question, and its update. */
static uint64_t best_behind(const matcher *m, uint32_t question)
{
    uint64_t best = 0;

    for (size_t i = m->edition->form->question_count - 1 - question; i > 0; i &= i - 1) {
        best = m->best[i] > best ? m->best[i] : best;
    }
    return best;
}

static void set_best(matcher *m, uint32_t question, uint64_t total)
{
    const size_t count = m->edition->form->question_count;

    for (size_t i = count - question; i <= count; i += i & (~i + 1)) {
        m->best[i] = total > m->best[i] ? total : m->best[i];
    }
}

static bool in_columns(const matcher *m, const pair *p)
{
    const uint32_t column = m->out->column;

    return column == UINT32_MAX ||
           (p->site->column <= column + INDENT && p->site->column + INDENT >= column);
}

/* Totals of the chains, from the last row up: rows and questions both rise. The best of all. */
static uint64_t weigh_chains(matcher *m)
{
    uint64_t best = 0;

    memset(m->best, 0, (m->edition->form->question_count + 1) * sizeof *m->best);
    for (size_t end = m->count; end > 0;) {
        size_t begin = end;
        while (begin > 0 && m->pairs[begin - 1].site->row == m->pairs[end - 1].site->row) {
            pair *p = &m->pairs[--begin];
            p->total = in_columns(m, p) ? p->worth + best_behind(m, p->question) : 0;
        }
        for (size_t i = begin; i < end; i++) {
            best = m->pairs[i].total > best ? m->pairs[i].total : best;
            set_best(m, m->pairs[i].question, m->pairs[i].total);
        }
        end = begin;
    }
    return best;
}

/* Takes the pairs of the best chain into the rows, the earliest rows where several are as good. */
static void take_chain(matcher *m, uint64_t best)
{
    uint32_t last_row = UINT32_MAX;
    uint32_t last_question = 0;

    memset(m->out->questions, 0xFF, m->view->sheet->row_count * sizeof *m->out->questions);
    for (size_t i = 0; i < m->count && best > 0; i++) {
        const pair *p = &m->pairs[i];
        const bool first = last_row == UINT32_MAX;
        if (p->total != best || p->site->row == last_row ||
            (!first && p->question <= last_question)) {
            continue;
        }
        m->out->questions[p->site->row] = p->question;
        m->out->id_columns[p->site->row] = p->site->column;
        m->out->dated[p->site->row] = p->dated;
        last_row = p->site->row;
        last_question = p->question;
        best -= p->worth;
    }
}

/* The column that holds most of the chain. */
static uint32_t main_column(const matcher *m, const uint32_t *worth)
{
    uint32_t best = 0;

    for (uint32_t c = 1; c < MDS_LIMIT_COLUMNS; c++) {
        best = worth[c] > worth[best] ? c : best;
    }
    return worth[best] > 0 ? best : m->out->column;
}

static bool find_chain(matcher *m)
{
    const size_t rows = m->view->sheet->row_count;
    uint32_t *worth = mds_arena_alloc(m->scratch, MDS_LIMIT_COLUMNS, sizeof *worth);

    m->best = mds_arena_alloc(m->scratch, m->edition->form->question_count + 1, sizeof *m->best);
    if (worth == NULL || m->best == NULL) {
        return false;
    }
    m->out->column = UINT32_MAX;
    take_chain(m, weigh_chains(m));
    for (size_t r = 0; r < rows; r++) {
        worth[m->out->id_columns[r]] += m->out->questions[r] != MDS_NO_ORDINAL;
    }
    m->out->column = main_column(m, worth);
    if (m->out->column != UINT32_MAX) {
        take_chain(m, weigh_chains(m));
    }
    for (size_t r = 0; r < rows; r++) {
        if (m->out->questions[r] != MDS_NO_ORDINAL && m->out->id_columns[r] > m->last_column) {
            m->last_column = m->out->id_columns[r];
        }
    }
    return true;
}

/* The text behind the sign that a line of a list begins with; \p sign: whether there is one. */
static const char *skip_bullet(const mds_catalog *catalog, const char *text, bool *sign)
{
    const mds_sign first = mds_sign__at(text);

    *sign = first.kind == MDS_SIGN_ENCLOSED;
    text += *sign ? first.length : 0;
    for (;;) {
        const size_t n = mds_words__at(catalog, MDS_WORDS_BULLET_SIGNS, text);
        const mds_sign next = mds_sign__at(text);
        if (n == 0 && next.kind != MDS_SIGN_BLANK) {
            return text;
        }
        *sign = *sign || n > 0;
        text += n > 0 ? n : next.length;
    }
}

/* The question without a number, from \p first up to \p end, that a line's key begins with: the
 * longest of its words. */
static uint32_t find_bullet(const mds_form *form, uint32_t first, uint32_t end, const char *key)
{
    uint32_t found = MDS_NO_ORDINAL;
    size_t longest = 0;

    for (uint32_t q = first; q < end; q++) {
        const mds_strings *bullet = &form->questions[q].bullet;
        for (size_t i = 0; i < bullet->count; i++) {
            const size_t n = strlen(bullet->at[i]);
            if (n > longest && strncmp(key, bullet->at[i], n) == 0) {
                longest = n;
                found = q;
            }
        }
    }
    return found;
}

static bool match_line(matcher *m, size_t r, uint32_t first, uint32_t end)
{
    const mds_grid_row *row = &m->view->sheet->rows[r];

    for (size_t i = 0; i < row->count; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        bool sign = false;
        if (cell->spread || cell->column + 1 < m->out->column ||
            cell->column > m->last_column + INDENT) {
            continue;
        }
        const char *text = skip_bullet(m->edition->catalog, cell->text, &sign);
        if (!sign && !m->view->rows[r].answer && strlen(text) > SHORT_LINE) {
            continue;
        }
        const mds_arena_mark before = mds_arena_marked(m->scratch);
        const char *key = head_key(m->scratch, text, HEAD_BYTES);
        if (key == NULL) {
            return false;
        }
        const uint32_t q = find_bullet(m->edition->form, first, end, key);
        mds_arena_rewind(m->scratch, before);
        if (q != MDS_NO_ORDINAL) {
            m->out->questions[r] = q;
            m->out->id_columns[r] = cell->column;
            return true;
        }
    }
    return true;
}

/* Whether any question from \p first up to \p end has no number. */
static bool has_bullets(const mds_form *form, uint32_t first, uint32_t end)
{
    for (uint32_t q = first; q < end; q++) {
        if (form->questions[q].bullet.count > 0) {
            return true;
        }
    }
    return false;
}

/* The question of the first chain row from \p r on; the form's end when there is none. */
static uint32_t next_question(const matcher *m, size_t r)
{
    while (r < m->view->sheet->row_count && m->out->questions[r] == MDS_NO_ORDINAL) {
        r++;
    }
    return r < m->view->sheet->row_count ? m->out->questions[r]
                                         : (uint32_t)m->edition->form->question_count;
}

/* Lines without a number, between the chain's rows. */
static bool match_lines(matcher *m)
{
    uint32_t first = 0;
    uint32_t end = next_question(m, 0);
    bool bullets = has_bullets(m->edition->form, first, end);

    for (size_t r = 0; r < m->view->sheet->row_count && m->out->column != UINT32_MAX; r++) {
        if (m->out->questions[r] != MDS_NO_ORDINAL) {
            first = m->out->questions[r] + 1;
            end = next_question(m, r + 1);
            bullets = has_bullets(m->edition->form, first, end);
        } else if (bullets && !match_line(m, r, first, end)) {
            return false;
        }
    }
    return true;
}

static bool taken(const matcher *m, uint32_t question)
{
    for (size_t r = 0; r < m->view->sheet->row_count; r++) {
        if (m->out->questions[r] == question) {
            return true;
        }
    }
    return false;
}

/* Whether a number has the shape of the edition's items. */
static bool is_item(const matcher *m, const mds_number *number)
{
    return !number->dated && (m->edition->index.chapters ? number->count > 1 : !number->relative);
}

/* An item outside the chain that an answer or its clauses back: out of order, there twice, or none
 * of this edition. */
static void match_stray(matcher *m, const mds_site *site)
{
    const mds_view_row *row = &m->view->rows[site->row];
    uint32_t found = MDS_NO_ORDINAL;
    bool known = false;

    for (size_t n = 0; n < site->count; n++) {
        uint32_t questions[SCOPES];
        const size_t count =
            site->numbers[n].dated ? 0 : questions_of(questions, m, site, &site->numbers[n]);
        for (size_t i = 0; i < count; i++) {
            const uint32_t q = questions[i];
            const bool cited =
                mds_clauses__compare(&row->clauses, &m->edition->clauses[q]) >= MDS_CLAUSES_SOME;
            const bool fresh = !taken(m, q);
            /* "(4)" below its chapter says enough, once. */
            const bool backed = row->answer || cited || (site->numbers[n].relative && fresh);
            known = true;
            if (backed && (found == MDS_NO_ORDINAL || fresh)) {
                found = q;
            }
        }
    }
    if (found != MDS_NO_ORDINAL) {
        m->out->questions[site->row] = found;
        m->out->id_columns[site->row] = site->column;
    } else if (!known && row->answer && is_item(m, &site->numbers[0])) {
        m->out->unknown[m->out->unknown_count++] = site->row;
    }
}

/* Strays are looked up one by one, so there is a bound; no form has so many. */
enum { MOST_STRAYS = 200 };

static void match_strays(matcher *m)
{
    size_t strays = 0;

    for (size_t i = 0; i < m->view->site_count && strays < MOST_STRAYS; i++) {
        const mds_site *site = &m->view->sites[i];
        const mds_view_row *row = &m->view->rows[site->row];
        if (site->column == m->out->column &&
            (row->answer || row->clauses.count > 0 || m->edition->index.chapters) &&
            m->out->questions[site->row] == MDS_NO_ORDINAL) {
            match_stray(m, site);
            strays++;
        }
    }
}

static void judge_row(matcher *m, size_t r, uint32_t *last_bullet)
{
    const mds_view_row *row = &m->view->rows[r];
    const uint32_t q = m->out->questions[r];
    const mds_question *question = &m->edition->form->questions[q];
    mds_fit *fit = &m->out->fit;
    const mds_clauses_match clauses = mds_clauses__compare(&row->clauses, &m->edition->clauses[q]);
    const bool applicable = question->answer_set == MDS_ANSWERS_APPLICABLE;

    fit->backed += row->answer || clauses >= MDS_CLAUSES_SOME;
    fit->deep += strchr(question->id, '.') != NULL && question->bullet.count == 0;
    fit->same += clauses == MDS_CLAUSES_SAME;
    fit->other += clauses == MDS_CLAUSES_OTHER;
    fit->sets += question->kind == MDS_QUESTION_CHOICE &&
                 ((applicable && row->applicable) || (!applicable && row->three));
    fit->misfits += question->kind == MDS_QUESTION_CHOICE &&
                    ((!applicable && row->applicable) || (applicable && row->three));
    if (question->bullet.count > 0) {
        fit->disorder += *last_bullet != MDS_NO_ORDINAL && q < *last_bullet;
        *last_bullet = q;
    } else {
        *last_bullet = MDS_NO_ORDINAL;
    }
}

static bool judge(matcher *m)
{
    const size_t count = m->edition->form->question_count;
    bool *seen = mds_arena_alloc(m->scratch, count, sizeof *seen);
    uint32_t last_bullet = MDS_NO_ORDINAL;

    if (seen == NULL) {
        return false;
    }
    for (size_t r = 0; r < m->view->sheet->row_count; r++) {
        const uint32_t q = m->out->questions[r];
        if (q == MDS_NO_ORDINAL) {
            continue;
        }
        m->out->fit.found += !seen[q];
        seen[q] = true;
        judge_row(m, r, &last_bullet);
    }
    m->out->fit.unknown = m->out->unknown_count;
    return true;
}

bool mds_match__sheet(mds_matched *out, mds_arena *scratch, const mds_edition *edition,
                      const mds_view *view)
{
    const size_t rows = view->sheet->row_count;
    matcher m = {.scratch = scratch, .edition = edition, .view = view, .out = out};

    *out = (mds_matched){.questions = mds_arena_alloc(scratch, rows, sizeof *out->questions),
                         .id_columns = mds_arena_alloc(scratch, rows, sizeof *out->id_columns),
                         .dated = mds_arena_alloc(scratch, rows, sizeof *out->dated),
                         .unknown = mds_arena_alloc(scratch, MOST_STRAYS, sizeof *out->unknown)};
    if (out->questions == NULL || out->id_columns == NULL || out->dated == NULL ||
        out->unknown == NULL) {
        return false;
    }
    for (size_t i = 0; i < view->site_count; i++) {
        if (!add_pairs(&m, &view->sites[i])) {
            return false;
        }
    }
    if (!find_chain(&m) || !match_lines(&m)) {
        return false;
    }
    match_strays(&m);
    return judge(&m);
}

bool mds_fit__holds(const mds_fit *fit)
{
    return fit->found > 0 && (fit->backed * 4 >= fit->found || fit->deep >= 3);
}

void mds_fit__add(mds_fit *to, const mds_fit *from)
{
    to->found += from->found;
    to->backed += from->backed;
    to->deep += from->deep;
    to->same += from->same;
    to->other += from->other;
    to->sets += from->sets;
    to->misfits += from->misfits;
    to->disorder += from->disorder;
    to->unknown += from->unknown;
}

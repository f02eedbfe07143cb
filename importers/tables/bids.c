/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights, pairwise judgements and support dates out of small tables. */
#include "small_table.h"

#include "base/date.h"
#include "base/num.h"
#include "base/utf8.h"
#include <math.h>
#include <string.h>

typedef struct reading {
    mds_arena *arena;
    const mds_catalog *catalog;
    const small_table *table;
    bool refused;      /* something was wrong, and said */
    mds_status status; /* memory */
} reading;

/* "a, b, c" */
static const char *known_criteria(reading *r)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t i = 0; i < r->catalog->criterion_count; i++) {
        mds_strbuf_printf(&list, "%s%s", i > 0 ? ", " : "", r->catalog->criteria[i].id);
    }
    const char *text = mds_strbuf_copy(&list, r->arena);
    mds_strbuf_finish(&list);
    return text != NULL ? text : "";
}

static void refuse_value(reading *r, const small_cell *cell, const char *name, const char *allowed)
{
    r->refused = true;
    mds_diag_add(r->table->diags, MDS_D_COMPARE_VALUE, r->table->file, cell->where, name,
                 cell->text, allowed, NULL);
}

/* The criterion that a cell names, entered in \p first as seen there; MDS_NO_ORDINAL and said when
 * it is none, or none again. */
static uint32_t criterion_of(reading *r, const small_cell *cell, const small_cell **first)
{
    const uint32_t ordinal = mds_compare_criterion(r->catalog, cell->text);

    if (ordinal == MDS_NO_ORDINAL) {
        r->refused = true;
        mds_diag_add(r->table->diags, MDS_D_COMPARE_NAME_UNKNOWN, r->table->file, cell->where,
                     cell->text, known_criteria(r), NULL);
        return MDS_NO_ORDINAL;
    }
    if (first[ordinal] != NULL) {
        r->refused = true;
        mds_diag_add(r->table->diags, MDS_D_COMPARE_NAME_TWICE, r->table->file, cell->where,
                     cell->text, first[ordinal]->where, NULL);
        return MDS_NO_ORDINAL;
    }
    first[ordinal] = cell;
    return ordinal;
}

/* A row without any text is no row; nor is a comment. */
static bool says_nothing(const small_cell *cell)
{
    return cell->text[0] == '\0' || cell->text[0] == '#' || strncmp(cell->text, "//", 2) == 0;
}

static void warn_missing(reading *r, const small_cell *const *first)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t i = 0; i < r->catalog->criterion_count; i++) {
        if (first[i] == NULL) {
            mds_strbuf_printf(&list, "%s%s", list.n > 0 ? ", " : "", r->catalog->criteria[i].id);
        }
    }
    if (list.n > 0 && !r->refused) {
        mds_diag_add(r->table->diags, MDS_D_COMPARE_WEIGHT_MISSING, r->table->file, NULL, list.p,
                     NULL);
    }
    if (list.status != MDS_OK) {
        r->status = list.status;
    }
    mds_strbuf_finish(&list);
}

static void check_sum(reading *r, double sum)
{
    char text[MDS_NUM_SIZE];

    if (r->refused) {
        return;
    }
    if (!(sum > 0.0)) {
        r->refused = true;
        mds_diag_add(r->table->diags, MDS_D_COMPARE_WEIGHTS_ZERO, r->table->file, NULL, NULL);
    } else if (fabs(sum - 1.0) > 1e-6) {
        mds_num_significant(text, sum, 6);
        mds_diag_add(r->table->diags, MDS_D_COMPARE_WEIGHT_SUM, r->table->file, NULL, text, NULL);
    }
}

static void read_list(reading *r, double *weights, const small_cell **first, size_t name_column,
                      size_t weight_column)
{
    double sum = 0.0;

    for (size_t row = 1; row < r->table->rows; row++) {
        const small_cell *name = mds_small__table_at(r->table, row, name_column);
        const small_cell *cell = mds_small__table_at(r->table, row, weight_column);
        double weight = 0.0;
        if (says_nothing(name)) {
            continue;
        }
        const uint32_t criterion = criterion_of(r, name, first);
        if (criterion == MDS_NO_ORDINAL) {
            continue;
        }
        if (!mds_num_parse(&weight, (mds_sv){cell->text, strlen(cell->text)}) || weight < 0.0 ||
            weight > 1e6) {
            refuse_value(r, cell->where[0] != '\0' ? cell : name, name->text, "0 .. 1000000");
            continue;
        }
        weights[criterion] = weight;
        sum += weight;
    }
    warn_missing(r, first);
    check_sum(r, sum);
}

/* Saaty's scale ends at 9; 1/9 is printed as .11, too. */
#define SCALE_LEAST 0.11
#define SCALE_MOST 9.0
/* .13 is printed for 1/8. */
#define MIRROR_SLACK 0.05

/* "strongly more": the words of the scale, in either language. */
static bool parse_words(double *out, const reading *r, const char *text)
{
    static const struct {
        const char *text;
        double value;
    } words[] = {{"importance.equal", 1.0},
                 {"importance.moderately_more", 3.0},
                 {"importance.strongly_more", 5.0},
                 {"importance.very_strongly_more", 7.0},
                 {"importance.extremely_more", 9.0},
                 {"importance.moderately_less", 1.0 / 3.0},
                 {"importance.strongly_less", 1.0 / 5.0},
                 {"importance.very_strongly_less", 1.0 / 7.0},
                 {"importance.extremely_less", 1.0 / 9.0}};
    const char *key = mds_utf8_key(r->arena, text);

    for (size_t i = 0; key != NULL && i < sizeof words / sizeof words[0]; i++) {
        for (int lang = 0; lang < MDS_LANG__COUNT; lang++) {
            const char *word =
                mds_utf8_key(r->arena, mds_catalog_text(r->catalog, (mds_lang)lang, words[i].text));
            if (word != NULL && strcmp(word, key) == 0) {
                *out = words[i].value;
                return true;
            }
        }
    }
    return false;
}

/* "3", "0.2", "1/5", or words. */
static bool parse_judgement(double *out, const reading *r, const char *text)
{
    const char *slash = strchr(text, '/');
    const size_t n = slash != NULL ? (size_t)(slash - text) : strlen(text);
    double over = 1.0;

    if (parse_words(out, r, text)) {
        return true;
    }
    if (!mds_num_parse(out, (mds_sv){text, n}) ||
        (slash != NULL && !mds_num_parse(&over, (mds_sv){slash + 1, strlen(slash + 1)}))) {
        return false;
    }
    *out /= over;
    return isfinite(*out) && *out >= SCALE_LEAST && *out <= SCALE_MOST;
}

static void refuse_judgement(reading *r, const small_cell *cell, const char *row,
                             const char *column)
{
    mds_strbuf pair;

    mds_strbuf_init(&pair, 512);
    mds_strbuf_printf(&pair, "%s : %s", row, column);
    refuse_value(r, cell, pair.p, "1/9 .. 9");
    mds_strbuf_finish(&pair);
}

/* One judgement and its mirror; either may be left out. */
static void read_pair(reading *r, double *matrix, size_t n, size_t i, size_t j)
{
    const small_cell *upper = mds_small__table_at(r->table, i + 1, j + 1);
    const small_cell *lower = mds_small__table_at(r->table, j + 1, i + 1);
    const char *row = mds_small__table_at(r->table, i + 1, 0)->text;
    const char *column = mds_small__table_at(r->table, j + 1, 0)->text;
    const bool has_upper = upper->text[0] != '\0';
    const bool has_lower = lower->text[0] != '\0';
    double a = 1.0;
    double b = 1.0;

    if ((has_upper || !has_lower) && !parse_judgement(&a, r, upper->text)) {
        const small_cell at = {
            upper->text, has_upper ? upper->where : mds_small__table_at(r->table, i + 1, 0)->where};
        refuse_judgement(r, &at, row, column);
        return;
    }
    if (has_lower && !parse_judgement(&b, r, lower->text)) {
        refuse_judgement(r, lower, column, row);
        return;
    }
    if (has_upper && has_lower && fabs(a * b - 1.0) > MIRROR_SLACK) {
        r->refused = true;
        mds_diag_add(r->table->diags, MDS_D_COMPARE_RECIPROCAL, r->table->file, lower->where, row,
                     column, upper->text, lower->text, NULL);
        return;
    }
    a = has_upper ? a : 1.0 / b;
    matrix[i * n + j] = a;
    matrix[j * n + i] = 1.0 / a;
}

static void read_diagonal(reading *r, double *matrix, size_t n, size_t i)
{
    const small_cell *cell = mds_small__table_at(r->table, i + 1, i + 1);
    double one = 1.0;

    if (cell->text[0] != '\0' &&
        (!parse_judgement(&one, r, cell->text) || one < 1.0 || one > 1.0)) {
        refuse_value(r, cell, mds_small__table_at(r->table, i + 1, 0)->text, "1");
    }
    matrix[i * n + i] = 1.0;
}

static void warn_inconsistent(reading *r, const mds_ahp *ahp)
{
    char cr[MDS_NUM_SIZE];
    char limit[MDS_NUM_SIZE];
    mds_strbuf odd;

    if (!(ahp->cr > MDS_AHP_CR_LIMIT)) {
        return;
    }
    mds_num_significant(cr, ahp->cr, 3);
    mds_num_significant(limit, MDS_AHP_CR_LIMIT, 3);
    const small_cell *cell = mds_small__table_at(r->table, ahp->odd_row + 1, ahp->odd_column + 1);
    mds_strbuf_init(&odd, 512);
    mds_strbuf_printf(&odd, "%s : %s", mds_small__table_at(r->table, ahp->odd_row + 1, 0)->text,
                      mds_small__table_at(r->table, ahp->odd_column + 1, 0)->text);
    mds_diag_add(r->table->diags, MDS_D_COMPARE_INCONSISTENT, r->table->file, cell->where, cr,
                 limit, odd.p, NULL);
    mds_strbuf_finish(&odd);
}

static void read_matrix(reading *r, mds_stated_weights *out, double *weights,
                        const small_cell **first)
{
    const size_t n = r->table->rows - 1;
    double *matrix = mds_arena_alloc(r->arena, n * n, sizeof *matrix);
    uint32_t *criteria = mds_arena_alloc(r->arena, n, sizeof *criteria);
    mds_ahp *ahp = mds_arena_alloc(r->arena, 1, sizeof *ahp);

    if (matrix == NULL || criteria == NULL || ahp == NULL) {
        r->status = mds_arena_status(r->arena);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const small_cell *name = mds_small__table_at(r->table, i + 1, 0);
        criteria[i] = criterion_of(r, name, first);
        if (strcmp(name->text, mds_small__table_at(r->table, 0, i + 1)->text) != 0) {
            refuse_value(r, mds_small__table_at(r->table, 0, i + 1), name->text, name->text);
        }
        read_diagonal(r, matrix, n, i);
        for (size_t j = i + 1; j < n; j++) {
            read_pair(r, matrix, n, i, j);
        }
    }
    if (r->refused) {
        return;
    }
    r->status = mds_ahp_weights(ahp, r->arena, matrix, n);
    if (r->status != MDS_OK) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        weights[criteria[i]] = ahp->weights[i];
    }
    warn_missing(r, first);
    warn_inconsistent(r, ahp);
    out->ahp = ahp;
    out->ahp_criteria = criteria;
}

mds_status mds_import_weights(mds_stated_weights *out, mds_arena *arena, const mds_catalog *catalog,
                              const mds_source *source, mds_diags *diags)
{
    small_table table;
    mds_status status = mds_small__table_read(&table, arena, source, diags);

    if (status != MDS_OK) {
        return status;
    }
    reading r = {.arena = arena, .catalog = catalog, .table = &table, .status = MDS_OK};
    double *weights = mds_arena_alloc(arena, catalog->criterion_count, sizeof *weights);
    const small_cell **first = mds_arena_alloc(arena, catalog->criterion_count, sizeof *first);
    if (weights == NULL || first == NULL) {
        return mds_arena_status(arena);
    }
    mds_stated_weights result = {.weights = weights};
    const size_t name = mds_small__table_column(&table, "criterion");
    const size_t weight = mds_small__table_column(&table, "weight");
    if (name < table.columns && weight < table.columns) {
        read_list(&r, weights, first, name, weight);
    } else if (table.rows == table.columns && table.rows > 1 && table.rows <= MDS_AHP_MAX + 1) {
        read_matrix(&r, &result, weights, first);
    } else {
        mds_diag_add(diags, MDS_D_COMPARE_NOT_ONE, table.file, NULL,
                     "criterion,weight / pairwise (2..15)", NULL);
        return MDS_EFORMAT;
    }
    if (r.status == MDS_OK && r.refused) {
        r.status = MDS_EFORMAT;
    }
    if (r.status == MDS_OK) {
        *out = result;
    }
    return r.status;
}

static int32_t read_date(reading *r, size_t row, size_t column, const char *name)
{
    mds_day day = MDS_DAY_NONE;

    if (column >= r->table->columns) {
        return MDS_DAY_NONE;
    }
    const small_cell *cell = mds_small__table_at(r->table, row, column);
    if (cell->text[0] != '\0' && !mds_date_parse(&day, (mds_sv){cell->text, strlen(cell->text)})) {
        r->refused = true;
        mds_diag_add(r->table->diags, MDS_D_DEPLOYMENT_DATE, r->table->file, cell->where, name,
                     cell->text, NULL);
    }
    return day;
}

static void check_order(const reading *r, const mds_bid_terms *terms)
{
    char eol[MDS_DATE_SIZE];
    char eos[MDS_DATE_SIZE];

    if (terms->end_of_life == MDS_DAY_NONE || terms->end_of_support == MDS_DAY_NONE ||
        terms->end_of_life <= terms->end_of_support) {
        return;
    }
    mds_date_format(eol, terms->end_of_life);
    mds_date_format(eos, terms->end_of_support);
    mds_diag_add(r->table->diags, MDS_D_DEPLOYMENT_DATE_ORDER, r->table->file, terms->where,
                 "end_of_life", eol, "end_of_support", eos, NULL);
}

static void check_twice(reading *r, const mds_bid_terms *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].bid, list[count].bid) == 0) {
            r->refused = true;
            mds_diag_add(r->table->diags, MDS_D_COMPARE_NAME_TWICE, r->table->file,
                         list[count].where, list[count].bid, list[i].where, NULL);
            return;
        }
    }
}

/* Any currency, any words: it is shown and not reckoned with. */
static const char *read_price(const small_table *table, size_t row, size_t column)
{
    const char *text = column < table->columns ? mds_small__table_at(table, row, column)->text : "";

    return text[0] != '\0' ? text : NULL;
}

mds_status mds_import_bid_terms(const mds_bid_terms **out, size_t *count, mds_arena *arena,
                                const mds_source *source, mds_diags *diags)
{
    small_table table;
    mds_status status = mds_small__table_read(&table, arena, source, diags);

    if (status != MDS_OK) {
        return status;
    }
    reading r = {.arena = arena, .table = &table};
    const size_t bid = mds_small__table_column(&table, "bid");
    const size_t eol = mds_small__table_column(&table, "end_of_life");
    const size_t eos = mds_small__table_column(&table, "end_of_support");
    const size_t price = mds_small__table_column(&table, "price");
    const bool dated = eol < table.columns || eos < table.columns;
    mds_bid_terms *list = mds_arena_alloc(arena, table.rows, sizeof *list);
    size_t n = 0;
    if (list == NULL) {
        return mds_arena_status(arena);
    }
    if (bid == table.columns || (!dated && price == table.columns)) {
        mds_diag_add(diags, MDS_D_COMPARE_NOT_ONE, table.file, NULL,
                     "bid,end_of_life,end_of_support,price", NULL);
        return MDS_EFORMAT;
    }
    for (size_t row = 1; row < table.rows; row++) {
        const small_cell *name = mds_small__table_at(&table, row, bid);
        if (says_nothing(name)) {
            continue;
        }
        list[n] = (mds_bid_terms){.bid = name->text,
                                  .where = name->where,
                                  .dated = dated,
                                  .price = read_price(&table, row, price),
                                  .end_of_life = read_date(&r, row, eol, "end_of_life"),
                                  .end_of_support = read_date(&r, row, eos, "end_of_support")};
        check_order(&r, &list[n]);
        check_twice(&r, list, n);
        n++;
    }
    if (r.refused) {
        return MDS_EFORMAT;
    }
    *out = list;
    *count = n;
    return MDS_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of records: columns are found by their headings, rows by their kind. People fill it in
 * by hand, so that headings, kinds and words are taken in every language, as ids or as printed. */
#include <mdsrisk/import_records.h>

#include "base/date.h"
#include "base/json.h"
#include "base/num.h"
#include "base/utf8.h"
#include "container.h"
#include "deployment_build.h"
#include <stdio.h>
#include <string.h>

enum {
    FIELD_KIND,       /* fields are the members of MDS_MEMBERS_CONTROL in their order */
    FIELD_TITLE = 10, /* for the reader's eye: passed over */
    FIELD__COUNT,
    HEADING_ROWS = 100, /* among the first of a sheet */
    COLUMNS_NEEDED = 3  /* headings that make a row the heading row, the kind among them */
};

/* What a person may write for one thing: its id, or what is printed for it in a language. */
typedef struct word {
    const char *id;
    const char *keys[1 + MDS_LANG__COUNT];
} word;

typedef struct table {
    mds_deployment_build *b;
    word headings[FIELD__COUNT];
    word *choices[MDS_VALUES__COUNT]; /* of the lists that a record chooses from */
    const mds_deployment_member *fields;
    const mds_grid *grid;
    const mds_grid_sheet *sheet;
    uint32_t column[FIELD__COUNT]; /* MDS_NO_ORDINAL: not there */
} table;

static const char *key_of(table *t, const char *text)
{
    const char *key = mds_utf8_key(t->b->arena, text);
    if (key == NULL) {
        mds_deployment__no_memory(t->b);
        return "";
    }
    return key;
}

static word word_of(table *t, const char *id, const char *const printed[MDS_LANG__COUNT])
{
    word made = {.id = id, .keys = {key_of(t, id)}};
    for (unsigned lang = 0; lang < MDS_LANG__COUNT; lang++) {
        made.keys[1 + lang] = key_of(t, printed[lang]);
    }
    return made;
}

/* A word whose texts are in the catalog under "<prefix>.<id>". */
static word text_word(table *t, const char *prefix, const char *id)
{
    const char *printed[MDS_LANG__COUNT];
    char key[64];
    (void)snprintf(key, sizeof key, "%s.%s", prefix, id);
    for (unsigned lang = 0; lang < MDS_LANG__COUNT; lang++) {
        printed[lang] = mds_catalog_text(t->b->from.catalog, (mds_lang)lang, key);
    }
    return word_of(t, id, printed);
}

static const char *name_of(const table *t, size_t field)
{
    return field < FIELD_TITLE ? t->fields[field].name : "title";
}

static void learn_choices(table *t, mds_value_set list)
{
    const size_t count = mds_value_set_size(&t->b->from, list);
    word *words = mds_arena_alloc(t->b->arena, count, sizeof *words);

    if (words == NULL) {
        mds_deployment__no_memory(t->b);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *printed[MDS_LANG__COUNT];
        for (unsigned lang = 0; lang < MDS_LANG__COUNT; lang++) {
            printed[lang] = mds_value_title(&t->b->from, list, i, (mds_lang)lang);
        }
        words[i] = word_of(t, mds_value_id(&t->b->from, list, i), printed);
    }
    t->choices[list] = words;
}

/* Keys are made once: a table may have a hundred thousand rows. */
static bool learn_words(table *t)
{
    size_t count = 0;

    t->fields = mds_deployment_members(MDS_MEMBERS_CONTROL, &count);
    for (unsigned i = 0; i < FIELD__COUNT; i++) {
        t->headings[i] = text_word(t, "records.column", name_of(t, i));
    }
    for (size_t i = 0; i < count; i++) {
        if (t->fields[i].type == MDS_MEMBER_CHOICE) {
            learn_choices(t, t->fields[i].values);
        }
    }
    return t->b->failed == MDS_OK;
}

/* Index of the word that \p text is, or \p count. */
static size_t find_word(table *t, const word *words, size_t count, const char *text)
{
    const char *key = key_of(t, text);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < 1 + MDS_LANG__COUNT; k++) {
            if (strcmp(words[i].keys[k], key) == 0) {
                return i;
            }
        }
    }
    return count;
}

/* The id of the choice that \p text is; \p text itself when it is none, to be refused as it
 * is. */
static const char *id_of(table *t, mds_value_set list, const char *text)
{
    const size_t count = mds_value_set_size(&t->b->from, list);
    const size_t i = find_word(t, t->choices[list], count, text);

    return i < count ? t->choices[list][i].id : text;
}

static uint32_t field_of(table *t, const char *cell)
{
    size_t i = find_word(t, t->headings, FIELD__COUNT, cell);
    return i < FIELD__COUNT ? (uint32_t)i : MDS_NO_ORDINAL;
}

static const char *place(const table *t, uint32_t row, uint32_t column)
{
    const char *where = mds_grid__where(t->b->arena, t->grid, t->sheet, row, column);
    return where != NULL ? where : "";
}

/* Maps the columns of a row; false when it is not the heading row. */
static bool read_heading(table *t, const mds_grid_row *row)
{
    size_t known = 0;
    for (size_t f = 0; f < FIELD__COUNT; f++) {
        t->column[f] = MDS_NO_ORDINAL;
    }
    for (size_t i = 0; i < row->count; i++) {
        uint32_t field = field_of(t, row->cells[i].text);
        if (field != MDS_NO_ORDINAL && t->column[field] == MDS_NO_ORDINAL) {
            t->column[field] = row->cells[i].column;
            known++;
        }
    }
    return known >= COLUMNS_NEEDED && t->column[FIELD_KIND] != MDS_NO_ORDINAL;
}

/* Columns that the table has and we do not know, or know already, once the heading row is found. */
static void report_heading(table *t, const mds_grid_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        const mds_grid_cell *cell = &row->cells[i];
        uint32_t field = field_of(t, cell->text);
        const char *where = place(t, cell->line, cell->column);
        if (field == MDS_NO_ORDINAL) {
            mds_diag_add(t->b->diags, MDS_D_RECORDS_COLUMN, t->b->file, where, cell->text, NULL);
        } else if (t->column[field] != cell->column) {
            t->b->refused = true;
            mds_diag_add(t->b->diags, MDS_D_DEPLOYMENT_TWICE, t->b->file, where, name_of(t, field),
                         place(t, row->number, t->column[field]), NULL);
        }
    }
}

/* A spreadsheet's date that lost its format is five digits. */
static const char *date_text(const table *t, const char *text, bool epoch_1904)
{
    double serial = 0;
    mds_day day;
    char iso[MDS_DATE_SIZE];
    const size_t n = strlen(text);
    if (n != 5 || strspn(text, "0123456789") != n || !mds_num_parse(&serial, (mds_sv){text, n}) ||
        !mds_date_from_serial(&day, serial, epoch_1904)) {
        return text;
    }
    mds_date_format(iso, day);
    const char *made = mds_arena_strndup(t->b->arena, iso, strlen(iso));
    return made != NULL ? made : text;
}

static void set_field(table *t, mds_control_record *record, uint32_t field, const char *text,
                      const char *where)
{
    const mds_deployment_member *member = &t->fields[field];
    const char *value = mds_deployment__keep(t->b, text);

    if (member->type == MDS_MEMBER_CHOICE) {
        value = id_of(t, member->values, value);
    } else if (member->type == MDS_MEMBER_DATE) {
        value = date_text(t, value, t->grid != NULL && t->grid->epoch_1904);
    }
    mds_deployment__set_entry(t->b, MDS_MEMBERS_CONTROL, record, member, member->name, value,
                              where);
}

static mds_control_record *begin_record(table *t, const char *kind, const char *where)
{
    const char *id = id_of(t, MDS_VALUES_CONTROL, kind);
    const uint32_t ordinal =
        mds_deployment__naming(t->b, MDS_MEMBERS_CONTROL, id, name_of(t, FIELD_KIND), where);

    return ordinal != MDS_NO_ORDINAL
               ? mds_deployment__add_entry(t->b, MDS_MEMBERS_CONTROL, ordinal, where)
               : NULL;
}

/* A row that names a kind and nothing else is one of the form that nobody has filled in. */
static bool is_blank(const table *t, const mds_grid_row *row)
{
    for (size_t f = FIELD_KIND + 1; f < FIELD_TITLE; f++) {
        if (t->column[f] != MDS_NO_ORDINAL && mds_grid__at(row, t->column[f]) != NULL) {
            return false;
        }
    }
    return true;
}

static void read_row(table *t, const mds_grid_row *row)
{
    const mds_grid_cell *kind = mds_grid__at(row, t->column[FIELD_KIND]);
    if (is_blank(t, row)) {
        return;
    }
    const char *where = place(t, kind != NULL ? kind->line : row->number, t->column[FIELD_KIND]);
    if (kind == NULL) {
        t->b->refused = true;
        mds_diag_add(t->b->diags, MDS_D_DEPLOYMENT_UNNAMED, t->b->file, where,
                     name_of(t, FIELD_KIND), NULL);
        return;
    }
    mds_control_record *record = begin_record(t, mds_deployment__keep(t->b, kind->text), where);
    for (uint32_t f = FIELD_KIND + 1; f < FIELD_TITLE && record != NULL; f++) {
        const mds_grid_cell *cell =
            t->column[f] != MDS_NO_ORDINAL ? mds_grid__at(row, t->column[f]) : NULL;
        if (cell != NULL) {
            set_field(t, record, f, cell->text, place(t, cell->line, cell->column));
        }
    }
}

static void not_records(table *t)
{
    t->b->refused = true;
    mds_diag_add(t->b->diags, MDS_D_RECORDS_NOT_ONE, t->b->file, NULL, NULL);
}

/* The first sheet with a heading row is the table; another one explains how to fill it in. */
static bool read_grid(table *t, const mds_grid *grid)
{
    t->grid = grid;
    for (size_t s = 0; s < grid->sheet_count; s++) {
        t->sheet = &grid->sheets[s];
        for (size_t r = 0; r < t->sheet->row_count && r < HEADING_ROWS; r++) {
            if (read_heading(t, &t->sheet->rows[r])) {
                report_heading(t, &t->sheet->rows[r]);
                for (r++; r < t->sheet->row_count; r++) {
                    read_row(t, &t->sheet->rows[r]);
                }
                return true;
            }
        }
    }
    return false;
}

static void read_object(table *t, const mds_json *object, size_t i)
{
    char where[64];
    (void)snprintf(where, sizeof where, "records[%zu]", i);
    const char *kind = mds_json_string(mds_json_member(object, name_of(t, FIELD_KIND)), "");
    if (kind[0] == '\0') {
        t->b->refused = true;
        mds_diag_add(t->b->diags, MDS_D_DEPLOYMENT_UNNAMED, t->b->file, where,
                     name_of(t, FIELD_KIND), NULL);
        return;
    }
    mds_control_record *record = begin_record(t, kind, where);
    for (const mds_json *m = mds_json_first(object); m != NULL && record != NULL;
         m = mds_json_next(m)) {
        const char *name = mds_json_name(m);
        if (strncmp(name, "//", 2) == 0 || mds_json_is_null(m)) {
            continue;
        }
        uint32_t field = FIELD_KIND;
        while (field < FIELD_TITLE && strcmp(t->fields[field].name, name) != 0) {
            field++;
        }
        if (field == FIELD_TITLE) {
            mds_deployment__unknown(t->b, MDS_MEMBERS_CONTROL, name, name, where);
        } else if (!mds_json_is_string(m)) {
            t->b->refused = true;
            mds_diag_add(t->b->diags, MDS_D_JSON_MEMBER_TYPE, t->b->file, where, name, "string",
                         NULL);
        } else if (field != FIELD_KIND) {
            set_field(t, record, field, mds_json_string(m, ""), where);
        }
    }
}

static void read_root(table *t, const mds_json *root)
{
    const mds_json *records = mds_json_member(root, "records");
    const double version = mds_json_number(mds_json_member(root, "format_version"), -1);
    char found[MDS_NUM_SIZE];
    size_t i = 0;
    if (!mds_json_is_object(root) || !mds_json_is_array(records) ||
        strcmp(mds_json_string(mds_json_member(root, "kind"), ""), "compensating_records") != 0) {
        not_records(t);
        return;
    }
    if (version < MDS_RECORDS_FORMAT_VERSION || version > MDS_RECORDS_FORMAT_VERSION) {
        mds_num_exact(found, version);
        t->b->refused = true;
        mds_diag_add(t->b->diags, MDS_D_JSON_VERSION, t->b->file, "format_version", found, "1",
                     NULL);
        return;
    }
    for (const mds_json *at = mds_json_first(records); at != NULL; at = mds_json_next(at)) {
        read_object(t, at, i++);
    }
}

static mds_status read_json(table *t, const mds_source *source)
{
    mds_json *root = NULL;
    mds_status status = mds_json_parse(&root, t->b->file, (const char *)mds_source_bytes(source),
                                       mds_source_size(source), t->b->diags);
    if (status == MDS_OK) {
        read_root(t, root);
    }
    mds_json_free(root);
    return status;
}

static mds_status read_source(table *t, mds_grid *grid, const mds_source *source)
{
    if (mds_deployment__is_json(source)) {
        return read_json(t, source);
    }
    mds_grid__init(grid, t->b->arena, t->b->file, t->b->diags);
    const mds_status status = mds_container__read(grid, source);
    if (status == MDS_OK && !read_grid(t, grid)) {
        not_records(t);
    }
    return status;
}

/* The records of \p more behind those of \p base. */
static const mds_deployment *join(mds_arena *arena, const mds_deployment *base,
                                  const mds_deployment *more)
{
    mds_deployment *made = mds_arena_alloc(arena, 1, sizeof *made);
    mds_control_record *records =
        mds_arena_alloc(arena, base->record_count + more->record_count, sizeof *records);
    if (made == NULL || records == NULL) {
        return NULL;
    }
    *made = *base;
    made->file = base->file[0] != '\0' ? base->file : more->file;
    made->records = records;
    for (size_t i = 0; i < base->record_count; i++) {
        *records++ = base->records[i];
    }
    for (size_t i = 0; i < more->record_count; i++) {
        *records++ = more->records[i];
    }
    made->record_count = base->record_count + more->record_count;
    return made;
}

void mds_deployment__read_records(mds_deployment_build *b, const mds_grid *grid)
{
    table t = {.b = b};

    if (learn_words(&t)) {
        (void)read_grid(&t, grid);
    }
}

mds_status mds_import_records(const mds_deployment **out, mds_arena *arena,
                              const mds_catalog *catalog, const mds_policy *policy,
                              const mds_deployment *base, const mds_source *source,
                              mds_diags *diags)
{
    mds_deployment_build b = mds_deployment__build_start(arena, catalog, policy, source, diags);
    table t = {.b = &b};
    mds_grid grid;
    const mds_deployment *more = NULL;

    if (b.failed != MDS_OK || !learn_words(&t)) {
        return b.failed;
    }
    mds_status status = read_source(&t, &grid, source);
    if (status == MDS_OK) {
        status = mds_deployment__build_end(&more, &b);
    }
    if (status != MDS_OK) {
        return status;
    }
    const mds_deployment *made = join(arena, base, more);
    if (made == NULL) {
        return mds_grid__out_of_memory(arena, b.file, diags);
    }
    *out = made;
    return MDS_OK;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of proposals that a person has filled in: columns by their headings, in any language. */
#include <mdsrisk/import_review.h>

#include "base/map.h"
#include "base/utf8.h"
#include "container.h"
#include "words.h"
#include <stdio.h>
#include <string.h>

enum { HEADING_ROWS = 50, KEY_BYTES = 64, COLUMN_NONE = UINT16_MAX };

typedef enum field {
    FIELD_EDITION,
    FIELD_KNOWN,
    FIELD_ROW,
    FIELD_ACCEPT,
    FIELD_RELATION,
    FIELD_COMMENT,
    FIELD__COUNT
} field;

static const char *const names[FIELD__COUNT] = {
    [FIELD_EDITION] = "review_edition",   [FIELD_KNOWN] = "review_known",
    [FIELD_ROW] = "review_row",           [FIELD_ACCEPT] = "review_accept",
    [FIELD_RELATION] = "review_relation", [FIELD_COMMENT] = "review_comment"};

typedef struct table {
    mds_arena *arena;
    const mds_catalog *catalog;
    mds_diags *diags;
    mds_grid grid;
    const mds_grid_sheet *sheet;
    size_t first; /* index of the row below the headings */
    uint32_t columns[FIELD__COUNT];
    mds_reviewed *list;
    size_t count;
    mds_map *seen;        /* edition, known edition and row to its place in the list */
    bool refused, failed; /* a cell could not be read; memory is short */
} table;

static const char *key_of(table *t, const char *text)
{
    const char *key = mds_utf8_key(t->arena, text);

    t->failed = t->failed || key == NULL;
    return key != NULL ? key : "";
}

/* Whether \p key is the name or, in any language, the text under "<prefix>.<name>". */
static bool is_word(table *t, const char *key, const char *prefix, const char *name)
{
    char text[KEY_BYTES];

    if (strcmp(key, name) == 0) {
        return true;
    }
    (void)snprintf(text, sizeof text, "%s.%s", prefix, name);
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        if (strcmp(key, key_of(t, mds_catalog_text(t->catalog, (mds_lang)lang, text))) == 0) {
            return true;
        }
    }
    return false;
}

static bool read_headings(table *t, const mds_grid_row *row)
{
    for (size_t f = 0; f < FIELD__COUNT; f++) {
        t->columns[f] = COLUMN_NONE;
        for (size_t i = 0; i < row->count && t->columns[f] == COLUMN_NONE; i++) {
            const char *text = row->cells[i].text;
            if (strlen(text) < KEY_BYTES * 2 && is_word(t, key_of(t, text), "column", names[f])) {
                t->columns[f] = row->cells[i].column;
            }
        }
    }
    return t->columns[FIELD_EDITION] != COLUMN_NONE && t->columns[FIELD_KNOWN] != COLUMN_NONE &&
           t->columns[FIELD_ROW] != COLUMN_NONE && t->columns[FIELD_ACCEPT] != COLUMN_NONE;
}

static bool find_headings(table *t)
{
    for (size_t s = 0; s < t->grid.sheet_count; s++) {
        t->sheet = &t->grid.sheets[s];
        for (size_t r = 0; r < t->sheet->row_count && r < HEADING_ROWS; r++) {
            if (read_headings(t, &t->sheet->rows[r])) {
                t->first = r + 1;
                return true;
            }
        }
    }
    return false;
}

/* The needed columns by their headings in English and Japanese. */
static const char *needed(table *t)
{
    static const field fields[] = {FIELD_ACCEPT, FIELD_EDITION, FIELD_KNOWN, FIELD_ROW};
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        char key[KEY_BYTES];
        (void)snprintf(key, sizeof key, "column.%s", names[fields[i]]);
        mds_strbuf_printf(&list, "%s\"%s\" (%s)", i > 0 ? ", " : "",
                          mds_catalog_text(t->catalog, MDS_LANG_EN, key),
                          mds_catalog_text(t->catalog, MDS_LANG_JA, key));
    }
    const char *made = mds_strbuf_copy(&list, t->arena);
    mds_strbuf_finish(&list);
    t->failed = t->failed || made == NULL;
    return made != NULL ? made : "";
}

static const char *where(table *t, const mds_grid_row *row, uint32_t column)
{
    const char *place = mds_grid__where(t->arena, &t->grid, t->sheet, row->number, column);

    t->failed = t->failed || place == NULL;
    return place != NULL ? place : "";
}

static const char *text_at(table *t, const mds_grid_row *row, field f)
{
    const mds_grid_cell *cell =
        t->columns[f] != COLUMN_NONE ? mds_grid__at(row, t->columns[f]) : NULL;
    const mds_sv text =
        cell != NULL ? mds_words__trim((mds_sv){cell->text, strlen(cell->text)}) : (mds_sv){"", 0};
    const char *copy = mds_arena_strndup(t->arena, text.p, text.n);

    t->failed = t->failed || copy == NULL;
    return copy != NULL ? copy : "";
}

/* Every allowed word of a column, in English and Japanese. */
static const char *allowed(table *t, const char *prefix, const char *const *words, size_t count)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t i = 0; i < count; i++) {
        char key[KEY_BYTES];
        (void)snprintf(key, sizeof key, "%s.%s", prefix, words[i]);
        mds_strbuf_printf(&list, "%s%s (%s)", i > 0 ? ", " : "",
                          mds_catalog_text(t->catalog, MDS_LANG_EN, key),
                          mds_catalog_text(t->catalog, MDS_LANG_JA, key));
    }
    const char *made = mds_strbuf_copy(&list, t->arena);
    mds_strbuf_finish(&list);
    t->failed = t->failed || made == NULL;
    return made != NULL ? made : "";
}

static void refuse(table *t, const mds_grid_row *row, field f, const char *text,
                   const char *expected)
{
    char key[KEY_BYTES];

    (void)snprintf(key, sizeof key, "column.%s", names[f]);
    t->refused = true;
    mds_diag_add(t->diags, MDS_D_REVIEW_VALUE, t->grid.file, where(t, row, t->columns[f]), key,
                 text, expected, NULL);
}

static mds_reviewed_as read_verdict(table *t, const mds_grid_row *row, const char *text)
{
    static const char *const words[] = {"yes", "no"};
    const char *key = key_of(t, text);

    if (key[0] == '\0') {
        return MDS_REVIEWED_OPEN;
    }
    if (is_word(t, key, "learn.accept", "yes")) {
        return MDS_REVIEWED_ACCEPTED;
    }
    if (is_word(t, key, "learn.accept", "no")) {
        return MDS_REVIEWED_REFUSED;
    }
    if (mds_words__have(&t->catalog->words[MDS_WORDS_REVIEW_YES], key)) {
        return MDS_REVIEWED_ACCEPTED;
    }
    if (mds_words__have(&t->catalog->words[MDS_WORDS_REVIEW_NO], key)) {
        return MDS_REVIEWED_REFUSED;
    }
    refuse(t, row, FIELD_ACCEPT, text, allowed(t, "learn.accept", words, 2));
    return MDS_REVIEWED_OPEN;
}

static mds_relation read_relation(table *t, const mds_grid_row *row, const char *text)
{
    const char *words[MDS_RELATION__COUNT];
    const char *key = key_of(t, text);

    if (key[0] == '\0') {
        return MDS_RELATION__COUNT;
    }
    for (size_t i = 0; i < MDS_RELATION__COUNT; i++) {
        words[i] = mds_relation_name((mds_relation)i);
        if (is_word(t, key, "learn.relation", words[i])) {
            return (mds_relation)i;
        }
    }
    refuse(t, row, FIELD_RELATION, text, allowed(t, "learn.relation", words, MDS_RELATION__COUNT));
    return MDS_RELATION__COUNT;
}

/* Only one row may speak about a proposal. */
static bool stands_above(table *t, const mds_reviewed *reviewed)
{
    const char *copy =
        mds_arena_printf(t->arena, "%s\t%s\t%s", reviewed->edition, reviewed->known, reviewed->row);
    t->failed = t->failed || copy == NULL;
    if (copy == NULL || mds_map_add(t->seen, copy, (uint32_t)t->count)) {
        return false;
    }
    mds_diag_add(t->diags, MDS_D_REVIEW_TWICE, t->grid.file, reviewed->where, reviewed->row,
                 t->list[mds_map_find(t->seen, copy)].where, NULL);
    t->refused = true;
    return true;
}

static void read_row(table *t, const mds_grid_row *row)
{
    mds_reviewed made = {.edition = text_at(t, row, FIELD_EDITION),
                         .known = text_at(t, row, FIELD_KNOWN),
                         .row = text_at(t, row, FIELD_ROW),
                         .comment = text_at(t, row, FIELD_COMMENT),
                         .where = where(t, row, t->columns[FIELD_ACCEPT])};

    made.verdict = read_verdict(t, row, text_at(t, row, FIELD_ACCEPT));
    made.relation = read_relation(t, row, text_at(t, row, FIELD_RELATION));
    if (made.verdict == MDS_REVIEWED_OPEN || stands_above(t, &made)) {
        return;
    }
    t->list[t->count++] = made;
}

mds_status mds_import_review(const mds_reviewed **out, size_t *count, mds_arena *arena,
                             const mds_catalog *catalog, const mds_source *source, mds_diags *diags)
{
    table t = {.arena = arena, .catalog = catalog, .diags = diags};

    mds_grid__init(&t.grid, arena, mds_source_name(source), diags);
    const mds_status status = mds_container__read(&t.grid, source);
    if (status != MDS_OK) {
        return status;
    }
    const bool found = find_headings(&t);
    if (!found && !t.failed) {
        mds_diag_add(diags, MDS_D_REVIEW_NOT_ONE, t.grid.file, NULL, needed(&t), NULL);
        return t.failed ? mds_arena_status(arena) : MDS_EFORMAT;
    }
    t.list = mds_arena_alloc(arena, found ? t.sheet->row_count : 0, sizeof *t.list);
    t.seen = mds_map_new(arena, found ? t.sheet->row_count : 0);
    t.failed = t.failed || t.list == NULL || t.seen == NULL;
    for (size_t r = t.first; found && !t.failed && r < t.sheet->row_count; r++) {
        read_row(&t, &t.sheet->rows[r]);
    }
    if (t.failed) {
        return mds_grid__out_of_memory(arena, t.grid.file, diags);
    }
    if (t.refused) {
        return MDS_EFORMAT;
    }
    *out = t.list;
    *count = t.count;
    return MDS_OK;
}

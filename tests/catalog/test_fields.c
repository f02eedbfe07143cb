/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of members against the structs, and the page that is made of them. */
#include "catalog/fields.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STRUCT_BYTES = 4096 };

/* Marks the bytes of a struct that a member holds; fails where two members share one. */
static void mark(bool *held, const char *type, const char *member, size_t offset, size_t size)
{
    for (size_t i = offset; i < offset + size; i++) {
        cr_assert(i < STRUCT_BYTES && !held[i], "%s.%s shares byte %zu", type, member, i);
        held[i] = true;
    }
}

/* Marks what the members of a type hold, of a struct that begins at \p base. */
static void mark_members(bool *held, const mds_record_type *type, size_t base)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const mds_field *field = &type->fields[i];
        const size_t count = field->each != NULL ? field->each_count : 1;
        if ((field->flags & MDS_FIELD_FILE) == 0 && field->member != NULL) {
            mark(held, type->c_type, field->member, base + field->offset,
                 count * mds_field_size(field));
        } else if (field->type == MDS_FIELD_OBJECT) {
            mark_members(held, mds_record_type_of(field->of), base + field->offset);
        }
        if (field->counter != NULL) {
            mark(held, type->c_type, field->counter, base + field->count_offset, sizeof(size_t));
        }
    }
}

/* Whether its members are those of another struct. */
static bool is_gathered(mds_record_kind kind)
{
    return kind == MDS_RECORD_SCENARIO_ROUTES || kind == MDS_RECORD_PATCH_SHARE;
}

/* A member that the table forgets leaves a hole that padding cannot explain. */
Test(fields, every_byte_of_a_record_belongs_to_a_member)
{
    for (mds_record_kind kind = 0; kind < MDS_RECORD__COUNT; kind++) {
        const mds_record_type *type = mds_record_type_of(kind);
        bool held[STRUCT_BYTES] = {false};
        size_t hole = 0;
        mark_members(held, type, 0);
        for (size_t i = 0; i < type->size && !is_gathered(kind); i++) {
            hole = held[i] ? 0 : hole + 1;
            cr_expect_lt(hole, sizeof(void *), "%s: nothing holds byte %zu", type->c_type, i);
        }
    }
}

Test(fields, a_member_says_what_it_may_hold)
{
    for (mds_record_kind kind = 0; kind < MDS_RECORD__COUNT; kind++) {
        const mds_record_type *type = mds_record_type_of(kind);
        for (size_t i = 0; i < type->field_count; i++) {
            const mds_field *field = &type->fields[i];
            const bool worded = field->type == MDS_FIELD_ENUM || field->type == MDS_FIELD_CHOICE;
            cr_expect_eq(worded, field->word_count > 0, "%s.%s", type->name, field->name);
            cr_expect_leq(field->low, field->high, "%s.%s", type->name, field->name);
            for (uint32_t w = 0; w < field->word_count; w++) {
                cr_expect_not_null(field->words[w], "%s.%s", type->name, field->name);
            }
        }
    }
}

/* docs/inside/catalog-members.md. MDS_UPDATE_GOLDEN=1 writes it anew. */

static const char *type_words(mds_field_type type)
{
    static const char *const words[MDS_FIELD_TYPE__COUNT] = {
        [MDS_FIELD_STRING] = "text",
        [MDS_FIELD_TEXT] = "text per language (`en`, `ja`)",
        [MDS_FIELD_NUMBER] = "number",
        [MDS_FIELD_COUNT] = "whole number",
        [MDS_FIELD_FLAG] = "true or false",
        [MDS_FIELD_CHOICE] = "word",
        [MDS_FIELD_ENUM] = "word",
        [MDS_FIELD_BITS] = "set",
        [MDS_FIELD_STRINGS] = "list of texts",
        [MDS_FIELD_ORDINAL] = "id",
        [MDS_FIELD_ORDINALS] = "list of ids",
        [MDS_FIELD_LITERALS] = "list of facts, `!` negates",
        [MDS_FIELD_CONDITION] = "list of such lists: any of them",
        [MDS_FIELD_OBJECT] = "object",
        [MDS_FIELD_OBJECTS] = "list of objects",
        [MDS_FIELD_DIGEST] = "SHA-256"};

    return words[type];
}

static void put_words(FILE *page, const char *lead, const char *const *words, size_t count)
{
    (void)fputs(lead, page);
    for (size_t i = 0; i < count; i++) {
        (void)fprintf(page, "%s`%s`", i > 0 ? ", " : "", words[i]);
    }
}

static void put_member(FILE *page, const mds_field *field)
{
    const bool needed = (field->flags & (MDS_FIELD_REQUIRED | MDS_FIELD_SOME)) != 0;
    const bool number = field->type == MDS_FIELD_NUMBER || field->type == MDS_FIELD_COUNT;

    (void)fprintf(page, "| `%s` | %s%s | %s |", field->name,
                  field->each != NULL ? "object, each member: " : "", type_words(field->type),
                  needed ? "yes" : "");
    if (field->each != NULL) {
        put_words(page, " members ", field->each, field->each_count);
    } else if (field->word_count > 0) {
        put_words(page, " ", field->words, field->word_count);
    } else if (number) {
        (void)fprintf(page, " %g to %g", field->low, field->high);
    } else if (field->type == MDS_FIELD_OBJECT || field->type == MDS_FIELD_OBJECTS) {
        (void)fprintf(page, " %s", mds_record_type_of(field->of)->name);
    } else if ((field->flags & MDS_FIELD_ID) != 0) {
        (void)fputs(" names the record", page);
    }
    (void)fputs(" |\n", page);
}

static void put_members(FILE *page, const mds_record_type *type)
{
    for (size_t i = 0; i < type->field_count; i++) {
        if (type->fields[i].name == NULL) {
            put_members(page, mds_record_type_of(type->fields[i].of));
        } else if ((type->fields[i].flags & MDS_FIELD_DERIVED) == 0) {
            put_member(page, &type->fields[i]);
        }
    }
}

static bool is_written(const mds_record_type *type)
{
    if (type->name == NULL) { /* its members are where they are used */
        return false;
    }
    for (size_t i = 0; i < type->field_count; i++) {
        if ((type->fields[i].flags & MDS_FIELD_DERIVED) == 0) {
            return true;
        }
    }
    return false;
}

static char *make_page(size_t *size)
{
    char *text = NULL;
    FILE *page = open_memstream(&text, size);

    (void)fputs("# Members of the catalog's records\n\n"
                "What every record of these kinds may hold. docs/inside/catalog.md says what the "
                "members mean.\n"
                "A member that begins with `//` is a comment and allowed everywhere.\n\n"
                "This page is made from the tables of `catalog/load/fields_forms.c` and "
                "`fields_risk.c`; a test holds it to "
                "them.\n",
                page);
    for (mds_record_kind kind = 0; kind < MDS_RECORD__COUNT; kind++) {
        const mds_record_type *type = mds_record_type_of(kind);
        if (!is_written(type)) {
            continue;
        }
        (void)fprintf(page, "\n## %s\n\n| member | holds | needed | allowed |\n|---|---|---|---|\n",
                      type->name);
        put_members(page, type);
    }
    cr_assert_eq(fclose(page), 0);
    return text;
}

Test(fields, the_page_is_that_of_the_tables)
{
    static const char path[] = MDS_SOURCE_DIR "/docs/inside/catalog-members.md";
    size_t size = 0;
    char *made = make_page(&size);

    if (getenv("MDS_UPDATE_GOLDEN") != NULL) {
        FILE *file = fopen(path, "wb");
        cr_assert_not_null(file, "%s", path);
        cr_assert_geq(fputs(made, file), 0);
        cr_assert_eq(fclose(file), 0);
    }
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s is missing: MDS_UPDATE_GOLDEN=1 writes it", path);
    char *found = calloc(size + 2, 1);
    const size_t n = fread(found, 1, size + 1, file);
    fclose(file);
    cr_assert(n == size && strcmp(found, made) == 0,
              "%s is not made from the tables: MDS_UPDATE_GOLDEN=1 writes it anew", path);
    free(found);
    free(made);
}

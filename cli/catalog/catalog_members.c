/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalog_members.h"

#include "base/num.h"
#include "catalog/fields.h"
#include <string.h>

enum { STEP = 2, KEY_BYTES = 64 };

/* A record while its members are printed. */
typedef struct view {
    const run *r;
    const mds_form *form, *right; /* whose questions it names; NULL: none */
    int indent;
} view;

static void show_record(const view *v, mds_record_kind kind, const void *from);

/* The member's title where the texts have one, else its name in the file. */
static void print_label(const view *v, const mds_field *field, const char *element)
{
    char key[KEY_BYTES];

    (void)snprintf(key, sizeof key, "cli.catalog.%s", field->name);
    const bool worded = field->type == MDS_FIELD_STRING || field->type == MDS_FIELD_TEXT ||
                        field->type == MDS_FIELD_ENUM;
    const char *title = worded ? say(v->r, key) : key;
    printf("%*s%s%s%s:", v->indent, "", title == key ? field->name : title,
           element != NULL ? " " : "", element != NULL ? element : "");
}

static const char *id_of(const view *v, mds_referred to, uint32_t ordinal)
{
    const mds_form *form = to == MDS_TO_QUESTION ? v->form : to == MDS_TO_RIGHT ? v->right : NULL;

    for (mds_record_kind kind = 0; kind < MDS_RECORD__COUNT && to != MDS_TO_NOTHING; kind++) {
        const mds_record_type *type = mds_record_type_of(kind);
        if (type->as == to) {
            return mds_record_id(type, mds_record_at(v->r->catalog, type, ordinal));
        }
    }
    return form != NULL ? form->questions[ordinal].id : "";
}

static void print_strings(mds_strings list)
{
    for (size_t i = 0; i < list.count; i++) {
        printf("%s %s", i > 0 ? "," : "", list.at[i]);
    }
}

static void print_ordinals(const view *v, const mds_field *field, const uint32_t *list,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        printf("%s %s", i > 0 ? "," : "", id_of(v, field->to, list[i]));
    }
}

static void print_number(double value)
{
    char text[MDS_NUM_SIZE];

    mds_num_significant(text, value, 6);
    printf(" %s", text);
}

static uint32_t uint_at(const void *at)
{
    uint32_t value;

    memcpy(&value, at, sizeof value);
    return value;
}

static const void *pointer_at(const void *at)
{
    const void *pointer;

    memcpy(&pointer, at, sizeof pointer);
    return pointer;
}

/* A value on the line of its label. */
static void print_value(const view *v, const mds_field *field, const void *at, size_t length)
{
    switch (field->type) {
    case MDS_FIELD_STRING:
        printf(" %s", (const char *)pointer_at(at));
        break;
    case MDS_FIELD_NUMBER:
        print_number(*(const double *)at);
        break;
    case MDS_FIELD_COUNT:
        printf(" %zu", *(const size_t *)at);
        break;
    case MDS_FIELD_FLAG:
        printf(" %s", *(const bool *)at ? "true" : "false");
        break;
    case MDS_FIELD_CHOICE:
        printf(" %s", field->words[*(const bool *)at ? 1 : 0]);
        break;
    case MDS_FIELD_ENUM:
        printf(" %s", field->words[uint_at(at)]);
        break;
    case MDS_FIELD_STRINGS:
        print_strings(*(const mds_strings *)at);
        break;
    case MDS_FIELD_ORDINAL:
        printf(" %s", id_of(v, field->to, uint_at(at)));
        break;
    case MDS_FIELD_ORDINALS:
        print_ordinals(v, field, pointer_at(at), length);
        break;
    case MDS_FIELD_BITS:
    case MDS_FIELD_TEXT:
    case MDS_FIELD_LITERALS:
    case MDS_FIELD_CONDITION:
    case MDS_FIELD_OBJECT:
    case MDS_FIELD_OBJECTS:
    case MDS_FIELD_DIGEST:
    case MDS_FIELD_TYPE__COUNT:
        break;
    }
}

/* Whether there is nothing to print. */
static bool is_empty(const mds_field *field, const void *at, size_t length)
{
    const char *text = field->type == MDS_FIELD_STRING ? pointer_at(at) : NULL;

    switch (field->type) {
    case MDS_FIELD_STRING:
        return text == NULL || text[0] == '\0';
    case MDS_FIELD_TEXT:
        return ((const mds_text *)at)->in[MDS_LANG_EN][0] == '\0';
    case MDS_FIELD_STRINGS:
        return ((const mds_strings *)at)->count == 0;
    case MDS_FIELD_FLAG:
        return !*(const bool *)at;
    case MDS_FIELD_ORDINAL:
        return uint_at(at) == MDS_NO_ORDINAL || field->to == MDS_TO_NOTHING;
    case MDS_FIELD_ORDINALS:
    case MDS_FIELD_OBJECTS:
        return length == 0;
    case MDS_FIELD_ENUM: /* beyond its words: none of them */
        return uint_at(at) >= field->word_count;
    case MDS_FIELD_NUMBER:
    case MDS_FIELD_COUNT:
    case MDS_FIELD_CHOICE:
        return false;
    case MDS_FIELD_BITS:
    case MDS_FIELD_LITERALS:
    case MDS_FIELD_CONDITION:
    case MDS_FIELD_OBJECT:
    case MDS_FIELD_DIGEST:
    case MDS_FIELD_TYPE__COUNT:
        break;
    }
    return true;
}

static void show_objects(const view *v, const mds_field *field, const char *list, size_t count)
{
    const view inner = {v->r, v->form, v->right, v->indent + STEP};

    for (size_t i = 0; i < count; i++) {
        print_label(v, field, NULL);
        printf("\n");
        show_record(&inner, field->of, list + i * mds_record_type_of(field->of)->size);
    }
}

/* Both languages: a reviewer compares them. */
static void show_text(const view *v, const mds_field *field, const mds_text *text)
{
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        print_label(v, field, NULL);
        printf(" %s\n", text->in[lang]);
    }
}

static void show_field(const view *v, const mds_field *field, const void *from)
{
    const size_t length = mds_field_length(field, from);
    const size_t count = field->each != NULL ? field->each_count : 1;

    for (size_t i = 0; i < count; i++) {
        const void *at = mds_field_at(field, from, i);
        if (is_empty(field, at, length)) {
            continue;
        }
        if (field->type == MDS_FIELD_TEXT) {
            show_text(v, field, at);
        } else if (field->type == MDS_FIELD_OBJECTS) {
            show_objects(v, field, pointer_at(at), length);
        } else {
            print_label(v, field, field->each != NULL ? field->each[i] : NULL);
            print_value(v, field, at, length);
            printf("\n");
        }
    }
}

static void show_record(const view *v, mds_record_kind kind, const void *from)
{
    const mds_record_type *type = mds_record_type_of(kind);

    for (size_t i = 0; i < type->field_count; i++) {
        if ((type->fields[i].flags & (MDS_FIELD_FILE | MDS_FIELD_ID)) == 0) {
            show_field(v, &type->fields[i], from);
        }
    }
}

/* The records of a list that have the id, with their kind. */
static bool show_named(const run *r, mds_record_kind kind, const char *list, size_t count,
                       const mds_form *form, const mds_form *right, const char *id)
{
    const mds_record_type *type = mds_record_type_of(kind);
    const view v = {r, form, right, 0};
    bool found = false;

    for (size_t i = 0; i < count; i++) {
        const void *at = list + i * type->size;
        if (strcmp(mds_record_id(type, at), id) == 0) {
            printf("%s (%s)\n", id, type->name);
            show_record(&v, kind, at);
            found = true;
        }
    }
    return found;
}

bool view_members(const run *r, const char *id)
{
    const mds_catalog *catalog = r->catalog;
    bool found = false;

    for (mds_record_kind kind = 0; kind < MDS_RECORD__COUNT; kind++) {
        const mds_record_type *type = mds_record_type_of(kind);
        if (type->list != NULL && !type->is_file && id[0] != '\0') { /* some have no id */
            found = show_named(r, kind, mds_record_at(catalog, type, 0),
                               mds_record_count(catalog, type), NULL, NULL, id) ||
                    found;
        }
    }
    for (size_t i = 0; i < catalog->guideline_count; i++) {
        const mds_guideline *at = &catalog->guidelines[i];
        found = show_named(r, MDS_RECORD_CLAUSE, (const char *)at->clauses, at->clause_count, NULL,
                           NULL, id) ||
                found;
    }
    for (size_t i = 0; i < catalog->lint_count; i++) {
        const mds_lint *at = &catalog->lints[i];
        found = show_named(r, MDS_RECORD_LINT_RULE, (const char *)at->rules, at->rule_count,
                           &catalog->forms[at->form], NULL, id) ||
                found;
    }
    for (size_t i = 0; i < catalog->translation_count; i++) {
        const mds_translation *at = &catalog->translations[i];
        found = show_named(r, MDS_RECORD_TRANSLATION_ROW, (const char *)at->rows, at->row_count,
                           &catalog->forms[at->left], &catalog->forms[at->right], id) ||
                found;
    }
    return found;
}

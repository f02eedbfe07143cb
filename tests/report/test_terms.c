/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <mdsrisk/terms.h>
#include <stdio.h>
#include <string.h>

static mds_arena *arena;
static mds_catalog *catalog;
static const mds_table *terms, *texts;

static void setup(void)
{
    const mds_table *const *tables = NULL;

    arena = mds_arena_new((size_t)64 << 20, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    cr_assert_eq(mds_terms_build(&tables, arena, catalog, MDS_LANG_EN), MDS_OK);
    terms = tables[MDS_TERMS_GLOSSARY];
    texts = tables[MDS_TERMS_TEXTS];
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(terms, .init = setup, .fini = teardown);

static const char *cell(const mds_table *table, size_t row, const char *column)
{
    for (size_t c = 0; c < table->column_count; c++) {
        if (strcmp(table->columns[c].id, column) == 0) {
            return table->cells[row * table->column_count + c].text;
        }
    }
    cr_assert_fail("no column %s", column);
    return "";
}

/* A term of the field is the same wherever a user meets it, or the glossary says where not. */
Test(terms, are_one_word_in_all_texts)
{
    for (size_t i = 0; i < texts->row_count; i++) {
        const char *differs = cell(texts, i, "term_differs");
        for (const char *at = differs; at != NULL && *at != '\0'; at = strstr(at, " / ")) {
            at += *at == ' ' ? 3 : 0;
            cr_expect_eq(*at, '(', "%s: %s: %s", cell(texts, i, "term_key"), differs,
                         cell(texts, i, "term_ja"));
        }
    }
}

/* An exception is the place of a text that does differ. */
Test(terms, have_no_exception_without_need)
{
    for (size_t t = 0; t < catalog->term_count; t++) {
        const mds_term *term = &catalog->terms[t];
        for (size_t e = 0; e < term->exceptions.count; e++) {
            char wanted[80];
            bool found = false;
            (void)snprintf(wanted, sizeof wanted, "(%s)", term->id);
            for (size_t i = 0; i < texts->row_count; i++) {
                found = found || (strcmp(cell(texts, i, "term_key"), term->exceptions.at[e]) == 0 &&
                                  strstr(cell(texts, i, "term_differs"), wanted) != NULL);
            }
            cr_expect(found, "%s: %s", term->id, term->exceptions.at[e]);
        }
    }
}

Test(terms, say_who_uses_them_and_are_met_where_texts_are_held_to_them)
{
    cr_expect_geq(terms->row_count, 60);
    cr_expect_eq(terms->row_count, catalog->term_count);
    for (size_t i = 0; i < catalog->term_count; i++) {
        const mds_cell *met = &terms->cells[i * terms->column_count + terms->column_count - 1];
        cr_expect_neq(cell(terms, i, "term_source")[0], '\0');
        cr_expect_neq(cell(terms, i, "term_certainty")[0], '\0');
        cr_expect(catalog->terms[i].english.count == 0 || met->number > 0, "%s",
                  catalog->terms[i].id);
    }
}

/* Copies the JSON string at \p p without its escapes, which the table does not have. */
static const char *unescape(char *out, size_t size, const char *p)
{
    size_t n = 0;

    for (; *p != '"' && n + 1 < size; p++) {
        p += *p == '\\';
        out[n++] = (char)(p[-1] == '\\' && *p == 'n' ? '\n' : *p);
    }
    out[n] = '\0';
    return p;
}

static bool stands_there(const char *en)
{
    for (size_t i = 0; i < texts->row_count; i++) {
        if (strcmp(cell(texts, i, "term_en"), en) == 0) {
            return true;
        }
    }
    return false;
}

/* Every pair of the files is shown to the reviewer, whatever it is a member of. */
Test(terms, leave_no_text_of_the_catalog_out)
{
    static const char mark[] = "\"en\": \"";
    static char en[20000];
    size_t pairs = 0;

    for (size_t f = 0; f < mds_catalog_file_count(); f++) {
        const mds_catalog_file file = mds_catalog_file_at(f);
        const char *begin = (const char *)file.bytes;
        const char *end = begin + file.size;
        if (strcmp(file.name, "terms.json") == 0) {
            continue;
        }
        for (const char *p = begin; p + sizeof mark < end; p++) {
            if (memcmp(p, mark, sizeof mark - 1) != 0) {
                continue;
            }
            p = unescape(en, sizeof en, p + sizeof mark - 1);
            pairs += en[0] != '\0';
            cr_expect(en[0] == '\0' || stands_there(en), "%s: %s", file.name, en);
        }
    }
    cr_expect_eq(pairs, texts->row_count);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NEMA's example worksheet. It holds NEMA's wording and is therefore no part of the project: the
 * test reads it from beside the source folder, and is skipped where it is not. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define NEMA MDS_SOURCE_DIR "/../shared/forms/nema-example/"

static bool present(const char *path)
{
    FILE *file = fopen(path, "rb");

    if (file == NULL) {
        return false;
    }
    (void)fclose(file);
    return true;
}

/* The table writes a line feed within a note as a blank. */
static void flatten(char *out, size_t size, const char *text)
{
    (void)snprintf(out, size, "%s", text);
    for (char *p = out; *p != '\0'; p++) {
        *p = *p == '\n' || *p == '\r' ? ' ' : *p;
    }
}

/* Splits a line at its tabs; the number of fields. */
static size_t split(char *line, char *fields[4])
{
    size_t n = 0;

    line[strcspn(line, "\r\n")] = '\0';
    while (n < 4) {
        fields[n++] = line;
        char *tab = strchr(line, '\t');
        if (tab == NULL) {
            break;
        }
        *tab = '\0';
        line = tab + 1;
    }
    return n;
}

Test(nema, every_answer_and_note)
{
    static char line[8192];
    char flat[4096];
    char *fields[4];
    size_t compared = 0;
    fixture f;

    if (!present(NEMA "Example-MDS2-Worksheet.xlsx") || !present(NEMA "answers.tsv")) {
        cr_skip_test("NEMA's example worksheet is not beside the source folder");
    }
    fixture_init(&f);
    fixture_form_file(&f, NEMA "Example-MDS2-Worksheet.xlsx");
    cr_assert_eq(f.status, MDS_OK);
    fixture_expect_only(&f, (const mds_diag_code[]){(mds_diag_code)0});
    FILE *table = fopen(NEMA "answers.tsv", "r");
    cr_assert_not_null(table);
    cr_assert_not_null(fgets(line, sizeof line, table));
    while (fgets(line, sizeof line, table) != NULL) {
        cr_assert_eq(split(line, fields), 4);
        const mds_answer *answer = fixture_answer(&f, fields[0]);
        cr_expect_str_eq(answer->response, fields[1], "%s", fields[0]);
        cr_expect_str_eq(answer->note_cell, fields[2], "%s", fields[0]);
        flatten(flat, sizeof flat, answer->note);
        cr_expect_str_eq(flat, fields[3], "%s", fields[0]);
        cr_expect_neq(answer->wording[0], '\0', "%s", fields[0]);
        compared++;
    }
    (void)fclose(table);
    cr_assert_eq(compared, 240);
    cr_assert_eq(f.form->answer_count, 240);
    cr_expect_str_eq(f.form->device[MDS_DEVICE_DOCUMENT_DATE], "2019-10-09");
    cr_expect_eq(f.form->document_day, 18178);
    cr_expect_eq(fixture_answer(&f, "DOC-10")->state, MDS_ANSWER_SEE_NOTE);
    cr_expect_eq(fixture_answer(&f, "SAHD-16")->state, MDS_ANSWER_SEE_NOTE);
    cr_expect_eq(fixture_answer(&f, "SAHD-15")->state, MDS_ANSWER_YES);
    cr_expect_str_eq(fixture_answer(&f, "SAHD-15")->where, "mds2-form!C285");
    fixture_free(&f);
}

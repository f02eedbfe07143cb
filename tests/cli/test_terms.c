/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(terms, .init = scratch_begin, .fini = scratch_end);

Test(terms, the_glossary_says_who_uses_a_term_so)
{
    command_result r = command("catalog", "terms", "--lang", "en", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    cr_expect_not_null(strstr(r.out, "residual risk = 残留リスク\n    ISO 14971"));
    cr_expect_not_null(strstr(r.out, "; certain\n"));
    cr_expect_eq(files_here(), 0);
    release(r);
    r = command("catalog", "terms", "--lang", "ja", NULL);
    cr_assert_eq(r.code, 0);
    cr_expect_not_null(strstr(r.out, "residual risk = 残留リスク\n    JIS T 14971"));
    release(r);
}

Test(terms, every_text_goes_into_a_file)
{
    static const char *const files[] = {"terms.xlsx", "terms.csv", "terms.json"};

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        command_result r = command("catalog", "terms", AS_OF, "--lang", "en", "-o", files[i], NULL);
        cr_assert_eq(r.code, 0, "%s", r.err);
        cr_expect_str_eq(r.out, "");
        cr_expect(exists(files[i]));
        release(r);
    }
    char *json = slurp("terms.json", NULL);
    cr_expect_not_null(strstr(json, "MDS1930.hint"));
    cr_expect_not_null(strstr(json, "fact sbom title"));
    free(json);
}

Test(terms, an_edited_catalog_shows_its_own_words)
{
    command_result r = shell("mdsrisk catalog export cat && sed -i 's/残留リスク/残存リスク/' "
                             "cat/terms.json && mdsrisk catalog terms --catalog cat --lang en");
    cr_assert_eq(r.code, 0, "%s", r.out);
    cr_expect_not_null(strstr(r.out, "residual risk = 残存リスク"));
    release(r);
}

Test(terms, wrong_use_and_wrong_data)
{
    command_result r = command("catalog", "terms", "-o", "terms.pdf", NULL);
    cr_expect_eq(r.code, 3);
    release(r);
    r = shell(
        "mdsrisk catalog export cat >/dev/null && "
        "sed -i 's/\"match\": {\"en\": \\[\"harm\"\\]/\"match\": {\"en\": []/' cat/terms.json && "
        "mdsrisk catalog check --catalog cat --lang en");
    cr_expect_eq(r.code, 2, "%s", r.out);
    cr_expect_not_null(strstr(r.out, "harm"), "%s", r.out);
    release(r);
}

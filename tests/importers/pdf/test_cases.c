/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filled forms in PDF, each with the answers that are on it. They lie beside the repository. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define CASES MDS_SOURCE_DIR "/../shared/forms/pdf/"

typedef struct score {
    size_t right, unread, wrong, invented;
} score;

static bool is_definite(mds_answer_state state)
{
    return state == MDS_ANSWER_YES || state == MDS_ANSWER_NO || state == MDS_ANSWER_NA;
}

static const mds_answer *answer_of(const fixture *f, const char *id)
{
    const uint32_t q =
        f->form != NULL ? mds_form_question(&f->catalog->forms[f->form->form], id) : MDS_NO_ORDINAL;

    return q != MDS_NO_ORDINAL ? &f->form->answers[q] : NULL;
}

/* Whether two texts are one but for runs of blanks. */
static bool same_text(const char *a, const char *b)
{
    while (*a != '\0' || *b != '\0') {
        const size_t skip_a = strspn(a, " \n");
        const size_t skip_b = strspn(b, " \n");
        if ((skip_a > 0) != (skip_b > 0) || a[skip_a] != b[skip_b]) {
            return a[skip_a] == '\0' && b[skip_b] == '\0';
        }
        a += skip_a + (a[skip_a] != '\0');
        b += skip_b + (b[skip_b] != '\0');
    }
    return true;
}

/* Counts one line of what is expected, "MPII-2 TAB yes TAB note". */
static void count_line(score *s, const fixture *f, const char *name, char *line)
{
    static const struct {
        const char *word;
        mds_answer_state state;
    } words[] = {{"yes", MDS_ANSWER_YES},
                 {"no", MDS_ANSWER_NO},
                 {"na", MDS_ANSWER_NA},
                 {"see_note", MDS_ANSWER_SEE_NOTE},
                 {"text", MDS_ANSWER_TEXT}};
    char *tab = strchr(line, '\t');
    mds_answer_state wanted = MDS_ANSWER_UNANSWERED;

    cr_assert_not_null(tab);
    *tab = '\0';
    char *word = tab + 1;
    char *third = word + strcspn(word, "\t\n");
    const bool has_third = *third == '\t';
    *third = '\0';
    third += has_third;
    third[strcspn(third, "\n")] = '\0';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        wanted = strcmp(word, words[i].word) == 0 ? words[i].state : wanted;
    }
    const mds_answer *answer = answer_of(f, line);
    const mds_answer_state state = answer != NULL ? answer->state : MDS_ANSWER_MISSING;
    if (state == MDS_ANSWER_TEXT && wanted == MDS_ANSWER_TEXT &&
        !same_text(answer->response, third)) {
        s->wrong++;
        cr_log_warn("%s: %s is \"%s\", and was read as \"%s\"", name, line, third,
                    answer->response);
    } else if (state == wanted || (wanted == MDS_ANSWER_UNANSWERED && !is_definite(state))) {
        s->right++;
    } else if (!is_definite(state)) {
        s->unread++;
    } else {
        s->wrong += is_definite(wanted);
        s->invented += !is_definite(wanted);
        cr_log_warn("%s: %s is %s, and was read as %d at %s", name, line, word, (int)state,
                    answer->where);
    }
}

static void score_form(score *sum, fixture *f, const char *name, const char *part,
                       const char *answers)
{
    char path[4096];
    char line[8192];
    score s = {0};

    (void)snprintf(path, sizeof path, CASES "%s/form.pdf%s", name, part);
    fixture_form_file(f, path);
    (void)snprintf(path, sizeof path, CASES "%s/%s", name, answers);
    FILE *expected = fopen(path, "r");
    cr_assert_not_null(expected, "%s", path);
    while (fgets(line, sizeof line, expected) != NULL) {
        count_line(&s, f, name, line);
    }
    (void)fclose(expected);
    cr_log_info("%s%s: %zu right, %zu unread, %zu wrong, %zu invented", name, part, s.right,
                s.unread, s.wrong, s.invented);
    sum->right += s.right;
    sum->unread += s.unread;
    sum->wrong += s.wrong;
    sum->invented += s.invented;
}

/* A file with two forms is asked about, and read when one is named. */
static void score_case(score *sum, fixture *f, const char *name)
{
    char path[4096];

    (void)snprintf(path, sizeof path, CASES "%s/expected.2.tsv", name);
    if (access(path, R_OK) != 0) {
        score_form(sum, f, name, "", "expected.tsv");
        return;
    }
    (void)snprintf(path, sizeof path, CASES "%s/form.pdf", name);
    fixture_form_file(f, path);
    cr_assert_eq(f->status, MDS_EUNSUPPORTED);
    cr_expect_str_eq(fixture_expect(f, MDS_D_PDF_SEVERAL_FORMS)->args[0], "2");
    score_form(sum, f, name, "#1", "expected.tsv");
    score_form(sum, f, name, "#2", "expected.2.tsv");
    (void)snprintf(path, sizeof path, CASES "%s/form.pdf#3", name);
    fixture_form_file(f, path);
    cr_assert_eq(f->status, MDS_EUNSUPPORTED);
}

/* None may be wrong or invented. An edition that the catalog lacks is refused or unread. */
Test(pdf, cases_beside_the_repository)
{
    FILE *cases = fopen(CASES "cases.tsv", "r");
    char line[2048];
    score sum = {0};
    fixture f;

    if (cases == NULL) {
        cr_skip_test("no forms in " CASES);
    }
    fixture_init(&f);
    while (fgets(line, sizeof line, cases) != NULL) {
        line[strcspn(line, "\t")] = '\0';
        if (strncmp(line, "pdf-", 4) == 0) {
            score_case(&sum, &f, line);
        }
    }
    (void)fclose(cases);
    cr_assert_eq(sum.wrong, 0, "%zu wrong", sum.wrong);
    cr_assert_eq(sum.invented, 0, "%zu invented", sum.invented);
    cr_assert_gt(sum.right, 4000, "%zu right, %zu unread", sum.right, sum.unread);
    fixture_free(&f);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one command writes, another one reads. */
#include "support/command.h"

#include "base/json.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(flow, .init = scratch_begin, .fini = scratch_end);

static mds_json *parse(const char *path)
{
    mds_json *root = NULL;
    size_t n = 0;
    char *text = slurp(path, &n);

    cr_assert_not_null(text, "%s is missing", path);
    cr_assert_eq(mds_json_parse(&root, path, text, n, NULL), MDS_OK, "%s is no JSON", path);
    free(text);
    return root;
}

/* Members that may differ between two files of the same content: what names the input itself. */
static bool names_the_input(const char *name)
{
    static const char *const names[] = {"file",   "sha256",      "input", "inputs",
                                        "source", "diagnostics", "files"};
    for (size_t i = 0; name != NULL && i < sizeof names / sizeof *names; ++i) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool equal(const mds_json *a, const mds_json *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    if (mds_json_is_object(a) || mds_json_is_array(a)) {
        const mds_json *x = mds_json_first(a), *y = mds_json_first(b);
        if (mds_json_is_object(a) != mds_json_is_object(b)) {
            return false;
        }
        for (; x != NULL && y != NULL; x = mds_json_next(x), y = mds_json_next(y)) {
            const char *name = mds_json_name(x), *other = mds_json_name(y);
            if ((name == NULL) != (other == NULL) || (name != NULL && strcmp(name, other) != 0)) {
                return false;
            }
            if (!names_the_input(name) && !equal(x, y)) {
                return false;
            }
        }
        return x == NULL && y == NULL;
    }
    return mds_json_is_string(a) == mds_json_is_string(b) &&
           mds_json_is_number(a) == mds_json_is_number(b) &&
           mds_json_is_null(a) == mds_json_is_null(b) &&
           strcmp(mds_json_string(a, ""), mds_json_string(b, "")) == 0 &&
           !(mds_json_number(a, 0) < mds_json_number(b, 0)) &&
           !(mds_json_number(a, 0) > mds_json_number(b, 0)) &&
           mds_json_bool(a, false) == mds_json_bool(b, false);
}

static const mds_json *answer_to(const mds_json *disclosure, const char *question)
{
    const mds_json *answer = mds_json_first(mds_json_member(disclosure, "answers"));

    while (answer != NULL &&
           strcmp(mds_json_string(mds_json_member(answer, "question"), ""), question) != 0) {
        answer = mds_json_next(answer);
    }
    return answer;
}

static const char *expected_state(const char *question, const char *response)
{
    static const char *const words[][2] = {
        {"Yes", "yes"}, {"No", "no"}, {"N/A", "na"}, {"See Notes", "see_note"}, {"", "unanswered"}};
    const bool text = strncmp(question, "DOC-", 4) == 0 && strlen(question) == 5 &&
                      question[4] >= '1' && question[4] <= '7';
    for (size_t i = text ? 4 : 0; i < 5; ++i) {
        if (strcmp(response, words[i][0]) == 0) {
            return words[i][1];
        }
    }
    return "text";
}

/* The note that a question of the table of answers has: its own, or the numbered one. */
static void expected_note(const char *table, const char *note, char *out, size_t size)
{
    char key[32];

    (void)snprintf(out, size, "%s", note);
    if (note[0] == '#') {
        (void)snprintf(key, sizeof key, "\nNote %.8s\t\t", note + 1);
        const char *found = strstr(table, key);
        cr_assert_not_null(found, "%s is not explained", note);
        found += strlen(key);
        (void)snprintf(out, size, "%.*s", (int)strcspn(found, "\n"), found);
    }
}

/* Every one of the 240 answers and notes comes out of the form as it stands in the table. */
static void check_example(const char *name, const char *form)
{
    char path[512];
    size_t compared = 0;

    command_result r = command("import", form, "-o", "form.json", NULL);
    cr_assert_eq(r.code, 0, "%s: %s", name, r.err);
    mds_json *root = parse("form.json");
    (void)snprintf(path, sizeof path, "%s%s/answers.tsv", EXAMPLES, name);
    char *table = slurp(path, NULL);
    for (const char *line = strchr(table, '\n'); line != NULL && line[1] != '\0';
         line = strchr(line + 1, '\n')) {
        char row[1024], note[1024];
        (void)snprintf(row, sizeof row, "%.*s", (int)strcspn(line + 1, "\n"), line + 1);
        char *answer = strchr(row, '\t');
        cr_assert_not_null(answer);
        *answer++ = '\0';
        char *given = strchr(answer, '\t');
        cr_assert_not_null(given);
        *given++ = '\0';
        if (strncmp(row, "Note ", 5) == 0) {
            continue;
        }
        expected_note(table, given, note, sizeof note);
        const mds_json *got = answer_to(root, row);
        cr_assert_not_null(got, "%s %s was not read", name, row);
        const char *state = mds_json_string(mds_json_member(got, "answer"), "?");
        /* A remark without an answer is an answer that refers to the remark. */
        const char *wanted =
            answer[0] == '\0' && given[0] != '\0' ? "see_note" : expected_state(row, answer);
        cr_assert_str_eq(state, wanted, "%s %s: %s, expected %s", name, row, state, wanted);
        const char *read_note = mds_json_string(mds_json_member(got, "note"), "?");
        cr_assert_str_eq(read_note, note, "%s %s: note '%s'", name, row, read_note);
        ++compared;
    }
    cr_assert_eq(compared, 240, "%s: %zu questions", name, compared);
    free(table);
    mds_json_free(root);
    release(r);
}

Test(flow, examples_are_read_answer_for_answer)
{
    check_example("infusion-pump", PUMP);
    check_example("ct-workstation", CT);
    check_example("bedside-monitor", MONITOR);
    check_example("pacs-software", PACS);
}

Test(flow, an_imported_form_gives_the_register_of_the_form_itself)
{
    static const char *const forms[][2] = {{PUMP, PUMP_DEPLOYMENT},
                                           {CT, CT_DEPLOYMENT},
                                           {MONITOR, MONITOR_DEPLOYMENT},
                                           {PACS, PACS_DEPLOYMENT}};

    for (size_t i = 0; i < 4; ++i) {
        command_result import = command("import", forms[i][0], "-o", "form.json", NULL);
        command_result direct = command("assess", forms[i][0], "--context", forms[i][1], AS_OF,
                                        "-o", "direct.json", NULL);
        command_result again = command("assess", "form.json", "--context", forms[i][1], AS_OF, "-o",
                                       "again.json", NULL);
        cr_assert(import.code == 0 && direct.code == 0 && again.code == 0, "%s", again.err);
        mds_json *a = parse("direct.json"), *b = parse("again.json");
        cr_assert(equal(a, b), "%s", forms[i][0]);
        mds_json_free(a);
        mds_json_free(b);
        release(import);
        release(direct);
        release(again);
    }
}

Test(flow, import_writes_to_standard_output_what_it_writes_to_a_file)
{
    command_result to_file = command("import", MONITOR, "-o", "form.json", NULL);
    command_result to_out = command("import", MONITOR, NULL);
    char *text = slurp("form.json", NULL);
    cr_assert_str_eq(to_out.out, text);
    free(text);
    release(to_file);
    release(to_out);
}

Test(flow, every_risk_of_a_register_can_be_explained)
{
    command_result r =
        command("assess", CT, "--context", CT_DEPLOYMENT, AS_OF, "-o", "out.json", NULL);
    cr_assert_eq(r.code, 0, "%s", r.err);
    mds_json *root = parse("out.json");
    size_t explained = 0;
    cr_assert_eq(
        strlen(mds_json_string(mds_json_member(mds_json_member(root, "deployment"), "sha256"), "")),
        64, "the context's hash is missing");
    for (const mds_json *risk = mds_json_first(mds_json_member(root, "risks")); risk != NULL;
         risk = mds_json_next(risk)) {
        const char *id = mds_json_string(mds_json_member(risk, "risk_id"), NULL);
        cr_assert_not_null(id, "a risk has no id");
        command_result en =
            command("explain", CT, id, "--context", CT_DEPLOYMENT, AS_OF, "--lang", "en", NULL);
        command_result ja =
            command("explain", CT, id, "--context", CT_DEPLOYMENT, AS_OF, "--lang", "ja", NULL);
        cr_assert_eq(en.code, 0, "%s: %s", id, en.err);
        cr_assert_eq(ja.code, 0, "%s: %s", id, ja.err);
        cr_assert_gt(strlen(en.out), 200, "%s: %s", id, en.out);
        cr_assert_not_null(strstr(en.out, id), "%s: %s", id, en.out);
        cr_assert(has_non_ascii(ja.out));
        ++explained;
        release(en);
        release(ja);
    }
    cr_assert_geq(explained, 10);
    mds_json_free(root);
    release(r);
}

Test(flow, a_risk_that_does_not_exist_is_not_explained)
{
    command_result r = command("explain", CT, "meteorite", AS_OF, NULL);
    cr_assert(r.code == 2 || r.code == 3, "exit code %d", r.code);
    cr_assert_not_null(strstr(r.err, "meteorite"), "%s", r.err);
    release(r);
}

Test(flow, a_deployment_template_can_be_assessed_as_it_is)
{
    static const char *const outputs[] = {"context.json", "context.csv"};
    static const char *const langs[] = {"en", "ja"};

    command_result plain = command("assess", PUMP, AS_OF, "-o", "plain.json", NULL);
    for (size_t i = 0; i < 4; ++i) {
        command_result made =
            command("context", "new", "-o", outputs[i / 2], "--lang", langs[i % 2], NULL);
        command_result used =
            command("assess", PUMP, "--context", outputs[i / 2], AS_OF, "-o", "used.json", NULL);
        cr_assert_eq(made.code, 0, "%s", made.err);
        cr_assert_eq(used.code, 0, "%s", used.err);
        mds_json *a = parse("plain.json"), *b = parse("used.json");
        cr_assert(equal(mds_json_member(a, "risks"), mds_json_member(b, "risks")),
                  "%s in %s is not the default context", outputs[i / 2], langs[i % 2]);
        mds_json_free(a);
        mds_json_free(b);
        cr_assert_eq(remove(outputs[i / 2]), 0);
        cr_assert_eq(remove("used.json"), 0); /* else its entries would be carried */
        release(made);
        release(used);
    }
    release(plain);
}

Test(flow, a_filled_deployment_is_not_replaced_by_a_template)
{
    spill("context.json", "filled");
    const command_result en = command("context", "new", "-o", "context.json", "--lang", "en", NULL);
    const command_result ja = command("context", "new", "-o", "context.json", "--lang", "ja", NULL);
    const command_result other = command("context", "new", "-o", "other.json", NULL);
    cr_expect_eq(en.code, 2, "exit code %d", en.code);
    cr_expect_eq(ja.code, 2, "exit code %d", ja.code);
    cr_expect_eq(other.code, 0, "%s", other.err);
    cr_expect_not_null(strstr(en.err, "context.json: error MDS1704"), "%s", en.err);
    cr_expect_not_null(strstr(en.err, "another file after -o"), "%s", en.err);
    cr_expect_str_neq(en.err, ja.err);
    char *kept = slurp("context.json", NULL);
    cr_expect_str_eq(kept, "filled");
    free(kept);
    release(en);
    release(ja);
    release(other);
}

Test(flow, the_catalog_is_sound_and_can_be_listed_and_shown)
{
    command_result check = command("catalog", "check", NULL);
    command_result list = command("catalog", "list", NULL);
    command_result forms = command("catalog", "list", "forms", NULL);
    command_result questions = command("catalog", "list", "mds2-2019", NULL);
    cr_assert_eq(check.code, 0, "%s%s", check.out, check.err);
    cr_assert_eq(list.code, 0, "%s", list.err);
    cr_assert_not_null(strstr(list.out, "scenarios"));
    cr_assert_not_null(strstr(forms.out, "mds2-2019"), "%s", forms.err);
    cr_assert_not_null(strstr(questions.out, "AUDT-2.8.1"), "%s", questions.err);
    static const char *const shown[] = {
        "account-lockout", "network-segmentation", "common-cause", "tolerable-3-serious",
        "imaging",         "clinical-network",     "many"};
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; ++i) {
        command_result en = command("catalog", "show", shown[i], "--lang", "en", NULL);
        command_result ja = command("catalog", "show", shown[i], "--lang", "ja", NULL);
        cr_assert_eq(en.code, 0, "%s: %s", shown[i], en.err);
        cr_assert_not_null(strstr(en.out, shown[i]));
        cr_assert_str_neq(en.out, ja.out);
        release(en);
        release(ja);
    }
    command_result none = command("catalog", "show", "no-such-thing", NULL);
    cr_assert_neq(none.code, 0);
    cr_assert_not_null(strstr(none.err, "no-such-thing"), "%s", none.err);
    release(none);
    release(check);
    release(list);
    release(forms);
    release(questions);
}

Test(flow, every_kind_of_record_can_be_listed_and_its_first_one_shown)
{
    static const char *const kinds[] = {"capabilities", "facts",    "spreads",   "anchors",
                                        "routes",       "groups",   "scenarios", "patch_states",
                                        "compensating", "evidence", "mds2-2019"};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        command_result list = command("catalog", "list", kinds[i], "--lang", "ja", NULL);
        cr_assert_eq(list.code, 0, "%s: %s", kinds[i], list.err);
        cr_assert(has_non_ascii(list.out) || strcmp(kinds[i], "evidence") == 0 ||
                      strcmp(kinds[i], "anchors") == 0,
                  "%s", kinds[i]);
        list.out[strcspn(list.out, " ")] = '\0';
        command_result shown = command("catalog", "show", list.out, NULL);
        cr_assert_eq(shown.code, 0, "%s %s: %s", kinds[i], list.out, shown.err);
        cr_assert_eq(strncmp(shown.out, list.out, strlen(list.out)), 0, "%s", shown.out);
        release(list);
        release(shown);
    }
    command_result policies = command("catalog", "list", "policies", NULL);
    cr_assert_not_null(strstr(policies.out, "clinical-network"));
    cr_assert_not_null(strstr(policies.out, "eos-half-life"));
    command_result none = command("catalog", "list", "no-such-kind", NULL);
    cr_assert_eq(none.code, 3);
    release(policies);
    release(none);
}

Test(flow, an_exported_catalog_is_the_catalog_and_can_be_edited)
{
    command_result out = command("catalog", "export", "mine", NULL);
    cr_assert_eq(out.code, 0, "%s", out.err);
    command_result check = command("catalog", "check", "--catalog", "mine", NULL);
    cr_assert_eq(check.code, 0, "%s", check.err);
    command_result ours = command("assess", CT, AS_OF, "-o", "ours.json", NULL);
    command_result mine =
        command("assess", CT, AS_OF, "--catalog", "mine", "-o", "mine.json", NULL);
    cr_assert(ours.code == 0 && mine.code == 0);
    cr_assert(same_files("ours.json", "mine.json"));

    /* Only the file that was edited need be there, and the register knows of the edit. */
    char *policy = slurp("mine/policies/default.json", NULL);
    cr_assert_not_null(policy);
    char *value = strstr(policy, "\"common-cause\"");
    cr_assert_not_null(value);
    value = strstr(value, "\"value\": 0.25");
    cr_assert_not_null(value, "the default of common-cause has changed");
    value[strlen("\"value\": 0.")] = '5';
    cr_assert_eq(mkdir("edited", 0700), 0);
    cr_assert_eq(mkdir("edited/policies", 0700), 0);
    spill("edited/policies/default.json", policy);
    command_result edited =
        command("assess", CT, AS_OF, "--catalog", "edited", "-o", "edited.json", NULL);
    cr_assert_eq(edited.code, 0, "%s", edited.err);
    mds_json *a = parse("ours.json"), *b = parse("edited.json");
    cr_assert(!equal(mds_json_member(a, "policy"), mds_json_member(b, "policy")) ||
              !same_files("ours.json", "edited.json"));
    cr_assert(!equal(mds_json_member(a, "risks"), mds_json_member(b, "risks")));
    mds_json_free(a);
    mds_json_free(b);
    free(policy);
    release(out);
    release(check);
    release(ours);
    release(mine);
    release(edited);
}

Test(flow, a_damaged_catalog_is_refused_with_file_and_record)
{
    cr_assert_eq(mkdir("bad", 0700), 0);
    spill("bad/facts.json", "{\"format_version\": 1, \"kind\": \"facts\", \"records\": [\n"
                            "{\"id\": \"account-lockout\", \"fact_kind\": \"spell\"}\n]}\n");
    command_result check = command("catalog", "check", "--catalog", "bad", NULL);
    cr_assert_neq(check.code, 0);
    cr_assert_not_null(strstr(check.err, "facts.json"), "%s", check.err);
    cr_assert_not_null(strstr(check.err, "account-lockout"), "%s", check.err);
    command_result assess = command("assess", CT, "--catalog", "bad", "-o", "out.json", NULL);
    cr_assert_eq(assess.code, 2, "exit code %d", assess.code);
    cr_assert(!exists("out.json"));
    release(check);
    release(assess);
}

/* The filled form is the only copy that a hospital may have: it is never an output, under whatever
 * name. */
Test(flow, no_output_replaces_an_input)
{
    char *form = slurp(MONITOR, NULL);
    char *deployment = slurp(MONITOR_DEPLOYMENT, NULL);

    cr_assert(form != NULL && deployment != NULL);
    spill("form.csv", form);
    spill("context.json", deployment);
    spill("table.csv", "kind\n");
    cr_assert_eq(symlink("form.csv", "other.csv"), 0);
    cr_assert_eq(link("form.csv", "hard.json"), 0);
    const command_result runs[] = {
        command("assess", "form.csv", AS_OF, "-o", "form.csv", NULL),
        command("assess", "form.csv", AS_OF, "-o", "./other.csv", NULL),
        command("import", "form.csv", "-o", "hard.json", NULL),
        command("assess", "form.csv", "--context", "context.json", AS_OF, "-o", "context.json",
                "--lang", "ja", NULL),
        command("simulate", "form.csv", AS_OF, "-o", "form.csv", NULL),
        command("ask", "form.csv", AS_OF, "-o", "form.csv", NULL),
        command("treat", "form.csv", "--context", "context.json", AS_OF, "-o", "context.json",
                NULL),
        command("context", "records", "--context", "context.json", AS_OF, "-o", "context.json",
                NULL),
        command("lifecycle", "form.csv", "--records", "table.csv", AS_OF, "-o", "table.csv", NULL),
        command("compare", "form.csv", "form.csv", "--bids", "table.csv", AS_OF, "-o", "table.csv",
                NULL),
        command("compare", "form.csv", "form.csv", "--weights", "table.csv", AS_OF, "-o",
                "table.csv", NULL),
    };
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; ++i) {
        cr_expect_eq(runs[i].code, 3, "run %zu: exit code %d", i, runs[i].code);
        cr_expect_not_null(strstr(runs[i].err, "-o"), "%s", runs[i].err);
        release(runs[i]);
    }
    cr_expect(same_files("form.csv", MONITOR));
    cr_expect(same_files("context.json", MONITOR_DEPLOYMENT));
    free(form);
    free(deployment);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <mdsrisk/catalog.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static mds_arena *arena;
static mds_diags *diags;
static char folder[64];

static void setup(void)
{
    arena = mds_arena_new(16 << 20, NULL);
    diags = mds_diags_new(arena, 100);
    (void)snprintf(folder, sizeof folder, "/tmp/mdsrisk-test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
}

static void teardown(void)
{
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf %s", folder);
    cr_assert_eq(system(command), 0);
    mds_arena_free(arena);
}

static void log_diags(void)
{
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        const mds_diag *at = mds_diags_at(diags, i);
        cr_log_error("%u %s %s %s %s %s %s", (unsigned)at->code, at->file, at->where,
                     at->arg_count > 0 ? at->args[0] : "", at->arg_count > 1 ? at->args[1] : "",
                     at->arg_count > 2 ? at->args[2] : "", at->arg_count > 3 ? at->args[3] : "");
    }
}

static char *embedded_text(const char *name)
{
    for (size_t i = 0; i < mds_catalog_file_count(); i++) {
        const mds_catalog_file file = mds_catalog_file_at(i);
        if (strcmp(file.name, name) == 0) {
            char *text = malloc(file.size + 1);
            memcpy(text, file.bytes, file.size);
            text[file.size] = '\0';
            return text;
        }
    }
    cr_assert_fail("no file %s", name);
    return NULL;
}

/* Writes the compiled-in file into the folder with its first \p from replaced by \p to. */
static void put_changed(const char *name, const char *from, const char *to)
{
    char path[160];
    char *text = embedded_text(name);
    char *at = strstr(text, from);

    cr_assert_not_null(at, "%s holds no %s", name, from);
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    (void)fwrite(text, 1, (size_t)(at - text), file);
    (void)fputs(to, file);
    (void)fputs(at + strlen(from), file);
    cr_assert_eq(fclose(file), 0);
    free(text);
}

static mds_status load_changed(const char *name, const char *from, const char *to,
                               mds_catalog **catalog)
{
    put_changed(name, from, to);
    return mds_catalog_load(catalog, folder, diags);
}

static bool has_code(mds_diag_code code)
{
    for (size_t i = 0; i < mds_diags_count(diags); i++) {
        if (mds_diags_at(diags, i)->code == code) {
            return true;
        }
    }
    return false;
}

Test(catalog, the_compiled_in_one_is_sound, .init = setup, .fini = teardown)
{
    mds_catalog *catalog = NULL;

    const mds_status loaded = mds_catalog_load(&catalog, NULL, diags);
    log_diags();
    cr_assert_eq(loaded, MDS_OK);
    const mds_status checked = mds_catalog_check(catalog, diags);
    log_diags();
    cr_assert_eq(checked, MDS_OK);
    cr_assert_eq(mds_diags_count(diags), 0);
    mds_catalog_free(catalog);
}

Test(catalog, mds2_2019_has_the_sections_of_the_standard, .init = setup, .fini = teardown)
{
    /* counts per section, read off the published worksheet */
    static const struct {
        const char *section;
        size_t count;
    } sections[] = {{"DOC", 15},  {"MPII", 22}, {"ALOF", 2},  {"AUDT", 30}, {"AUTH", 8},
                    {"CSUP", 34}, {"DIDT", 2},  {"DTBK", 6},  {"EMRG", 1},  {"IGAU", 2},
                    {"MLDP", 15}, {"NAUT", 4},  {"CONN", 19}, {"PAUT", 16}, {"PLOK", 4},
                    {"RDMP", 4},  {"SBOM", 8},  {"SAHD", 22}, {"SGUD", 5},  {"STCF", 7},
                    {"TXCF", 6},  {"TXIG", 2},  {"RMOT", 6}};
    mds_catalog *catalog = NULL;
    size_t total = 0;

    cr_assert_eq(mds_catalog_load(&catalog, NULL, diags), MDS_OK);
    const uint32_t ordinal = mds_catalog_form(catalog, "mds2-2019");
    cr_assert_neq(ordinal, MDS_NO_ORDINAL);
    const mds_form *form = &catalog->forms[ordinal];
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        size_t count = 0;
        for (size_t q = 0; q < form->question_count; q++) {
            count += strcmp(catalog->capabilities[form->questions[q].section].id,
                            sections[i].section) == 0;
        }
        cr_assert_eq(count, sections[i].count, "%s", sections[i].section);
        total += count;
    }
    cr_assert_eq(total, 240);
    cr_assert_eq(form->question_count, 240);
    cr_assert_eq(mds_form_question(form, "SHAD-15"), mds_form_question(form, "SAHD-15"));
    mds_catalog_free(catalog);
}

/* Lines of the edition: 83, of which some are recalled and say so. */
Test(catalog, mds2_2013_has_its_items_and_says_which_are_recalled, .init = setup, .fini = teardown)
{
    static const struct {
        const char *id;
        bool recalled;
    } seen[] = {{"2-2.2", false}, {"C.1", false},  {"15-7", false}, {"A", true},
                {"1-1.1", true},  {"15-10", true}, {"20-1", true}};
    mds_catalog *catalog = NULL;
    size_t recalled = 0;

    cr_assert_eq(mds_catalog_load(&catalog, NULL, diags), MDS_OK);
    const uint32_t ordinal = mds_catalog_form(catalog, "mds2-2013");
    cr_assert_neq(ordinal, MDS_NO_ORDINAL);
    const mds_form *form = &catalog->forms[ordinal];
    cr_assert_eq(form->question_count, 83);
    for (size_t q = 0; q < form->question_count; q++) {
        recalled += form->questions[q].certainty == MDS_CERTAINTY_PROVISIONAL;
    }
    cr_assert_eq(recalled, 54, "%zu", recalled);
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
        const uint32_t q = mds_form_question(form, seen[i].id);
        cr_assert_neq(q, MDS_NO_ORDINAL, "%s", seen[i].id);
        cr_expect_eq(form->questions[q].certainty == MDS_CERTAINTY_PROVISIONAL, seen[i].recalled,
                     "%s", seen[i].id);
    }
    mds_catalog_free(catalog);
}

Test(catalog, questions_that_are_no_controls_are_none, .init = setup, .fini = teardown)
{
    static const char *const questions[] = {"SAHD-12",  "AUTH-3",   "CSUP-2.2", "CSUP-2.3",
                                            "CSUP-2.4", "CSUP-8",   "PAUT-7",   "PAUT-14",
                                            "AUDT-3",   "AUDT-1.2", "MPII-2.4"};
    mds_catalog *catalog = NULL;

    cr_assert_eq(mds_catalog_load(&catalog, NULL, diags), MDS_OK);
    const mds_crosswalk *crosswalk = &catalog->crosswalks[mds_catalog_form(catalog, "mds2-2019")];
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        const uint32_t question = mds_form_question(&catalog->forms[crosswalk->form], questions[i]);
        for (size_t k = 0; k < crosswalk->row_count; k++) {
            const mds_crosswalk_row *row = &crosswalk->rows[k];
            cr_assert(row->question != question || row->relation == MDS_RELATION_INTERSECTS_WITH ||
                          catalog->facts[row->fact].kind != MDS_FACT_CONTROL ||
                          row->relation == MDS_RELATION_SUPERSET_OF || row->inverse,
                      "a Yes to %s must not give the control %s", questions[i],
                      catalog->facts[row->fact].id);
        }
    }
    mds_catalog_free(catalog);
}

Test(catalog, a_folder_replaces_a_file_and_changes_the_hash, .init = setup, .fini = teardown)
{
    mds_catalog *original = NULL;
    mds_catalog *changed = NULL;

    cr_assert_eq(mds_catalog_load(&original, NULL, diags), MDS_OK);
    cr_assert_eq(load_changed("capabilities.json", "\"en\": \"", "\"en\": \"Local: ", &changed),
                 MDS_OK);
    cr_assert_eq(strncmp(changed->capabilities[0].title.in[MDS_LANG_EN], "Local: ", 7), 0);
    cr_assert_str_neq(original->sha256, changed->sha256);
    cr_assert_eq(original->fact_count, changed->fact_count);
    mds_catalog_free(original);
    mds_catalog_free(changed);
}

Test(catalog, faults_are_refused_and_named, .init = setup, .fini = teardown)
{
    static const struct {
        const char *file, *from, *to;
        mds_diag_code code;
    } faults[] = {
        {"capabilities.json", "\"id\": \"AUDT\"", "\"id\": \"ALOF\"", MDS_D_CATALOG_DUPLICATE},
        {"capabilities.json", "\"clause\":", "\"clauze\":", MDS_D_CATALOG_RECORD},
        {"capabilities.json", "\"id\": \"AUDT\"", "\"id\": \"ZZZZ\"", MDS_D_CATALOG_ORDER},
        {"capabilities.json", "\"records\": [", "\"records\": [[", MDS_D_JSON_INVALID},
        {"facts.json", "\"capability\": \"", "\"capability\": \"X", MDS_D_CATALOG_REFERENCE},
        {"facts.json", "\"fact_kind\": \"", "\"fact_kind\": \"x", MDS_D_CATALOG_RECORD},
        {"scenarios.json", "\"mode\": ", "\"mode\": -", MDS_D_CATALOG_RECORD},
        {"effects.json", "\"acts_on\": \"v", "\"acts_on\": \"w", MDS_D_CATALOG_RECORD},
        {"messages.json", "\"severity\": \"error\"", "\"severity\": \"note\"",
         MDS_D_CATALOG_RECORD},
        {"messages.json", "{1}", "{2}", MDS_D_CATALOG_RECORD},
        {"messages.json", "MDS1001", "MDS1000", MDS_D_CATALOG_RECORD},
        {"messages.json", "\"kind\": \"reason\"", "\"kind\": \"key\"", MDS_D_CATALOG_RECORD},
        {"messages.json", "\"kind\": \"reason\"", "\"kind\": \"guess\"", MDS_D_CATALOG_RECORD},
        {"messages.json", "\"arguments\": []",
         "\"arguments\": [{\"name\": \"a\", \"kind\": \"text\"}]", MDS_D_CATALOG_RECORD},
        {"manifest.json", "\"facts.json\"", "\"../facts.json\"", MDS_D_CATALOG_UNREADABLE},
        {"manifest.json", "\"facts.json\"", "\"nothing.json\"", MDS_D_CATALOG_UNREADABLE},
    };

    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        mds_catalog *catalog = NULL;
        char path[160];
        diags = mds_diags_new(arena, 100);
        cr_assert_eq(load_changed(faults[i].file, faults[i].from, faults[i].to, &catalog),
                     MDS_ECATALOG, "case %zu", i);
        cr_assert_null(catalog);
        cr_assert(has_code(faults[i].code), "case %zu", i);
        (void)snprintf(path, sizeof path, "%s/%s", folder, faults[i].file);
        cr_assert_eq(unlink(path), 0);
    }
}

Test(catalog, the_check_finds_what_leads_nowhere, .init = setup, .fini = teardown)
{
    static const struct {
        const char *file, *from, *to;
        mds_diag_code code;
    } faults[] = {
        {"messages.json",
         "{\"id\": \"MDS1002\", \"name\": \"FILE_IS_DIRECTORY\", \"severity\": \"error\", "
         "\"since\": \"0.1.0\",\n \"arguments\": [],\n \"text\": {\"en\": \"This is a folder, not "
         "a "
         "file.\", \"ja\": \"ファイルではなくフォルダです。\"},\n \"hint\": {\"en\": \"Name the "
         "file inside "
         "it.\", \"ja\": \"フォルダ内のファイルを指定してください。\"}},\n",
         "", MDS_D_CATALOG_TEXT_MISSING},
        {"messages.json", "cannot be read: {1}", "cannot be read", MDS_D_CATALOG_RANGE},
        {"text/cli.json", "{1}", "{2}", MDS_D_CATALOG_RANGE},
        {"facts.json", "\"uncredited\": \"", "\"//\": \"", MDS_D_CATALOG_UNCREDITED},
    };

    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        mds_catalog *catalog = NULL;
        char path[160];
        (void)snprintf(path, sizeof path, "%s/text", folder);
        (void)mkdir(path, 0700);
        diags = mds_diags_new(arena, 100);
        cr_assert_eq(load_changed(faults[i].file, faults[i].from, faults[i].to, &catalog), MDS_OK,
                     "case %zu", i);
        cr_assert_eq(mds_catalog_check(catalog, diags), MDS_ECATALOG, "case %zu", i);
        cr_assert(has_code(faults[i].code), "case %zu", i);
        mds_catalog_free(catalog);
        (void)snprintf(path, sizeof path, "%s/%s", folder, faults[i].file);
        cr_assert_eq(unlink(path), 0);
    }
}

Test(catalog, a_missing_folder_is_said, .init = setup, .fini = teardown)
{
    mds_catalog *catalog = NULL;

    cr_assert_eq(mds_catalog_load(&catalog, "/no/such/folder", diags), MDS_ECATALOG);
    cr_assert(has_code(MDS_D_CATALOG_UNREADABLE));
}

Test(catalog, an_unknown_text_gives_its_key, .init = setup, .fini = teardown)
{
    mds_catalog *catalog = NULL;

    cr_assert_eq(mds_catalog_load(&catalog, NULL, diags), MDS_OK);
    cr_assert_str_eq(mds_catalog_text(catalog, MDS_LANG_JA, "no.such.key"), "no.such.key");
    cr_assert_str_neq(mds_catalog_text(catalog, MDS_LANG_JA, "answer.yes"), "answer.yes");
    mds_catalog_free(catalog);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session as an embedding program uses it, through the public headers alone. */
#include <criterion/criterion.h>
#include <mdsrisk/mdsrisk.h>
#include <stdio.h>
#include <string.h>

#define FORM MDS_SOURCE_DIR "/examples/bedside-monitor/form.csv"
#define DEPLOYMENT MDS_SOURCE_DIR "/examples/bedside-monitor/context.json"

static mds_session_options day(void)
{
    mds_session_options options = MDS_SESSION_OPTIONS_INIT;

    options.as_of = "2026-11-28";
    return options;
}

Test(session, goes_from_a_form_to_a_register_in_either_language)
{
    for (mds_lang lang = MDS_LANG_EN; lang < MDS_LANG__COUNT; lang++) {
        const char *const path = FORM;
        const mds_disclosure *const *forms = NULL;
        const mds_deployment *deployment = NULL;
        const mds_risk_assessment *assessment = NULL;
        const mds_register *reg = NULL;
        mds_session session;
        mds_session_options options = day();
        options.language = lang;

        cr_assert_eq(mds_session_init(&session, &options), MDS_OK);
        cr_assert_eq(mds_session_read_forms(&forms, &session, &path, 1), MDS_OK);
        cr_assert_eq(mds_session_read_deployment(&deployment, &session, DEPLOYMENT, NULL), MDS_OK);
        cr_assert_eq(mds_session_assess(&assessment, &session, forms, 1, deployment), MDS_OK);
        cr_assert_eq(mds_session_register(&reg, &session, assessment), MDS_OK);
        cr_expect_eq(reg->lang, lang);
        cr_expect_gt(assessment->ranked_count, 0);
        cr_assert_gt(mds_diags_count(session.diags), 0);
        cr_expect_neq(strstr(mds_session_message(&session, 0), "form.csv"), NULL);
        mds_session_finish(&session);
    }
}

Test(session, says_what_is_wrong_with_its_options)
{
    static const struct {
        const char *as_of, *policy, *catalog;
        mds_status status;
    } cases[] = {
        {NULL, NULL, NULL, MDS_EINVAL},          {"2026-02-30", NULL, NULL, MDS_EINVAL},
        {"today", NULL, NULL, MDS_EINVAL},       {"2026-11-28", "none such", NULL, MDS_ENOTFOUND},
        {"2026-11-28", "default", NULL, MDS_OK},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mds_session session;
        mds_session_options options = MDS_SESSION_OPTIONS_INIT;
        options.as_of = cases[i].as_of;
        options.policy = cases[i].policy;
        cr_expect_eq(mds_session_init(&session, &options), cases[i].status, "case %zu", i);
        mds_session_finish(&session);
    }
}

Test(session, a_catalog_that_cannot_be_used_leaves_words_to_say_so)
{
    mds_session session;
    mds_session_options options = day();

    options.catalog = MDS_SOURCE_DIR "/no/such/folder";
    cr_assert_neq(mds_session_init(&session, &options), MDS_OK);
    cr_assert_neq(session.catalog, NULL);
    cr_assert_gt(mds_diags_count(session.diags), 0);
    cr_expect_neq(strstr(mds_session_message(&session, 0), "no/such/folder"), NULL);
    mds_session_finish(&session);
    mds_session_finish(&session); /* finished twice is finished */
    mds_session_finish(NULL);
}

Test(session, short_memory_is_a_status)
{
    mds_session_options options = day();
    size_t ended_well = 0;

    for (size_t memory = 1; memory < ((size_t)1 << 24); memory *= 2) {
        const char *const path = FORM;
        const mds_disclosure *const *forms = NULL;
        mds_session session;
        options.memory = memory;
        mds_status status = mds_session_init(&session, &options);
        if (status == MDS_OK) {
            status = mds_session_read_forms(&forms, &session, &path, 1);
        }
        cr_expect(status == MDS_OK || status == MDS_ELIMIT, "%zu bytes: %d", memory, status);
        ended_well += status == MDS_OK;
        mds_session_finish(&session);
    }
    cr_expect_gt(ended_well, 0);
}

Test(session, a_limit_of_zero_is_the_default)
{
    mds_source *source = NULL;
    mds_arena *arena = mds_arena_new(0, NULL);
    mds_diags *diags = mds_diags_new(arena, 0);

    cr_assert_eq(mds_source_open(&source, FORM, 0, diags), MDS_OK);
    cr_expect_neq(mds_arena_alloc(arena, 1 << 20, 1), NULL);
    cr_expect_eq(mds_arena_alloc(arena, MDS_LIMIT_ARENA_BYTES, 1), NULL);
    for (size_t i = 0; i < MDS_LIMIT_DIAGS + 5; i++) {
        mds_diag_add(diags, MDS_D_FILE_EMPTY, "f", NULL, NULL);
    }
    cr_expect_eq(mds_diags_count(diags), MDS_LIMIT_DIAGS);
    cr_expect_eq(mds_diags_omitted(diags), 5);
    mds_source_free(source);
    mds_arena_free(arena);
}

Test(session, what_options_are_begun_with_is_accepted)
{
    const char *const path = FORM;
    const mds_disclosure *const *forms = NULL;
    const mds_deployment *deployment = NULL;
    const mds_risk_assessment *assessment = NULL;
    const mds_treatment *treatment = NULL;
    const mds_simulation_options draws = MDS_SIMULATION_OPTIONS_INIT;
    const mds_treat_options level = MDS_TREAT_OPTIONS_INIT;
    const mds_compare_options bids = MDS_COMPARE_OPTIONS_INIT;
    mds_session_options options = day();
    mds_session s;

    cr_assert_eq(mds_session_init(&s, &options), MDS_OK);
    cr_assert_eq(mds_session_read_forms(&forms, &s, &path, 1), MDS_OK);
    cr_assert_eq(mds_session_read_deployment(&deployment, &s, NULL, NULL), MDS_OK);
    cr_assert_eq(mds_session_assess(&assessment, &s, forms, 1, deployment), MDS_OK);
    cr_expect_eq(mds_treat(&treatment, s.arena, assessment, &level, s.diags), MDS_OK);
    cr_expect_gt(draws.draws, 0);
    cr_expect_eq(bids.horizon, INT32_MIN);
    cr_expect_eq(bids.draws, MDS_COMPARE_DRAWS);
    mds_session_finish(&s);
}

Test(session, the_version_is_the_one_of_the_headers)
{
    char version[32];

    (void)snprintf(version, sizeof version, "%d.%d.%d", MDS_VERSION_MAJOR, MDS_VERSION_MINOR,
                   MDS_VERSION_PATCH);
    cr_expect_str_eq(mds_version(), MDS_VERSION);
    cr_expect_str_eq(mds_version(), version);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/hand_world.h"
#include <mdsrisk/documents.h>

#include <criterion/criterion.h>

static mds_life_document papers[] = {
    {.id = "sbom", .milestone = MDS_MILESTONE_SUPPORT, .fact = 0},
    {.id = "eos-notice", .milestone = MDS_MILESTONE_WARNING, .fact = MDS_NO_ORDINAL},
    {.id = "eol-notice", .milestone = MDS_MILESTONE_END_OF_LIFE, .fact = MDS_NO_ORDINAL},
    {.id = "plan", .milestone = MDS_MILESTONE_END_OF_SUPPORT, .fact = MDS_NO_ORDINAL},
};
enum { PAPERS = sizeof papers / sizeof *papers };

static void expect(hand_world *world, const mds_document_state states[PAPERS])
{
    const mds_document_status *documents = NULL;
    size_t count = 0;
    cr_assert_eq(mds_documents_due(&documents, &count, world->arena, hand_assess_device(world)),
                 MDS_OK);
    cr_assert_eq(count, PAPERS);
    for (size_t i = 0; i < PAPERS; i++) {
        cr_assert_eq(documents[i].state, states[i], "%s: %s", papers[i].id,
                     mds_document_state_name(documents[i].state));
    }
}

Test(documents, are_due_by_the_dates_of_the_device)
{
    hand_world world;
    hand_init(&world);
    hand_fact(&world, MDS_FACT_CONTROL, "sbom", "", MDS_FALSE);
    world.catalog.documents = papers;
    world.catalog.document_count = PAPERS;
    const mds_document_state M = MDS_DOCUMENT_MISSING;
    const mds_document_state N = MDS_DOCUMENT_NO_DATE;
    const mds_document_state L = MDS_DOCUMENT_NOT_DUE;
    expect(&world, (mds_document_state[]){M, N, N, N});

    /* Three years of warning are 1095 days. */
    world.deployment.end_of_support = world.as_of + 1096;
    world.deployment.end_of_life = world.as_of;
    expect(&world, (mds_document_state[]){M, L, M, L});
    world.deployment.end_of_support = world.as_of + 1095;
    expect(&world, (mds_document_state[]){M, M, M, L});
    world.deployment.end_of_support = world.as_of;
    expect(&world, (mds_document_state[]){M, M, M, M});

    world.values[0].truth = MDS_TRUE;
    expect(&world, (mds_document_state[]){MDS_DOCUMENT_STATED, M, M, M});
    const mds_held_document held[] = {{.document = 0, .reference = "folder 3", .where = ""},
                                      {.document = 3, .reference = "", .where = ""}};
    world.deployment.documents = held;
    world.deployment.document_count = 2;
    expect(&world, (mds_document_state[]){MDS_DOCUMENT_HELD, M, M, M});
    hand_finish(&world);
}

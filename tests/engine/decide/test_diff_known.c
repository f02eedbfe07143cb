/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registers of two risk models: what counts and what is open on one side alone, over drawn ones. */
#include "support/hand_world.h"

#include <criterion/criterion.h>
#include <mdsrisk/diff.h>
#include <string.h>

enum { CONTROLS = 12, QUESTIONS = 9, RISKS = 4, PAIRS = 400 };

static const char *const controls[CONTROLS] = {"a", "b", "c", "d", "e", "f",
                                               "g", "h", "i", "j", "k", "l"};
static const char *const questions[QUESTIONS] = {"Q1", "Q2", "Q3", "Q4", "Q5",
                                                 "Q6", "Q7", "Q8", "Q9"};

typedef struct drawn {
    bool there[CONTROLS], open[QUESTIONS];
    mds_saved_credit credits[RISKS][CONTROLS];
    mds_saved_risk risks[RISKS];
    const char *open_list[QUESTIONS];
    mds_saved saved;
} drawn;

/* A control may count in several risks, and a risk may have none. */
static void draw(drawn *d, hand_random *random, const char *model)
{
    *d = (drawn){.saved = {.file = model,
                           .device = "device",
                           .model = model,
                           .catalog = model,
                           .policy = model,
                           .as_of = "2026-11-20",
                           .no_numbers = strcmp(model, "RM-1") == 0,
                           .risks = d->risks,
                           .risk_count = hand_below(random, RISKS + 1),
                           .open = d->open_list}};
    for (size_t r = 0; r < d->saved.risk_count; r++) {
        d->risks[r].credits = d->credits[r];
        d->risks[r].scenario = "scenario";
        for (size_t c = 0; c < CONTROLS; c++) {
            if (hand_below(random, 4) == 0) {
                d->credits[r][d->risks[r].credit_count++].control = controls[c];
                d->there[c] = true;
            }
        }
    }
    for (size_t q = 0; q < QUESTIONS; q++) {
        d->open[q] = hand_below(random, 3) == 0;
        if (d->open[q]) {
            d->open_list[d->saved.open_count++] = questions[q];
        }
    }
}

static size_t found(const mds_diff *diff, const char *id, bool question, bool before)
{
    size_t count = 0;
    for (size_t i = 0; i < diff->known_count; i++) {
        const mds_known_change *at = &diff->known[i];
        count += strcmp(at->id, id) == 0 && at->question == question && at->before == before;
    }
    return count;
}

Test(diff_known, is_what_one_side_alone_has_each_once)
{
    static const char *const models[][2] = {{"RM-1", "RM-2"}, {"RM-2", "RM-1"}, {"RM-1", "RM-1"}};
    static drawn old, new;
    hand_random random = {.state = 41};
    hand_world world;

    hand_init(&world);
    for (unsigned n = 0; n < PAIRS; n++) {
        const mds_diff *diff = NULL;
        size_t expected = 0;
        draw(&old, &random, models[n % 3][0]);
        draw(&new, &random, models[n % 3][1]);
        mds_diags *diags = mds_diags_new(world.arena, 10);
        cr_assert_eq(
            mds_diff_saved(&diff, world.arena, &world.catalog, &old.saved, &new.saved, diags),
            MDS_OK);
        cr_assert(diff->other_model && diff->risk_count == 0);
        cr_assert_eq(mds_diags_count(diags), 1);
        cr_assert_eq(mds_diags_at(diags, 0)->code, MDS_D_DIFF_MODELS);
        for (size_t c = 0; c < CONTROLS; c++) {
            cr_assert_eq(found(diff, controls[c], false, true), old.there[c] && !new.there[c]);
            cr_assert_eq(found(diff, controls[c], false, false), new.there[c] && !old.there[c]);
            expected += old.there[c] != new.there[c];
        }
        for (size_t q = 0; q < QUESTIONS; q++) {
            cr_assert_eq(found(diff, questions[q], true, true), old.open[q] && !new.open[q]);
            cr_assert_eq(found(diff, questions[q], true, false), new.open[q] && !old.open[q]);
            expected += old.open[q] != new.open[q];
        }
        cr_assert_eq(diff->known_count, expected, "pair %u", n);
    }
    hand_finish(&world);
}

Test(diff_known, registers_of_this_model_are_compared_by_number)
{
    static drawn old, new;
    hand_random random = {.state = 42};
    hand_world world;
    const mds_diff *diff = NULL;

    hand_init(&world);
    draw(&old, &random, "RM-2");
    draw(&new, &random, "RM-2");
    cr_assert_eq(
        mds_diff_saved(&diff, world.arena, &world.catalog, &old.saved, &new.saved, world.diags),
        MDS_OK);
    cr_assert(!diff->other_model && diff->known_count == 0);
    cr_assert_not(hand_said(&world, MDS_D_DIFF_MODELS));
    hand_finish(&world);
}

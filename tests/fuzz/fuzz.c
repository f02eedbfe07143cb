/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "base/date.h"
#include "base/utf8.h"
#include "support/unsaid.h"
#include <mdsrisk/import_compare.h>
#include <mdsrisk/import_devices.h>
#include <mdsrisk/import_elicitation.h>
#include <mdsrisk/import_entries.h>
#include <mdsrisk/import_inventory.h>
#include <mdsrisk/import_life.h>
#include <mdsrisk/import_records.h>
#include <mdsrisk/import_register.h>
#include <mdsrisk/import_vulnerabilities.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BYTES = 64 << 20, DIAGS = 200 };

static void must(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "broken: %s\n", what);
        abort();
    }
}

const mds_catalog *fuzz_catalog(void)
{
    static mds_catalog *catalog;

    if (catalog == NULL) {
        must(mds_catalog_load(&catalog, NULL, NULL) == MDS_OK, "the catalog loads");
    }
    return catalog;
}

static void check_text(const char *text)
{
    must(text != NULL, "no string is NULL");
    must(mds_utf8_printable(text, strlen(text)), "text can be written to a workbook");
}

/* An answer that decides something is in the file: as a word, or as what was drawn or chosen
 * there, which is kept as one. */
static bool is_founded(const mds_answer *a)
{
    const bool definite =
        a->state == MDS_ANSWER_YES || a->state == MDS_ANSWER_NO || a->state == MDS_ANSWER_NA;

    return !definite || a->response[strspn(a->response, " \t\r\n")] != '\0';
}

void fuzz_check_form(const mds_disclosure *form, const mds_diags *diags)
{
    const mds_form *edition = &fuzz_catalog()->forms[form->form];
    size_t present = 0;

    must(form->answer_count == edition->question_count, "one answer a question");
    for (size_t q = 0; q < form->answer_count; q++) {
        const mds_answer *a = &form->answers[q];
        must((unsigned)a->state < MDS_ANSWER_STATE__COUNT, "the state is one of the enum");
        present += a->state != MDS_ANSWER_MISSING;
        check_text(a->response);
        must(form->reading == NULL || is_founded(a), "no answer without a mark or a word");
        check_text(a->note_cell);
        check_text(a->note);
        check_text(a->where);
        check_text(a->wording);
    }
    must(present <= form->answer_count, "no more answers than questions");
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        check_text(form->device[i]);
    }
    must(unsaid_cell(fuzz_catalog(), form, diags) == NULL, "no filled answer cell is lost unsaid");
}

static void check_deployment(const mds_deployment *deployment)
{
    const mds_catalog *catalog = fuzz_catalog();
    const mds_policy *policy = &catalog->policies[0];

    must(deployment->profile < policy->profile_count, "the profile exists");
    must(deployment->zone < policy->zone_count, "the zone exists");
    must(deployment->data_volume < policy->data_volume_count, "the data volume exists");
    must(deployment->hospital_rate_factor > 0, "the factor is positive");
    check_text(deployment->name);
    check_text(deployment->designation_document);
    for (size_t i = 0; i < deployment->record_count; i++) {
        const mds_control_record *r = &deployment->records[i];
        must(r->compensating < catalog->compensating_count, "the control exists");
        check_text(r->owner);
        check_text(r->evidence);
        check_text(r->where);
    }
    for (size_t i = 0; i < deployment->verified_count; i++) {
        must(deployment->verified[i].fact < catalog->fact_count, "the fact exists");
        check_text(deployment->verified[i].evidence);
    }
}

static void check_weights(const mds_stated_weights *stated)
{
    const size_t count = fuzz_catalog()->criterion_count;
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        must(stated->weights[i] >= 0, "no weight is negative");
        sum += stated->weights[i];
    }
    must(sum > 0 && sum < 1e9, "some weight counts");
    if (stated->ahp != NULL) {
        must(stated->ahp->count <= count, "no more items than criteria");
        must(stated->ahp->cr > -1e-6 && stated->ahp->cr < 1e3, "the ratio is a number");
        for (size_t i = 0; i < stated->ahp->count; i++) {
            must(stated->ahp_criteria[i] < count, "the criterion exists");
        }
    }
}

static void check_terms(const mds_bid_terms *terms, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_text(terms[i].bid);
        check_text(terms[i].where);
        must(terms[i].bid[0] != '\0', "every line names a bid");
    }
}

static void check_devices(const mds_device_row *rows, size_t count)
{
    must(count > 0, "a list has rows");
    for (size_t i = 0; i < count; i++) {
        check_text(rows[i].form);
        check_text(rows[i].context);
        check_text(rows[i].device_id);
        check_text(rows[i].where);
        must(i > 0 || rows[i].twice == NULL, "the first row repeats none");
    }
}

static void check_register(const mds_saved *saved)
{
    check_text(saved->device);
    for (size_t i = 0; i < saved->risk_count; i++) {
        const mds_saved_risk *risk = &saved->risks[i];
        check_text(risk->scenario);
        for (size_t k = 0; k < risk->credit_count; k++) {
            check_text(risk->credits[k].control);
            check_text(risk->credits[k].layer);
        }
        must((unsigned)risk->verdict < MDS_VERDICT__COUNT, "the verdict is one of the enum");
    }
}

static void check_cell(const mds_place_cell *cell)
{
    if (cell->part != NULL) {
        check_text(cell->part);
        check_text(cell->sheet);
        check_text(cell->text);
        must(cell->row > 0, "rows count from 1");
    }
}

static void check_places(const mds_form_places *places)
{
    const mds_form *form = &fuzz_catalog()->forms[places->form];

    must(places->count == form->question_count, "every question has a place");
    for (size_t q = 0; q < places->count; q++) {
        const mds_form_place *place = &places->at[q];
        for (size_t i = 0; i <= MDS_LABEL_NA; i++) {
            check_cell(&place->answer[i]);
        }
        check_cell(&place->note);
        must((place->kind != MDS_PLACE_CELL && place->kind != MDS_PLACE_BOXES) ||
                 place->answer[0].part != NULL,
             "a place is somewhere");
        must(place->kind == MDS_PLACE_NONE || form->questions[q].kind != MDS_QUESTION_HEADING,
             "a heading takes no answer");
    }
    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        check_cell(&places->device[f]);
    }
}

/* Every seed has its answer, quantiles rise within what the question allows, and one such expert
 * can be scored. */
static void check_expert(const mds_expert *expert, mds_arena *arena)
{
    const mds_catalog *catalog = fuzz_catalog();
    const mds_elicitation *found = NULL;

    check_text(expert->name);
    must(expert->name[0] != '\0', "an expert has a name");
    for (size_t q = 0; q < catalog->expert_question_count; q++) {
        const mds_expert_question *question = &catalog->expert_questions[q];
        const double *at = expert->answers[q].at;
        must(expert->answered[q] || question->asks != MDS_ASKED_SEED, "every seed is answered");
        must(!expert->answered[q] || (question->least <= at[0] && at[0] < at[1] && at[1] < at[2] &&
                                      at[2] <= question->most),
             "quantiles rise within bounds");
    }
    must(mds_elicitation_combine(&found, arena, catalog, &catalog->policies[0], &expert, 1,
                                 MDS_ALPHA_BEST) == MDS_OK,
         "one expert can be scored");
    must(found->scores[0].weight > .999, "one expert has all the weight");
}

static void check_platforms(const mds_catalog *catalog)
{
    must(catalog->platform_count >= fuzz_catalog()->platform_count, "no system is lost");
    must(catalog->life_file_count == 1, "the file is named");
    for (size_t p = 0; p < catalog->platform_count; p++) {
        const mds_platform *at = &catalog->platforms[p];
        must(at->security_ends.count <= MDS_PLATFORM_ENDS, "few ends");
        must(at->end_sources.count == 0 || (at->end_sources.count == at->security_ends.count &&
                                            at->ends_before.count == at->security_ends.count),
             "a source an end");
        check_text(at->name);
        must(at->words.count > 0, "a system has a name");
        for (size_t i = 0; i < at->security_ends.count; i++) {
            const char *end = at->security_ends.at[i];
            mds_day day;
            must(mds_date_parse(&day, (mds_sv){end, strlen(end)}), "an end is a day");
        }
    }
}

typedef enum door {
    DOOR_FORM,
    DOOR_PLACES,
    DOOR_DEPLOYMENT,
    DOOR_RECORDS,
    DOOR_WEIGHTS,
    DOOR_BIDS,
    DOOR_DEVICES,
    DOOR_REGISTER,
    DOOR_ENTRIES,
    DOOR_EXPERT,
    DOOR_LIFE
} door;

static mds_status open_door(door which, mds_arena *arena, const mds_source *source,
                            mds_diags *diags)
{
    const mds_catalog *catalog = fuzz_catalog();
    const mds_policy *policy = &catalog->policies[0];
    const mds_disclosure *form = NULL;
    const mds_form_places *places = NULL;
    const mds_deployment *deployment = NULL;
    const mds_bid_terms *terms = NULL;
    const mds_device_row *rows = NULL;
    const mds_saved *saved = NULL;
    const mds_entries *entries = NULL;
    const mds_expert *expert = NULL;
    const mds_catalog *life = NULL;
    mds_deployment base;
    mds_stated_weights weights = {0};
    size_t count = 0;
    mds_status status = MDS_OK;

    switch (which) {
    case DOOR_FORM:
        status = mds_import_form(&form, arena, catalog, source, diags);
        break;
    case DOOR_PLACES:
        status = mds_import_places(&places, arena, catalog, source, diags);
        break;
    case DOOR_DEPLOYMENT:
        status = mds_import_deployment(&deployment, arena, catalog, policy, source, diags);
        break;
    case DOOR_RECORDS:
        base = mds_deployment_default(policy);
        status = mds_import_records(&deployment, arena, catalog, policy, &base, source, diags);
        break;
    case DOOR_WEIGHTS:
        status = mds_import_weights(&weights, arena, catalog, source, diags);
        break;
    case DOOR_BIDS:
        status = mds_import_bid_terms(&terms, &count, arena, source, diags);
        break;
    case DOOR_DEVICES:
        status = mds_import_devices(&rows, &count, arena, catalog, source, diags);
        break;
    case DOOR_REGISTER:
        status = mds_import_register(&saved, arena, source, diags);
        break;
    case DOOR_ENTRIES:
        status = mds_import_entries(&entries, arena, catalog, source, diags);
        break;
    case DOOR_EXPERT:
        status = mds_import_expert(&expert, arena, catalog, source, diags);
        break;
    case DOOR_LIFE:
        status = mds_import_life(&life, arena, catalog, source, NULL, diags);
        break;
    }
    if (status != MDS_OK) {
        must(form == NULL && places == NULL && deployment == NULL && weights.weights == NULL &&
                 terms == NULL && rows == NULL && count == 0 && saved == NULL && entries == NULL &&
                 expert == NULL && life == NULL,
             "outputs are untouched on failure");
        return status;
    }
    if (form != NULL) {
        fuzz_check_form(form, diags);
    } else if (places != NULL) {
        check_places(places);
    } else if (deployment != NULL) {
        check_deployment(deployment);
    } else if (weights.weights != NULL) {
        check_weights(&weights);
    } else if (saved != NULL) {
        check_register(saved);
    } else if (rows != NULL) {
        check_devices(rows, count);
    } else if (expert != NULL) {
        check_expert(expert, arena);
    } else if (life != NULL) {
        check_platforms(life);
    } else {
        check_terms(terms, count);
    }
    return status;
}

static void import(door which, const void *bytes, size_t size)
{
    mds_arena *arena = mds_arena_new(ARENA_BYTES, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, DIAGS) : NULL;
    mds_source *source = NULL;

    must(diags != NULL, "there is memory");
    must(mds_source_from_memory(&source, "input", bytes, size) == MDS_OK, "there is memory");
    const mds_status status = open_door(which, arena, source, diags);
    must(status == MDS_OK || status == MDS_ELIMIT ||
             mds_diags_count_of(diags, MDS_SEVERITY_ERROR) > 0,
         "a refusal has a reason");
    mds_source_free(source);
    mds_arena_free(arena);
}

void fuzz_form(const void *bytes, size_t size)
{
    import(DOOR_FORM, bytes, size);
    import(DOOR_PLACES, bytes, size);
}

void fuzz_context(const void *bytes, size_t size)
{
    import(DOOR_DEPLOYMENT, bytes, size);
}

void fuzz_records(const void *bytes, size_t size)
{
    import(DOOR_RECORDS, bytes, size);
}

void fuzz_weights(const void *bytes, size_t size)
{
    import(DOOR_WEIGHTS, bytes, size);
}

void fuzz_bids(const void *bytes, size_t size)
{
    import(DOOR_BIDS, bytes, size);
}

/* What holds of any fleet: each device has an id of its own, and no form without a reason. */
static void check_fleet(mds_fleet_list *fleet, mds_arena *arena)
{
    for (size_t i = 0; i < fleet->device_count; i++) {
        const mds_fleet_device *device = &fleet->devices[i];
        for (size_t k = 0; k < MDS_INVENTORY__COUNT; k++) {
            check_text(device->text[k]);
        }
        check_text(device->where);
        must(device->quantity > 0, "a row is one device at least");
    }
    if (mds_fleet_identify(fleet, arena, fuzz_catalog()) != MDS_OK ||
        mds_fleet_join(fleet, arena, fuzz_catalog(), NULL, 0) != MDS_OK) {
        return;
    }
    mds_fleet_place(fleet);
    for (size_t i = 0; i < fleet->device_count; i++) {
        const mds_fleet_product *product = &fleet->products[fleet->devices[i].product];
        check_text(fleet->devices[i].id);
        must((product->form_count > 0) == (product->state <= MDS_JOIN_DOUBTFUL),
             "what is joined has a form, what is not has none");
    }
}

void fuzz_inventory(const void *bytes, size_t size)
{
    static const mds_fleet_form form = {"pump", "", "Aldermoor Medical", "AL-300", "4.1",
                                        "mds2", 0};
    const mds_policy *policy = &fuzz_catalog()->policies[0];
    mds_arena *arena = mds_arena_new(ARENA_BYTES, NULL);
    mds_diags *diags = mds_diags_new(arena, DIAGS);
    mds_fleet_list fleet = {.forms = &form, .form_count = 1};
    const mds_settled *settled = NULL;
    mds_source *source = NULL;
    mds_inventory inventory;
    size_t count = 0;

    if (mds_source_from_memory(&source, "fuzz", bytes, size) == MDS_OK) {
        if (mds_import_zones(&fleet.zones, &fleet.zone_count, arena, fuzz_catalog(), policy, source,
                             diags) != MDS_OK) {
            fleet.zone_count = 0;
        }
        if (mds_import_matches(&settled, &count, arena, fuzz_catalog(), source, diags) == MDS_OK) {
            for (size_t i = 0; i < count; i++) {
                check_text(settled[i].form);
            }
        }
        if (mds_import_inventory(&inventory, arena, fuzz_catalog(), source, diags) == MDS_OK) {
            must(inventory.device_count > 0, "an inventory lists a device");
            fleet.devices = inventory.devices;
            fleet.device_count = inventory.device_count;
            check_fleet(&fleet, arena);
        }
    }
    mds_source_free(source);
    mds_arena_free(arena);
}

void fuzz_devices(const void *bytes, size_t size)
{
    import(DOOR_DEVICES, bytes, size);
}

void fuzz_register(const void *bytes, size_t size)
{
    import(DOOR_REGISTER, bytes, size);
}

void fuzz_entries(const void *bytes, size_t size)
{
    import(DOOR_ENTRIES, bytes, size);
}

void fuzz_expert(const void *bytes, size_t size)
{
    import(DOOR_EXPERT, bytes, size);
}

void fuzz_life(const void *bytes, size_t size)
{
    import(DOOR_LIFE, bytes, size);
}

void fuzz_vulnerabilities(const void *bytes, size_t size)
{
    mds_arena *arena = mds_arena_new((size_t)64 << 20, NULL);
    mds_diags *diags = mds_diags_new(arena, 0);
    mds_vulnerabilities all = MDS_VULNERABILITIES_INIT;
    mds_source *source = NULL;

    must(diags != NULL && mds_source_from_memory(&source, "fuzz", bytes, size) == MDS_OK,
         "the fuzzer has memory");
    const mds_status status = mds_import_vulnerabilities(&all, arena, source, diags);
    must(status == MDS_OK
             ? all.file_count == 1
             : all.file_count + all.component_count + all.device_count + all.statement_count +
                       all.record_count + all.exploited_count + all.score_count ==
                   0,
         "a file is taken whole or not at all");
    mds_vulnerabilities_settle(&all);
    for (size_t i = 0; i < all.statement_count; i++) {
        const mds_rating *rating = &all.statements[i].rating;
        must(rating->score == MDS_SCORE_NONE || (rating->score >= 0 && rating->score <= 10),
             "a score lies between 0 and 10");
    }
    mds_source_free(source);
    mds_arena_free(arena);
}

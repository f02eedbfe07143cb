/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one more measure, or one good answer, would make of the device. */
#include "evaluation.h"

#include <math.h>
#include <string.h>

/* A smaller factor is not worth naming. */
static const double worth_naming = 1.005;

/* Risks that are named with their shares. */
enum { LARGEST = 3 };

/* What the hospital has ruled out for this device is not proposed. */
static bool is_ruled_out(const mds_deployment *deployment, uint32_t kind)
{
    for (size_t i = 0; i < deployment->cost_count; i++) {
        if (deployment->costs[i].ruled_out && deployment->costs[i].compensating == kind) {
            return true;
        }
    }
    return false;
}

static bool is_done(const mds_device *device, uint32_t kind)
{
    return device->kinds[kind].verified &&
           device->kinds[kind].credit >= device->policy->evidence_verified;
}

static size_t insert_help(mds_help *helps, size_t count, mds_help help)
{
    size_t i = count;

    for (; i > 0 && helps[i - 1].rrf_after > help.rrf_after; i--) {
        helps[i] = helps[i - 1];
    }
    helps[i] = help;
    return count + 1;
}

mds_status mds_evaluation__helps(mds_risk_assessment *out, mds_arena *arena)
{
    const mds_catalog *catalog = out->catalog;
    const double now = out->now->at[MDS_STAGE_R2].rrf;
    mds_kind_credit *kinds = mds_arena_alloc(arena, catalog->compensating_count, sizeof *kinds);
    mds_help *helps = mds_arena_alloc(arena, catalog->compensating_count, sizeof *helps);
    double *risks = mds_arena_alloc(arena, catalog->compensating_count * catalog->scenario_count,
                                    sizeof *risks);
    mds_evaluation *with = NULL;
    mds_device device = out->device;
    mds_status status = mds_evaluation_new(&with, arena, catalog);

    if (kinds == NULL || helps == NULL || risks == NULL || status != MDS_OK) {
        return mds_arena_status(arena);
    }
    if (catalog->compensating_count > 0) {
        memcpy(kinds, out->device.kinds, catalog->compensating_count * sizeof *kinds);
    }
    device.kinds = kinds;
    device.from = MDS_STAGE_R2;
    for (uint32_t k = 0; k < catalog->compensating_count; k++) {
        if (is_done(&out->device, k) || is_ruled_out(out->deployment, k)) {
            continue;
        }
        kinds[k] = mds_kind_in_place(out->policy, &out->device.kinds[k], MDS_ASSURANCE_VERIFIED);
        mds_device_evaluate(with, &device);
        kinds[k] = out->device.kinds[k];
        const double after = with->at[MDS_STAGE_R2].rrf;
        for (size_t s = 0; s < catalog->scenario_count; s++) {
            risks[s] = with->risks[s].at[MDS_STAGE_R2].rrf;
        }
        const mds_help help = {
            .compensating = k,
            .risks = risks,
            .rrf_after = after,
            .factor = after > 0.0 ? now / after : HUGE_VAL,
            .verdict = with->verdict,
        };
        if (with->verdict < out->now->verdict || (after > 0.0 && help.factor > worth_naming)) {
            out->help_count = insert_help(helps, out->help_count, help);
            risks += catalog->scenario_count;
        }
    }
    out->helps = helps;
    return MDS_OK;
}

/* Whether the control acts against one of the risks with the largest shares. */
static bool is_needed(const mds_risk_assessment *as, uint32_t fact)
{
    const mds_device *device = &as->device;

    for (size_t i = 0; i < as->ranked_count && i < LARGEST; i++) {
        const uint32_t s = as->ranking[i];
        for (uint32_t k = device->first[s]; k < device->first[s + 1]; k++) {
            if (as->catalog->effects[device->order[k]].fact == fact) {
                return true;
            }
        }
    }
    return false;
}

static bool is_wanted(const mds_risk_assessment *as, uint32_t ordinal, mds_worth_of of)
{
    const mds_fact *fact = &as->catalog->facts[ordinal];
    const mds_fact_value *value = &as->facts->at[ordinal];

    if (value->truth != MDS_UNKNOWN) {
        return false;
    }
    if (value->open) {
        return of == MDS_WORTH_OPEN && (fact->derived.count == 0 || value->contradicted);
    }
    if (fact->derived.count > 0) {
        return false;
    }
    return of == MDS_WORTH_EXTRAS ? fact->kind == MDS_FACT_CONTROL && !fact->hospital &&
                                        !value->asked && is_needed(as, ordinal)
                                  : fact->kind == MDS_FACT_EXPOSURE;
}

void mds_evaluation__answer_well(mds_fact_value *values, const mds_catalog *catalog, uint32_t fact)
{
    const mds_facts facts = {.at = values, .count = catalog->fact_count};

    values[fact].truth = catalog->facts[fact].kind == MDS_FACT_CONTROL ? MDS_TRUE : MDS_FALSE;
    values[fact].assurance = MDS_ASSURANCE_SELF_DECLARED;
    values[fact].stated = true;
    for (size_t f = 0; f < catalog->fact_count; f++) {
        if (catalog->facts[f].derived.count > 0 && !values[f].stated) {
            values[f].truth = mds_condition_value(&catalog->facts[f].derived, &facts);
            values[f].assurance = MDS_ASSURANCE_SELF_DECLARED;
        }
    }
}

/* Largest factor first; equal ones stay in the catalog's order. */
static size_t insert_worth(mds_answer_worth *list, size_t count, mds_answer_worth worth)
{
    size_t i = count;

    for (; i > 0 && list[i - 1].factor < worth.factor; i--) {
        list[i] = list[i - 1];
    }
    list[i] = worth;
    return count + 1;
}

mds_status mds_answers_worth(const mds_answer_worth **out, size_t *count, mds_arena *arena,
                             const mds_risk_assessment *assessment, mds_worth_of of)
{
    const mds_catalog *catalog = assessment->catalog;
    const mds_fact_value *values = assessment->facts->at;
    const double now = assessment->now->at[MDS_STAGE_R2].rrf;
    mds_answer_worth *list = mds_arena_alloc(arena, catalog->fact_count + 1, sizeof *list);
    mds_fact_value *good = mds_arena_alloc(arena, catalog->fact_count + 1, sizeof *good);
    mds_evaluation *with = NULL;
    mds_device device = assessment->device;
    const mds_status status = mds_evaluation_new(&with, arena, catalog);
    size_t found = 0;

    if (list == NULL || good == NULL || status != MDS_OK) {
        return mds_arena_status(arena);
    }
    device.facts = good;
    device.from = MDS_STAGE_R2;
    for (uint32_t fact = 0; fact < catalog->fact_count; fact++) {
        if (!is_wanted(assessment, fact, of)) {
            continue;
        }
        memcpy(good, values, catalog->fact_count * sizeof *good);
        mds_evaluation__answer_well(good, catalog, fact);
        mds_device_evaluate(with, &device);
        const double after = with->at[MDS_STAGE_R2].rrf;
        const mds_answer_worth worth = {
            .fact = fact,
            .rrf_after = after,
            .factor = after > 0.0 ? now / after : 0.0,
            .asked = values[fact].open,
        };
        if (worth.factor > worth_naming) {
            found = insert_worth(list, found, worth);
        }
    }
    *out = list;
    *count = found;
    return MDS_OK;
}

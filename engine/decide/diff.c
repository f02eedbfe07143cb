/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moved between two assessments, regressions first: docs/use/diff.md. */
#include "diff_parts.h"

#include "base/date.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sums that differ by rounding alone are the same. */
static const double rounding = 1e-9;

/* Whether two numbers differ by more than rounding. */
static bool has_moved(double before, double after)
{
    return fabs(after - before) > rounding * (fabs(before) + fabs(after));
}

static bool copy_credits(mds_arena *arena, mds_saved_risk *to, const mds_catalog *catalog,
                         const mds_risk *from)
{
    mds_saved_credit *credits = mds_arena_alloc(arena, from->member_count, sizeof *credits);
    if (credits == NULL) {
        return false;
    }
    for (size_t i = 0; i < from->member_count; i++) {
        const mds_layer_member *member = &from->members[i];
        credits[i] = (mds_saved_credit){
            .control = member->fact != MDS_NO_ORDINAL
                           ? catalog->facts[member->fact].id
                           : catalog->compensating[member->compensating].id,
            .layer = member->layer < catalog->group_count ? catalog->groups[member->layer].id : "",
            .x = 1.0 - member->left,
        };
    }
    to->credits = credits;
    to->credit_count = from->member_count;
    return true;
}

static mds_saved_risk saved_risk(const mds_catalog *catalog, const mds_risk *from)
{
    const mds_risk_at *at = &from->at[MDS_STAGE_R2];
    mds_saved_risk risk = {.scenario = catalog->scenarios[from->scenario].id,
                           .applies = from->applies,
                           .impact = from->worst};
    if (from->applies) {
        risk.verdict = from->verdict;
        risk.rrf = at->rrf;
        risk.part = at->part;
        risk.rate = from->constants->rate.mean * from->raised * at->unpatched;
    }
    return risk;
}

const mds_saved *mds_saved_of(mds_arena *arena, const mds_risk_assessment *assessment,
                              const char *file)
{
    const mds_catalog *catalog = assessment->catalog;
    const mds_facts *facts = assessment->facts;
    const mds_evaluation *now = assessment->now;
    const mds_device_at *device = &now->at[MDS_STAGE_R2];
    mds_saved *saved = mds_arena_alloc(arena, 1, sizeof *saved);
    mds_saved_risk *risks = mds_arena_alloc(arena, now->risk_count, sizeof *risks);
    char date[MDS_DATE_SIZE];
    mds_date_format(date, assessment->as_of);
    const char *as_of = mds_arena_strndup(arena, date, strlen(date));
    if (saved == NULL || risks == NULL || as_of == NULL) {
        return NULL;
    }
    for (size_t s = 0; s < now->risk_count; s++) {
        risks[s] = saved_risk(catalog, &now->risks[s]);
        if (!copy_credits(arena, &risks[s], catalog, &now->risks[s])) {
            return NULL;
        }
    }
    *saved = (mds_saved){
        .file = file,
        .device =
            facts->disclosure_count > 0 ? facts->disclosures[0]->device[MDS_DEVICE_MODEL] : "",
        .model = catalog->model,
        .catalog = catalog->sha256,
        .policy = assessment->policy->sha256,
        .as_of = as_of,
        .verdict = assessment->verdict,
        .gate = now->gate,
        .sum = device->sum.mean,
        .rrf = device->rrf,
        .sure = device->sure,
        .known = assessment->known,
        .patch =
            now->patch < catalog->patch_state_count ? catalog->patch_states[now->patch].id : "",
        .risks = risks,
        .risk_count = now->risk_count};
    return saved;
}

static const mds_saved_risk *risk_of(const mds_saved *saved, const char *scenario)
{
    for (size_t i = 0; i < saved->risk_count; i++) {
        if (strcmp(saved->risks[i].scenario, scenario) == 0) {
            return &saved->risks[i];
        }
    }
    return NULL;
}

static double rrf_of(const mds_saved_risk *risk)
{
    return risk != NULL && risk->applies ? risk->rrf : 0.0;
}

static mds_verdict verdict_of(const mds_saved_risk *risk)
{
    return risk != NULL && risk->applies ? risk->verdict : MDS_VERDICT_ACCEPTABLE;
}

/* Whether anything that decides is another; says the direction. */
static bool compare_risk(mds_risk_change *change)
{
    const mds_verdict v0 = verdict_of(change->before);
    const mds_verdict v1 = verdict_of(change->after);
    const double f0 = rrf_of(change->before);
    const double f1 = rrf_of(change->after);
    change->worse = v1 > v0 || (v1 == v0 && f1 > f0);
    return v0 != v1 || has_moved(mds_model_printed(f0), mds_model_printed(f1));
}

/* How far a change goes: steps of the verdict first, then the factor on the required reduction. */
static double steps(const mds_risk_change *change)
{
    return fabs((double)verdict_of(change->after) - (double)verdict_of(change->before));
}

static double factor(const mds_risk_change *change)
{
    const double f0 = rrf_of(change->before);
    const double f1 = rrf_of(change->after);
    const double low = f0 < f1 ? f0 : f1;
    const double high = f0 < f1 ? f1 : f0;
    return low > 0.0 ? high / low : HUGE_VAL;
}

static int sign_of(double x)
{
    return (x > 0.0) - (x < 0.0);
}

static int by_direction(const void *left, const void *right)
{
    const mds_risk_change *x = left;
    const mds_risk_change *y = right;
    if (x->worse != y->worse) {
        return x->worse ? -1 : 1;
    }
    int order = -sign_of(steps(x) - steps(y));
    if (order == 0) {
        const double a = factor(x);
        const double b = factor(y);
        order = (a < b) - (a > b);
    }
    const char *a = (x->after != NULL ? x->after : x->before)->scenario;
    const char *b = (y->after != NULL ? y->after : y->before)->scenario;
    return order != 0 ? order : strcmp(a, b);
}

/* Largest effect first: an answer or a rate by its factor, a credit by how far it moved. */
static double weight(const mds_cause *cause)
{
    if (cause->kind == MDS_CAUSE_CONTROL) {
        return fabs(cause->after - cause->before);
    }
    const double low = fmin(cause->before, cause->after);
    return low > 0.0 ? fmax(cause->before, cause->after) / low : HUGE_VAL;
}

static int by_weight(const void *left, const void *right)
{
    const mds_cause *x = left;
    const mds_cause *y = right;
    if (x->kind != y->kind) {
        return x->kind < y->kind ? -1 : 1;
    }
    const double a = weight(x);
    const double b = weight(y);
    if (a < b || a > b) {
        return a > b ? -1 : 1;
    }
    return x->kind == MDS_CAUSE_CONTROL ? strcmp(x->control, y->control)
                                        : (x->answer > y->answer) - (x->answer < y->answer);
}

static double credit_of(const mds_saved_risk *risk, const mds_saved_credit *like)
{
    for (size_t i = 0; risk != NULL && i < risk->credit_count; i++) {
        const mds_saved_credit *at = &risk->credits[i];
        if (strcmp(at->control, like->control) == 0 && strcmp(at->layer, like->layer) == 0) {
            return at->x;
        }
    }
    return 0.0;
}

static void add_cause(mds_risk_change *change, mds_cause *list, mds_cause cause)
{
    if (has_moved(cause.before, cause.after)) {
        list[change->cause_count++] = cause;
    }
}

static void add_credits(mds_risk_change *change, mds_cause *list, const mds_saved_risk *of,
                        bool only_new)
{
    for (size_t i = 0; of != NULL && i < of->credit_count; i++) {
        const mds_saved_credit *credit = &of->credits[i];
        const double before = credit_of(change->before, credit);
        if (!only_new || before <= 0.0) {
            add_cause(change, list,
                      (mds_cause){.kind = MDS_CAUSE_CONTROL,
                                  .control = credit->control,
                                  .before = before,
                                  .after = credit_of(change->after, credit)});
        }
    }
}

/* Between registers the credits, the rate and the impact tell; between forms the answers do. */
static bool find_causes(mds_arena *arena, mds_risk_change *change, const mds_diff *diff, size_t s)
{
    const mds_saved_risk *old = change->before;
    const mds_saved_risk *new = change->after;
    const size_t most = diff->answer_count + 2 + (old != NULL ? old->credit_count : 0) +
                        (new != NULL ? new->credit_count : 0);
    mds_cause *list = mds_arena_alloc(arena, most, sizeof *list);
    if (list == NULL) {
        return false;
    }
    for (size_t i = 0; i < diff->answer_count; i++) {
        add_cause(change, list,
                  (mds_cause){.kind = MDS_CAUSE_ANSWER,
                              .answer = i,
                              .before = rrf_of(old),
                              .after = diff->answers[i].rrf[s]});
    }
    if (diff->form == NULL) {
        add_credits(change, list, old, false);
        add_credits(change, list, new, true);
        add_cause(change, list,
                  (mds_cause){.kind = MDS_CAUSE_RATE,
                              .before = old != NULL ? old->rate : 0.0,
                              .after = new != NULL ? new->rate : 0.0});
        add_cause(change, list,
                  (mds_cause){.kind = MDS_CAUSE_IMPACT,
                              .before = old != NULL ? old->impact : 0.0,
                              .after = new != NULL ? new->impact : 0.0});
    }
    if (change->cause_count > 0) {
        qsort(list, change->cause_count, sizeof *list, by_weight);
    }
    change->causes = list;
    return true;
}

static bool take_risk(mds_arena *arena, mds_diff *diff, mds_risk_change *list,
                      mds_risk_change change, size_t s)
{
    if (!compare_risk(&change)) {
        return true;
    }
    if (!find_causes(arena, &change, diff, s)) {
        return false;
    }
    diff->regressions += change.worse;
    list[diff->risk_count++] = change;
    return true;
}

bool mds_diff__risks(mds_arena *arena, mds_diff *diff)
{
    const mds_saved *old = diff->before;
    const mds_saved *new = diff->after;
    mds_risk_change *list = mds_arena_alloc(arena, old->risk_count + new->risk_count, sizeof *list);
    bool made = list != NULL;
    for (size_t s = 0; made && s < old->risk_count; s++) {
        made = take_risk(arena, diff, list,
                         (mds_risk_change){.before = &old->risks[s],
                                           .after = risk_of(new, old->risks[s].scenario)},
                         s);
    }
    for (size_t s = 0; made && s < new->risk_count; s++) {
        if (risk_of(old, new->risks[s].scenario) == NULL) {
            made = take_risk(arena, diff, list, (mds_risk_change){.after = &new->risks[s]}, s);
        }
    }
    if (made && diff->risk_count > 0) {
        qsort(list, diff->risk_count, sizeof *list, by_direction);
    }
    diff->risks = list;
    return made;
}

void mds_diff__basis(const char *what, const char *before, const char *after, const char *file,
                     mds_diags *diags)
{
    if (strcmp(before, after) != 0) {
        mds_diag_add(diags, MDS_D_DIFF_BASIS, file, NULL, what, before, after, NULL);
    }
}

mds_status mds_diff_saved(const mds_diff **out, mds_arena *arena, const mds_catalog *catalog,
                          const mds_saved *before, const mds_saved *after, mds_diags *diags)
{
    mds_diff *diff = mds_arena_alloc(arena, 1, sizeof *diff);
    if (diff == NULL) {
        return mds_arena_status(arena);
    }
    *diff = (mds_diff){.catalog = catalog,
                       .before = before,
                       .after = after,
                       .other_model = before->no_numbers || after->no_numbers ||
                                      strcmp(before->model, after->model) != 0};
    if (!(diff->other_model ? mds_diff__known(arena, diff) : mds_diff__risks(arena, diff))) {
        return mds_arena_status(arena);
    }
    mds_diff__basis("diff.basis.device", before->device, after->device, after->file, diags);
    mds_diff__basis("diff.basis.as_of", before->as_of, after->as_of, after->file, diags);
    if (diff->other_model) {
        mds_diag_add(diags, MDS_D_DIFF_MODELS, after->file, NULL, before->model, after->model,
                     catalog->model, NULL);
    } else {
        mds_diff__basis("diff.basis.catalog", before->catalog, after->catalog, after->file, diags);
        mds_diff__basis("diff.basis.policy", before->policy, after->policy, after->file, diags);
    }
    *out = diff;
    return MDS_OK;
}

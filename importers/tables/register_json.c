/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/import_register.h>

#include "base/json.h"
#include "base/num.h"
#include "grid.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    MOST_RISKS = 4096,     /* one a scenario: far more than any catalog has */
    MOST_QUESTIONS = 65536 /* open, over all forms of a device */
};

/* The register of RM-1. */
enum { FORMAT_BEFORE = 1 };

typedef struct reader {
    bool before; /* risk model RM-1: its numbers are left where they are */
    mds_arena *arena;
    const char *file;
    mds_diags *diags;
    mds_status status; /* the first failure */
} reader;

static void fail(reader *r, mds_status status)
{
    if (r->status == MDS_OK) {
        r->status = status;
    }
}

/* A member that is not there, or is something else than \p expected. */
static void refuse(reader *r, const mds_json *object, const char *path, const char *name,
                   const char *expected)
{
    char full[128];
    (void)snprintf(full, sizeof full, "%.60s%s%.60s", path, path[0] != '\0' ? "." : "", name);
    if (mds_json_member(object, name) == NULL) {
        mds_diag_add(r->diags, MDS_D_JSON_MEMBER_MISSING, r->file, full, full, NULL);
    } else {
        mds_diag_add(r->diags, MDS_D_JSON_MEMBER_TYPE, r->file, full, full, expected, NULL);
    }
    fail(r, MDS_EFORMAT);
}

/* Of two risks of one scenario a diff would compare the first and lose the other. */
static void check_twice(reader *r, const mds_saved *saved)
{
    const char *last = saved->risks[saved->risk_count - 1].scenario;

    for (size_t i = 0; i + 1 < saved->risk_count && r->status == MDS_OK; i++) {
        if (strcmp(saved->risks[i].scenario, last) == 0) {
            char first[32];
            char second[32];
            (void)snprintf(first, sizeof first, "risks[%zu]", i);
            (void)snprintf(second, sizeof second, "risks[%zu]", saved->risk_count - 1);
            mds_diag_add(r->diags, MDS_D_DEPLOYMENT_TWICE, r->file, second, last, first, NULL);
            fail(r, MDS_EFORMAT);
        }
    }
}

static const char *text(reader *r, const mds_json *object, const char *name, const char *path)
{
    const char *value = mds_json_string(mds_json_member(object, name), NULL);
    if (value == NULL) {
        refuse(r, object, path, name, "string");
        return "";
    }
    char *copy = mds_arena_strndup(r->arena, value, strlen(value));
    if (copy == NULL) {
        fail(r, mds_arena_status(r->arena));
        return "";
    }
    (void)mds_grid__blank_controls(copy); /* it goes to terminals */
    return copy;
}

static double number(reader *r, const mds_json *object, const char *name, const char *path)
{
    const mds_json *value = mds_json_member(object, name);
    if (!mds_json_is_number(value)) {
        refuse(r, object, path, name, "number");
        return 0;
    }
    return mds_json_number(value, 0);
}

static mds_verdict verdict(reader *r, const mds_json *object, const char *member, const char *path)
{
    const char *name = mds_json_string(mds_json_member(object, member), "");
    for (int i = 0; i < MDS_VERDICT__COUNT; i++) {
        if (strcmp(name, mds_verdict_name((mds_verdict)i)) == 0) {
            return (mds_verdict)i;
        }
    }
    refuse(r, object, path, member, "acceptable, reduce, not_acceptable, cannot_be_judged");
    return MDS_VERDICT_ACCEPTABLE;
}

static void read_credits(reader *r, mds_saved_risk *risk, const mds_json *list, const char *path)
{
    mds_saved_credit *credits = mds_arena_alloc(r->arena, mds_json_count(list), sizeof *credits);
    if (credits == NULL) {
        fail(r, mds_arena_status(r->arena));
        return;
    }
    for (const mds_json *at = mds_json_first(list); at != NULL && r->status == MDS_OK;
         at = mds_json_next(at)) {
        credits[risk->credit_count++] = (mds_saved_credit){
            .control = text(r, at, "control", path),
            .layer =
                mds_json_is_null(mds_json_member(at, "layer")) ? "" : text(r, at, "layer", path),
            .x = 1.0 - number(r, at, "left", path)};
    }
    risk->credits = credits;
}

/* RM-1 lists what is not there too, and what is unknown. */
static void read_credits_before(reader *r, mds_saved_risk *risk, const mds_json *list)
{
    mds_saved_credit *credits = mds_arena_alloc(r->arena, mds_json_count(list), sizeof *credits);
    if (credits == NULL) {
        fail(r, mds_arena_status(r->arena));
        return;
    }
    for (const mds_json *at = mds_json_first(list); at != NULL && r->status == MDS_OK;
         at = mds_json_next(at)) {
        if (strcmp(text(r, at, "state", risk->scenario), "true") == 0) {
            credits[risk->credit_count++] =
                (mds_saved_credit){.control = text(r, at, "control", risk->scenario), .layer = ""};
        }
    }
    risk->credits = credits;
}

static void read_risk(reader *r, mds_saved_risk *risk, const mds_json *object)
{
    *risk = (mds_saved_risk){.scenario = text(r, object, "scenario", "risks"),
                             .applies = mds_json_bool(mds_json_member(object, "applies"), false)};
    if (!risk->applies || r->status != MDS_OK) {
        return;
    }
    if (r->before) {
        read_credits_before(r, risk, mds_json_member(object, "credits"));
        return;
    }
    const mds_json *at = mds_json_member(mds_json_member(object, "stages"), "r2");
    risk->verdict = verdict(r, object, "verdict", risk->scenario);
    risk->rrf = number(r, at, "rrf", risk->scenario);
    risk->part = number(r, at, "part", risk->scenario);
    risk->rate = number(r, object, "rate_mean", risk->scenario) *
                 number(r, object, "raised", risk->scenario) *
                 number(r, at, "unpatched", risk->scenario);
    const mds_json *impact = mds_json_member(object, "impact");
    for (int p = 0; p < MDS_PROPERTY__COUNT; p++) {
        risk->impact = fmax(risk->impact,
                            number(r, impact, mds_property_name((mds_property)p), risk->scenario));
    }
    read_credits(r, risk, mds_json_member(object, "controls"), risk->scenario);
}

/* A list of the register; NULL, and said, when it is none or longer than \p most. */
static const mds_json *list_of(reader *r, const mds_json *root, const char *name, size_t most)
{
    const mds_json *list = mds_json_member(root, name);
    if (!mds_json_is_array(list)) {
        refuse(r, root, "", name, "array");
        return NULL;
    }
    if (mds_json_count(list) > most) {
        mds_diag_add(r->diags, MDS_D_INPUT_OVER_BUDGET, r->file, name, NULL);
        fail(r, MDS_ELIMIT);
        return NULL;
    }
    return list;
}

static void read_risks(reader *r, mds_saved *saved, const mds_json *root)
{
    const mds_json *list = list_of(r, root, "risks", MOST_RISKS);
    if (list == NULL) {
        return;
    }
    mds_saved_risk *risks = mds_arena_alloc(r->arena, mds_json_count(list), sizeof *risks);
    if (risks == NULL) {
        fail(r, mds_arena_status(r->arena));
        return;
    }
    saved->risks = risks;
    for (const mds_json *at = mds_json_first(list); at != NULL && r->status == MDS_OK;
         at = mds_json_next(at)) {
        read_risk(r, &risks[saved->risk_count++], at);
        check_twice(r, saved);
    }
}

static void read_open(reader *r, mds_saved *saved, const mds_json *root)
{
    const mds_json *list = list_of(r, root, "unknowns", MOST_QUESTIONS);
    if (list == NULL) {
        return;
    }
    const char **open = mds_arena_alloc(r->arena, mds_json_count(list), sizeof *open);
    if (open == NULL) {
        fail(r, mds_arena_status(r->arena));
        return;
    }
    for (const mds_json *at = mds_json_first(list); at != NULL && r->status == MDS_OK;
         at = mds_json_next(at)) {
        open[saved->open_count++] = text(r, at, "question", "unknowns");
    }
    saved->open = open;
}

static void read_register(reader *r, mds_saved *saved, const mds_json *root)
{
    const mds_json *summary = mds_json_member(root, "summary");

    read_risks(r, saved, root);
    if (r->status != MDS_OK) {
        return;
    }
    saved->device = text(r, mds_json_member(root, "device"), "label", "device");
    saved->model = text(r, root, "model", "");
    saved->catalog = text(r, mds_json_member(root, "catalog"), "sha256", "catalog");
    saved->policy = text(r, mds_json_member(root, "policy"), "sha256", "policy");
    saved->as_of = text(r, root, "as_of", "");
    saved->verdict = verdict(r, summary, "verdict", "summary");
    read_open(r, saved, root);
    if (r->before) {
        saved->patch = "";
        saved->no_numbers = true;
        return;
    }
    saved->gate = verdict(r, summary, "gate", "summary");
    saved->rrf = number(r, summary, "rrf", "summary");
    saved->sure = number(r, summary, "sure", "summary");
    saved->known = number(r, summary, "known", "summary");
    saved->patch = text(r, summary, "patch_state", "summary");
    saved->sum = number(r, mds_json_member(mds_json_member(summary, "stages"), "r2"), "mean",
                        "summary.stages.r2");
}

bool mds_import_is_register(const mds_source *source)
{
    mds_json *root = NULL;
    const unsigned char *bytes = mds_source_bytes(source);
    const size_t n = mds_source_size(source);
    size_t i = 0;
    while (i < n && strchr(" \t\r\n\xEF\xBB\xBF", bytes[i]) != NULL && bytes[i] != '\0') {
        i++;
    }
    if (i == n || bytes[i] != '{' ||
        mds_json_parse(&root, "", (const char *)bytes, n, NULL) != MDS_OK) {
        return false;
    }
    const bool is_one = strcmp(mds_json_string(mds_json_member(root, "kind"), ""), "register") == 0;
    mds_json_free(root);
    return is_one;
}

mds_status mds_import_register(const mds_saved **out, mds_arena *arena, const mds_source *source,
                               mds_diags *diags)
{
    reader r = {.arena = arena, .file = mds_source_name(source), .diags = diags};
    mds_saved *saved = mds_arena_alloc(arena, 1, sizeof *saved);
    mds_json *root = NULL;
    if (saved == NULL) {
        return mds_arena_status(arena);
    }
    mds_status status = mds_json_parse(&root, r.file, (const char *)mds_source_bytes(source),
                                       mds_source_size(source), diags);
    if (status != MDS_OK) {
        return status;
    }
    const double version = mds_json_number(mds_json_member(root, "format_version"), -1);
    r.before = version >= FORMAT_BEFORE && version <= FORMAT_BEFORE;
    if (!r.before &&
        (version < MDS_REGISTER_FORMAT_VERSION || version > MDS_REGISTER_FORMAT_VERSION)) {
        char found[MDS_NUM_SIZE];
        char supported[24];
        mds_num_exact(found, version);
        (void)snprintf(supported, sizeof supported, "%d, %d", FORMAT_BEFORE,
                       MDS_REGISTER_FORMAT_VERSION);
        mds_diag_add(diags, MDS_D_JSON_VERSION, r.file, "format_version",
                     mds_json_member(root, "format_version") != NULL ? found : "", supported, NULL);
        fail(&r, MDS_EFORMAT);
    } else {
        saved->file = mds_arena_strndup(arena, r.file, strlen(r.file));
        if (saved->file == NULL) {
            fail(&r, mds_arena_status(arena));
        }
        read_register(&r, saved, root);
    }
    mds_json_free(root);
    if (r.status == MDS_OK) {
        *out = saved;
    }
    return r.status;
}

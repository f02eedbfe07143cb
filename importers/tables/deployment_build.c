/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deployment_build.h"

#include "base/date.h"
#include "base/num.h"
#include "grid.h"
#include "words.h"
#include <string.h>

mds_deployment_build mds_deployment__build_start(mds_arena *arena, const mds_catalog *catalog,
                                                 const mds_policy *policy, const mds_source *source,
                                                 mds_diags *diags)
{
    mds_deployment_build b = {.arena = arena,
                              .catalog = catalog,
                              .policy = policy,
                              .file = mds_source_name(source),
                              .diags = diags,
                              .deployment = mds_deployment_default(policy)};
    const char *file = mds_arena_strndup(arena, b.file, strlen(b.file));

    if (file != NULL) {
        b.deployment.file = file;
        mds_source_sha256(source, b.deployment.sha256);
    } else {
        b.failed = mds_grid__out_of_memory(arena, b.file, diags);
    }
    return b;
}

void mds_deployment__no_memory(mds_deployment_build *b)
{
    if (b->failed == MDS_OK) {
        b->failed = mds_grid__out_of_memory(b->arena, b->file, b->diags);
    }
}

const char *mds_deployment__keep(mds_deployment_build *b, const char *text)
{
    const mds_sv trimmed = mds_words__trim((mds_sv){text, strlen(text)});
    char *copy = mds_arena_strndup(b->arena, trimmed.p, trimmed.n);

    if (copy == NULL) {
        mds_deployment__no_memory(b);
        return "";
    }
    (void)mds_grid__blank_controls(copy);
    return copy;
}

static void refuse(mds_deployment_build *b, const char *path, const char *text, const char *where,
                   const mds_strbuf *allowed)
{
    b->refused = true;
    mds_diag_add(b->diags, MDS_D_DEPLOYMENT_VALUE, b->file, where, path, text, allowed->p, NULL);
}

/* One of a list of names; \p count when the text is none of them, which is reported. The names
 * are fetched one by one through \p name, as each list has a type of its own. */
static size_t choose(mds_deployment_build *b, size_t count,
                     const char *(*name)(const mds_deployment_build *b, size_t i), const char *path,
                     const char *text, const char *where)
{
    mds_strbuf allowed;

    for (size_t i = 0; i < count; i++) {
        if (strcmp(name(b, i), text) == 0) {
            return i;
        }
    }
    mds_strbuf_init(&allowed, 1 << 16);
    for (size_t i = 0; i < count; i++) {
        mds_strbuf_puts(&allowed, i > 0 ? ", " : "");
        mds_strbuf_puts(&allowed, name(b, i));
    }
    refuse(b, path, text, where, &allowed);
    mds_strbuf_finish(&allowed);
    return count;
}

static const char *profile_name(const mds_deployment_build *b, size_t i)
{
    return b->policy->profiles[i].id;
}

static const char *zone_name(const mds_deployment_build *b, size_t i)
{
    return b->policy->zones[i].id;
}

static const char *volume_name(const mds_deployment_build *b, size_t i)
{
    return b->policy->data_volumes[i].id;
}

static const char *country_name(const mds_deployment_build *b, size_t i)
{
    (void)b;
    return mds_country_name((mds_country)i);
}

static const char *assurance_name(const mds_deployment_build *b, size_t i)
{
    (void)b;
    return mds_assurance_name((mds_assurance)i);
}

static const char *implementation_name(const mds_deployment_build *b, size_t i)
{
    (void)b;
    return mds_implementation_name((mds_implementation)i);
}

static const char *control_name(const mds_deployment_build *b, size_t i)
{
    return b->catalog->compensating[i].id;
}

static const char *bool_name(const mds_deployment_build *b, size_t i)
{
    (void)b;
    return i == 0 ? "false" : "true";
}

static void set_date(mds_deployment_build *b, int32_t *out, const char *path, const char *text,
                     const char *where)
{
    mds_day day;

    if (!mds_date_parse(&day, (mds_sv){text, strlen(text)})) {
        b->refused = true;
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_DATE, b->file, where, path, text, NULL);
        return;
    }
    *out = day;
}

static void set_factor(mds_deployment_build *b, const char *path, const char *text,
                       const char *where)
{
    double factor = 0;

    if (!mds_num_parse(&factor, (mds_sv){text, strlen(text)}) || !(factor >= 0.001) ||
        !(factor <= 1000)) {
        b->refused = true;
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_NUMBER, b->file, where, path, text, "0.001", "1000",
                     NULL);
        return;
    }
    b->deployment.hospital_rate_factor = factor;
}

static void set_ordinal(uint32_t *out, size_t chosen, size_t count)
{
    if (chosen < count) {
        *out = (uint32_t)chosen;
    }
}

/* csv files written by a spreadsheet program say TRUE and FALSE. */
static const char *lower_bool(const char *text)
{
    if (strcmp(text, "TRUE") == 0 || strcmp(text, "True") == 0) {
        return "true";
    }
    return strcmp(text, "FALSE") == 0 || strcmp(text, "False") == 0 ? "false" : text;
}

void mds_deployment__set(mds_deployment_build *b, const char *path, const char *text,
                         const char *where)
{
    mds_deployment *c = &b->deployment;
    const char *value = mds_deployment__keep(b, text);

    b->fields++;
    if (value[0] == '\0') {
        return;
    }
    if (strcmp(path, "name") == 0) {
        c->name = value;
    } else if (strcmp(path, "clinical_profile") == 0) {
        const size_t n = b->policy->profile_count;
        set_ordinal(&c->profile, choose(b, n, profile_name, path, value, where), n);
    } else if (strcmp(path, "network_zone") == 0) {
        const size_t n = b->policy->zone_count;
        set_ordinal(&c->zone, choose(b, n, zone_name, path, value, where), n);
    } else if (strcmp(path, "data_volume") == 0) {
        const size_t n = b->policy->data_volume_count;
        set_ordinal(&c->data_volume, choose(b, n, volume_name, path, value, where), n);
    } else if (strcmp(path, "country") == 0) {
        const size_t i = choose(b, MDS_COUNTRY__COUNT, country_name, path, value, where);
        c->country = i < MDS_COUNTRY__COUNT ? (mds_country)i : c->country;
    } else if (strcmp(path, "end_of_life") == 0) {
        set_date(b, &c->end_of_life, path, value, where);
    } else if (strcmp(path, "end_of_support") == 0) {
        set_date(b, &c->end_of_support, path, value, where);
    } else if (strcmp(path, "network_zone_basis.by") == 0) {
        c->zone_basis.by = value;
    } else if (strcmp(path, "network_zone_basis.on") == 0) {
        set_date(b, &c->zone_basis.on, path, value, where);
    } else if (strcmp(path, "network_zone_basis.evidence") == 0) {
        c->zone_basis.evidence = value;
    } else if (strcmp(path, "designated_environment.designated") == 0) {
        c->designated_environment = mds_deployment__bool(b, path, value, where);
    } else if (strcmp(path, "designated_environment.document") == 0) {
        c->designation_document = value;
    } else if (strcmp(path, "hospital_rate_factor") == 0) {
        set_factor(b, path, value, where);
    }
}

uint32_t mds_deployment__kind(mds_deployment_build *b, const char *kind, const char *path,
                              const char *where)
{
    const size_t count = b->catalog->compensating_count;
    const size_t chosen = choose(b, count, control_name, path, kind, where);

    return chosen == count ? MDS_NO_ORDINAL : (uint32_t)chosen;
}

static const char *document_name(const mds_deployment_build *b, size_t i)
{
    return b->catalog->documents[i].id;
}

uint32_t mds_deployment__document_id(mds_deployment_build *b, const char *id, const char *path,
                                     const char *where)
{
    const size_t count = b->catalog->document_count;
    const size_t chosen = choose(b, count, document_name, path, id, where);

    return chosen == count ? MDS_NO_ORDINAL : (uint32_t)chosen;
}

bool mds_deployment__bool(mds_deployment_build *b, const char *path, const char *text,
                          const char *where)
{
    return choose(b, 2, bool_name, path, lower_bool(text), where) == 1;
}

bool mds_deployment__has_record(const mds_deployment_build *b, const char *kind, const char **where)
{
    for (size_t i = 0; i < b->deployment.record_count; i++) {
        if (strcmp(b->catalog->compensating[b->records[i].compensating].id, kind) == 0) {
            *where = b->records[i].where;
            return true;
        }
    }
    return false;
}

mds_control_record *mds_deployment__record(mds_deployment_build *b, const char *kind,
                                           const char *path, const char *where)
{
    const uint32_t chosen = mds_deployment__kind(b, kind, path, where);

    if (chosen == MDS_NO_ORDINAL) {
        return NULL;
    }
    for (size_t i = 0; i < b->deployment.record_count; i++) {
        if (b->records[i].compensating == chosen) {
            return &b->records[i];
        }
    }
    return mds_deployment__add_record(b, chosen, where);
}

mds_control_record *mds_deployment__add_record(mds_deployment_build *b, uint32_t kind,
                                               const char *where)
{
    const char *place = mds_deployment__keep(b, where);
    if (!mds_array_reserve(b->arena, &b->records, &b->record_capacity, b->deployment.record_count,
                           sizeof *b->records)) {
        mds_deployment__no_memory(b);
        return NULL;
    }
    mds_control_record *record = &b->records[b->deployment.record_count++];
    *record = (mds_control_record){.compensating = kind,
                                   .implementation = MDS_IMPLEMENTATION_NONE,
                                   .assurance = MDS_ASSURANCE_SELF_DECLARED,
                                   .constraint = "",
                                   .objective = "",
                                   .risk_covered = "",
                                   .owner = "",
                                   .evidence = "",
                                   .validated = MDS_DAY_NONE,
                                   .expires = MDS_DAY_NONE,
                                   .file = b->deployment.file,
                                   .where = place};
    return record;
}

static void set_assurance(mds_deployment_build *b, mds_assurance *out, const char *path,
                          const char *value, const char *where)
{
    const size_t i = choose(b, MDS_ASSURANCE__COUNT, assurance_name, path, value, where);

    if (i < MDS_ASSURANCE__COUNT) {
        *out = (mds_assurance)i;
    }
}

void mds_deployment__set_record(mds_deployment_build *b, mds_control_record *record,
                                const char *field, const char *path, const char *text,
                                const char *where)
{
    const char *value = mds_deployment__keep(b, text);
    const struct {
        const char *name;
        const char **text;
    } texts[] = {
        {"constraint", &record->constraint},     {"objective", &record->objective},
        {"risk_covered", &record->risk_covered}, {"owner", &record->owner},
        {"evidence", &record->evidence},
    };

    if (value[0] == '\0') {
        return;
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(texts[i].name, field) == 0) {
            *texts[i].text = value;
            return;
        }
    }
    if (strcmp(field, "implementation") == 0) {
        const size_t i =
            choose(b, MDS_IMPLEMENTATION__COUNT, implementation_name, path, value, where);
        if (i < MDS_IMPLEMENTATION__COUNT) {
            record->implementation = (mds_implementation)i;
        }
    } else if (strcmp(field, "assurance") == 0) {
        set_assurance(b, &record->assurance, path, value, where);
    } else if (strcmp(field, "validated") == 0) {
        set_date(b, &record->validated, path, value, where);
    } else if (strcmp(field, "expires") == 0) {
        set_date(b, &record->expires, path, value, where);
    }
}

bool mds_deployment__has_verified(const mds_deployment_build *b, const char *fact,
                                  const char **where)
{
    for (size_t i = 0; i < b->deployment.verified_count; i++) {
        if (strcmp(b->catalog->facts[b->verified[i].fact].id, fact) == 0) {
            *where = b->verified[i].where;
            return true;
        }
    }
    return false;
}

/* The facts are too many to list: the nearest one is named instead. */
static void unknown_fact(mds_deployment_build *b, const char *fact, const char *path,
                         const char *where)
{
    const char *nearest = "";
    size_t best = SIZE_MAX;

    for (size_t i = 0; i < b->catalog->fact_count; i++) {
        const size_t d = mds_deployment__distance(fact, b->catalog->facts[i].id);
        if (d < best) {
            best = d;
            nearest = b->catalog->facts[i].id;
        }
    }
    b->refused = true;
    mds_diag_add(b->diags, MDS_D_DEPLOYMENT_FACT, b->file, where, path, fact, nearest, NULL);
}

mds_verified_fact *mds_deployment__verified(mds_deployment_build *b, const char *fact,
                                            const char *path, const char *where)
{
    const uint32_t ordinal = mds_catalog_fact(b->catalog, fact);

    if (ordinal == MDS_NO_ORDINAL) {
        unknown_fact(b, fact, path, where);
        return NULL;
    }
    for (size_t i = 0; i < b->deployment.verified_count; i++) {
        if (b->verified[i].fact == ordinal) {
            return &b->verified[i];
        }
    }
    const char *place = mds_deployment__keep(b, where);
    const size_t count = b->deployment.verified_count;
    if (!mds_array_reserve(b->arena, &b->verified, &b->verified_capacity, count,
                           sizeof *b->verified) ||
        !mds_array_reserve(b->arena, &b->verified_states, &b->state_capacity, count,
                           sizeof *b->verified_states)) {
        mds_deployment__no_memory(b);
        return NULL;
    }
    b->verified[count] = (mds_verified_fact){.fact = ordinal,
                                             .assurance = MDS_ASSURANCE_SELF_DECLARED,
                                             .by = "",
                                             .on = MDS_DAY_NONE,
                                             .evidence = "",
                                             .where = place};
    b->verified_states[count] = false;
    b->deployment.verified_count++;
    return &b->verified[count];
}

void mds_deployment__set_verified(mds_deployment_build *b, mds_verified_fact *verified,
                                  const char *field, const char *path, const char *text,
                                  const char *where)
{
    const char *value = mds_deployment__keep(b, text);

    if (value[0] == '\0') {
        return;
    }
    if (strcmp(field, "state") == 0) {
        verified->state = mds_deployment__bool(b, path, value, where);
        b->verified_states[verified - b->verified] = true;
    } else if (strcmp(field, "assurance") == 0) {
        set_assurance(b, &verified->assurance, path, value, where);
    } else if (strcmp(field, "by") == 0) {
        verified->by = value;
    } else if (strcmp(field, "on") == 0) {
        set_date(b, &verified->on, path, value, where);
    } else if (strcmp(field, "evidence") == 0) {
        verified->evidence = value;
    }
}

static void check_order(mds_deployment_build *b, int32_t first, const char *first_name,
                        int32_t second, const char *second_name, const char *where)
{
    char one[MDS_DATE_SIZE];
    char two[MDS_DATE_SIZE];

    if (first == MDS_DAY_NONE || second == MDS_DAY_NONE || first <= second) {
        return;
    }
    mds_date_format(one, first);
    mds_date_format(two, second);
    mds_diag_add(b->diags, MDS_D_DEPLOYMENT_DATE_ORDER, b->file, where, first_name, one,
                 second_name, two, NULL);
}

mds_status mds_deployment__build_end(const mds_deployment **out, mds_deployment_build *b)
{
    mds_deployment *deployment = NULL;

    for (size_t i = 0; i < b->deployment.verified_count; i++) {
        if (!b->verified_states[i]) {
            b->refused = true;
            mds_diag_add(b->diags, MDS_D_JSON_MEMBER_MISSING, b->file, b->verified[i].where,
                         "state", NULL);
        }
    }
    check_order(b, b->deployment.end_of_life, "end_of_life", b->deployment.end_of_support,
                "end_of_support", NULL);
    for (size_t i = 0; i < b->deployment.record_count; i++) {
        check_order(b, b->records[i].validated, "validated", b->records[i].expires, "expires",
                    b->records[i].where);
    }
    if (b->failed != MDS_OK) {
        return b->failed;
    }
    if (b->refused) {
        return MDS_EFORMAT;
    }
    deployment = mds_arena_alloc(b->arena, 1, sizeof *deployment);
    if (deployment == NULL) {
        mds_deployment__no_memory(b);
        return b->failed;
    }
    *deployment = b->deployment;
    deployment->records = b->records;
    deployment->verified = b->verified;
    deployment->costs = b->costs;
    deployment->documents = b->documents;
    *out = deployment;
    return MDS_OK;
}

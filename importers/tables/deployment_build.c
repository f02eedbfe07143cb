/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deployment_build.h"

#include "base/date.h"
#include "base/num.h"
#include "base/utf8.h"
#include "day.h"
#include "grid.h"
#include "words.h"
#include <stdio.h>
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

/* A list to choose from: the id of an entry, and its title in a language or NULL. */
typedef struct choices {
    size_t count;
    const char *(*name)(const mds_deployment_build *b, size_t i);
    const char *(*title)(const mds_deployment_build *b, size_t i, mds_lang lang);
} choices;

/* A match key in which "in_place", "in-place" and "In place" are one. */
static const char *choice_key(mds_deployment_build *b, const char *text)
{
    const char *key = mds_utf8_key(b->arena, text);
    char *copy = key != NULL ? mds_arena_strndup(b->arena, key, strlen(key)) : NULL;

    if (copy == NULL) {
        mds_deployment__no_memory(b);
        return "";
    }
    for (char *p = copy; *p != '\0'; p++) {
        *p = *p == '_' || *p == '-' ? ' ' : *p;
    }
    return copy;
}

static const char *title_of(const mds_deployment_build *b, const choices *list, size_t i, int lang)
{
    return list->title != NULL ? list->title(b, i, (mds_lang)lang) : list->name(b, i);
}

/* What a wrong word may have been meant to be: at most a third of it is wrong. */
static const char *nearest(mds_deployment_build *b, const choices *list, const char *key)
{
    const char *found = NULL;
    size_t best = strlen(key) / 3 + 1;

    for (size_t i = 0; i < list->count; i++) {
        for (int lang = -1; lang < MDS_LANG__COUNT; lang++) {
            const char *word = lang < 0 ? list->name(b, i) : title_of(b, list, i, lang);
            const size_t d = mds_deployment__distance(key, choice_key(b, word));
            if (d < best) {
                best = d;
                found = list->name(b, i);
            }
        }
    }
    return found;
}

/* One of a list, by id or by title in any language; the count when the text is none of them, which
 * is reported with what it may have meant. */
static size_t choose(mds_deployment_build *b, const choices *list, const char *path,
                     const char *text, const char *where)
{
    const char *key = choice_key(b, text);
    mds_strbuf allowed;

    for (size_t i = 0; i < list->count; i++) {
        bool same = strcmp(choice_key(b, list->name(b, i)), key) == 0;
        for (int lang = 0; lang < MDS_LANG__COUNT && !same; lang++) {
            same = strcmp(choice_key(b, title_of(b, list, i, lang)), key) == 0;
        }
        if (same) {
            return i;
        }
    }
    const char *meant = nearest(b, list, key);
    mds_strbuf_init(&allowed, 1 << 16);
    for (size_t i = 0; i < list->count; i++) {
        mds_strbuf_puts(&allowed, i > 0 ? ", " : "");
        mds_strbuf_puts(&allowed, list->name(b, i));
    }
    if (meant != NULL) {
        b->refused = true;
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_NEAR, b->file, where, path, text, meant, allowed.p,
                     NULL);
    } else {
        refuse(b, path, text, where, &allowed);
    }
    mds_strbuf_finish(&allowed);
    return list->count;
}

static const char *profile_name(const mds_deployment_build *b, size_t i)
{
    return b->policy->profiles[i].id;
}

static const char *profile_title(const mds_deployment_build *b, size_t i, mds_lang lang)
{
    return b->policy->profiles[i].title.in[lang];
}

static const char *zone_name(const mds_deployment_build *b, size_t i)
{
    return b->policy->zones[i].id;
}

static const char *zone_title(const mds_deployment_build *b, size_t i, mds_lang lang)
{
    return b->policy->zones[i].title.in[lang];
}

static const char *volume_name(const mds_deployment_build *b, size_t i)
{
    return b->policy->data_volumes[i].id;
}

static const char *volume_title(const mds_deployment_build *b, size_t i, mds_lang lang)
{
    return b->policy->data_volumes[i].title.in[lang];
}

/* The text under "<prefix>.<name>". */
static const char *text_title(const mds_deployment_build *b, const char *prefix, const char *name,
                              mds_lang lang)
{
    char key[64];
    (void)snprintf(key, sizeof key, "%s.%s", prefix, name);
    const char *text = mds_catalog_text(b->catalog, lang, key);
    return text == key ? name : text;
}

static const char *country_name(const mds_deployment_build *b, size_t i)
{
    (void)b;
    return mds_country_name((mds_country)i);
}

static const char *country_title(const mds_deployment_build *b, size_t i, mds_lang lang)
{
    return text_title(b, "country", mds_country_name((mds_country)i), lang);
}

static const char *assurance_name(const mds_deployment_build *b, size_t i)
{
    (void)b;
    return mds_assurance_name((mds_assurance)i);
}

static const char *assurance_title(const mds_deployment_build *b, size_t i, mds_lang lang)
{
    return text_title(b, "records.assurance", mds_assurance_name((mds_assurance)i), lang);
}

static const char *implementation_name(const mds_deployment_build *b, size_t i)
{
    (void)b;
    return mds_implementation_name((mds_implementation)i);
}

static const char *implementation_title(const mds_deployment_build *b, size_t i, mds_lang lang)
{
    return text_title(b, "implementation", mds_implementation_name((mds_implementation)i), lang);
}

static const char *control_name(const mds_deployment_build *b, size_t i)
{
    return b->catalog->compensating[i].id;
}

static const char *control_title(const mds_deployment_build *b, size_t i, mds_lang lang)
{
    return b->catalog->compensating[i].title.in[lang];
}

static const char *bool_name(const mds_deployment_build *b, size_t i)
{
    (void)b;
    return i == 0 ? "false" : "true";
}

static const char *bool_title(const mds_deployment_build *b, size_t i, mds_lang lang)
{
    return mds_catalog_text(b->catalog, lang, i == 0 ? "answer.no" : "answer.yes");
}

static void set_date(mds_deployment_build *b, int32_t *out, const char *path, const char *text,
                     const char *where)
{
    mds_day day;
    mds_day two[2];

    if (mds_day__read(&day, b->arena, b->catalog, text, false)) {
        *out = day;
        return;
    }
    b->refused = true;
    if (mds_day__is_two(two, b->arena, b->catalog, text)) {
        char first[MDS_DATE_SIZE];
        char second[MDS_DATE_SIZE];
        mds_date_format(first, two[0]);
        mds_date_format(second, two[1]);
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_DATE_TWO, b->file, where, path, text, first, second,
                     NULL);
        return;
    }
    mds_diag_add(b->diags, MDS_D_DEPLOYMENT_DATE, b->file, where, path, text, NULL);
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

/* A fact about the device as the hospital knows it. */
static void set_asset(mds_deployment_build *b, const char *path, const char *value,
                      const char *where)
{
    uint64_t quantity = 0;

    for (int f = 0; f < MDS_ASSET__COUNT; f++) {
        if (strcmp(path, mds_asset_name((mds_asset_field)f)) != 0) {
            continue;
        }
        if (f == MDS_ASSET_QUANTITY &&
            (!mds_num_parse_uint(&quantity, (mds_sv){value, strlen(value)}, 1000000) ||
             quantity == 0)) {
            b->refused = true;
            mds_diag_add(b->diags, MDS_D_DEPLOYMENT_NUMBER, b->file, where, path, value, "1",
                         "1000000", NULL);
            return;
        }
        b->deployment.asset[f] = value;
    }
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
        c->stated |= MDS_STATED_PROFILE;
        set_ordinal(&c->profile,
                    choose(b, &(choices){n, profile_name, profile_title}, path, value, where), n);
    } else if (strcmp(path, "network_zone") == 0) {
        const size_t n = b->policy->zone_count;
        c->stated |= MDS_STATED_ZONE;
        set_ordinal(&c->zone, choose(b, &(choices){n, zone_name, zone_title}, path, value, where),
                    n);
    } else if (strcmp(path, "data_volume") == 0) {
        const size_t n = b->policy->data_volume_count;
        c->stated |= MDS_STATED_DATA_VOLUME;
        set_ordinal(&c->data_volume,
                    choose(b, &(choices){n, volume_name, volume_title}, path, value, where), n);
    } else if (strcmp(path, "country") == 0) {
        const size_t i = choose(b, &(choices){MDS_COUNTRY__COUNT, country_name, country_title},
                                path, value, where);
        c->stated |= MDS_STATED_COUNTRY;
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
    } else {
        set_asset(b, path, value, where);
    }
}

uint32_t mds_deployment__kind(mds_deployment_build *b, const char *kind, const char *path,
                              const char *where)
{
    const size_t count = b->catalog->compensating_count;
    const size_t chosen =
        choose(b, &(choices){count, control_name, control_title}, path, kind, where);

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
    const size_t chosen = choose(b, &(choices){count, document_name, NULL}, path, id, where);

    return chosen == count ? MDS_NO_ORDINAL : (uint32_t)chosen;
}

bool mds_deployment__bool(mds_deployment_build *b, const char *path, const char *text,
                          const char *where)
{
    return choose(b, &(choices){2, bool_name, bool_title}, path, text, where) == 1;
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
    const size_t i = choose(b, &(choices){MDS_ASSURANCE__COUNT, assurance_name, assurance_title},
                            path, value, where);

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
        const size_t i = choose(
            b, &(choices){MDS_IMPLEMENTATION__COUNT, implementation_name, implementation_title},
            path, value, where);
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

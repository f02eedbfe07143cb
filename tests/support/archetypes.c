/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archetypes.h"

#include "base/date.h"
#include "engine/made_form.h"
#include "support/files.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 7, MOST = 40, WORD = 64 };
enum { ID, DEVICE, EDITION, PROFILE, CONTROLS, FACTS, PAST };

struct archetypes {
    const mds_catalog *catalog;
    const mds_policy *policy;
    mds_arena *arena;
    char *cells[MOST][COLUMNS];
    size_t count;
};

/* One device in the making. */
typedef struct made {
    const archetypes *all;
    mds_made_form form;
    mds_deployment deployment;
    mds_control_record records[16];
    mds_verified_fact found[16];
} made;

archetypes *archetypes_open(const mds_catalog *catalog, mds_arena *arena)
{
    archetypes *all = mds_arena_alloc(arena, 1, sizeof *all);
    size_t size = 0;
    char *text = read_file(MDS_SOURCE_DIR "/examples/archetypes/archetypes.tsv", &size);
    char *copy = mds_arena_alloc(arena, size + 1, 1);
    cr_assert(all != NULL && text != NULL && copy != NULL);
    memcpy(copy, text, size + 1);
    free(text);
    all->catalog = catalog;
    all->policy = &catalog->policies[0];
    all->arena = arena;
    bool heading = true;
    for (char *line = copy; *line != '\0';) {
        char *end = line + strcspn(line, "\n");
        char *next = *end == '\n' ? end + 1 : end;
        *end = '\0';
        for (size_t c = 0; c < COLUMNS && !heading; c++) {
            char *tab = line + strcspn(line, "\t");
            all->cells[all->count][c] = line;
            cr_assert_eq(*tab == '\t', c + 1 < COLUMNS, "line %zu", all->count + 2);
            *tab = '\0';
            line = tab + 1;
        }
        all->count += !heading;
        cr_assert_lt(all->count, MOST);
        heading = false;
        line = next;
    }
    return all;
}

size_t archetypes_count(const archetypes *all)
{
    return all->count;
}

const char *archetypes_id(const archetypes *all, size_t i)
{
    return all->cells[i][ID];
}

static uint32_t fact_of(const made *m, const char *id)
{
    for (uint32_t f = 0; f < m->all->catalog->fact_count; f++) {
        if (strcmp(m->all->catalog->facts[f].id, id) == 0) {
            return f;
        }
    }
    return MDS_NO_ORDINAL;
}

static uint32_t kind_of(const made *m, const char *id)
{
    for (uint32_t k = 0; k < m->all->catalog->compensating_count; k++) {
        if (strcmp(m->all->catalog->compensating[k].id, id) == 0) {
            return k;
        }
    }
    return MDS_NO_ORDINAL;
}

static void set(made *m, const char *name, mds_truth truth)
{
    cr_assert(mds_made_form_set(&m->form, name, truth), "no fact or group is called %s", name);
}

static void each_word(made *m, const char *list, void (*take)(made *, const char *))
{
    char word[WORD];

    while (*list != '\0') {
        const size_t n = strcspn(list, " ");
        cr_assert_lt(n, WORD);
        memcpy(word, list, n);
        word[n] = '\0';
        if (n > 0) {
            take(m, word);
        }
        list += n + (list[n] == ' ');
    }
}

static void take_true(made *m, const char *word)
{
    set(m, word, MDS_TRUE);
}

static uint32_t named(const mds_zone *list, size_t count, const char *id)
{
    for (uint32_t i = 0; i < count; i++) {
        if (strcmp(list[i].id, id) == 0) {
            return i;
        }
    }
    cr_assert_fail("%s is not in the policy", id);
    return 0;
}

static void set_profile(made *m, const char *id)
{
    const mds_policy *policy = m->all->policy;
    uint32_t i = 0;

    while (i < policy->profile_count && strcmp(policy->profiles[i].id, id) != 0) {
        i++;
    }
    cr_assert_lt(i, policy->profile_count, "%s", id);
    m->deployment.profile = i;
}

static void add_record(made *m, uint32_t kind, const char *how)
{
    const bool partial = strcmp(how, "partial") == 0;
    const mds_assurance assurance = partial || strcmp(how, "verified") == 0 ? MDS_ASSURANCE_VERIFIED
                                    : strcmp(how, "documented") == 0 ? MDS_ASSURANCE_DOCUMENTED
                                                                     : MDS_ASSURANCE_SELF_DECLARED;
    cr_assert_lt(m->deployment.record_count, 16);
    m->records[m->deployment.record_count++] = (mds_control_record){
        .compensating = kind,
        .implementation = partial ? MDS_IMPLEMENTATION_PARTIAL : MDS_IMPLEMENTATION_IN_PLACE,
        .assurance = assurance,
        .constraint = "c",
        .objective = "o",
        .risk_covered = "r",
        .owner = "w",
        .evidence = "e",
        .validated = ARCHETYPE_AS_OF - 100,
        .expires = ARCHETYPE_AS_OF + 200,
        .file = "",
        .where = ""};
}

static void add_finding(made *m, const char *fact, bool state, bool basis)
{
    const uint32_t ordinal = fact_of(m, fact);
    cr_assert(ordinal != MDS_NO_ORDINAL && m->deployment.verified_count < 16, "%s", fact);
    m->found[m->deployment.verified_count++] =
        (mds_verified_fact){.fact = ordinal,
                            .state = state,
                            .assurance = MDS_ASSURANCE_VERIFIED,
                            .by = basis ? "b" : "",
                            .on = basis ? ARCHETYPE_AS_OF - 50 : MDS_DAY_NONE,
                            .evidence = "e",
                            .where = ""};
}

static void set_past(made *m, const char *days)
{
    m->deployment.end_of_support = strcmp(days, "none") == 0
                                       ? MDS_DAY_NONE
                                       : ARCHETYPE_AS_OF - (int32_t)strtol(days, NULL, 10);
}

/* One "name=value" of a spec. */
static void take_value(made *m, const char *name, const char *value)
{
    const mds_policy *policy = m->all->policy;
    const uint32_t kind = kind_of(m, name);

    if (kind != MDS_NO_ORDINAL) {
        add_record(m, kind, value);
    } else if (strncmp(name, "found:", 6) == 0 || strncmp(name, "loose:", 6) == 0) {
        add_finding(m, name + 6, strcmp(value, "true") == 0, name[0] == 'f');
    } else if (strcmp(name, "past") == 0) {
        set_past(m, value);
    } else if (strcmp(name, "zone") == 0) {
        m->deployment.zone = named(policy->zones, policy->zone_count, value);
    } else if (strcmp(name, "volume") == 0) {
        m->deployment.data_volume = named(policy->data_volumes, policy->data_volume_count, value);
    } else if (strcmp(name, "profile") == 0) {
        set_profile(m, value);
    } else if (strcmp(name, "country") == 0) {
        m->deployment.country = strcmp(value, "jp") == 0   ? MDS_COUNTRY_JP
                                : strcmp(value, "us") == 0 ? MDS_COUNTRY_US
                                                           : MDS_COUNTRY_OTHER;
    } else if (strcmp(name, "edition") == 0) {
        m->form.form = mds_catalog_form(m->all->catalog, value);
    } else if (strcmp(name, "controls") == 0) {
        (void)mds_made_form_controls(&m->form, value);
    } else {
        cr_assert_str_eq(name, "rate");
        m->deployment.hospital_rate_factor = strtod(value, NULL);
    }
}

static void take_change(made *m, const char *word)
{
    char name[WORD];
    const size_t n = strcspn(word, "=");

    if (word[0] == '+' || word[0] == '-' || word[0] == '?') {
        set(m, word + 1, word[0] == '+' ? MDS_TRUE : word[0] == '-' ? MDS_FALSE : MDS_UNKNOWN);
    } else if (strcmp(word, "based") == 0) {
        m->deployment.zone_basis =
            (mds_basis){.by = "b", .on = ARCHETYPE_AS_OF - 50, .evidence = "e"};
    } else {
        cr_assert_eq(word[n], '=', "%s", word);
        memcpy(name, word, n);
        name[n] = '\0';
        take_value(m, name, word + n + 1);
    }
}

static const mds_risk_assessment *assess(made *m)
{
    mds_deployment *deployment = mds_arena_alloc(m->all->arena, 1, sizeof *deployment);
    const mds_disclosure *form = NULL;
    const mds_facts *facts = NULL;
    const mds_risk_assessment *out = NULL;

    cr_assert_not_null(deployment);
    cr_assert_eq(mds_made_form_fill_in(&form, m->all->arena, &m->form), MDS_OK);
    *deployment = m->deployment;
    cr_assert_eq(mds_facts_derive(&facts, m->all->arena, m->all->catalog, m->all->policy, &form, 1,
                                  deployment, ARCHETYPE_AS_OF, NULL),
                 MDS_OK);
    cr_assert_eq(mds_assess_device(&out, m->all->arena, m->all->catalog, m->all->policy, facts,
                                   deployment, ARCHETYPE_AS_OF, NULL),
                 MDS_OK);
    return out;
}

const mds_risk_assessment *archetypes_assess(const archetypes *all, const char *spec)
{
    made *m = mds_arena_alloc(all->arena, 1, sizeof *m);
    const size_t n = strcspn(spec, " ");
    size_t i = 0;

    cr_assert_not_null(m);
    while (i < all->count &&
           (strncmp(all->cells[i][ID], spec, n) != 0 || all->cells[i][ID][n] != '\0')) {
        i++;
    }
    cr_assert_lt(i, all->count, "no archetype: %s", spec);
    const char *const *cells = (const char *const *)all->cells[i];
    *m = (made){.all = all, .deployment = mds_deployment_default(all->policy)};
    cr_assert_eq(mds_made_form_new(&m->form, all->arena, all->catalog,
                                   mds_catalog_form(all->catalog, cells[EDITION])),
                 MDS_OK);
    m->deployment.records = m->records;
    m->deployment.verified = m->found;
    if (!mds_made_form_controls(&m->form, cells[CONTROLS])) {
        each_word(m, cells[CONTROLS], take_true);
    }
    each_word(m, cells[FACTS], take_true);
    set_profile(m, cells[PROFILE]);
    set_past(m, cells[PAST]);
    each_word(m, spec + n, take_change);
    return assess(m);
}

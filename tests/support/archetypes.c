/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "archetypes.h"

#include "base/date.h"
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
    mds_truth *truth; /* per fact; unknown: the question is left open */
    bool blank;
    uint32_t form;
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

/* Sets a fact, or the controls of a group. */
static void set(made *m, const char *name, mds_truth truth)
{
    const uint32_t fact = fact_of(m, name);
    size_t done = 0;

    if (fact != MDS_NO_ORDINAL) {
        m->truth[fact] = truth;
        return;
    }
    for (size_t f = 0; f < m->all->catalog->fact_count; f++) {
        const mds_fact *of = &m->all->catalog->facts[f];
        if (of->kind == MDS_FACT_CONTROL && strcmp(of->group, name) == 0) {
            m->truth[f] = truth;
            done++;
        }
    }
    cr_assert_gt(done, 0, "no fact or group is called %s", name);
}

static void set_controls(made *m, const char *controls)
{
    const mds_truth truth = strcmp(controls, "all") == 0    ? MDS_TRUE
                            : strcmp(controls, "open") == 0 ? MDS_UNKNOWN
                                                            : MDS_FALSE;
    m->blank = strcmp(controls, "blank") == 0;
    for (size_t f = 0; f < m->all->catalog->fact_count; f++) {
        if (m->all->catalog->facts[f].kind == MDS_FACT_CONTROL) {
            m->truth[f] = truth;
        }
    }
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
        m->form = mds_catalog_form(m->all->catalog, value);
    } else if (strcmp(name, "controls") == 0) {
        set_controls(m, value);
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

/* What derived facts come to on the device itself, wherever it stands. */
static void derive(made *m)
{
    const mds_catalog *catalog = m->all->catalog;
    mds_fact_value *values = mds_arena_alloc(m->all->arena, catalog->fact_count, sizeof *values);
    const mds_facts facts = {.at = values, .count = catalog->fact_count};

    cr_assert_not_null(values);
    for (size_t f = 0; f < catalog->fact_count; f++) {
        values[f].truth = catalog->facts[f].deployment ? MDS_FALSE : m->truth[f];
    }
    for (int round = 0; round < 3; round++) {
        for (size_t f = 0; f < catalog->fact_count; f++) {
            const mds_fact *fact = &catalog->facts[f];
            if (fact->derived.count > 0 && fact->kind != MDS_FACT_CONTROL) {
                values[f].truth = mds_condition_value(&fact->derived, &facts);
                m->truth[f] = values[f].truth;
            }
        }
    }
}

/* A row that decides nothing. */
static bool is_lead(const mds_crosswalk_row *row)
{
    return row->relation == MDS_RELATION_INTERSECTS_WITH ||
           row->relation == MDS_RELATION_NOT_RELATED || row->review == MDS_REVIEW_DISPUTED ||
           row->review == MDS_REVIEW_UNREVIEWED;
}

/* What the maker would answer: the relation that is equal decides; of others every one must hold.
 */
static mds_answer_state answer_of(const made *m, const mds_crosswalk *crosswalk, uint32_t question)
{
    bool good = false, asked = false, open = false, equal = false;

    for (size_t i = 0; i < crosswalk->row_count && !equal; i++) {
        const mds_crosswalk_row *row = &crosswalk->rows[i];
        if (row->question != question || is_lead(row)) {
            continue;
        }
        equal = row->relation == MDS_RELATION_EQUAL;
        const bool holds = (m->truth[row->fact] == MDS_TRUE) != row->inverse;
        good = (asked && !equal ? good : true) && holds;
        open = (equal ? false : open) || m->truth[row->fact] == MDS_UNKNOWN;
        asked = true;
    }
    return open ? MDS_ANSWER_UNANSWERED : good ? MDS_ANSWER_YES : MDS_ANSWER_NO;
}

static bool is_closed(const mds_answer *answers, const mds_gate *gate)
{
    if (gate->question == MDS_NO_ORDINAL) {
        return false;
    }
    const mds_answer_state state = answers[gate->question].state;
    return state == MDS_ANSWER_NA || (state == MDS_ANSWER_YES && !gate->yes) ||
           (state == MDS_ANSWER_NO && gate->yes);
}

/* A question that leads to others and is about neither a control nor an exposure is answered so
 * that what is there behind it can be said. */
static void open_gate(const made *m, const mds_crosswalk *crosswalk, mds_answer *answers,
                      uint32_t question)
{
    const mds_form *form = &m->all->catalog->forms[m->form];
    const mds_gate *gate = &form->questions[question].gate;

    if (gate->question == MDS_NO_ORDINAL || answers[question].state != MDS_ANSWER_YES) {
        return;
    }
    for (size_t i = 0; i < crosswalk->row_count; i++) {
        const mds_crosswalk_row *row = &crosswalk->rows[i];
        if (row->question == gate->question && row->relation == MDS_RELATION_EQUAL &&
            !is_lead(row) && m->all->catalog->facts[row->fact].kind != MDS_FACT_CONTEXT) {
            return;
        }
    }
    answers[gate->question].state = gate->yes ? MDS_ANSWER_YES : MDS_ANSWER_NO;
    open_gate(m, crosswalk, answers, gate->question);
}

static const mds_disclosure *fill_in(const made *m)
{
    const mds_catalog *catalog = m->all->catalog;
    const mds_form *form = &catalog->forms[m->form];
    const mds_crosswalk *crosswalk = &catalog->crosswalks[m->form];
    mds_answer *answers = mds_arena_alloc(m->all->arena, form->question_count, sizeof *answers);
    mds_disclosure *out = mds_arena_alloc(m->all->arena, 1, sizeof *out);

    cr_assert(answers != NULL && out != NULL && crosswalk->form == m->form);
    for (uint32_t q = 0; q < form->question_count; q++) {
        answers[q] =
            (mds_answer){.response = "",
                         .note_cell = "",
                         .note = "",
                         .where = "",
                         .wording = "",
                         .state = form->questions[q].kind != MDS_QUESTION_CHOICE ? MDS_ANSWER_TEXT
                                  : m->blank ? MDS_ANSWER_UNANSWERED
                                             : answer_of(m, crosswalk, q)};
    }
    for (uint32_t q = 0; q < form->question_count; q++) {
        open_gate(m, crosswalk, answers, q);
    }
    for (int round = 0; round < 3; round++) {
        for (uint32_t q = 0; q < form->question_count; q++) {
            if (form->questions[q].kind == MDS_QUESTION_CHOICE && !m->blank &&
                is_closed(answers, &form->questions[q].gate)) {
                answers[q].state = MDS_ANSWER_NA;
            }
        }
    }
    *out = (mds_disclosure){.form = m->form,
                            .file = "archetype",
                            .answers = answers,
                            .answer_count = form->question_count,
                            .document_day = INT32_MIN};
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        out->device[i] = "";
    }
    return out;
}

static const mds_risk_assessment *assess(made *m)
{
    mds_deployment *deployment = mds_arena_alloc(m->all->arena, 1, sizeof *deployment);
    const mds_disclosure *form = fill_in(m);
    const mds_facts *facts = NULL;
    const mds_risk_assessment *out = NULL;

    cr_assert_not_null(deployment);
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
    *m = (made){.all = all,
                .truth = mds_arena_alloc(all->arena, all->catalog->fact_count, sizeof(mds_truth)),
                .form = mds_catalog_form(all->catalog, cells[EDITION]),
                .deployment = mds_deployment_default(all->policy)};
    cr_assert_not_null(m->truth);
    memset(m->truth, 0, all->catalog->fact_count * sizeof *m->truth);
    m->deployment.records = m->records;
    m->deployment.verified = m->found;
    set_controls(m, cells[CONTROLS]);
    if (strspn(cells[CONTROLS], "abcdefghijklmnopqrstuvwxyz") != strlen(cells[CONTROLS])) {
        each_word(m, cells[CONTROLS], take_true);
    }
    each_word(m, cells[FACTS], take_true);
    set_profile(m, cells[PROFILE]);
    set_past(m, cells[PAST]);
    each_word(m, spec + n, take_change);
    derive(m);
    return assess(m);
}

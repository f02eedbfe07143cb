/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A small catalog made by hand, with the shipped texts: one device, four scenarios, every kind of
 * answer. It does not move when the shipped numbers are tuned.
 */
#ifndef TEST_SMALL_WORLD_H
#define TEST_SMALL_WORLD_H

#include <criterion/criterion.h>
#include <mdsrisk/register.h>
#include <string.h>

enum { SMALL_QUESTIONS = 7, SMALL_AS_OF = 20777 /* 2026-11-20 */ };

typedef struct small_world {
    mds_arena *arena;
    mds_diags *diags;
    mds_catalog *shipped;
    mds_catalog catalog;
    mds_policy policy;
    mds_answer answers[SMALL_QUESTIONS];
    mds_disclosure disclosure;
    const mds_disclosure *disclosures[1];
    mds_control_record record;
    mds_deployment deployment;
    const mds_risk_assessment *risk;
} small_world;

#define SMALL_TEXT(en, ja)                                                                         \
    {                                                                                              \
        {                                                                                          \
            en, ja                                                                                 \
        }                                                                                          \
    }

static const mds_capability small_capabilities[] = {
    {.id = "NET", .source = "test", .clause = "1", .title = SMALL_TEXT("Network", "ネットワーク")},
};

enum { NETWORKED, WIRELESS, HARDENED, PATCHED, LOCKED, MEDIA };

enum { GROUP_OS, GROUP_PATCH, GROUP_SESSION, GROUP_NET, SMALL_GROUPS };
enum { ROUTE_NET, ROUTE_MEDIA, ROUTE_LOCAL, SMALL_ROUTES };

#define SMALL_FACT(name, of_kind, en, ja, in_group, number)                                        \
    {                                                                                              \
        .id = name, .kind = of_kind, .title = SMALL_TEXT(en, ja), .group = in_group,               \
        .layer = number, .uncredited = "", .rationale = ""                                         \
    }

static const mds_fact small_facts[] = {
    [NETWORKED] = SMALL_FACT("a-networked", MDS_FACT_EXPOSURE, "Is networked", "接続あり", "",
                             MDS_NO_ORDINAL),
    [WIRELESS] =
        SMALL_FACT("b-wireless", MDS_FACT_EXPOSURE, "Has wireless", "無線あり", "", MDS_NO_ORDINAL),
    [HARDENED] =
        SMALL_FACT("c-hardened", MDS_FACT_CONTROL, "Is hardened", "要塞化", "os", GROUP_OS),
    [PATCHED] =
        SMALL_FACT("d-patched", MDS_FACT_CONTROL, "Is patched", "更新あり", "patch", GROUP_PATCH),
    [LOCKED] = SMALL_FACT("e-locked", MDS_FACT_CONTROL, "Locks itself", "自動ロック", "session",
                          GROUP_SESSION),
    [MEDIA] =
        SMALL_FACT("f-media", MDS_FACT_EXPOSURE, "Takes media", "媒体あり", "", MDS_NO_ORDINAL),
};

#define SMALL_QUESTION(name, of_kind, en, ja)                                                      \
    {                                                                                              \
        .id = name, .parent = MDS_NO_ORDINAL, .kind = of_kind, .title = SMALL_TEXT(en, ja),        \
        .gate = {.question = MDS_NO_ORDINAL}, .printed_iec_80001_2_2 = "",                         \
        .printed_nist_800_53 = "", .printed_iso_27002 = ""                                         \
    }

static const mds_question small_questions[SMALL_QUESTIONS] = {
    SMALL_QUESTION("DOC-1", MDS_QUESTION_TEXT, "Maker", "製造者"),
    SMALL_QUESTION("NET-1", MDS_QUESTION_CHOICE, "Is it networked?", "接続するか"),
    SMALL_QUESTION("NET-2", MDS_QUESTION_CHOICE, "Has it wireless?", "無線があるか"),
    SMALL_QUESTION("SEC-1", MDS_QUESTION_CHOICE, "Is it hardened?", "要塞化したか"),
    SMALL_QUESTION("SEC-2", MDS_QUESTION_CHOICE, "Is it patched?", "更新があるか"),
    SMALL_QUESTION("SEC-3", MDS_QUESTION_CHOICE, "Does it lock?", "ロックするか"),
    SMALL_QUESTION("NET-3", MDS_QUESTION_CHOICE, "Does it take media?", "媒体を使うか"),
};

static const mds_form small_form[] = {{
    .edition = "test-1",
    .title = SMALL_TEXT("Test form", "試験書式"),
    .document = "test",
    .expected_questions = SMALL_QUESTIONS,
    .questions = small_questions,
    .question_count = SMALL_QUESTIONS,
}};

#define SMALL_ROW(from, to)                                                                        \
    {                                                                                              \
        .question = from, .fact = to, .relation = MDS_RELATION_EQUAL, .rationale = "same"          \
    }

static const mds_crosswalk_row small_rows[] = {
    SMALL_ROW(1, NETWORKED), SMALL_ROW(2, WIRELESS), SMALL_ROW(3, HARDENED),
    SMALL_ROW(4, PATCHED),   SMALL_ROW(5, LOCKED),   SMALL_ROW(6, MEDIA),
};
static const char *const small_unmapped[SMALL_QUESTIONS] = {"header"};
static const mds_crosswalk small_crosswalk[] = {
    {.form = 0, .rows = small_rows, .row_count = 6, .unmapped = small_unmapped}};

static const mds_evidence small_evidence[] = {
    {.id = "EV-1",
     .subject = "s",
     .parameter = "p",
     .published = {{"published words", "公表された値"}},
     .unit = "u",
     .conversion = "",
     .source = "Somebody 2020, https://example.org/a",
     .seen = "opened text",
     .caveat = {{"a caveat", "注意"}},
     .strength = MDS_STRENGTH_PROXY},
};
static const uint32_t small_cited[] = {0};

#define SMALL_ESTIMATE(low, mode, high)                                                            \
    {                                                                                              \
        .value = {low, mode, high}, .strength = MDS_STRENGTH_PROXY, .evidence = small_cited,       \
        .evidence_count = 1, .rationale = {                                                        \
            {"as published", "公表値"}                                                             \
        }                                                                                          \
    }
#define SMALL_IMPACT(number)                                                                       \
    {                                                                                              \
        .value = number, .reason = SMALL_TEXT("a reason", "理由")                                  \
    }
#define SMALL_PARTS(en, ja)                                                                        \
    .title = SMALL_TEXT(en, ja), .asset = SMALL_TEXT("the device", "機器"),                        \
    .threat = SMALL_TEXT("somebody", "第三者"), .weakness = SMALL_TEXT("a gap", "隙"),             \
    .consequence = SMALL_TEXT("it stops", "停止")

static const mds_literal small_networked[] = {{NETWORKED, false}};
static const mds_literal small_wireless[] = {{WIRELESS, false}};
static const mds_literal small_media[] = {{MEDIA, false}};
static const mds_conjunction small_if_networked[] = {{small_networked, 1}};
static const mds_conjunction small_if_wireless[] = {{small_wireless, 1}};
static const mds_conjunction small_if_media[] = {{small_media, 1}};
static const mds_raise small_raises[] = {
    {.when = {small_if_wireless, 1},
     .factor = 2,
     .strength = MDS_STRENGTH_JUDGEMENT,
     .rationale = {{"more paths", "経路が多い"}}},
    {.when = {small_if_media, 1},
     .factor = 3,
     .strength = MDS_STRENGTH_JUDGEMENT,
     .rationale = {{"carried in", "持ち込まれる"}}},
};
static const mds_reference small_references[] = {
    {"ATT&CK T1210", {{"remote services", "remote services"}}}};

#define SMALL_GROUNDS                                                                              \
    {                                                                                              \
        .strength = MDS_STRENGTH_PROXY, .evidence = small_cited, .evidence_count = 1,              \
        .source = "", .rationale = SMALL_TEXT("as published", "公表値")                            \
    }
#define SMALL_RATE(number, k)                                                                      \
    {                                                                                              \
        .mode = number, .spread = k, .grounds = SMALL_GROUNDS                                      \
    }

static const mds_rate small_anchors[MDS_COUNTRY__COUNT] = {
    SMALL_RATE(0.006, 4), SMALL_RATE(0.018, 4), SMALL_RATE(0.011, 4)};
static const mds_route small_routes[SMALL_ROUTES] = {
    [ROUTE_NET] = {.id = "network",
                   .title = SMALL_TEXT("Network", "ネットワーク"),
                   .open_when = {small_if_networked, 1},
                   .networked = true,
                   .grounds = SMALL_GROUNDS},
    [ROUTE_MEDIA] = {.id = "media",
                     .title = SMALL_TEXT("Media", "媒体"),
                     .open_when = {small_if_media, 1},
                     .grounds = SMALL_GROUNDS},
    [ROUTE_LOCAL] = {.id = "local",
                     .title = SMALL_TEXT("Local", "ローカル"),
                     .grounds = SMALL_GROUNDS},
};
static const mds_group small_groups[SMALL_GROUPS] = {
    [GROUP_OS] = {.id = "os", .title = SMALL_TEXT("Hardening", "要塞化"), .routes = 7},
    [GROUP_PATCH] = {.id = "patch", .title = SMALL_TEXT("Patching", "更新"), .routes = 7},
    [GROUP_SESSION] = {.id = "session", .title = SMALL_TEXT("Session", "離席"), .routes = 4},
    [GROUP_NET] = {.id = "net", .title = SMALL_TEXT("Network", "通信"), .routes = 1},
};
static const uint32_t small_patched[] = {PATCHED};
static const mds_fact_set small_needs[] = {{small_patched, 1}};
static const mds_patch_state small_patch_states[] = {
    {.id = "patched",
     .title = SMALL_TEXT("Patched", "更新あり"),
     .factor = 0.7,
     .needs = small_needs,
     .need_count = 1,
     .grounds = SMALL_GROUNDS},
    {.id = "none", .title = SMALL_TEXT("None", "更新なし"), .factor = 2, .grounds = SMALL_GROUNDS},
};
static const mds_route_share small_by_net[] = {{ROUTE_NET, 1}};
static const mds_route_share small_by_media[] = {{ROUTE_MEDIA, 1}};
static const mds_route_share small_by_local[] = {{ROUTE_LOCAL, 1}};
static const mds_route_share small_by_both[] = {{ROUTE_NET, 0.8}, {ROUTE_LOCAL, 0.2}};

#define SMALL_ROUTE_SHARES(shares)                                                                 \
    .routes = shares, .route_count = sizeof shares / sizeof shares[0],                             \
    .route_grounds = SMALL_GROUNDS, .patch_grounds = SMALL_GROUNDS

static const mds_scenario small_scenarios[] = {
    {.id = "exploit",
     SMALL_PARTS("Exploit", "悪用"),
     .opens = {small_if_networked, 1},
     .anchored = true,
     .base_rate = SMALL_RATE(0.6, 3),
     .patch_share = 1,
     SMALL_ROUTE_SHARES(small_by_net),
     .raises = small_raises,
     .raise_count = 2,
     .v1 = SMALL_ESTIMATE(0.8, 0.9, 1),
     .v2 = SMALL_ESTIMATE(0.5, 0.7, 0.9),
     .impact = {SMALL_IMPACT(0.5), SMALL_IMPACT(0.8), SMALL_IMPACT(0.3)},
     .references = small_references,
     .reference_count = 1},
    {.id = "media-malware",
     SMALL_PARTS("Media malware", "媒体感染"),
     .opens = {small_if_media, 1},
     .base_rate = SMALL_RATE(0.02, 3),
     SMALL_ROUTE_SHARES(small_by_media),
     .v1 = SMALL_ESTIMATE(0.1, 0.2, 0.3),
     .v2 = SMALL_ESTIMATE(0.1, 0.2, 0.3),
     .impact = {SMALL_IMPACT(0.1), SMALL_IMPACT(0.1), SMALL_IMPACT(0)}},
    {.id = "session",
     SMALL_PARTS("Open session", "離席"),
     .base_rate = SMALL_RATE(0.02, 5),
     SMALL_ROUTE_SHARES(small_by_local),
     .v1 = SMALL_ESTIMATE(0.1, 0.2, 0.3),
     .v2 = SMALL_ESTIMATE(0.1, 0.2, 0.3),
     .impact = {SMALL_IMPACT(0.2), SMALL_IMPACT(0.1), SMALL_IMPACT(0.4)}},
    {.id = "tampering",
     SMALL_PARTS("Tampering", "改ざん"),
     .opens = {small_if_networked, 1},
     .base_rate = SMALL_RATE(1e-3, 10),
     SMALL_ROUTE_SHARES(small_by_both),
     .v1 = SMALL_ESTIMATE(0.1, 0.2, 0.3),
     .v2 = SMALL_ESTIMATE(0.1, 0.2, 0.3),
     .no_recorded_event = true,
     .impact = {SMALL_IMPACT(0.9), SMALL_IMPACT(0.1), SMALL_IMPACT(0.4)}},
};

static const mds_compensating small_compensating[] = {
    {.id = "isolation",
     .title = SMALL_TEXT("Isolation", "隔離"),
     .acts_on = SMALL_TEXT("the network", "通信"),
     .group = "net",
     .layer = GROUP_NET,
     .depth = true,
     .gate_role = MDS_GATE_ROLE_ISOLATION,
     .gate_closes = MDS_NO_ORDINAL,
     .rationale = {{"", ""}}},
    {.id = "segmentation",
     .title = SMALL_TEXT("Segmentation", "分離"),
     .acts_on = SMALL_TEXT("the network", "通信"),
     .group = "net",
     .layer = GROUP_NET,
     .gate_role = MDS_GATE_ROLE_PERIMETER,
     .gate_closes = MDS_NO_ORDINAL,
     .rationale = {{"", ""}}},
};

#define SMALL_EFFECT(of, control, other, on, e)                                                    \
    {                                                                                              \
        .scenario = of, .fact = control, .compensating = other, .acts_on = on,                     \
        .effectiveness = SMALL_ESTIMATE(e, e, e)                                                   \
    }

static const mds_effect small_effects[] = {
    SMALL_EFFECT(0, HARDENED, MDS_NO_ORDINAL, MDS_ACTS_ON_V1, 0.5),
    SMALL_EFFECT(0, PATCHED, MDS_NO_ORDINAL, MDS_ACTS_ON_V1, 0.6),
    SMALL_EFFECT(0, LOCKED, MDS_NO_ORDINAL, MDS_ACTS_ON_V2, 0.2),
    SMALL_EFFECT(0, MDS_NO_ORDINAL, 0, MDS_ACTS_ON_V1, 0.95),
    SMALL_EFFECT(0, MDS_NO_ORDINAL, 1, MDS_ACTS_ON_V1, 0.8),
    SMALL_EFFECT(2, LOCKED, MDS_NO_ORDINAL, MDS_ACTS_ON_V1, 0.7),
};

static const mds_tolerance small_tolerable[] = {
    {0.02, 3e-1}, {0.125, 3e-2}, {0.5, 3e-3}, {0.875, 3e-4}, {0.98, 3e-5}};
static const mds_profile small_profiles[] = {
    {.id = "general", .title = SMALL_TEXT("General", "一般"), .scale = {1, 1, 1.1}}};
static const mds_zone small_zones[] = {{.id = "clinical",
                                        .title = SMALL_TEXT("Clinical network", "診療系"),
                                        .data_scale = 1,
                                        .without_basis = MDS_NO_ORDINAL}};

static inline void small_answer(small_world *w, size_t i, mds_answer_state state,
                                const char *response, const char *note)
{
    static const char *const places[SMALL_QUESTIONS] = {"form!C2", "form!C3", "form!C4", "form!C5",
                                                        "form!C6", "form!C7", "form!C8"};
    w->answers[i] = (mds_answer){.state = state,
                                 .response = response,
                                 .note_cell = note,
                                 .note = note,
                                 .where = places[i],
                                 .wording = "in the maker's words"};
}

static inline void small_policy(small_world *w)
{
    w->policy = (mds_policy){
        .id = "test",
        .version = "1",
        .title = SMALL_TEXT("Test policy", "試験ポリシー"),
        .common_cause = 0.25,
        .evidence_verified = 1,
        .evidence_documented = 0.85,
        .evidence_self_declared = 0.7,
        .partial = 0.5,
        .eos_half_life = 0.5,
        .eos_warn_years = 3,
        .reduce_limit = 5,
        .confidence = 0.8,
        .model_sd = 0.5,
        .judge_share = 0.5,
        .given_share = 0.05,
        .eos_growth = 0.25,
        .eos_cap = 3.5,
        .tolerable = small_tolerable,
        .tolerable_count = 5,
        .profiles = small_profiles,
        .profile_count = 1,
        .zones = small_zones,
        .zone_count = 1,
        .data_volumes = small_zones,
        .data_volume_count = 1,
        .default_country = MDS_COUNTRY_JP,
    };
    memset(w->policy.sha256, 'b', 64);
}

static inline void small_catalog(small_world *w)
{
    cr_assert_eq(mds_catalog_load(&w->shipped, NULL, w->diags), MDS_OK);
    w->catalog = *w->shipped; /* keeps the texts */
    w->catalog.id = "test";
    w->catalog.version = "1";
    w->catalog.model = "RM-2";
    memset(w->catalog.sha256, 'c', 64);
    w->catalog.capabilities = small_capabilities;
    w->catalog.capability_count = 1;
    w->catalog.facts = small_facts;
    w->catalog.fact_count = 6;
    w->catalog.forms = small_form;
    w->catalog.form_count = 1;
    w->catalog.crosswalks = small_crosswalk;
    w->catalog.crosswalk_count = 1;
    w->catalog.anchors = small_anchors;
    w->catalog.anchor_count = MDS_COUNTRY__COUNT;
    w->catalog.routes = small_routes;
    w->catalog.route_count = SMALL_ROUTES;
    w->catalog.groups = small_groups;
    w->catalog.group_count = SMALL_GROUPS;
    w->catalog.patch_states = small_patch_states;
    w->catalog.patch_state_count = 2;
    w->catalog.scenarios = small_scenarios;
    w->catalog.scenario_count = 4;
    w->catalog.effects = small_effects;
    w->catalog.effect_count = 6;
    w->catalog.compensating = small_compensating;
    w->catalog.compensating_count = 2;
    w->catalog.evidence = small_evidence;
    w->catalog.evidence_count = 1;
    w->catalog.policies = &w->policy;
    w->catalog.policy_count = 1;
    w->catalog.calibrations = NULL;
    w->catalog.calibration_count = 0;
}

static inline void small_device(small_world *w)
{
    small_answer(w, 0, MDS_ANSWER_TEXT, "Acme & Sons", "");
    small_answer(w, 1, MDS_ANSWER_YES, "Yes", "");
    small_answer(w, 2, MDS_ANSWER_SEE_NOTE, "See Note 1", "=HYPERLINK(\"x\")");
    small_answer(w, 3, MDS_ANSWER_YES, "Yes", "since version 2, \"all\" ports");
    small_answer(w, 4, MDS_ANSWER_NO, "No", "");
    small_answer(w, 5, MDS_ANSWER_UNANSWERED, "", "@later");
    small_answer(w, 6, MDS_ANSWER_NO, "No", "+none");
    w->disclosure =
        (mds_disclosure){.form = 0,
                         .file = "form.xlsx",
                         .answers = w->answers,
                         .answer_count = SMALL_QUESTIONS,
                         .device = {"Acme & Sons", "Pump", "P-3", "", "D-1", "", "", ""},
                         .document_day = 20000};
    memset(w->disclosure.sha256, 'a', 64);
    w->disclosures[0] = &w->disclosure;
    w->record = (mds_control_record){.compensating = 1,
                                     .implementation = MDS_IMPLEMENTATION_IN_PLACE,
                                     .assurance = MDS_ASSURANCE_VERIFIED,
                                     .constraint = "none",
                                     .objective = "keep worms out",
                                     .risk_covered = "exploit",
                                     .owner = "Clinical engineering",
                                     .evidence = "scan 12",
                                     .validated = 20700,
                                     .expires = 21000,
                                     .where = ""};
    w->deployment = mds_deployment_default(&w->policy);
    w->deployment.end_of_support = 20700;
    w->deployment.records = &w->record;
    w->deployment.record_count = 1;
}

/** Assesses what the world holds now; again after a change. */
static inline void small_assess(small_world *w)
{
    const mds_facts *facts = NULL;
    cr_assert_eq(mds_facts_derive(&facts, w->arena, &w->catalog, &w->policy, w->disclosures, 1,
                                  &w->deployment, SMALL_AS_OF, w->diags),
                 MDS_OK);
    cr_assert_eq(mds_assess_device(&w->risk, w->arena, &w->catalog, &w->policy, facts,
                                   &w->deployment, SMALL_AS_OF, w->diags),
                 MDS_OK);
}

static inline void small_make(small_world *w)
{
    *w = (small_world){.arena = mds_arena_new((size_t)64 << 20, NULL)};
    cr_assert_not_null(w->arena);
    w->diags = mds_diags_new(w->arena, 100);
    cr_assert_not_null(w->diags);
    small_catalog(w);
    small_policy(w);
    small_device(w);
    small_assess(w);
}

static inline const mds_register *small_register(small_world *w, mds_lang lang)
{
    const mds_register *reg = NULL;
    cr_assert_eq(mds_register_build(&reg, w->arena, w->risk, NULL, w->diags, lang), MDS_OK);
    return reg;
}

/** Cell of a table by its column's id. */
static inline const mds_cell *small_cell(const mds_table *table, size_t row, const char *column)
{
    for (size_t c = 0; c < table->column_count; c++) {
        if (strcmp(table->columns[c].id, column) == 0) {
            cr_assert_lt(row, table->row_count);
            return &table->cells[row * table->column_count + c];
        }
    }
    static const mds_cell none = {.text = ""};
    cr_assert_fail("no column %s", column);
    return &none;
}

static inline void small_free(small_world *w)
{
    mds_catalog_free(w->shipped);
    mds_arena_free(w->arena);
}

#endif

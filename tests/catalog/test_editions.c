/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Japanese editions, their guidelines and what goes with them: docs/use/editions.md. */
#include "base/utf8.h"
#include <criterion/criterion.h>
#include <mdsrisk/catalog.h>

#include <stdio.h>
#include <string.h>

static mds_arena *arena;
static mds_catalog *catalog;

static void setup(void)
{
    arena = mds_arena_new(16 << 20, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
}

static void teardown(void)
{
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(editions, .init = setup, .fini = teardown);

static const mds_form *form_of(const char *edition)
{
    const uint32_t form = mds_catalog_form(catalog, edition);
    cr_assert_neq(form, MDS_NO_ORDINAL, "%s", edition);
    return &catalog->forms[form];
}

static const mds_guideline *guideline_of(const char *edition)
{
    const uint32_t guideline = mds_catalog_guideline(catalog, edition);
    cr_assert_neq(guideline, MDS_NO_ORDINAL, "%s", edition);
    return &catalog->guidelines[guideline];
}

/* Counted by hand on the sheets and slides that were seen: items, lines without a number, headings,
 * and lines that take 該当 or 非該当. */
static const struct {
    const char *edition, *family;
    mds_form_completeness completeness;
    size_t questions, bullets, headings, applicable;
} counted[] = {
    {"jp-mds-2.0", "jp-mds", MDS_PARTIAL, 20, 5, 1, 0},
    {"jp-mds-3.0a", "jp-mds", MDS_PARTIAL, 37, 10, 2, 0},
    {"jp-mds-4.0", "jp-mds", MDS_TOPICS, 0, 0, 0, 0},
    {"jp-mds-4.1", "jp-mds", MDS_PARTIAL, 37, 10, 1, 8},
    {"jp-mds-5.0", "jp-mds", MDS_TOPICS, 35, 0, 0, 0},
    {"jp-sds-4.0", "jp-sds", MDS_TOPICS, 0, 0, 0, 0},
    {"jp-sds-4.1", "jp-sds", MDS_TOPICS, 0, 0, 0, 0},
    {"jp-sds-5.0", "jp-sds", MDS_TOPICS, 19, 0, 0, 0},
    {"checklist-r5-hospital", "checklist-hospital", MDS_COMPLETE, 19, 1, 0, 0},
    {"checklist-r5-vendor", "checklist-vendor", MDS_PARTIAL, 10, 0, 0, 0},
    {"checklist-r6-hospital", "checklist-hospital", MDS_PARTIAL, 19, 1, 0, 0},
    {"checklist-r6-vendor", "checklist-vendor", MDS_TOPICS, 0, 0, 0, 0},
    {"checklist-r7-hospital", "checklist-hospital", MDS_PARTIAL, 18, 0, 0, 0},
    {"checklist-r7-vendor", "checklist-vendor", MDS_PARTIAL, 13, 0, 0, 0},
    {"checklist-r8-hospital", "checklist-hospital", MDS_TOPICS, 0, 0, 0, 0},
    {"checklist-r8-vendor", "checklist-vendor", MDS_TOPICS, 0, 0, 0, 0},
};

Test(editions, hold_what_was_seen_of_them)
{
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
        const mds_form *form = form_of(counted[i].edition);
        size_t bullets = 0;
        size_t headings = 0;
        size_t applicable = 0;
        for (size_t q = 0; q < form->question_count; q++) {
            bullets += form->questions[q].bullet.count > 0;
            headings += form->questions[q].kind == MDS_QUESTION_HEADING;
            applicable += form->questions[q].answer_set == MDS_ANSWERS_APPLICABLE;
        }
        cr_expect_str_eq(form->family, counted[i].family);
        cr_expect_eq(form->completeness, counted[i].completeness, "%s", form->edition);
        cr_expect_eq(form->question_count, counted[i].questions, "%s: %zu", form->edition,
                     form->question_count);
        cr_expect_eq(bullets, counted[i].bullets, "%s: %zu", form->edition, bullets);
        cr_expect_eq(headings, counted[i].headings, "%s: %zu", form->edition, headings);
        cr_expect_eq(applicable, counted[i].applicable, "%s: %zu", form->edition, applicable);
    }
}

/* An edition that is not complete says what it lacks, and one of which only topics are known says
 * nothing about a device. */
Test(editions, own_up_to_what_they_lack)
{
    for (size_t f = 0; f < catalog->form_count; f++) {
        const mds_form *form = &catalog->forms[f];
        const bool complete = form->completeness == MDS_COMPLETE;
        cr_expect_eq(complete, form->not_known.in[MDS_LANG_EN][0] == '\0', "%s", form->edition);
        cr_expect_eq(complete, form->not_known.in[MDS_LANG_JA][0] == '\0', "%s", form->edition);
        cr_expect(form->completeness != MDS_TOPICS || catalog->crosswalks[f].row_count == 0, "%s",
                  form->edition);
        cr_expect(form->completeness != MDS_TOPICS || form->certainty == MDS_CERTAINTY_PROVISIONAL,
                  "%s", form->edition);
    }
}

/* "4.3.1" and "4.1#a" are behind "4.3" and "4.1". */
Test(editions, numbers_agree_with_the_hierarchy)
{
    for (size_t f = 0; f < catalog->form_count; f++) {
        const mds_form *form = &catalog->forms[f];
        if (strcmp(form->family, "jp-mds") != 0) {
            continue;
        }
        for (uint32_t q = 0; q < form->question_count; q++) {
            const mds_question *at = &form->questions[q];
            cr_expect_eq(at->bullet.count > 0,
                         form->completeness != MDS_TOPICS && strchr(at->id, '#') != NULL, "%s",
                         at->id);
            if (at->parent == MDS_NO_ORDINAL) {
                continue;
            }
            const char *above = form->questions[at->parent].id;
            cr_expect(at->parent < q && strncmp(at->id, above, strlen(above)) == 0 &&
                          strchr(".#", at->id[strlen(above)]) != NULL,
                      "%s %s stands below %s", form->edition, at->id, above);
        }
    }
}

static void expect_keys(const char *where, const mds_strings *words)
{
    for (size_t i = 0; i < words->count; i++) {
        cr_expect_str_eq(mds_utf8_key(arena, words->at[i]), words->at[i], "%s: %s", where,
                         words->at[i]);
    }
}

/* What is compared with match keys must be one, or it never matches. */
Test(editions, words_are_match_keys)
{
    for (size_t f = 0; f < catalog->form_count; f++) {
        const mds_form *form = &catalog->forms[f];
        for (size_t i = 0; i < MDS_ANSWER_WORD__COUNT; i++) {
            expect_keys(form->edition, &form->words[i]);
            expect_keys(form->edition, &form->applicable_words[i]);
        }
        for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
            expect_keys(form->edition, &form->header_labels[i]);
        }
        for (size_t q = 0; q < form->question_count; q++) {
            expect_keys(form->edition, &form->questions[q].bullet);
        }
        expect_keys(form->edition, &form->answer_headings);
        expect_keys(form->edition, &form->note_headings);
        expect_keys(form->edition, &form->title_marks);
    }
    for (size_t i = 0; i < catalog->responsibility_count; i++) {
        expect_keys(catalog->responsibilities[i].id, &catalog->responsibilities[i].words);
    }
}

static bool begins(const char *line, const mds_strings *words)
{
    for (size_t i = 0; i < words->count; i++) {
        if (strncmp(line, words->at[i], strlen(words->at[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* A line without a number belongs to one item, whatever the order of the lines. */
Test(editions, bullets_are_told_apart_by_their_words)
{
    static const struct {
        const char *edition, *line, *item;
    } lines[] = {
        {"jp-mds-2.0", "パスワード", "4.1#a"},
        {"jp-mds-2.0", "二要素", "4.1#d"},
        {"jp-mds-3.0a", "記憶(ＩＤ)", "4.1#a"},
        {"jp-mds-3.0a", "その他", "4.1#d"},
        {"jp-mds-3.0a", "上記のうち二要素", "4.1#e"},
        {"jp-mds-4.1", "生体", "4.1#b"},
        {"jp-mds-4.1", "物理媒体(ＩＣ)", "4.1#c"},
        {"jp-mds-4.1", "上記のうちの二要素", "4.1#d"},
        {"jp-mds-4.1", "その他", "4.1#e"},
        {"jp-mds-4.1", "専用線", "12.3.1.1#a"},
        {"jp-mds-4.1", "公衆網", "12.3.1.1#b"},
        {"jp-mds-4.1", "ＩＰ－ＶＰＮ", "12.3.1.1#c"},
        {"jp-mds-4.1", "IPsec‐VPN", "12.3.1.1#d"},
        {"jp-mds-4.1", "TLS1.2", "12.3.1.1#e"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const mds_form *form = form_of(lines[i].edition);
        const uint32_t parent = form->questions[mds_form_question(form, lines[i].item)].parent;
        const char *key = mds_utf8_key(arena, lines[i].line);
        for (size_t q = 0; q < form->question_count; q++) {
            const mds_question *at = &form->questions[q];
            if (at->parent == parent && at->bullet.count > 0) {
                cr_expect_eq(begins(key, &at->bullet), strcmp(at->id, lines[i].item) == 0,
                             "%s: \"%s\" and %s", form->edition, lines[i].line, at->id);
            }
        }
    }
}

static bool holds(const char *text, const mds_strings *words)
{
    for (size_t i = 0; i < words->count; i++) {
        if (strstr(text, words->at[i]) != NULL) {
            return true;
        }
    }
    return false;
}

/* 第5版 is no part of 第5.2版. */
Test(editions, headings_name_one_edition)
{
    static const struct {
        const char *heading, *edition;
    } headings[] = {
        {"ガイドライン第5.2版", "jp-mds-4.1"},
        {"ガイドライン第 ５.２ 版", "jp-mds-4.1"},
        {"ガイドライン第5版", "jp-mds-3.0a"},
        {"ガイドライン第5.1版", "jp-mds-4.0"},
        {"開示書 チェックリスト 第2版", "jp-mds-2.0"},
        {"ガイドライン第6.0版", "jp-mds-5.0"},
        {"開示書 Ver.4.1", "jp-mds-4.1"},
        {"開示書」Ver.3.0a", "jp-mds-3.0a"},
    };
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        const char *key = mds_utf8_key(arena, headings[i].heading);
        for (size_t f = 0; f < catalog->form_count; f++) {
            const mds_form *form = &catalog->forms[f];
            cr_expect_eq(holds(key, &form->title_marks),
                         strcmp(form->edition, headings[i].edition) == 0, "%s: %s",
                         headings[i].heading, form->edition);
        }
    }
}

/* Gates come before what hangs on them, and never on what takes no answer. */
Test(editions, gates_hang_on_answers)
{
    for (size_t f = 0; f < catalog->form_count; f++) {
        const mds_form *form = &catalog->forms[f];
        for (uint32_t q = 0; q < form->question_count; q++) {
            const uint32_t gate = form->questions[q].gate.question;
            if (gate != MDS_NO_ORDINAL && strcmp(form->family, "mds2") != 0) {
                cr_expect_lt(gate, q, "%s", form->questions[q].id);
                cr_expect_eq(form->questions[gate].kind, MDS_QUESTION_CHOICE, "%s",
                             form->questions[q].id);
            }
        }
    }
}

static const mds_clause *clause_of(const mds_guideline *guideline, const char *id)
{
    for (size_t i = 0; i < guideline->clause_count; i++) {
        if (strcmp(guideline->clauses[i].id, id) == 0) {
            return &guideline->clauses[i];
        }
    }
    return NULL;
}

/* The clause's own measure, or that of where it went. */
static bool leaves_a_measure(const mds_clause *clause)
{
    if (clause->organisational.in[MDS_LANG_JA][0] != '\0') {
        return true;
    }
    for (size_t i = 0; i < clause->successor_count; i++) {
        const mds_successor *to = &clause->successors[i];
        if (leaves_a_measure(&catalog->guidelines[to->guideline].clauses[to->clause])) {
            return true;
        }
    }
    return false;
}

Test(editions, every_clause_of_an_item_is_there_and_leaves_a_measure)
{
    for (size_t f = 0; f < catalog->form_count; f++) {
        const mds_form *form = &catalog->forms[f];
        size_t named = 0;
        for (size_t q = 0; q < form->question_count; q++) {
            const mds_strings *clauses = &form->questions[q].clauses;
            for (size_t i = 0; i < clauses->count; i++) {
                const mds_clause *clause =
                    clause_of(&catalog->guidelines[form->guideline], clauses->at[i]);
                cr_assert_not_null(clause, "%s %s", form->edition, clauses->at[i]);
                cr_expect(leaves_a_measure(clause), "%s %s", form->edition, clause->id);
                named++;
            }
        }
        cr_expect_eq(named > 0, form->guideline != MDS_NO_ORDINAL, "%s", form->edition);
    }
}

/* Later editions come later: the chain of successors ends. */
Test(editions, clauses_go_to_later_guidelines)
{
    for (uint32_t g = 0; g < catalog->guideline_count; g++) {
        const mds_guideline *guideline = &catalog->guidelines[g];
        for (size_t i = 0; i < guideline->clause_count; i++) {
            for (size_t k = 0; k < guideline->clauses[i].successor_count; k++) {
                cr_expect_gt(guideline->clauses[i].successors[k].guideline, g, "%s %s",
                             guideline->edition, guideline->clauses[i].id);
            }
        }
    }
}

/* Two that the ministry's own table names, and one that was inferred. */
Test(editions, correspondence_of_5_2_and_6_0_says_how_certain_it_is)
{
    static const struct {
        const char *from, *to;
        mds_certainty certainty;
    } known[] = {{"6.5.C13", "SO-14-5", MDS_CERTAINTY_CERTAIN},
                 {"6.5.C14", "SO-14-6", MDS_CERTAINTY_CERTAIN},
                 {"6.5.C7", "SO-17-1", MDS_CERTAINTY_JUDGEMENT}};
    const mds_guideline *later = guideline_of("mhlw-6.0");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const mds_clause *from = clause_of(guideline_of("mhlw-5.2"), known[i].from);
        cr_assert_not_null(from);
        cr_assert_gt(from->successor_count, 0);
        cr_expect_eq(&later->clauses[from->successors[0].clause], clause_of(later, known[i].to));
        cr_expect_eq(from->successors[0].certainty, known[i].certainty);
    }
    cr_expect_eq(guideline_of("mhlw-7.0")->certainty, MDS_CERTAINTY_PROVISIONAL);
}

static const mds_effect *effect_of(const mds_effect *like, uint32_t fact)
{
    for (size_t i = 0; i < catalog->effect_count; i++) {
        const mds_effect *effect = &catalog->effects[i];
        if (effect->fact == fact && effect->scenario == like->scenario &&
            effect->acts_on == like->acts_on) {
            return effect;
        }
    }
    return NULL;
}

static bool has_effects(uint32_t fact)
{
    for (size_t i = 0; i < catalog->effect_count; i++) {
        if (catalog->effects[i].fact == fact) {
            return true;
        }
    }
    return false;
}

/* The answer of a coarse form is worth less than any finer one that it may stand for. */
static size_t expect_below(const mds_effect *coarse, const mds_conjunction *finer)
{
    const mds_fact *what = &catalog->facts[coarse->fact];
    const mds_triple *e = &coarse->effectiveness.value;
    size_t compared = 0;
    for (size_t k = 0; k < finer->count; k++) {
        const mds_fact *fact = &catalog->facts[finer->at[k].fact];
        if (fact->kind != MDS_FACT_CONTROL || strcmp(fact->group, what->group) != 0 ||
            !has_effects(finer->at[k].fact)) {
            continue;
        }
        const mds_effect *fine = effect_of(coarse, finer->at[k].fact);
        cr_assert_not_null(fine, "%s counts where %s does not", what->id, fact->id);
        const mds_triple *f = &fine->effectiveness.value;
        cr_expect(e->low < f->low && e->mode < f->mode && e->high < f->high, "%s, %s", what->id,
                  fact->id);
        cr_expect_eq(what->vendor_updates, fact->vendor_updates, "%s, %s", what->id, fact->id);
        compared++;
    }
    return compared;
}

Test(editions, coarse_effects_stay_below_the_finer_ones)
{
    size_t coarse = 0;
    for (size_t i = 0; i < catalog->effect_count; i++) {
        const mds_effect *effect = &catalog->effects[i];
        if (effect->fact == MDS_NO_ORDINAL || catalog->facts[effect->fact].derived.count == 0) {
            continue;
        }
        const mds_condition *derived = &catalog->facts[effect->fact].derived;
        size_t compared = 0;
        for (size_t k = 0; k < derived->count; k++) {
            compared += expect_below(effect, &derived->at[k]);
        }
        cr_expect_gt(compared, 0, "%s", catalog->facts[effect->fact].id);
        coarse++;
    }
    cr_assert_gt(coarse, 10);
}

/* What was done at a hospital is no evidence of what a device can do, and a plan of neither. */
Test(editions, checklists_give_leads_alone)
{
    for (size_t f = 0; f < catalog->form_count; f++) {
        if (strncmp(catalog->forms[f].family, "checklist-", 10) != 0) {
            continue;
        }
        for (size_t i = 0; i < catalog->crosswalks[f].row_count; i++) {
            cr_expect_eq(catalog->crosswalks[f].rows[i].relation, MDS_RELATION_INTERSECTS_WITH);
            cr_expect_str_neq(
                catalog->forms[f].questions[catalog->crosswalks[f].rows[i].question].id, "2-10");
        }
    }
}

/* The lists ask whether remote maintenance was confirmed, which goes with any answer to 12.4. */
Test(editions, no_rule_rests_on_what_was_confirmed)
{
    cr_assert_gt(catalog->consistency_count, 8);
    for (size_t i = 0; i < catalog->consistency_count; i++) {
        const mds_consistency_rule *rule = &catalog->consistency[i];
        for (size_t c = 0; c < rule->when_count; c++) {
            for (size_t k = 0; k < rule->when[c].count; k++) {
                const char *question = rule->when[c].at[k].question;
                cr_expect(strcmp(question, "2(2)") != 0 && strcmp(question, "2-2") != 0, "%s",
                          rule->id);
            }
        }
    }
}

static const mds_consistency_rule *rule_of(const char *id)
{
    for (size_t i = 0; i < catalog->consistency_count; i++) {
        if (strcmp(catalog->consistency[i].id, id) == 0) {
            return &catalog->consistency[i];
        }
    }
    cr_assert_fail("no rule %s", id);
    return NULL;
}

Test(editions, remote_maintenance_asks_for_the_companion)
{
    const mds_consistency_rule *rule = rule_of("sds-due");
    cr_expect_str_eq(rule->missing, "jp-sds");
    cr_expect_eq(rule->severity, MDS_SEVERITY_WARNING);
    cr_expect_str_eq(rule->when[0].at[0].question, "12.4");
    cr_expect_eq(rule->when[0].at[0].answers, MDS_MAY_YES);
}

/* Item 4.2 of version 2.0 is the log, that of the later ones the rights. */
Test(editions, rule_on_rights_leaves_out_version_2)
{
    const mds_consistency_rule *rule = rule_of("rights");
    const mds_form *old = form_of("jp-mds-2.0");
    for (size_t c = 0; c < rule->when_count; c++) {
        bool japanese = false;
        bool absent = false;
        for (size_t k = 0; k < rule->when[c].count; k++) {
            const mds_family_literal *literal = &rule->when[c].at[k];
            const bool ours = strcmp(literal->family, "jp-mds") == 0;
            japanese = japanese || ours;
            absent =
                absent || (ours && mds_form_question(old, literal->question) == MDS_NO_ORDINAL);
        }
        cr_expect_eq(japanese, absent);
    }
}

/* Remarks made up after those of real forms. */
Test(editions, remarks_that_move_responsibility_are_found)
{
    static const struct {
        const char *remark, *mark;
    } remarks[] = {
        {"バックアップは（オプション）で対応します。", "option"},
        {"ご施設の時刻サーバが必要です。", "facility"},
        {"HIS等の上位システムの設定に依存します。", "other-system"},
        {"更新の分担は取り決めによります。", "division"},
        {"詳細はご相談ください。", "advice"},
        {"ログの提供は弊社にて行います。", "manufacturer-does"},
        {"Available as an option.", "option"},
        {"Depends on the network of the site.", "other-system"},
    };
    for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++) {
        const char *key = mds_utf8_key(arena, remarks[i].remark);
        bool found = false;
        for (size_t k = 0; k < catalog->responsibility_count; k++) {
            const mds_responsibility_mark *mark = &catalog->responsibilities[k];
            found = found || (strcmp(mark->id, remarks[i].mark) == 0 && holds(key, &mark->words));
        }
        cr_expect(found, "%s", remarks[i].remark);
    }
    /* Nothing is moved here, and "this" holds no "his". */
    const char *plain = mds_utf8_key(arena, "This function is always on. 自動で記録します。");
    for (size_t k = 0; k < catalog->responsibility_count; k++) {
        cr_expect_not(holds(plain, &catalog->responsibilities[k].words), "%s",
                      catalog->responsibilities[k].id);
    }
}

Test(editions, contract_examples_begin_at_7_and_9)
{
    size_t scored = 0;
    for (size_t i = 0; i < catalog->contract_count; i++) {
        const mds_contract_clause *clause = &catalog->contract[i];
        const bool report = strcmp(clause->id, "cvss-report") == 0;
        if (clause->cvss > 0.0) {
            cr_expect(clause->cvss >= (report ? 7.0 : 9.0) && clause->cvss <= (report ? 7.0 : 9.0));
            scored++;
        }
    }
    cr_expect_eq(scored, 2);
    cr_expect_geq(catalog->contract_count, 6);
}

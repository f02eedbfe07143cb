/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editions learned from empty forms: made from the editions that the catalog knows, in the shapes
 * that official forms have, they must come back as they are. */
#include "learn_clause.h"
#include "learn_number.h"
#include "support/blank.h"
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <mdsrisk/learn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static fixture f;

static void setup(void)
{
    fixture_init(&f);
}

static void teardown(void)
{
    fixture_free(&f);
}

TestSuite(learn, .init = setup, .fini = teardown);

static mds_learnt *learnt;

static mds_status learn(const void *bytes, size_t n, const char *edition, const char *family)
{
    const mds_learn_options options = {edition, family};
    mds_source *source = NULL;

    mds_arena_free(f.arena);
    f.arena = mds_arena_new((size_t)256 << 20, NULL);
    f.diags = mds_diags_new(f.arena, 1000);
    learnt = NULL;
    cr_assert_eq(mds_source_from_memory(&source, "blank", bytes, n), MDS_OK);
    const mds_status status =
        mds_learn_form(&learnt, f.arena, f.catalog, source, &options, f.diags);
    mds_source_free(source);
    cr_assert_eq(status == MDS_OK, learnt != NULL);
    /* A refusal without a reason is no refusal. */
    cr_assert(status == MDS_OK || mds_diags_count_of(f.diags, MDS_SEVERITY_ERROR) > 0);
    return status;
}

static mds_status learn_text(const char *text, const char *edition, const char *family)
{
    return learn(text, strlen(text), edition, family);
}

static const mds_form *known(const char *edition)
{
    const uint32_t form = mds_catalog_form(f.catalog, edition);

    cr_assert_neq(form, MDS_NO_ORDINAL, "%s", edition);
    return &f.catalog->forms[form];
}

static const char *parent_id(const mds_form *form, const mds_question *question)
{
    return question->parent != MDS_NO_ORDINAL ? form->questions[question->parent].id : "";
}

/* Whether the clauses came back. A heading prints those of all its ways together, while the catalog
 * gives each way only those that it is about: there, one in common is what can be asked for. */
static bool same_clauses(const mds_question *a, const mds_question *b)
{
    size_t common = 0;

    for (size_t i = 0; i < a->clauses.count; i++) {
        for (size_t k = 0; k < b->clauses.count; k++) {
            common += strcmp(a->clauses.at[i], b->clauses.at[k]) == 0;
        }
    }
    return a->bullet.count > 0 ? common > 0 || a->clauses.count == 0
                               : common == a->clauses.count && common == b->clauses.count;
}

/* Whether everything that a form prints came back; \p what says where not. */
static bool same_question(const mds_form *want, const mds_question *a, char what[200])
{
    const uint32_t q = mds_form_question(&learnt->form, a->id);
    const mds_question *b = q != MDS_NO_ORDINAL ? &learnt->form.questions[q] : NULL;
    const bool clauses = b != NULL && same_clauses(a, b);
    const bool line = b != NULL && (a->bullet.count > 0) == (b->bullet.count > 0) &&
                      (a->bullet.count == 0 || strcmp(a->bullet.at[0], b->bullet.at[0]) == 0);
    const char *wrong = b == NULL                                                      ? "missing"
                        : strcmp(parent_id(want, a), parent_id(&learnt->form, b)) != 0 ? "parent"
                        : a->kind != b->kind                                           ? "kind"
                        : a->kind == MDS_QUESTION_CHOICE && a->answer_set != b->answer_set
                            ? "answers"
                        : !clauses ? "clauses"
                        : !line    ? "line"
                                   : NULL;
    if (wrong != NULL) {
        (void)snprintf(what, 200, "%s: %s%s%s", a->id, wrong,
                       b != NULL && b->clauses.count > 0 ? " " : "",
                       b != NULL && b->clauses.count > 0 ? b->clauses.at[0] : "");
    }
    return wrong == NULL;
}

static void expect_form(const mds_form *want, const char *how)
{
    char what[200] = "";

    for (size_t q = 0; q < want->question_count; q++) {
        cr_assert(same_question(want, &want->questions[q], what), "%s, %s: %s", want->edition, how,
                  what);
    }
    cr_assert_eq(learnt->form.question_count, want->question_count, "%s, %s: %zu items",
                 want->edition, how, learnt->form.question_count);
    cr_assert_eq(learnt->form.guideline, want->guideline, "%s, %s: guideline", want->edition, how);
    cr_assert_eq(learnt->clause_count, 0, "%s, %s: a clause is new", want->edition, how);
}

/* The chapters of a checklist are in rows of their own; those of csv have no lists. */
static bool exists(blank_shape shape, blank_number number, bool csv, const mds_form *form)
{
    const bool listed = shape == BLANK_LISTS || shape == BLANK_INLINE;
    const bool chapters = strncmp(form->family, "checklist", 9) == 0;

    return !(csv && listed) &&
           !(chapters && (shape == BLANK_COLUMNS || shape == BLANK_CELLS ||
                          number == BLANK_LEVELS || number >= BLANK_WIDE || listed)) &&
           !(shape == BLANK_LINE && number != BLANK_GLUED);
}

static void try_edition(const char *edition, const char *title)
{
    const mds_form *form = known(edition);
    size_t tried = 0;

    for (blank_shape shape = 0; shape < BLANK_SHAPE__COUNT; shape++) {
        for (blank_number number = 0; number < BLANK_NUMBER__COUNT; number++) {
            for (int csv = 0; csv < 2; csv++) {
                char how[64];
                size_t size = 0;
                if (!exists(shape, number, csv == 1, form)) {
                    continue;
                }
                unsigned char *bytes = blank_form(form, shape, number, csv == 1, title, &size);
                (void)snprintf(how, sizeof how, "shape %d, numbers %d, %s", (int)shape, (int)number,
                               csv == 1 ? "csv" : "xlsx");
                cr_assert_not_null(bytes);
                cr_assert_eq(learn(bytes, size, edition, form->family), MDS_OK, "%s, %s", edition,
                             how);
                expect_form(form, how);
                free(bytes);
                tried++;
            }
        }
    }
    cr_assert_geq(tried, 6, "%s", edition);
}

Test(learn, an_empty_form_of_a_known_edition_comes_back_as_the_catalog_has_it)
{
    try_edition("jp-mds-4.1", NULL);
}

Test(learn, so_do_the_older_editions)
{
    try_edition("jp-mds-3.0a", "開示書チェックリスト (安全管理ガイドライン第5版対応)");
    try_edition("jp-mds-2.0", "開示書チェックリスト 第2版");
}

Test(learn, and_the_checklists_with_their_chapters)
{
    try_edition("checklist-r7-vendor", NULL);
}

Test(learn, an_mds2_of_another_year_has_the_same_questions)
{
    const mds_form *form = known("mds2-2019");
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 20);
    mds_strbuf_puts(&text, "Manufacturer Disclosure Statement - MDS2,,HN 1-2031\r\n");
    mds_strbuf_puts(&text, "ID,Question,Response,Note\r\n");
    for (size_t q = 0; q < form->question_count; q++) {
        mds_strbuf_printf(&text, "%s,\"%s\",\"%s\",\r\n", form->questions[q].id,
                          form->questions[q].title.in[MDS_LANG_EN],
                          form->questions[q].kind == MDS_QUESTION_CHOICE ? "Yes / No / N/A" : "");
    }
    cr_assert_eq(learn(text.p, text.n, NULL, NULL), MDS_OK);
    mds_strbuf_finish(&text);
    cr_assert_str_eq(learnt->form.edition, "mds2-2031");
    cr_assert_str_eq(learnt->form.family, "mds2");
    cr_assert_eq(learnt->form.question_count, form->question_count);
    for (size_t q = 0; q < form->question_count; q++) {
        const mds_question *a = &form->questions[q];
        const mds_question *b = &learnt->form.questions[q];
        cr_assert_str_eq(a->id, b->id);
        cr_assert_str_eq(parent_id(form, a), parent_id(&learnt->form, b), "%s", a->id);
        cr_assert_eq(a->kind == MDS_QUESTION_CHOICE, b->kind == MDS_QUESTION_CHOICE, "%s", a->id);
        cr_assert_eq(a->section, b->section, "%s", a->id);
    }
    cr_assert_neq(learnt->form.device_questions[MDS_DEVICE_MANUFACTURER], MDS_NO_ORDINAL);
}

/* Clauses of guideline 6.0 in the ways that forms cite them. */
static const char new_form[] = "製造業者による医療情報セキュリティ開示書 Ver.5.0,,,\r\n"
                               "医療情報システムの安全管理に関するガイドライン第6.0版対応,,,\r\n"
                               "番号,設問,システム運用編,回答(はい/いいえ/対象外)\r\n"
                               "1,情報の一覧を渡せるか (システム運用編 4①),,\r\n"
                               "2,記録を残すか (運用17-1),,\r\n"
                               "3,権限を分けるか,14④,\r\n"
                               "4,二要素で確認するか,14-⑤,\r\n"
                               "5,パスワードを管理するか (運用14.6),,\r\n"
                               "6,不正なソフトウェアへの対策,8①、②,\r\n"
                               "6.1,更新の手順があるか [企画] (企画管理編 15⑧),,\r\n"
                               "7,対策を続けるか (システム運用編 8①~③),,\r\n"
                               "8,窓口を公表するか (経営管理編 5.3①),,\r\n"
                               "9,番号のない話題,,\r\n"
                               "10,未知の条項 (システム運用編 9⑨),,\r\n";

static const char *clauses_of(const char *id)
{
    static char list[200];
    const uint32_t q = mds_form_question(&learnt->form, id);

    list[0] = '\0';
    cr_assert_neq(q, MDS_NO_ORDINAL, "%s", id);
    for (size_t i = 0; i < learnt->form.questions[q].clauses.count; i++) {
        const size_t n = strlen(list);
        (void)snprintf(list + n, sizeof list - n, "%s%s", i > 0 ? " " : "",
                       learnt->form.questions[q].clauses.at[i]);
    }
    return list;
}

Test(learn, a_new_edition_takes_the_place_of_the_topics)
{
    static const char *const cited[][2] = {{"1", "SO-4-1"},    {"2", "SO-17-1"},
                                           {"3", "SO-14-4"},   {"4", "SO-14-5"},
                                           {"5", "SO-14-6"},   {"6", "SO-8-1 SO-8-2"},
                                           {"6.1", "PM-15-8"}, {"7", "SO-8-1 SO-8-2 SO-8-3"},
                                           {"8", "GM-5.3-1"},  {"9", ""},
                                           {"10", "SO-9-9"}};

    cr_assert_eq(learn_text(new_form, NULL, NULL), MDS_OK);
    cr_assert_str_eq(learnt->form.edition, "jp-mds-5.0");
    cr_assert_str_eq(learnt->form.family, "jp-mds");
    cr_assert(learnt->form.learned);
    cr_assert_eq(learnt->form.completeness, MDS_COMPLETE);
    cr_assert_str_eq(f.catalog->guidelines[learnt->form.guideline].edition, "mhlw-6.0");
    for (size_t i = 0; i < sizeof cited / sizeof cited[0]; i++) {
        cr_assert_str_eq(clauses_of(cited[i][0]), cited[i][1], "%s: %s", cited[i][0],
                         clauses_of(cited[i][0]));
    }
    cr_assert_eq(learnt->clause_count, 1);
    cr_assert_str_eq(learnt->clauses[0].id, "SO-9-9");
    cr_assert_str_eq(learnt->clauses[0].label.in[MDS_LANG_JA], "システム運用編 9⑨");
    cr_assert_str_eq(learnt->clauses[0].label.in[MDS_LANG_EN], "System operations 9-9");
    /* The form's own words, in every language. */
    cr_assert_str_eq(learnt->form.questions[9].title.in[MDS_LANG_EN], "番号のない話題");
}

Test(learn, what_the_title_does_not_say_can_be_said)
{
    static const char own[] =
        "当院の調査,\r\n番号,問い,回答\r\n1,暗号化するか,\r\n2,記録するか,\r\n"
        "3,更新するか,\r\n";

    cr_assert_eq(learn_text(own, NULL, NULL), MDS_EINVAL);
    fixture_expect(&f, MDS_D_LEARN_FAMILY);
    cr_assert_eq(learn_text(own, NULL, "own"), MDS_EINVAL);
    fixture_expect(&f, MDS_D_LEARN_EDITION);
    cr_assert_eq(learn_text(own, "../own", "own"), MDS_EINVAL);
    fixture_expect(&f, MDS_D_LEARN_EDITION);
    cr_assert_eq(learn_text(own, "own-1.0", "own"), MDS_OK);
    cr_assert_eq(learnt->form.question_count, 3);
    cr_assert_eq(learnt->form.guideline, MDS_NO_ORDINAL);
}

Test(learn, an_edition_is_named_by_its_title)
{
    static const struct {
        const char *title, *edition;
    } cases[] = {
        {"製造業者による医療情報セキュリティ開示書 Ver.5.1", "jp-mds-5.1"},
        {"サービス事業者による医療情報セキュリティ開示書 ver 6", "jp-sds-6.0"},
        {"開示書(MDS) 第6.0版ガイドライン対応", "jp-mds-5.0"},
        {"サイバーセキュリティ対策チェックリスト 事業者確認用 令和8年度", "checklist-r8-vendor"},
        {"サイバーセキュリティ対策チェックリスト(令和9年度) 医療機関確認用",
         "checklist-r9-hospital"},
        {"MDS2 worksheet 2027", "mds2-2027"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[600];
        (void)snprintf(text, sizeof text,
                       "%s\r\n1,あ,はい・いいえ\r\n2,い,はい・いいえ\r\n3,う,"
                       "はい・いいえ\r\n",
                       cases[i].title);
        cr_assert_eq(learn_text(text, NULL, NULL), MDS_OK, "%s", cases[i].title);
        cr_assert_str_eq(learnt->form.edition, cases[i].edition, "%s: %s", cases[i].title,
                         learnt->form.edition);
    }
}

Test(learn, what_is_no_form_is_refused_with_a_reason)
{
    static const char invoice[] = "請求書\r\nNo.,品名,数量,備考\r\n1,ケーブル,2,済\r\n"
                                  "2,コネクタ,4,済\r\n3,工賃,1,\r\n";
    static const char short_form[] =
        "開示書 MDS Ver.5.0\r\n1,暗号化するか,はい・いいえ・対象外\r\n";

    cr_assert_eq(learn_text(invoice, "jp-mds-5.0", "jp-mds"), MDS_EFORMAT);
    fixture_expect(&f, MDS_D_LEARN_NO_ANSWERS);
    cr_assert_eq(learn_text(short_form, NULL, NULL), MDS_EFORMAT);
    fixture_expect(&f, MDS_D_LEARN_FEW);
    cr_assert_eq(learn_text("一行だけ", NULL, NULL), MDS_EFORMAT);
    cr_assert_eq(learn_text("{\"kind\": \"form\"}", NULL, NULL), MDS_EUNSUPPORTED);
    cr_assert_eq(learn_text("%PDF-1.7", NULL, NULL), MDS_EUNSUPPORTED);
}

Test(learn, a_filled_form_is_said_to_be_one_and_its_answers_stay_away)
{
    static const char filled[] = "開示書 MDS Ver.5.0\r\n番号,設問,回答\r\n1,暗号化するか,はい\r\n"
                                 "2,記録するか,いいえ\r\n3,更新するか,対象外\r\n";

    cr_assert_eq(learn_text(filled, NULL, NULL), MDS_OK);
    fixture_expect(&f, MDS_D_LEARN_FILLED);
    cr_assert_eq(learnt->form.question_count, 3);
    cr_assert_str_eq(learnt->form.questions[0].title.in[MDS_LANG_JA], "暗号化するか");
}

Test(learn, numbers_that_stand_twice_are_told_apart_by_their_headings)
{
    static const char text[] =
        "チェックリスト 事業者確認用 令和8年度\r\n2 管理\r\n"
        "サーバについて、以下を行う,\r\n(4) 権限を分ける,はい・いいえ (/)\r\n"
        "(5) 記録する,はい・いいえ (/)\r\n端末について、以下を行う,\r\n"
        "(4) 権限を分ける,はい・いいえ (/)\r\n";

    cr_assert_eq(learn_text(text, NULL, NULL), MDS_OK);
    fixture_expect(&f, MDS_D_LEARN_TWICE);
    cr_assert_eq(learnt->form.question_count, 3);
    cr_assert_str_eq(learnt->form.questions[0].id, "2(4)");
    cr_assert_str_eq(learnt->form.questions[0].title.in[MDS_LANG_JA], "権限を分ける (サーバ)");
    cr_assert_str_eq(learnt->form.questions[2].id, "2(4)@2");
    cr_assert_str_eq(learnt->form.questions[2].title.in[MDS_LANG_JA], "権限を分ける (端末)");
    cr_assert_eq(learnt->form.questions[0].answer_set, MDS_ANSWERS_CONFIRMED);
}

Test(learn, a_misprinted_id_gets_the_letters_of_its_neighbours)
{
    static const char text[] = "MDS2 worksheet 2027\r\nSAHD-13,a question,Yes / No / N/A\r\n"
                               "SAHD-14,a question,Yes / No / N/A\r\n"
                               "SHAD-15,a question,Yes / No / N/A\r\n"
                               "SAHD-16,a question,Yes / No / N/A\r\n";

    cr_assert_eq(learn_text(text, NULL, NULL), MDS_OK);
    fixture_expect(&f, MDS_D_LEARN_ORDER);
    cr_assert_str_eq(learnt->form.questions[2].id, "SAHD-15");
    cr_assert_str_eq(learnt->form.questions[2].aliases.at[0], "SHAD-15");
}

Test(learn, a_guideline_that_the_catalog_lacks_is_not_taken_for_another)
{
    static const char text[] = "開示書 MDS Ver.9.0\r\n安全管理ガイドライン第9.9版対応\r\n"
                               "1,暗号化するか (6.5.C1),はい・いいえ・対象外\r\n"
                               "2,記録するか (6.5.C7),はい・いいえ・対象外\r\n"
                               "3,更新するか (6.5.C9),はい・いいえ・対象外\r\n";

    cr_assert_eq(learn_text(text, NULL, NULL), MDS_OK);
    fixture_expect(&f, MDS_D_LEARN_GUIDELINE);
    cr_assert_eq(learnt->form.guideline, MDS_NO_ORDINAL);
    cr_assert_eq(learnt->form.questions[0].clauses.count, 0);
}

static void sheet(workbook *book, const char *name, const char *title, unsigned count)
{
    mds_strbuf xml;

    mds_strbuf_init(&xml, 1 << 20);
    mds_strbuf_printf(&xml,
                      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>%s</t></is></c>"
                      "</row>",
                      title);
    for (unsigned i = 1; i <= count; i++) {
        mds_strbuf_printf(&xml,
                          "<row r=\"%u\"><c r=\"A%u\"><v>%u</v></c><c r=\"B%u\" t=\"inlineStr\">"
                          "<is><t>%s %u</t></is></c><c r=\"C%u\" t=\"inlineStr\"><is><t>"
                          "はい・いいえ・対象外</t></is></c></row>",
                          i + 1, i + 1, i, i + 1, title, i, i + 1);
    }
    mds_strbuf_puts(&xml, "</sheetData>");
    workbook_sheet(book, name, "visible", xml.p);
    mds_strbuf_finish(&xml);
}

static mds_status learn_two(const char *first, const char *second, const char *family)
{
    workbook book;

    workbook_init(&book);
    sheet(&book, "one", first, 5);
    sheet(&book, "two", second, 6);
    cr_assert(workbook_finish(&book));
    const mds_status status = learn(book.bytes, book.size, NULL, family);
    workbook_free(&book);
    return status;
}

Test(learn, of_two_forms_in_a_file_one_is_asked_for)
{
    static const char mds[] = "製造業者による医療情報セキュリティ開示書 Ver.5.0";
    static const char sds[] = "サービス事業者による医療情報セキュリティ開示書 Ver.5.0";

    cr_assert_eq(learn_two(mds, sds, NULL), MDS_EFORMAT);
    fixture_expect(&f, MDS_D_LEARN_TWO_FORMS);
    cr_assert_eq(learn_two(mds, sds, "jp-sds"), MDS_OK);
    cr_assert_str_eq(learnt->form.edition, "jp-sds-5.0");
    cr_assert_eq(learnt->form.question_count, 6);
    cr_assert_eq(learn_two(mds, sds, "jp-mds"), MDS_OK);
    cr_assert_eq(learnt->form.question_count, 5);
    /* An example beside the form is the same form. */
    cr_assert_eq(learn_two(mds, mds, NULL), MDS_OK);
    cr_assert_eq(learnt->form.question_count, 5);
}

Test(learn, five_thousand_items_are_no_reason_to_give_up)
{
    mds_strbuf text;

    mds_strbuf_init(&text, 4 << 20);
    mds_strbuf_puts(&text, "開示書 MDS Ver.5.0\r\n番号,設問,回答\r\n");
    for (unsigned i = 0; i < 5000; i++) {
        mds_strbuf_printf(&text, "%u.%u,設問 %u,\r\n", i / 20 + 1, i % 20 + 1, i);
    }
    cr_assert_eq(learn(text.p, text.n, NULL, NULL), MDS_OK);
    cr_assert_eq(learnt->form.question_count, 5000, "%zu", learnt->form.question_count);
    mds_strbuf_finish(&text);
}

Test(learn, numbers_case_by_case)
{
    static const struct {
        const char *text, *id, *rest;
    } cases[] = {
        {"4.1.1 本文", "4.1.1", "本文"},  {"４．１ 本文", "4.1", "本文"},
        {"(4) 本文", "4", "本文"},        {"④本文", "4", "本文"},
        {"2④ 本文", "2-4", "本文"},       {"2(4) 本文", "2(4)", "本文"},
        {"(3) ー 1 本文", "3-1", "本文"}, {"AUDT-2.8.1", "AUDT-2.8.1", ""},
        {"audt-2", "AUDT-2", ""},         {"4) 本文", "4", "本文"},
        {"2018年", NULL, NULL},           {"請求書", NULL, NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        learn_number readings[MDS_NUMBER_READINGS];
        char id[LEARN_ID];
        const size_t count = mds_learn__number_read(readings, f.catalog, cases[i].text);
        cr_assert_eq(count > 0, cases[i].id != NULL, "%s", cases[i].text);
        if (count > 0) {
            mds_learn__number_id(id, &readings[0]);
            cr_assert_str_eq(id, cases[i].id, "%s: %s", cases[i].text, id);
            cr_assert_str_eq(mds_learn__number_rest(&readings[0], cases[i].text), cases[i].rest,
                             "%s", cases[i].text);
        }
    }
}

Test(learn, clauses_case_by_case)
{
    static const struct {
        const char *guideline, *text, *ids;
        bool whole;
    } cases[] = {
        {"mhlw-5.2", "あるか?(6.5.C1、6.5.C13)", "6.5.C1 6.5.C13", false},
        {"mhlw-5.2", "あるか？（６．１１．Ｃ４、Ｃ１０）", "6.11.C4 6.11.C10", false},
        {"mhlw-5.2", "外部入出力 (6.9)", "6.9", false},
        {"mhlw-5.2", "TLS1.2以上に対応", "", false},
        {"mhlw-5.2", "認証方式 (TLS 1.2以上)", "", false},
        {"mhlw-5.2", "6.9", "6.9", true},
        {"mhlw-5.2", "設問 6.9", "", true},
        {"mhlw-5.0", "(6.5.C11(1)~6.5.C11(3))", "6.5.C11(1) 6.5.C11(2) 6.5.C11(3)", false},
        {"mhlw-4", "(6.5.C10-1~6.5.C10-3)", "6.5.C10-1 6.5.C10-2 6.5.C10-3", false},
        {"mhlw-4", "(6.5.C.11)", "6.5.C11", false},
        {"mhlw-6.0", "システム運用編 14⑤を参照", "SO-14-5", false},
        {"mhlw-6.0", "[運用] 14⑤", "SO-14-5", true},
        {"mhlw-6.0", "8①②", "SO-8-1 SO-8-2", true},
        {"mhlw-6.0", "企画管理編15⑧、システム運用編8④", "PM-15-8 SO-8-4", true},
        {"mhlw-6.0", "14", "", true},
        {"mhlw-6.0", "部品表(SBOM)を渡せるか (2件以上)", "", false},
        {"mhlw-7.0", "システム運用編 14.2", "SO-14.2", true},
        {"mhlw-7.0", "システム運用編 14⑥(1)", "SO-14-6(1)", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const uint32_t guideline = mds_catalog_guideline(f.catalog, cases[i].guideline);
        learn_references found = {.count = 0};
        learn_guideline in;
        char list[400] = "";
        cr_assert(mds_learn__guideline_init(&in, f.arena, f.catalog, guideline));
        cr_assert(
            mds_learn__clauses_read(&found, f.arena, &in, NULL, cases[i].text, cases[i].whole));
        for (size_t k = 0; k < found.count; k++) {
            const size_t n = strlen(list);
            (void)snprintf(list + n, sizeof list - n, "%s%s", k > 0 ? " " : "", found.at[k]);
        }
        cr_assert_str_eq(list, cases[i].ids, "%s: %s", cases[i].text, list);
    }
}

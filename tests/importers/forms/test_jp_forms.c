/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Japanese forms as wholes: the shapes of published ones with other words, which edition a file
 * holds, what is outside the questions. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect_edition(const fixture *f, const char *edition)
{
    cr_assert_eq(f->status, MDS_OK);
    cr_expect_str_eq(f->catalog->forms[f->form->form].edition, edition);
}

static void expect_state(const fixture *f, const char *question, mds_answer_state state)
{
    const mds_answer *answer = fixture_answer(f, question);

    cr_expect_eq(answer->state, state, "%s at %s: %s, \"%s\"", question, answer->where,
                 mds_answer_state_name(answer->state), answer->response);
}

/* The structure of a slide of version 3.0a: numbers as printed there, two of them doubtful, lines
 * without numbers in another order than in 4.1, printed choices without marks. */
static const char *const slide_30a =
    "一覧表 (ガイドライン第5版対応)\n"
    "作成日,2018年1月15日\n製造業者,架空株式会社\n製品名称,架空PACS\nバージョン,Ver1.20\n"
    "仕組みの実践 (6.2)\n"
    "1 一覧 (6.2.C1),はい,いいえ,対象外,備考 1\n"
    "4 利用の制限 (6.5.C1),はい,いいえ,対象外,備考 -\n"
    "4.1 確認の方法 (6.5.C1)\n"
    "・記憶(合言葉など),はい,いいえ,対象外,備考 -\n"
    "・生体,はい,いいえ,対象外,備考 4\n"
    "・物理媒体,はい,いいえ,対象外,備考 -\n"
    "・その他 (備考に),はい,いいえ,対象外,備考 -\n"
    "・上記のうち二要素の併用,はい,いいえ,対象外,備考 -\n"
    "4.1.1 合言葉の管理 (6.5.C11(1)~6.5.C11(3)),はい,いいえ,対象外,備考 5\n"
    "7 無線 (6.5.C.12),はい,いいえ,対象外,備考 9\n"
    "12 外部との通信 (6.11.C1),はい,いいえ,対象外,備考 13\n"
    "12.3 経路 (6.11.C4),はい,いいえ,対象外,備考 14\n"
    "12.3.1 設定 (6.11.C4),はい,いいえ,対象外,備考 -\n"
    "\"12.3.2 1. 通信の方式 (6.11.C4、C10)\"\n"
    "・専用線,はい,いいえ,対象外,備考 -\n"
    "・IP-VPN,はい,いいえ,対象外,備考 -\n"
    "・IPsec-VPN,はい,いいえ,対象外,備考 -\n"
    "・TLS1.2 と証明書,はい,いいえ,対象外,備考 -\n"
    "\"12.3.3 経路の文書 (6.11.C4、C10)\",はい,いいえ,対象外,備考 -\n"
    "12.4 遠隔保守 (6.11.C7),はい,いいえ,対象外,備考 13\n";

Test(jp_forms, a_slide_with_doubtful_numbers)
{
    static const char *const found[] = {
        "1",          "4",          "4.1",  "4.1#a",      "4.1#b",      "4.1#c",  "4.1#d",
        "4.1#e",      "4.1.1",      "7",    "12",         "12.3",       "12.3.1", "12.3.1.1",
        "12.3.1.1#a", "12.3.1.1#c", "12.4", "12.3.1.1#d", "12.3.1.1#e", "12.3.2",
    };
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, slide_30a);
    expect_edition(&f, "jp-mds-3.0a");
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        expect_state(&f, found[i], MDS_ANSWER_UNANSWERED);
    }
    cr_expect_str_eq(fixture_answer(&f, "4.1#d")->where, "L13:C2");
    cr_expect_str_eq(fixture_answer(&f, "4.1#e")->where, "L14:C2");
    cr_expect_str_eq(fixture_answer(&f, "12.3.1.1")->wording,
                     "12.3.2 1. 通信の方式 (6.11.C4、C10)");
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_MARKS_LOST)->args[0], "18");
    cr_expect_str_eq(f.form->device[MDS_DEVICE_MODEL], "架空PACS");
    cr_expect_str_eq(f.form->device[MDS_DEVICE_DOCUMENT_DATE], "2018-01-15");
    cr_expect_null(fixture_diag(&f, MDS_D_FORM_CLAUSES_DIFFER, 0));
    fixture_free(&f);
}

/* The structure of a filled 4.1 as text out of a PDF: numbers spaced out, the label of the remark
 * in a cell of its own. */
Test(jp_forms, text_with_numbers_spaced_out)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "一覧表 (第5.2版対応)\n\n作成日\t2023年7月21日\n製造業者\t[REDACTED]\n"
                          "製品名称\t[REDACTED]\nバージョン\t02-12以降\n\n"
                          "1 一覧(6.2.C1)\t○はい\tいいえ\t対象外\t備考\t1\n"
                          "---\n"
                          "10 持出し(6.9.C6、6.9.C7)\tはい\t○いいえ\t対象外\t備考\t\n"
                          "1 1 非常時(6.10.C4)\tはい\tいいえ\t○対象外\t備考\t\n"
                          "1 2 外部との通信(6.11)\t○該当\t非該当\t\t備考\t\n"
                          "1 2. 1 なりすまし(6.11.C3)\t○はい\tいいえ\t対象外\t備考\t\n"
                          "1 2. 3. 1. 1 方式(6.11.C4、6.11.C11)\t該当\t○非該当\t\t備考\t\n"
                          "・専用線\t該当\t○非該当\t\t備考\t12\n"
                          "1 2. 4. 1 ログイン(6.11.C8)\tはい\t○いいえ\t対象外\t備考\t13\n\n"
                          "備考記載欄\n1\tご要求に応じて。\n\n12\t回線は\n\t別契約。\n13\n");
    expect_edition(&f, "jp-mds-4.1");
    expect_state(&f, "1", MDS_ANSWER_YES);
    expect_state(&f, "10", MDS_ANSWER_NO);
    expect_state(&f, "11", MDS_ANSWER_NA);
    expect_state(&f, "12", MDS_ANSWER_YES);
    expect_state(&f, "12.1", MDS_ANSWER_YES);
    expect_state(&f, "12.3.1.1", MDS_ANSWER_NO);
    expect_state(&f, "12.3.1.1#a", MDS_ANSWER_NO);
    expect_state(&f, "12.4.1", MDS_ANSWER_NO);
    cr_expect_str_eq(fixture_answer(&f, "1")->note, "ご要求に応じて。");
    cr_expect_str_eq(fixture_answer(&f, "12.3.1.1#a")->note, "回線は\n別契約。");
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_NOTE_UNRESOLVED);
    cr_expect_str_eq(d->args[0], "12.4.1");
    cr_expect_str_eq(f.form->device[MDS_DEVICE_MANUFACTURER], "");
    cr_expect_str_eq(f.form->device[MDS_DEVICE_VERSION], "02-12以降");
    fixture_free(&f);
}

/* One shared remark, numbers of remarks that are numbers of items too, and holes. */
Test(jp_forms, remark_numbers_are_no_items)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "一覧表 (第5.2版対応)\n設問,回答,備考\n"
                          "1 一覧(6.2.C1),はい,3\n2 画面(6.4.C5),いいえ,3\n"
                          "3 離席(6.5.C4),はい,1\n4 制限(6.5.C1),はい,\n"
                          "備考記載欄,,\n1,はい。自動で。,\n3,共通の説明,\n4,使わない番号,\n");
    expect_edition(&f, "jp-mds-4.1");
    expect_state(&f, "1", MDS_ANSWER_YES);
    expect_state(&f, "3", MDS_ANSWER_YES);
    cr_expect_str_eq(fixture_answer(&f, "1")->note, "共通の説明");
    cr_expect_str_eq(fixture_answer(&f, "2")->note, "共通の説明");
    cr_expect_str_eq(fixture_answer(&f, "3")->note, "はい。自動で。");
    cr_expect_str_eq(fixture_answer(&f, "4")->note, "");
    cr_expect_null(fixture_diag(&f, MDS_D_FORM_QUESTION_TWICE, 0));
    cr_expect_null(fixture_diag(&f, MDS_D_FORM_QUESTION_CONFLICT, 0));
    fixture_free(&f);
}

/* Items of one edition under the title of another; items that no edition has. */
Test(jp_forms, mixtures_are_said)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "一覧表 (第5.2版対応)\n設問,回答\n"
                          "1 一覧(6.2.C1),はい\n2 画面(6.4.C5),はい\n3 離席(6.5.C4),はい\n"
                          "4.1.1 合言葉(6.5.C11(1)~6.5.C11(3)),はい\n7 無線(6.5.C12),いいえ\n"
                          "12.4.1 ログイン(6.11.C8),はい\n"
                          "13 七章の項目(7.1.C1),はい\n13.1 続き(7.1.C2),いいえ\n");
    expect_edition(&f, "jp-mds-4.1");
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_CLAUSES_DIFFER);
    cr_expect_str_eq(d->args[0], "2");
    cr_expect_str_eq(d->args[1], "4.1.1");
    cr_expect_str_eq(d->args[3], "jp-mds-3.0a");
    cr_expect_str_eq(d->where, "L6:C1");
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_QUESTION_UNKNOWN), 2);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_QUESTION_UNKNOWN)->where, "L9:C1");
    fixture_free(&f);
}

Test(jp_forms, editions_by_title_clauses_or_answers)
{
    static const struct {
        const char *text, *edition;
        bool unsure;
    } forms[] = {
        {"表 (第5.2版対応)\n1 甲項,はい\n4.1.1 乙項,はい\n", "jp-mds-4.1", false},
        {"表 (第 ５ 版対応)\n1 甲項,はい\n4.1.1 乙項,はい\n", "jp-mds-3.0a", false},
        {"表 第2版\n1 認証,はい\n4.1.1 ログ,はい\n", "jp-mds-4.1", true},
        {"チェックリスト 第2版\n1 甲項,はい\n4.1.1 乙項,はい\n", "jp-mds-2.0", false},
        {"1 甲項(6.2.C1),はい\n4.1.1 乙項(6.5.C14),はい\n7 丙項(6.5.C15),はい\n", "jp-mds-4.1",
         false},
        {"1 甲項(6.2.C1),はい\n4.1.1 乙項(6.5.C11(1)~6.5.C11(3)),はい\n7 丙項(6.5.C12),はい\n",
         "jp-mds-3.0a", false},
        {"1 甲項(6.2.C1),はい\n4.1.1 乙項(6.5.C10-1~6.5.C10-3),はい\n5 丙項(6.5.C8),はい\n",
         "jp-mds-2.0", false},
        {"1 甲項,○はい,いいえ,対象外\n12 乙項,○該当,非該当,\n12.4 丙項,○該当,非該当,\n",
         "jp-mds-4.1", false},
        {"1 甲項,○はい,いいえ,対象外\n12 乙項,○はい,いいえ,対象外\n12.4 丙項,はい,○いいえ,対象外\n",
         "jp-mds-3.0a", false},
        {"1 認証,はい\n2 ログ,いいえ\n12.4.1 丙項,はい\n", "jp-mds-4.1", true},
        {"事業者確認用 令和5年度中\n2 管理,,\n,(2) 甲項,はい (8/2)\n,(4) 乙項,はい (8/2)\n",
         "checklist-r5-vendor", false},
        {"医療機関確認用 令和7年度\n2 管理,,\n,① 甲項,はい (8/2)\n,④ 乙項,はい (8/2)\n",
         "checklist-r7-hospital", false},
    };
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        fixture_form_text(&f, forms[i].text);
        cr_assert_eq(f.status, MDS_OK, "%s", forms[i].text);
        cr_expect_str_eq(f.catalog->forms[f.form->form].edition, forms[i].edition, "%s",
                         forms[i].text);
        cr_expect_eq(fixture_count(&f, MDS_D_FORM_EDITION_UNSURE), forms[i].unsure, "%s",
                     forms[i].text);
    }
    fixture_free(&f);
}

/* Editions of which the catalog knows the topics alone are refused, with the way out. */
Test(jp_forms, editions_known_by_topics)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "表 (第6.0版対応)\n1 甲項(14①),はい\n2 乙項(14②),いいえ\n3 丙項,はい\n");
    cr_expect_eq(f.status, MDS_EUNSUPPORTED);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_TOPICS_ONLY)->args[0], "jp-mds-5.0");
    fixture_form_text(&f, "1 甲項(6.2.C9),はい\n2 乙項(6.4.C9),はい\n3 丙項(6.5.C90),はい\n"
                          "4 丁項(6.5.C91),はい\n5 戊項(6.5.C92),はい\n6 己項(6.5.C93),いいえ\n");
    cr_expect_eq(f.status, MDS_EUNSUPPORTED);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_CLAUSES_FOREIGN)->args[0], "6");
    fixture_form_text(
        &f, "チェックリスト (ガイドライン第7.0版対応)\n1 甲項,はい\n2 乙項,はい\n3 丙項,はい\n");
    cr_expect_eq(f.status, MDS_EUNSUPPORTED);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_TITLE_UNKNOWN)->args[0], "第7.0版");
    fixture_form_text(&f,
                      "事業者確認用 令和8年度\n2 管理,(2) 甲項,はい (8/2)\n,(4) 乙項,はい (8/2)\n");
    cr_expect_eq(f.status, MDS_EUNSUPPORTED);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_TOPICS_ONLY)->args[0], "checklist-r8-vendor");
    fixture_form_text(
        &f, "事業者確認用 令和10年度\n2 管理,(2) 甲項,はい (8/2)\n,(4) 乙項,はい (8/2)\n");
    cr_expect_eq(f.status, MDS_EUNSUPPORTED);
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_TITLE_UNKNOWN)->args[0], "令和10年度");
    fixture_form_text(&f, "表 (第6.0版対応)\n1 甲項(6.2.C1),はい\n2 乙項(6.4.C5),いいえ\n"
                          "3 丙項(6.5.C4),はい\n4.1.1 丁項(6.5.C14),はい\n7 戊項(6.5.C15),はい\n");
    expect_edition(&f, "jp-mds-4.1");
    cr_expect_str_eq(fixture_expect(&f, MDS_D_FORM_TITLE_DIFFERS)->args[1], "jp-mds-5.0");
    fixture_free(&f);
}

/* A checklist as two vendors filled it: chapters beside and above their items, a row that slipped
 * to the left, an item split in two, signs for nothing, a second round. */
Test(jp_forms, checklists)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "一覧\n事業者用\n令和5年度中\n"
                          ",項目,確認結果 (日付),,,備考\n,,1回目,目標日,2回目,\n"
                          "1 体制,(1) 甲項,いいえ (9/20),(3/31),はい・いいえ (/),\n"
                          "全体について,,,,,\n"
                          "2 管理,(2) 乙項,はい (8 / 2),(/),はい・いいえ (/),\n"
                          ",(3) ー 1 丙項,いいえ (9/20),(3/31),はい (令和6年2月1日),\n"
                          ",(3) ー 2 丁項,はい・いいえ (9/20),(/),はい・いいえ (/),\n"
                          ",サーバについて,,,,\n"
                          ",(4) 戊項,= (/),(/),はい・いいえ (/),\n"
                          ",(5) 己項,はい・いいえ (/),(/),はい・いいえ (/),施設で管理\n"
                          ",(6) 庚項,,,,\n"
                          "(8) 辛項,はい (8 / 2),(/),はい・いいえ (/),,\n"
                          "事業者名： _____\n");
    expect_edition(&f, "checklist-r5-vendor");
    expect_state(&f, "1(1)", MDS_ANSWER_NO);
    cr_expect_str_eq(fixture_answer(&f, "1(1)")->note, "1回目: いいえ (9/20) / 目標日: (3/31)");
    expect_state(&f, "2(2)", MDS_ANSWER_YES);
    expect_state(&f, "2(3)", MDS_ANSWER_MISSING);
    expect_state(&f, "2(3)-1", MDS_ANSWER_YES);
    cr_expect_str_eq(fixture_answer(&f, "2(3)-1")->note,
                     "1回目: いいえ (9/20) / 目標日: (3/31) / 2回目: はい (令和6年2月1日)");
    cr_expect_str_eq(fixture_answer(&f, "2(3)-1")->where, "L9:C5");
    expect_state(&f, "2(3)-2", MDS_ANSWER_UNANSWERED);
    expect_state(&f, "2(4)", MDS_ANSWER_UNANSWERED);
    expect_state(&f, "2(5)", MDS_ANSWER_SEE_NOTE);
    cr_expect_str_eq(fixture_answer(&f, "2(5)")->note, "施設で管理");
    expect_state(&f, "2(6)", MDS_ANSWER_UNANSWERED);
    expect_state(&f, "2(8)", MDS_ANSWER_YES);
    cr_expect_str_eq(fixture_answer(&f, "2(8)")->where, "L15:C2");
    cr_expect_str_eq(f.form->device[MDS_DEVICE_MANUFACTURER], "");
    fixture_free(&f);
}

/* The same number in several scopes: told apart by the heading, and by the order. */
Test(jp_forms, the_scopes_of_a_checklist)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "医療機関確認用\n医療情報システムの有無,使っているか,はい (5/1),,\n"
                          "令和6年度中\n,,1回目,目標日,2回目\n"
                          "2 管理,サーバについて,,,\n"
                          ",(4) 権限,はい (5/1),(/),\n,(7) 更新,いいえ (5/1),(/),\n"
                          ",端末PCについて,,,\n"
                          ",(4) 権限,いいえ (5/1),(/),\n,(7) 更新,はい (5/1),(/),\n"
                          ",ネットワーク機器について,,,\n"
                          ",(7) 更新,はい (5/1),(/),\n,(8) 接続元,いいえ (5/1),(/),\n"
                          "3 備え,(1) 連絡図,はい (5/1),(/),\n");
    expect_edition(&f, "checklist-r6-hospital");
    expect_state(&f, "0", MDS_ANSWER_YES);
    expect_state(&f, "2(4)", MDS_ANSWER_YES);
    expect_state(&f, "2(7)@server", MDS_ANSWER_NO);
    expect_state(&f, "2(4)@pc", MDS_ANSWER_NO);
    expect_state(&f, "2(7)@pc", MDS_ANSWER_YES);
    expect_state(&f, "2(7)", MDS_ANSWER_YES);
    expect_state(&f, "2(8)", MDS_ANSWER_NO);
    expect_state(&f, "3(1)", MDS_ANSWER_YES);
    fixture_free(&f);
}

/* The scopes in another order than the edition's, the heading beside the chapter. */
Test(jp_forms, scopes_in_any_order)
{
    fixture f;

    fixture_init(&f);
    fixture_form_text(&f, "医療機関確認用\n令和5年度中\n,,はい,いいえ,確認日,はい,いいえ\n"
                          "2 管理,端末PCについて,,,,,\n"
                          ",(4) 権限,○,,5/1,,\n,(7) 更新,,○,5/1,○,\n"
                          "2 管理,サーバについて,,,,,\n"
                          ",(4) 権限,,○,5/1,,\n,(7) 更新,○,,5/1,,\n,(9) 常駐,,,,,\n"
                          ",ネットワーク機器について,,,,,\n"
                          ",(7) 更新,,○,5/1,,\n,(8) 接続元,,,,,\n");
    expect_edition(&f, "checklist-r5-hospital");
    expect_state(&f, "2(4)@pc", MDS_ANSWER_YES);
    expect_state(&f, "2(7)@pc", MDS_ANSWER_YES);
    expect_state(&f, "2(4)", MDS_ANSWER_NO);
    expect_state(&f, "2(7)@server", MDS_ANSWER_YES);
    expect_state(&f, "2(9)@server", MDS_ANSWER_UNANSWERED);
    expect_state(&f, "2(7)", MDS_ANSWER_NO);
    expect_state(&f, "2(8)", MDS_ANSWER_UNANSWERED);
    fixture_free(&f);
}

/* Digits that a heading explains, check boxes, an explained word below a heading in two languages,
 * remarks beside the items, a sheet with numbers and answers alone. */
Test(jp_forms, what_a_sheet_says_of_itself)
{
    static const char *const forms[] = {
        "設問,回答 (1:はい 2:いいえ 3:対象外),備考\n1 一覧(6.2.C1),3,2\n2 画面(6.4.C5),1,\n3 "
        "離席(6.5.C4),2,\n備考欄\n1,一\n2,二\n",
        "設問,はい,いいえ,対象外,備考\n1 一覧(6.2.C1),FALSE,FALSE,TRUE,2\n2 "
        "画面(6.4.C5),TRUE,FALSE,FALSE,\n"
        "3 離席(6.5.C4),FALSE,TRUE,FALSE,\n備考欄\n1,一\n2,二\n",
        "設問,はい Yes,いいえ No,対象外 N/A,備考\n1 一覧(6.2.C1),,,○,※2\n2 画面(6.4.C5),○,,,\n3 "
        "離席(6.5.C4),,○,,\n備考欄\n※1,一\n"
        "※2,二\n",
        "設問,回答,備考,,備考記載欄\n1 一覧(6.2.C1),対象外,2,,1,一\n2 画面(6.4.C5),はい,,,2,二\n3 "
        "離席(6.5.C4),いいえ,,,,\n",
        "設問,はい,いいえ,対象外,該当,非該当,備考\n1 一覧(6.2.C1),,,○,,,②\n2 "
        "画面(6.4.C5),○,,,,,\n3 離席(6.5.C4),,○,,,,\n備考欄\n"
        "①一\n②二\n",
    };
    char text[1024];
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        (void)snprintf(text, sizeof text, "表 (第5.2版対応)\n%s", forms[i]);
        fixture_form_text(&f, text);
        expect_edition(&f, "jp-mds-4.1");
        expect_state(&f, "1", MDS_ANSWER_NA);
        expect_state(&f, "2", MDS_ANSWER_YES);
        expect_state(&f, "3", MDS_ANSWER_NO);
        cr_expect_str_eq(fixture_answer(&f, "1")->note, "二", "%s", text);
    }
    fixture_free(&f);
}

/* Header fields in the ways that forms have them. */
Test(jp_forms, header_fields)
{
    static const struct {
        const char *lines, *manufacturer, *version, *day;
    } headers[] = {
        {"製造業者,甲社,バージョン,2.0\n作成日,R5.7.21\n", "甲社", "2.0", "2023-07-21"},
        {"製造メーカー : 甲社,作成日 : 平成30年1月15日\nバージョン : 1\n", "甲社", "1",
         "2018-01-15"},
        {"製造販売業者：甲社\nバージョン：\n作成日：令和元年5月1日\n", "甲社", "", "2019-05-01"},
        {"製造業者,バージョン,作成日\n甲社,3,2023/7/21\n", "甲社", "3", "2023-07-21"},
        {"製造業者,※文字列\nバージョン,※文字列,Ver2\n作成日,※YYYY/MM/DD,2018/1/15\n", "", "Ver2",
         "2018-01-15"},
        {"製造業者,,甲社,※文字列\nバージョン,____\n作成日,H31.4.1\n", "甲社", "", "2019-04-01"},
        {"製造業者,[REDACTED]\nバージョン,■■■\n作成日,２０２３年７月２１日\n", "", "",
         "2023-07-21"},
        {"作成日,令和,5,年,7,月,21,日\n製造業者,甲社\n", "甲社", "", "2023-07-21"},
        {"事業者名:,甲社\n", "甲社", "", ""},
        {"\"製造業者\n甲社\",\"バージョン\n4\"\n", "甲社", "4", ""},
    };
    char text[1024];
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        (void)snprintf(text, sizeof text,
                       "表 (第5.2版対応)\n%s1 一覧(6.2.C1),はい\n2 画面(6.4.C5),いいえ\n",
                       headers[i].lines);
        fixture_form_text(&f, text);
        cr_assert_eq(f.status, MDS_OK, "%s", text);
        const char *const *device = f.form->device;
        cr_expect_str_eq(device[MDS_DEVICE_MANUFACTURER], headers[i].manufacturer, "%s", text);
        cr_expect_str_eq(device[MDS_DEVICE_VERSION], headers[i].version, "%s", text);
        cr_expect_str_eq(device[MDS_DEVICE_DOCUMENT_DATE], headers[i].day, "%s", text);
    }
    fixture_free(&f);
}

/* Adds a sheet: lines are rows, '|' parts cells. */
static void add_sheet(workbook *book, const char *name, const char *text)
{
    mds_strbuf xml;
    size_t row = 1;

    mds_strbuf_init(&xml, 1 << 20);
    mds_strbuf_puts(&xml, "<sheetData>");
    for (const char *line = text; *line != '\0'; row++) {
        const char *end = line + strcspn(line, "\n");
        mds_strbuf_printf(&xml, "<row r=\"%zu\">", row);
        while (line <= end) {
            const size_t n = strcspn(line, "|\n");
            mds_strbuf_printf(&xml, "<c t=\"inlineStr\"><is><t>%.*s</t></is></c>", (int)n, line);
            line += n + 1;
        }
        mds_strbuf_puts(&xml, "</row>");
        line = end + (*end == '\n' ? 1 : 0);
    }
    mds_strbuf_puts(&xml, "</sheetData>");
    workbook_sheet(book, name, "visible", xml.p);
    mds_strbuf_finish(&xml);
}

static const char mds_sheet[] =
    "表 (第5.2版対応)\n1 一覧(6.2.C1)|はい|1\n2 画面(6.4.C5)|いいえ|\n"
    "3 離席(6.5.C4)|はい|\n4.1.1 合言葉(6.5.C14)|はい|\n備考欄\n1|説明\n";

/* Several forms in one workbook: each sheet belongs to one of them. */
Test(jp_forms, a_workbook_with_several_forms)
{
    static const struct {
        const char *name, *text, *edition, *found;
    } others[] = {
        {"一覧",
         "事業者確認用 令和5年度中\n1 体制|(1) 甲項|はい (8/2)\n2 管理|(2) 乙項|はい (8/2)\n"
         "|(4) 丙項|いいえ (8/2)\n|(5) 丁項|いいえ (8/2)\n備考欄\n1|別の説明\n",
         "checklist-r5-vendor", "4"},
        {"SDS", "表\n1 甲項|いいえ|\n1.1 乙項|はい|\n2 丙項|いいえ|\n備考欄\n1|別の説明\n",
         "jp-sds-5.0", "2"},
        {"別表",
         "サービス事業者による「医療情報セキュリティ開示書」 チェックリスト\n1 甲項|いいえ|\n2 "
         "乙項|はい|\n",
         "jp-sds-4.1", "2"},
        {"旧版",
         "表 (第5版対応)\n4.1.1 合言葉(6.5.C11(1)~6.5.C11(3))|いいえ|\n7 無線(6.5.C12)|はい|\n",
         "jp-mds-3.0a", "2"},
        {"裏",
         "表\n1 甲項(6.3.C1)|いいえ|\n2 乙項(6.3.C2)|いいえ|\n3 丙項(6.3.C3)|いいえ|\n"
         "5 丁項(6.3.C4)|いいえ|\n6 戊項(6.3.C5)|いいえ|\n",
         NULL, "5"},
    };
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        workbook book;
        workbook_init(&book);
        add_sheet(&book, "選択肢", "1. はい\n2. いいえ\n3. 対象外\n-\n");
        add_sheet(&book, "開示書", mds_sheet);
        add_sheet(&book, others[i].name, others[i].text);
        fixture_form_workbook(&f, &book);
        workbook_free(&book);
        expect_edition(&f, "jp-mds-4.1");
        expect_state(&f, "1", MDS_ANSWER_YES);
        expect_state(&f, "2", MDS_ANSWER_NO);
        expect_state(&f, "4.1.1", MDS_ANSWER_YES);
        cr_expect_str_eq(fixture_answer(&f, "1")->note, "説明", "%s", others[i].name);
        const mds_diag *d = fixture_expect(
            &f, others[i].edition != NULL ? MDS_D_FORM_BESIDE : MDS_D_FORM_SHEET_FOREIGN);
        cr_expect_str_eq(d->where, others[i].name);
        cr_expect_str_eq(d->args[1],
                         others[i].edition != NULL ? others[i].edition : others[i].found);
        if (others[i].edition != NULL) {
            cr_expect_str_eq(d->args[2], others[i].found, "%s", others[i].name);
        }
    }
    fixture_free(&f);
}

/* A form over several sheets is one form; a sheet of numbers and answers is its input. */
Test(jp_forms, one_form_on_several_sheets)
{
    fixture f;
    workbook book;

    fixture_init(&f);
    workbook_init(&book);
    add_sheet(&book, "1枚目",
              "表 (第5.2版対応)\n設問|回答|備考\n1 一覧|はい|2\n2 画面|いいえ|\n4 制限|はい|\n");
    add_sheet(&book, "2枚目",
              "設問|回答|備考\n11 非常時|対象外|\n12 通信|該当|1\n12.1 なりすまし|はい|\n"
              "備考欄\n1|説明一\n2|説明二\n");
    fixture_form_workbook(&f, &book);
    workbook_free(&book);
    expect_edition(&f, "jp-mds-4.1");
    expect_state(&f, "1", MDS_ANSWER_YES);
    expect_state(&f, "12", MDS_ANSWER_YES);
    expect_state(&f, "12.1", MDS_ANSWER_YES);
    cr_expect_str_eq(fixture_answer(&f, "1")->note, "説明二");
    cr_expect_str_eq(fixture_answer(&f, "12")->note, "説明一");

    workbook_init(&book);
    add_sheet(&book, "印刷",
              "表 (第5.2版対応)\n1 一覧(6.2.C1)|はい|いいえ|対象外\n"
              "2 画面(6.4.C5)|はい|いいえ|対象外\n12 通信(6.11)|該当|非該当|\n");
    add_sheet(&book, "入力", "番号|回答\n1|1. はい\n2|3. 対象外\n12|2. 非該当\n");
    fixture_form_workbook(&f, &book);
    workbook_free(&book);
    expect_edition(&f, "jp-mds-4.1");
    expect_state(&f, "1", MDS_ANSWER_YES);
    expect_state(&f, "2", MDS_ANSWER_NA);
    expect_state(&f, "12", MDS_ANSWER_NO);
    cr_expect_str_eq(fixture_answer(&f, "2")->where, "入力!B3");
    cr_expect_null(fixture_diag(&f, MDS_D_FORM_MARKS_LOST, 0));
    fixture_free(&f);
}

/* Numbers that a spreadsheet program has turned into days and floating-point numbers. */
Test(jp_forms, numbers_that_became_days)
{
    fixture f;
    workbook book;

    fixture_init(&f);
    workbook_init(&book);
    workbook_sheet(
        &book, "s", "visible",
        "<sheetData>"
        "<row r=\"1\"><c t=\"inlineStr\"><is><t>表 (第5.2版対応)</t></is></c></row>"
        "<row r=\"2\"><c><v>1</v></c><c t=\"inlineStr\"><is><t>第一の設問</t></is></c>"
        "<c t=\"inlineStr\"><is><t>はい</t></is></c></row>"
        "<row r=\"3\"><c s=\"1\"><v>37987</v></c><c t=\"inlineStr\"><is><t>第二の設問</t></is></c>"
        "<c t=\"inlineStr\"><is><t>いいえ</t></is></c></row>"
        "<row r=\"4\"><c><v>4.2</v></c><c t=\"inlineStr\"><is><t>第三の設問</t></is></c>"
        "<c t=\"inlineStr\"><is><t>対象外</t></is></c></row>"
        "<row r=\"5\"><c><v>12.300000000000001</v></c><c t=\"inlineStr\"><is><t>第四の設問</t></is>"
        "</c><c t=\"inlineStr\"><is><t>はい</t></is></c></row>"
        "<row r=\"6\"><c><v>40969</v></c><c t=\"inlineStr\"><is><t>第五の設問</t></is></c>"
        "<c t=\"inlineStr\"><is><t>いいえ</t></is></c></row>"
        "</sheetData>");
    fixture_form_workbook(&f, &book);
    workbook_free(&book);
    expect_edition(&f, "jp-mds-4.1");
    expect_state(&f, "1", MDS_ANSWER_YES);
    expect_state(&f, "4.1.1", MDS_ANSWER_NO);
    expect_state(&f, "4.2", MDS_ANSWER_NA);
    expect_state(&f, "12.3", MDS_ANSWER_YES);
    expect_state(&f, "12.3.1", MDS_ANSWER_NO);
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_NUMBER_DAY);
    cr_expect_str_eq(d->args[0], "2004-01-01");
    cr_expect_str_eq(d->args[1], "4.1.1");
    cr_expect_eq(fixture_count(&f, MDS_D_FORM_NUMBER_DAY), 2);
    fixture_free(&f);
}

/* A chapter merged over its items, levels merged over theirs. */
Test(jp_forms, merged_cells)
{
    fixture f;
    workbook book;

    fixture_init(&f);
    workbook_init(&book);
    workbook_sheet(
        &book, "s", "visible",
        "<sheetData>"
        "<row r=\"1\"><c t=\"inlineStr\"><is><t>令和7年度 医療機関確認用</t></is></c></row>"
        "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>2 管理</t></is></c>"
        "<c r=\"B2\" t=\"inlineStr\"><is><t>① 台帳</t></is></c>"
        "<c r=\"C2\" t=\"inlineStr\"><is><t>はい</t></is></c></row>"
        "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>② 遠隔保守</t></is></c>"
        "<c r=\"C3\" t=\"inlineStr\"><is><t>いいえ</t></is></c></row>"
        "<row r=\"4\"><c r=\"B4\" t=\"inlineStr\"><is><t>⑬ 接続元</t></is></c>"
        "<c r=\"C4\" t=\"inlineStr\"><is><t>はい</t></is></c></row>"
        "</sheetData><mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells>");
    fixture_form_workbook(&f, &book);
    workbook_free(&book);
    expect_edition(&f, "checklist-r7-hospital");
    expect_state(&f, "2-1", MDS_ANSWER_YES);
    expect_state(&f, "2-2", MDS_ANSWER_NO);
    expect_state(&f, "2-13", MDS_ANSWER_YES);
    fixture_free(&f);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translation: single answers, and the words of their proofs. */
#include "support/translating.h"

#include <criterion/criterion.h>
#include <mdsrisk/import.h>
#include <mdsrisk/limits.h>
#include <mdsrisk/translate_report.h>
#include <stdio.h>
#include <string.h>

#define MDS2 "mds2-2019"
#define JP41 "jp-mds-4.1"
#define JP30 "jp-mds-3.0a"
#define JP20 "jp-mds-2.0"
#define LOG "AUDT-1.1=yes; AUDT-2.1=yes; AUDT-2.5=yes; AUDT-2.6=yes; AUDT-4.1=yes"
#define NO_REMOTE "RMOT-1=no; RMOT-2=na; RMOT-3=no"
#define NO_UPDATES "CSUP-2.3=no; CSUP-3.3=na; CSUP-4.3=na; CSUP-5.3=no; CSUP-6.3=na"
#define NEMA MDS_SOURCE_DIR "/../shared/forms/nema-example/Example-MDS2-Worksheet.xlsx"

/* What a form with these answers and no others fills in. */
static const struct {
    const char *from, *to, *answers, *filled;
} fillings[] = {
    /* a yes that is a special case, or the same */
    {MDS2, JP41, "ALOF-1=yes", "3=yes"},
    {MDS2, JP41, "ALOF-1=no", ""},
    {MDS2, JP41, "ALOF-2=yes", ""},
    {MDS2, JP41, "AUTH-1=yes", "4=yes"},
    {MDS2, JP41, "PAUT-11=yes; PAUT-12=yes", "4.1#b=yes 4.1#c=yes"},
    {MDS2, JP41, "PAUT-8=yes", ""},
    {MDS2, JP41, "AUDT-4.1.1=yes", "5=yes"},
    {MDS2, JP41, "EMRG-1=yes; AUDT-2.9=yes", "11=yes"},
    {MDS2, JP41, "STCF-1=yes", "10=yes"},
    {MDS2, JP41, "TXCF-2.1=yes; CONN-7=yes; MPII-3.7=yes", "12=yes 12.2=yes"},
    /* transmission in general says nothing of the way out */
    {MDS2, JP41, "TXCF-2=yes; TXCF-2.1=yes; MPII-3.7=no", ""},
    {MDS2, JP41, "TXCF-2=yes; TXCF-2.1=yes; RMOT-1=yes", "12=yes 12.4=yes"},
    {MDS2, JP41, "TXCF-2=yes; MPII-3.7=yes", "12=yes 12.2=yes"},
    {MDS2, JP41, "TXCF-2=yes; MPII-3.7=na", ""},
    /* two choices only: a no is 非該当 */
    {MDS2, JP41, "CONN-7=no", "12.3.1.1#e=no"},
    {MDS2, JP41, "NAUT-3=no", "12.3.1.1#e=no"},
    {MDS2, JP41, "NAUT-3=na; CONN-7=see", ""},
    {MDS2, JP41, "CSUP-10.1=yes", "8=yes"},
    /* n/a, see note and a blank say nothing of a yes */
    {MDS2, JP41, "ALOF-1=na; AUTH-1=see; STCF-1=dash", ""},
    /* any of */
    {MDS2, JP41, "PAUT-1.1=yes", "4=yes 4.1#a=yes"},
    {MDS2, JP41, "PAUT-2=yes", "4=yes"},
    {MDS2, JP41, "PAUT-7=yes", "4.1#a=yes"},
    /* all of */
    {MDS2, JP41, "PAUT-5=yes; PAUT-6=yes; PAUT-7=yes; PAUT-14.1=yes", "4.1#a=yes 4.1.1=yes"},
    {MDS2, JP41, "PAUT-5=yes; PAUT-6=yes; PAUT-7=yes; PAUT-14.1=see", "4.1#a=yes"},
    {MDS2, JP41, LOG, "4.3=yes"},
    {MDS2, JP41, "MLDP-2=yes; MLDP-2.1=yes", "6=yes"},
    {MDS2, JP41, "MLDP-2=yes; MLDP-3=yes", ""},
    {MDS2, JP41, "PAUT-1=yes; SAHD-11=yes; SAHD-15=yes", "4=yes 4.1#a=yes 10=yes"},
    {MDS2, JP41, "AUTH-1=yes; SAHD-11=yes; SAHD-15=yes", "4=yes 10=yes"},
    {MDS2, JP41, "AUTH-1=yes; SAHD-11=yes; SAHD-15=no", "4=yes"},
    {MDS2, JP41, "NAUT-1=yes; TXCF-4=yes; MPII-3.7=yes; RMOT-1=no", "12=yes 12.1=yes"},
    {MDS2, JP41, "NAUT-1=yes; TXCF-4=yes; MPII-3.7=yes; RMOT-1=na", "12=yes"},
    /* guards */
    {MDS2, JP41, "AUDT-6=yes; AUDT-7.1=yes", ""},
    {MDS2, JP41, "AUDT-6=yes; AUDT-7.1=yes; " LOG, "4.3=yes 4.3.1=yes 4.3.2=yes"},
    {MDS2, JP41, "CSUP-4=yes", ""},
    {MDS2, JP41, "CSUP-4=yes; MLDP-2.1=yes", "6=yes"},
    {MDS2, JP41, "CONN-1.1.1=no", ""},
    {MDS2, JP41, "CONN-1.1.1=no; DOC-11=yes", ""},
    {MDS2, JP41, "CONN-1.1.1=no; DOC-11=no", "7=na"},
    {JP41, MDS2, "4.3.1=yes; 4.3.2=yes", ""},
    {JP41, MDS2, "4.3=yes; 4.3.1=yes; 4.3.2=yes",
     "AUDT-2=yes AUDT-4.1=yes AUDT-6=yes AUDT-7.1=yes"},
    /* gates */
    {MDS2, JP41, "MPII-3.1=no", "2=na"},
    {MDS2, JP41, "MPII-3.1=na", ""},
    {MDS2, JP41, "MPII-1=no", "2=na"},
    {MDS2, JP41, "PAUT-12=no", ""},
    {MDS2, JP41, "PAUT-8=no; PAUT-11=no; PAUT-12=no", "4.1.2=na"},
    {MDS2, JP41, "PAUT-8=no; PAUT-11=na; PAUT-12=no", ""},
    {MDS2, JP41,
     "CONN-1.1.2=no; CONN-1.2.2=no; CONN-1.2.3=no; CONN-1.2.4=no; MPII-3.3=no; DOC-11=no", "9=na"},
    {MDS2, JP41, "CONN-1.2.2=no; CONN-1.2.3=no", ""},
    {MDS2, JP41, "RMOT-1=yes", "12=yes 12.4=yes"},
    {MDS2, JP41, "MPII-3.7=yes", "12=yes"},
    {MDS2, JP41, "CONN-4=yes", ""},
    {MDS2, JP41, "CONN-4=no; MPII-3.7=no; " NO_REMOTE, "12=no"},
    {MDS2, JP41, "CONN-4=na; MPII-3.7=no; " NO_REMOTE, ""},
    {MDS2, JP41, NO_REMOTE, ""},
    {MDS2, JP41, NO_REMOTE "; " NO_UPDATES, "12.4=no"},
    /* the questions behind a closed gate need not be answered */
    {MDS2, JP41, NO_REMOTE "; CSUP-1=no", "12.4=no"},
    {MDS2, JP41, NO_REMOTE "; CSUP-1=yes", ""},
    /* the other way */
    {JP41, MDS2, "4=yes", "AUTH-1=yes"},
    {JP41, MDS2, "3=yes; 5=yes; 6=yes; 10=yes; 11=yes", ""},
    {JP41, MDS2, "4.1#d=yes", "PAUT-8=yes"},
    {JP41, MDS2, "4.2=yes", "AUTH-2=yes SAHD-5=yes"},
    {JP41, MDS2, "8=yes", "CSUP-10.1=yes"},
    {JP41, MDS2, "12=yes; 12.4=no", "MPII-1=yes MPII-3=yes CONN-4=yes RMOT-1=no"},
    {JP41, MDS2, "12=yes; 12.4=dash", ""},
    {JP41, MDS2, "12.4=yes", "RMOT-1=yes"},
    {JP41, MDS2, "12=no; 12.4=no", "RMOT-1=no"},
    {JP41, MDS2, "4.1#b=no; 4.1#c=no; 8=no", "CSUP-10.1=no PAUT-11=no PAUT-12=no"},
    {JP41, MDS2, "4.1#b=na; 4.1#c=na; 8=na; 12.4=dash", ""},
    {JP41, MDS2, "12.3.1.1#e=yes", "NAUT-1=yes NAUT-3=yes CONN-7=yes"},
    {JP41, MDS2, "2=na; 7=na; 9=na", ""},
    /* editions of one form: every answer, and bullets by what they mean */
    {JP30, JP41, "4.1#d=yes; 4.1#e=no", "4.1#e=yes"},
    {JP41, JP30, "4.1#d=yes; 4.1#e=no", "4.1#d=no 4.1#e=yes"},
    {JP30, JP41, "3=no; 8=na; 6=yes", "3=no 6=yes 8=na"},
    {JP30, JP41, "12=na; 12.4=no", "12.4=no"},
    {JP41, JP30, "12=no; 12.4=yes", ""},
    {JP30, JP41, "12.3=yes; 12.3.1=yes; 12.3.2=yes; 4.1.1=yes", "12.3=yes"},
    {JP20, JP41, "4.2=yes; 4.2.1=yes; 4.2.2=no", "4.3=yes 4.3.1=yes 4.3.2=no"},
    {JP20, JP41, "2=yes; 10=no; 3=no", ""},
};

Test(translate, fills_what_is_entailed)
{
    translating t;
    translating_init(&t, NULL);
    for (size_t i = 0; i < sizeof fillings / sizeof fillings[0]; i++) {
        translating_run(&t, fillings[i].from, fillings[i].to, fillings[i].answers);
        cr_assert_eq(t.status, MDS_OK);
        cr_expect_str_eq(translating_filled(&t), fillings[i].filled, "%s to %s: %s gives %s",
                         fillings[i].from, fillings[i].to, fillings[i].answers,
                         translating_filled(&t));
    }
    translating_free(&t);
}

/* What is left of a question that is not filled. */
static const struct {
    const char *from, *to, *answers, *question;
    mds_translated_state state;
    mds_answer_bits possible;
} leavings[] = {
    {MDS2, JP41, "", "3", MDS_TRANSLATED_OPEN, MDS_MAY_ANY},
    {MDS2, JP41, "", "12", MDS_TRANSLATED_OPEN, MDS_MAY_YES | MDS_MAY_NO},
    {MDS2, JP41, "", "4.1", MDS_TRANSLATED_NO_ANSWER, 0},
    /* an exclusion never fills, even where it leaves one answer */
    {MDS2, JP41, "AUTH-1=no", "4", MDS_TRANSLATED_NARROWED, MDS_MAY_NO | MDS_MAY_NA},
    {MDS2, JP41, "AUTH-1=na", "4", MDS_TRANSLATED_NARROWED, MDS_MAY_NO | MDS_MAY_NA},
    {MDS2, JP41, "RMOT-1=no", "12.4", MDS_TRANSLATED_NARROWED, MDS_MAY_NO},
    /* nobody has confirmed the relation of 4.2 and SAHD-5: it is not turned round */
    {MDS2, JP41, "SAHD-5=no; AUTH-2=yes", "4.2", MDS_TRANSLATED_OPEN, MDS_MAY_ANY},
    {MDS2, JP41, "AUTH-2=no", "4.2", MDS_TRANSLATED_NARROWED, MDS_MAY_NO | MDS_MAY_NA},
    {MDS2, JP41, "RMOT-1.1=yes", "12.4", MDS_TRANSLATED_OPEN, MDS_MAY_YES | MDS_MAY_NO},
    {MDS2, JP41, "SAHD-12=no", "8", MDS_TRANSLATED_NARROWED, MDS_MAY_YES | MDS_MAY_NA},
    {MDS2, JP41, "SAHD-12=yes", "8", MDS_TRANSLATED_OPEN, MDS_MAY_ANY},
    {JP41, MDS2, "12=no", "RMOT-1", MDS_TRANSLATED_NARROWED, MDS_MAY_NO | MDS_MAY_NA},
    {JP41, MDS2, "12=no", "MPII-3.7", MDS_TRANSLATED_NARROWED, MDS_MAY_NO | MDS_MAY_NA},
    {JP41, MDS2, "12.4=no", "RMOT-1.3", MDS_TRANSLATED_NARROWED, MDS_MAY_NO | MDS_MAY_NA},
    {JP41, MDS2, "7=yes", "CONN-1.1.1", MDS_TRANSLATED_OPEN, MDS_MAY_ANY},
    {JP41, MDS2, "2=no", "MPII-3.1", MDS_TRANSLATED_NARROWED, MDS_MAY_YES | MDS_MAY_NA},
    {JP41, MDS2, "3=no", "ALOF-1", MDS_TRANSLATED_NARROWED, MDS_MAY_NO | MDS_MAY_NA},
    /* one way: n/a denies neither encryption nor a block on installing */
    {JP41, MDS2, "10=na", "STCF-1", MDS_TRANSLATED_OPEN, MDS_MAY_ANY},
    {JP41, MDS2, "10=no", "STCF-1", MDS_TRANSLATED_NARROWED, MDS_MAY_NO | MDS_MAY_NA},
    {MDS2, JP41, "CSUP-10.1=na", "8", MDS_TRANSLATED_OPEN, MDS_MAY_ANY},
    {MDS2, JP41, "CSUP-10.1=no", "8", MDS_TRANSLATED_NARROWED, MDS_MAY_NO | MDS_MAY_NA},
    {JP30, JP41, "12=na", "12", MDS_TRANSLATED_NARROWED, MDS_MAY_NO},
    {JP30, JP41, "4.1.1=yes", "4.1.1", MDS_TRANSLATED_OPEN, MDS_MAY_ANY},
    /* contradictions: rules against each other */
    {MDS2, JP41, "AUTH-1=no; PAUT-1=yes", "4", MDS_TRANSLATED_CONTRADICTED, 0},
    {JP41, MDS2, "12=no; 12.4=yes", "RMOT-1", MDS_TRANSLATED_CONTRADICTED, 0},
    /* what nobody has confirmed denies nothing: 12 is filled in, and doubted */
    {MDS2, JP41, "MPII-3.7=yes; CONN-4=no; " NO_REMOTE "; " NO_UPDATES, "12",
     MDS_TRANSLATED_ENTAILED, MDS_MAY_YES},
    {MDS2, JP41, "MPII-3.7=yes; CONN-4=no; " NO_REMOTE "; " NO_UPDATES, "12.4",
     MDS_TRANSLATED_ENTAILED, MDS_MAY_NO},
    {MDS2, JP41, "MPII-3.7=yes; CONN-4=no; RMOT-1=no", "12", MDS_TRANSLATED_ENTAILED, MDS_MAY_YES},
    /* a yes behind a closed gate, from either side */
    {MDS2, JP41, "AUDT-4.1=no; AUDT-4.1.1=yes", "5", MDS_TRANSLATED_CONTRADICTED, 0},
    {MDS2, JP41, "MLDP-2=no; MLDP-2.1=yes; CSUP-4=yes", "6", MDS_TRANSLATED_CONTRADICTED, 0},
    {MDS2, JP41, "MLDP-2=no; MLDP-2.1=yes; MLDP-4=yes", "6", MDS_TRANSLATED_ENTAILED, MDS_MAY_YES},
    {MDS2, JP41, "CONN-1.1=no; CONN-1.1.1=yes; DOC-11=no", "7", MDS_TRANSLATED_CONTRADICTED, 0},
    {MDS2, JP41, "CONN-1.1=no; CONN-1.1.3=yes; DOC-11=no", "7", MDS_TRANSLATED_ENTAILED,
     MDS_MAY_NA},
    {MDS2, JP41, "TXCF-2=yes; TXCF-2.1=yes; MPII-3.7=yes", "12.2", MDS_TRANSLATED_ENTAILED,
     MDS_MAY_YES},
    {MDS2, JP41, NO_REMOTE "; CSUP-2=no; CSUP-2.3=yes; CSUP-1=no", "12.4",
     MDS_TRANSLATED_CONTRADICTED, 0},
};

Test(translate, what_is_left_open)
{
    translating t;
    translating_init(&t, NULL);
    for (size_t i = 0; i < sizeof leavings / sizeof leavings[0]; i++) {
        translating_run(&t, leavings[i].from, leavings[i].to, leavings[i].answers);
        cr_assert_eq(t.status, MDS_OK);
        const mds_translated *at = translating_at(&t, leavings[i].question);
        cr_expect_eq(at->state, leavings[i].state, "%s: %s is %s", leavings[i].answers,
                     leavings[i].question, mds_translated_state_name(at->state));
        cr_expect_eq(at->possible, leavings[i].possible, "%s: %s may be %u", leavings[i].answers,
                     leavings[i].question, (unsigned)at->possible);
        cr_expect_eq(translating_said(&t, MDS_D_TRANSLATE_CONTRADICTED),
                     t.result->state_count[MDS_TRANSLATED_CONTRADICTED], "%s", leavings[i].answers);
    }
    translating_free(&t);
}

/* A word of a note that forbids a rule, and the confidence that a note leaves. */
static const struct {
    const char *from, *to, *answers, *question, *blocked_by; /* NULL: filled */
    mds_confidence confidence;
} notes[] = {
    {MDS2, JP41, "TXCF-2=yes; MPII-3.7=yes", "12.2", NULL, MDS_CONFIDENCE_MEDIUM},
    {MDS2, JP41, "TXCF-2=yes:AES-256; MPII-3.7=yes", "12.2", NULL, MDS_CONFIDENCE_LOW},
    {MDS2, JP41, "TXCF-2=yes:Only for USB media; MPII-3.7=yes", "12.2", "usb", MDS_CONFIDENCE_HIGH},
    {MDS2, JP41, "TXCF-2=yes:リムーバブルメディアのみ; MPII-3.7=yes", "12.2", "メディア",
     MDS_CONFIDENCE_HIGH},
    {MDS2, JP41, "CONN-7=no:TLS ends at our relay server", "12.3.1.1#e", "relay",
     MDS_CONFIDENCE_HIGH},
    {MDS2, JP41, "AUTH-1=yes:Kept in a locked room; SAHD-11=yes; SAHD-15=yes", "10", "locked room",
     MDS_CONFIDENCE_HIGH},
    /* remote service beside "talks to nothing outside" */
    {MDS2, JP41, "RMOT-1=yes; CONN-4=yes", "12.4", NULL, MDS_CONFIDENCE_HIGH},
    {MDS2, JP41, "RMOT-1=yes; CONN-4=no", "12.4", NULL, MDS_CONFIDENCE_LOW},
    {MDS2, JP41, "RMOT-1=yes; CONN-4=no", "12", NULL, MDS_CONFIDENCE_LOW},
    {MDS2, JP41, "RMOT-1=yes; CONN-4=no; MPII-3.7=yes", "12", NULL, MDS_CONFIDENCE_LOW},
    {MDS2, JP41, "RMOT-1=yes; CONN-4=yes; MPII-3.7=yes", "12", NULL, MDS_CONFIDENCE_HIGH},
    {MDS2, JP41, "AUTH-1=yes", "4", NULL, MDS_CONFIDENCE_MEDIUM},
    {MDS2, JP41, "AUTH-1=yes:Screen lock with password", "4", NULL, MDS_CONFIDENCE_LOW},
    {MDS2, JP41, "AUTH-1=yes:Kept in a locked room", "4", "locked room", MDS_CONFIDENCE_HIGH},
    {JP41, MDS2, "4=yes:設置場所の施錠による", "AUTH-1", "錠", MDS_CONFIDENCE_HIGH},
    {JP41, MDS2, "4.1#d=yes:入室時のカードと組合せ", "PAUT-8", "入室", MDS_CONFIDENCE_HIGH},
    {JP41, MDS2, "12.3.1.1#e=yes:弊社の中継サーバ経由", "CONN-7", "中継", MDS_CONFIDENCE_HIGH},
    /* a word of another word, and the note of a mere guard */
    {MDS2, JP41, "PAUT-1=yes:By adoption of AD; SAHD-11=yes; SAHD-15=yes", "10", NULL,
     MDS_CONFIDENCE_LOW},
    {MDS2, JP41, "PAUT-1=yes:Optional; SAHD-11=yes; SAHD-15=yes", "10", "option",
     MDS_CONFIDENCE_HIGH},
    {MDS2, JP41,
     NO_REMOTE "; CSUP-1=yes; CSUP-2.3=no:Updates on site; CSUP-3.3=no; CSUP-4.3=no; "
               "CSUP-5.3=no; CSUP-6.3=no",
     "12.4", NULL, MDS_CONFIDENCE_LOW},
    {MDS2, JP41, "RMOT-1=no; RMOT-2=no; RMOT-3=no:Remote update; " NO_UPDATES, "12.4", "update",
     MDS_CONFIDENCE_HIGH},
    /* the best of two proofs counts */
    {MDS2, JP41, "TXCF-2=yes:USB; TXCF-2.1=yes; MPII-3.7=yes", "12.2", NULL, MDS_CONFIDENCE_MEDIUM},
    {JP30, JP41, "3=yes", "3", NULL, MDS_CONFIDENCE_MEDIUM},
};

Test(translate, notes_forbid_and_qualify)
{
    translating t;
    translating_init(&t, NULL);
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        translating_run(&t, notes[i].from, notes[i].to, notes[i].answers);
        const mds_translated *at = translating_at(&t, notes[i].question);
        if (notes[i].blocked_by == NULL) {
            cr_expect_eq(at->state, MDS_TRANSLATED_ENTAILED, "%s", notes[i].answers);
            cr_expect_eq(at->confidence, notes[i].confidence, "%s is %s", notes[i].answers,
                         mds_confidence_name(at->confidence));
            continue;
        }
        cr_expect_neq(at->state, MDS_TRANSLATED_ENTAILED, "%s", notes[i].answers);
        size_t step = 0;
        while (step < at->step_count && at->steps[step].kind != MDS_STEP_BLOCKED) {
            step++;
        }
        cr_assert_lt(step, at->step_count, "%s", notes[i].answers);
        cr_expect_str_eq(at->steps[step].blocked_by, notes[i].blocked_by);
    }
    translating_free(&t);
}

/* What is offered to a person, and never filled in. */
static const struct {
    const char *answers, *question;
    mds_answer_state suggested;
    mds_step_kind kind; /* of the step that offers it, MDS_STEP_LEAD: none */
} offers[] = {
    {"AUTH-1=yes; PAUT-11=no", "4.1#b", MDS_ANSWER_NO, MDS_STEP_SUGGESTS},
    {"AUTH-1=yes; PAUT-12=no", "4.1#c", MDS_ANSWER_NO, MDS_STEP_SUGGESTS},
    {"PAUT-1=yes; PAUT-8=no", "4.1#d", MDS_ANSWER_NO, MDS_STEP_SUGGESTS},
    /* without a sign-in nothing is suggested, nor after a contradiction about it */
    {"PAUT-11=no", "4.1#b", MDS_ANSWER_UNANSWERED, MDS_STEP_LEAD},
    {"AUTH-1=no; PAUT-11=no", "4.1#b", MDS_ANSWER_UNANSWERED, MDS_STEP_LEAD},
    {"AUTH-1=no; PAUT-1=yes; PAUT-11=no", "4.1#b", MDS_ANSWER_UNANSWERED, MDS_STEP_LEAD},
    {"AUTH-1=yes; PAUT-11=na", "4.1#b", MDS_ANSWER_UNANSWERED, MDS_STEP_LEAD},
    {"AUTH-1=yes; PAUT-8=no:Door badge and password", "4.1#d", MDS_ANSWER_UNANSWERED,
     MDS_STEP_BLOCKED},
    /* as soon as 4.3 is answered */
    {"AUDT-6=yes", "4.3.1", MDS_ANSWER_UNANSWERED, MDS_STEP_CONDITIONAL},
    {"AUDT-7.1=yes", "4.3.2", MDS_ANSWER_UNANSWERED, MDS_STEP_CONDITIONAL},
    /* not where 4.3 = はい is ruled out */
    {"AUDT-6=yes; AUDT-2=no", "4.3.1", MDS_ANSWER_UNANSWERED, MDS_STEP_LEAD},
};

static bool has_kind(const mds_translated *at, mds_step_kind kind)
{
    for (size_t i = 0; i < at->step_count; i++) {
        if (at->steps[i].kind == kind) {
            return true;
        }
    }
    return false;
}

Test(translate, what_is_offered_to_a_person)
{
    translating t;
    translating_init(&t, NULL);
    for (size_t i = 0; i < sizeof offers / sizeof offers[0]; i++) {
        translating_run(&t, MDS2, JP41, offers[i].answers);
        const mds_translated *at = translating_at(&t, offers[i].question);
        cr_expect_neq(at->state, MDS_TRANSLATED_ENTAILED, "%s", offers[i].answers);
        cr_expect_eq(at->answer, MDS_ANSWER_UNANSWERED, "%s", offers[i].answers);
        cr_expect_eq(at->suggested, offers[i].suggested, "%s", offers[i].answers);
        for (unsigned kind = MDS_STEP_BLOCKED; kind <= MDS_STEP_CONDITIONAL; kind++) {
            cr_expect_eq(has_kind(at, (mds_step_kind)kind), offers[i].kind == kind, "%s: step %u",
                         offers[i].answers, kind);
        }
    }
    translating_free(&t);
}

static const mds_diag *said(const translating *t, mds_diag_code code)
{
    for (size_t i = 0; i < mds_diags_count(t->diags); i++) {
        if (mds_diags_at(t->diags, i)->code == code) {
            return mds_diags_at(t->diags, i);
        }
    }
    return NULL;
}

Test(translate, a_contradiction_names_both_answers)
{
    translating t;
    translating_init(&t, NULL);
    translating_run(&t, MDS2, JP41, "AUTH-1=no; PAUT-1=yes");
    const mds_diag *diag = said(&t, MDS_D_TRANSLATE_CONTRADICTED);
    cr_assert_not_null(diag);
    cr_expect_str_eq(diag->file, "form.xlsx");
    cr_expect_str_eq(diag->where, "s!C1");
    cr_expect_str_eq(diag->args[0], "4");
    cr_expect_str_eq(diag->args[1], "PAUT-1 = yes");
    cr_expect_str_eq(diag->args[2], "AUTH-1 = no");
    translating_run(&t, MDS2, JP41, "AUDT-4.1=no; AUDT-4.1.1=yes");
    diag = said(&t, MDS_D_TRANSLATE_CONTRADICTED);
    cr_assert_not_null(diag);
    cr_expect_str_eq(diag->args[1], "AUDT-4.1.1 = yes");
    cr_expect_str_eq(diag->args[2], "AUDT-4.1 = no");
    translating_free(&t);
}

/* True, but the target form would not ask it: filled, and to be looked at. */
Test(translate, an_answer_behind_a_closed_gate_is_doubted)
{
    translating t;
    translating_init(&t, NULL);
    translating_run(&t, MDS2, JP41,
                    "RMOT-1=yes; CONN-1.1.1=no; DOC-11=no; PAUT-8=no; PAUT-11=no; PAUT-12=no");
    cr_expect_null(said(&t, MDS_D_TRANSLATE_GATED));
    translating_run(&t, JP41, JP41, "12=no; 12.2=yes");
    cr_expect_str_eq(translating_filled(&t), "12=no 12.2=yes");
    cr_expect_eq(translating_at(&t, "12.2")->confidence, MDS_CONFIDENCE_LOW);
    const mds_diag *diag = said(&t, MDS_D_TRANSLATE_GATED);
    cr_assert_not_null(diag);
    cr_expect_str_eq(diag->args[0], "12.2");
    cr_expect_str_eq(diag->args[2], "12");
    cr_expect_str_eq(diag->args[3], "非該当");
    translating_free(&t);
}

Test(translate, the_same_edition_is_taken_over)
{
    translating t;
    translating_init(&t, NULL);
    translating_run(&t, MDS2, MDS2, "AUTH-1=yes; PAUT-1=no:Shared; ALOF-1=see; MLDP-2=na");
    cr_expect_eq(t.status, MDS_OK);
    cr_expect_null(t.result->translation);
    cr_expect_str_eq(translating_filled(&t), "AUTH-1=yes MLDP-2=na PAUT-1=no");
    cr_expect_eq(translating_at(&t, "AUTH-1")->confidence, MDS_CONFIDENCE_HIGH);
    cr_expect_eq(translating_at(&t, "PAUT-1")->confidence, MDS_CONFIDENCE_LOW);
    translating_free(&t);
}

Test(translate, editions_that_can_not_be_reached)
{
    translating t;
    translating_init(&t, NULL);
    translating_run(&t, MDS2, JP20, "AUTH-1=yes");
    cr_expect_eq(t.status, MDS_ENOTFOUND);
    cr_expect_null(t.result);
    const mds_diag *diag = said(&t, MDS_D_TRANSLATE_UNRELATED);
    cr_assert_not_null(diag);
    cr_expect_str_eq(diag->args[0], MDS2);
    cr_expect_str_eq(diag->args[1], JP20);
    cr_expect_str_eq(diag->args[2], "mds2-2013 / " JP41);
    translating_run(&t, MDS2, "jp-mds-5.0", "AUTH-1=yes");
    cr_expect_eq(t.status, MDS_EINVAL);
    cr_expect_not_null(said(&t, MDS_D_TRANSLATE_TOPICS));
    translating_run(&t, MDS2, "no-such-edition", "AUTH-1=yes");
    cr_expect_eq(t.status, MDS_EINVAL);
    translating_free(&t);
}

/* Who made what carries over; the result is another document, with an id and a date of its own. */
Test(translate, header_fields)
{
    translating t;
    translating_init(&t, NULL);
    translating_run(&t, JP41, MDS2, "");
    t.source.device[MDS_DEVICE_MANUFACTURER] = "Kestrel";
    t.source.device[MDS_DEVICE_MODEL] = "KV-20";
    t.source.device[MDS_DEVICE_VERSION] = "3.1";
    t.source.device[MDS_DEVICE_DOCUMENT_ID] = "K-7";
    t.source.device[MDS_DEVICE_DOCUMENT_DATE] = "2026-01-02";
    cr_assert_eq(mds_translate(&t.result, t.arena, t.catalog, &t.source,
                               mds_catalog_form(t.catalog, MDS2), t.diags),
                 MDS_OK);
    cr_expect_eq(translating_at(&t, "DOC-1")->state, MDS_TRANSLATED_ENTAILED);
    cr_expect_eq(translating_at(&t, "DOC-1")->answer, MDS_ANSWER_TEXT);
    cr_expect_str_eq(translating_at(&t, "DOC-1")->text, "Kestrel");
    cr_expect_str_eq(translating_at(&t, "DOC-3")->text, "KV-20");
    cr_expect_str_eq(t.result->device[MDS_DEVICE_VERSION], "3.1");
    cr_expect_eq(translating_at(&t, "DOC-4")->state, MDS_TRANSLATED_OPEN);
    cr_expect_eq(translating_at(&t, "DOC-7")->state, MDS_TRANSLATED_OPEN);
    cr_expect_str_eq(t.result->device[MDS_DEVICE_DOCUMENT_ID], "");
    cr_expect_str_eq(t.result->device[MDS_DEVICE_DOCUMENT_DATE], "");
    translating_free(&t);
}

Test(translate, labels_are_those_of_the_form)
{
    translating t;
    translating_init(&t, NULL);
    const mds_form *form = &t.catalog->forms[mds_catalog_form(t.catalog, JP41)];
    const uint32_t plain = mds_form_question(form, "3");
    const uint32_t applicable = mds_form_question(form, "12.4");
    cr_expect_str_eq(mds_form_label(form, plain, MDS_ANSWER_YES), "はい");
    cr_expect_str_eq(mds_form_label(form, plain, MDS_ANSWER_NA), "対象外");
    cr_expect_str_eq(mds_form_label(form, applicable, MDS_ANSWER_YES), "該当");
    cr_expect_str_eq(mds_form_label(form, applicable, MDS_ANSWER_NO), "非該当");
    cr_expect_str_eq(mds_form_label(form, applicable, MDS_ANSWER_NA), "");
    cr_expect_str_eq(mds_form_label(form, plain, MDS_ANSWER_UNANSWERED), "");
    cr_expect_str_eq(mds_form_label(form, mds_form_question(form, "4.1"), MDS_ANSWER_YES), "");
    cr_expect_str_eq(mds_form_label(form, MDS_NO_ORDINAL, MDS_ANSWER_YES), "");
    translating_free(&t);
}

/* The number of lines of a proof, and that its first one begins as it should. */
static void expect_proof(translating *t, const char *question, mds_lang lang, size_t lines,
                         const char *beginning)
{
    const mds_form *form = &t->catalog->forms[t->result->target];
    const char *proof =
        mds_translation_proof(t->arena, t->result, mds_form_question(form, question), lang);
    size_t count = 1;
    cr_assert_not_null(proof);
    for (const char *p = proof; *p != '\0'; p++) {
        count += *p == '\n';
    }
    cr_expect_eq(count, lines, "%s: %s", question, proof);
    cr_expect_eq(strncmp(proof, beginning, strlen(beginning)), 0, "%s: %s", question, proof);
}

Test(translate, proofs_in_words)
{
    translating t;
    translating_init(&t, NULL);
    translating_run(&t, MDS2, JP41, "ALOF-1=yes:15\nminutes; AUTH-1=no; RMOT-1=yes; SAHD-12=no");
    expect_proof(
        &t, "3", MDS_LANG_EN, 1,
        "3 = はい (Yes): ALOF-1 = Yes (s!C1), note \"15 minutes\"; ALOF-1 = Yes is a special "
        "case of 3 = はい (Yes); two readings agree; An idle session");
    expect_proof(&t, "3", MDS_LANG_JA, 1,
                 "3 = はい: ALOF-1 = Yes (s!C1), 注記「15 minutes」; 「ALOF-1 = Yes」は「3 = "
                 "はい」に含まれる; 2人のレビューが一致; 無操作時の");
    expect_proof(
        &t, "4", MDS_LANG_EN, 4,
        "Nothing is entailed, only excluded: a person answers.\n4 ≠ はい (Yes): AUTH-1 = No "
        "(s!C1); 4 = はい (Yes) would entail AUTH-1 = Yes, which is not so;");
    expect_proof(&t, "8", MDS_LANG_JA, 4,
                 "元の回答から確定する回答はなく、除外だけがある。人が回答する。\n8 ≠ いいえ: ");
    expect_proof(&t, "12.4", MDS_LANG_EN, 1,
                 "12.4 = 該当 (applies): RMOT-1 = Yes (s!C1); the answer means the same in both; "
                 "two readings agree;");
    expect_proof(&t, "1", MDS_LANG_EN, 3,
                 "Help: MPII-1: no answer (s!C1); overlaps only and fills nothing; two readings");
    expect_proof(&t, "4.1", MDS_LANG_EN, 1, "A heading");
    expect_proof(&t, "12.3.1.1", MDS_LANG_EN, 1, "The catalog relates no question of mds2-2019");
    cr_expect_str_eq(mds_translation_proof(t.arena, t.result, MDS_NO_ORDINAL, MDS_LANG_EN), "");
    translating_run(&t, JP30, JP41, "4.1#d=yes");
    expect_proof(
        &t, "4.1#e", MDS_LANG_JA, 1,
        "4.1 その他 = はい: MDS Ver.3.0a 4.1 その他 = はい (s!C1); 両者の回答は同じ意味である; "
        "1人のレビューのみ;");
    translating_run(&t, MDS2, JP41, "AUDT-4.1=no; AUDT-4.1.1=yes; " NO_REMOTE "; CSUP-1=no");
    expect_proof(
        &t, "5", MDS_LANG_EN, 2,
        "Contradiction in the source form: a person answers.\n5 = はい (Yes): AUDT-4.1.1 = "
        "Yes (s!C1); not used, since AUDT-4.1.1 = yes and AUDT-4.1 = no contradict");
    expect_proof(
        &t, "12.4", MDS_LANG_EN, 1,
        "12.4 = 非該当 (does not apply): RMOT-1 = No (s!C1), RMOT-2 = N/A (s!C1), RMOT-3 = "
        "No (s!C1), CSUP-2.3: no answer (s!C1), not asked, since CSUP-1 = no, ");
    translating_run(&t, MDS2, JP41,
                    "TXCF-2=yes:USB; CONN-4=no; MPII-3.7=no; TXCF-2.1=yes; " NO_REMOTE);
    expect_proof(&t, "12.2", MDS_LANG_EN, 4,
                 "Not asked: with 12 = 非該当 (does not apply) the form");
    translating_free(&t);
}

/* A relation that nobody has read is shown as help, even if it has rules. */
Test(translate, unreviewed_rows_are_leads)
{
    translating t;
    translating_init(&t, NULL);
    translating_run(&t, MDS2, JP41, "ALOF-1=yes");
    mds_translation translation = *t.result->translation;
    mds_translation_row *rows =
        mds_arena_alloc(t.arena, translation.row_count, sizeof *translation.rows);
    mds_translation *translations =
        mds_arena_alloc(t.arena, t.catalog->translation_count, sizeof *translations);
    const uint32_t ordinal = (uint32_t)(t.result->translation - t.catalog->translations);
    cr_assert(rows != NULL && translations != NULL);
    for (size_t i = 0; i < translation.row_count; i++) {
        rows[i] = translation.rows[i];
        rows[i].review = MDS_REVIEW_UNREVIEWED;
    }
    translation.rows = rows;
    memcpy(translations, t.catalog->translations,
           t.catalog->translation_count * sizeof *translations);
    translations[ordinal] = translation;
    mds_catalog edited = *t.catalog;
    edited.translations = translations;
    cr_assert_eq(mds_translate(&t.result, t.arena, &edited, &t.source,
                               mds_catalog_form(&edited, JP41), t.diags),
                 MDS_OK);
    cr_expect_str_eq(translating_filled(&t), "");
    cr_expect_eq(translating_at(&t, "3")->state, MDS_TRANSLATED_OPEN);
    cr_expect_eq(translating_at(&t, "3")->steps[0].kind, MDS_STEP_LEAD);
    translating_free(&t);
}

Test(translate, short_memory_is_a_status)
{
    translating t;
    translating_init(&t, NULL);
    translating_run(&t, MDS2, JP41, LOG "; ALOF-1=yes:note; AUTH-1=no");
    const size_t needed = mds_arena_used(t.arena);
    size_t refused = 0;
    for (size_t limit = 256; limit < needed; limit += 512) {
        const mds_translation_result *result = NULL;
        mds_arena *arena = mds_arena_new(limit, NULL);
        const mds_status status = mds_translate(&result, arena, t.catalog, &t.source,
                                                mds_catalog_form(t.catalog, JP41), NULL);
        cr_assert_eq(status == MDS_OK, result != NULL);
        cr_assert(status == MDS_OK || status == MDS_ELIMIT);
        refused += status != MDS_OK;
        mds_arena_free(arena);
    }
    cr_expect_gt(refused, 4);
    translating_free(&t);
}

/* NEMA's example worksheet holds NEMA's wording and is therefore no part of the project. */
Test(translate, nema_worksheet)
{
    translating t;
    mds_source *source = NULL;
    const mds_disclosure *form = NULL;
    translating_init(&t, NULL);
    if (mds_source_open(&source, NEMA, MDS_LIMIT_FILE_BYTES, NULL) != MDS_OK) {
        translating_free(&t);
        cr_skip_test("NEMA's example worksheet is not beside the source folder");
    }
    cr_assert_eq(mds_import_form(&form, t.arena, t.catalog, source, t.diags), MDS_OK);
    cr_assert_eq(mds_translate(&t.result, t.arena, t.catalog, form,
                               mds_catalog_form(t.catalog, JP41), t.diags),
                 MDS_OK);
    cr_expect_str_eq(translating_filled(&t), "2=na 4.1.2=na 7=na 12=no 12.3.1.1#e=no 12.4=no");
    cr_expect_eq(translating_said(&t, MDS_D_TRANSLATE_CONTRADICTED), 0);
    cr_expect_eq(t.result->na_count, 6);
    cr_expect_eq(t.result->state_count[MDS_TRANSLATED_NARROWED], 7);
    /* 12.1 to 12.3.2 and 12.4.1, which 12 = 非該当 makes superfluous, but for what is filled in */
    cr_expect_eq(t.result->unasked_count, 11);
    cr_expect_str_eq(
        t.catalog->forms[t.result->target].questions[translating_at(&t, "12.3.2")->closed_by].id,
        "12");
    expect_proof(
        &t, "2", MDS_LANG_EN, 1,
        "2 = 対象外 (N/A): MPII-3.1 = No (mds2-form!C36); without that there is nothing to "
        "ask about; changed by the second reading; ");
    expect_proof(&t, "7", MDS_LANG_EN, 2,
                 "7 = 対象外 (N/A): CONN-1.1 = No (mds2-form!C196), DOC-11 = ");
    mds_source_free(source);
    translating_free(&t);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small inputs that were once read wrongly, ../shared/forms/faults, with what should come out. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define FAULTS MDS_SOURCE_DIR "/../shared/forms/faults/"

/* "3=yes 4=no": the answers that are expected; "?" is one that must be said and not read. */
typedef struct fault_case {
    const char *file, *answers;
} fault_case;

static const fault_case faults[] = {
    {"m1-marks-behind-words.csv", "ALOF-1=yes ALOF-2=no AUDT-1=no AUDT-2=no AUTH-1=yes AUTH-2=no "
                                  "AUTH-3=? AUTH-4=?"},
    {"m2-printed-choices-none-marked.csv", "ALOF-1=unanswered ALOF-2=unanswered AUDT-1=unanswered"},
    {"m2b-box-and-word-in-cells.csv", "ALOF-1=no ALOF-2=yes AUDT-1=na"},
    {"m2c-word-then-box-cells.csv", "ALOF-1=no ALOF-2=yes AUDT-1=no"},
    {"f01-two-blocks-marks.xlsx", "3=yes 4=yes 4.2=yes 4.3=yes 5=yes 6=yes 8=no 9=na 10=no 11=na "
                                  "12.1=no 12.2=na"},
    {"f02-cross-beside-ring.xlsx", "3=yes 4=yes 4.2=no 4.3=yes 5=no 6=na"},
    {"f03-ring-with-note-number.xlsx", "3=yes 4=yes 4.2=yes 4.3=yes 5=yes 6=yes 8=yes 9=yes"},
    {"f03b-ring-option.xlsx", "3=yes 4=yes 4.2=yes 4.3=yes 5=yes 6=yes 8=yes 9=yes"},
    {"f04-two-yes-columns.xlsx", "3=yes 4=yes 4.2=yes 4.3=no 5=na 6=yes"},
    {"f05-heading-with-second-class.xlsx", "3=yes 4=yes 4.2=no 4.3=yes 5=na 6=na"},
    {"f06-unchosen-words-dashed.xlsx", "3=yes 4=yes 4.2=no 4.3=yes 5=na 6=yes"},
    {"f07-unchosen-dashed-marks.xlsx", "3=yes 4=yes 4.2=no 4.3=yes 5=na 6=yes"},
    {"f08-spaced-headings.xlsx", "3=yes 4=yes 4.2=no 4.3=yes 5=na 6=yes"},
    {"f11-checklist-ring-cross.xlsx", "1(1)=yes 2(2)=no 2(3)=yes 2(4)=no 2(6)=no 2(8)=no"},
    {"f12-r5-refused-as-r6.xlsx", "1(1)=yes 2(2)=no 2(3)=no 2(4)=yes"},
    {"f13-crossed-out-unchosen.xlsx", "3=yes 4=no 4.2=yes 5=na 6=yes 12=yes 12.1=yes 12.4=no"},
    {"f14-few-marks-hi-gaitou.xlsx", "3=yes 4=no 4.2=no 5=na 6=no 12.4=no"},
    {"f15-previous-and-present.xlsx", "3=yes 4=yes 4.2=no 5=yes 6=yes 12.4=yes"},
    {"f16-header-several-in-a-cell.xlsx", "3=yes 4=yes"},
    {"f17-triangle.xlsx", "3=yes 4.2=? 8=no 9=no"},
    {"f20-cp932-check-mark.csv", "3=yes 4=? 4.2=? 5=? 6=? 8=no 9=no"},
    {"f22-circled-1-remark-lost.xlsx", "4.1#c=no 12.4=yes"},
    {"f23-chu-remarks-lost.xlsx", "3=no 12.4=yes"},
};

static void check_answers(const fixture *f, const fault_case *c)
{
    const char *p = c->answers;

    while (*p != '\0') {
        char id[24];
        char state[24];
        const size_t n = strcspn(p, "=");
        const size_t m = strcspn(p + n + 1, " ");
        (void)snprintf(id, sizeof id, "%.*s", (int)n, p);
        (void)snprintf(state, sizeof state, "%.*s", (int)m, p + n + 1);
        const mds_answer *answer = fixture_answer(f, id);
        const char *expected = strcmp(state, "?") == 0 ? "unreadable" : state;
        cr_expect_str_eq(mds_answer_state_name(answer->state), expected, "%s: %s is %s", c->file,
                         id, mds_answer_state_name(answer->state));
        p += n + 1 + m;
        p += strspn(p, " ");
    }
}

Test(faults, every_file_comes_out_as_it_should)
{
    struct stat info;
    fixture f;

    if (stat(FAULTS "README.md", &info) != 0) {
        cr_skip_test("%s is not there", FAULTS);
    }
    fixture_init(&f);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s%s", FAULTS, faults[i].file);
        fixture_form_file(&f, path);
        cr_assert_eq(f.status, MDS_OK, "%s", faults[i].file);
        check_answers(&f, &faults[i]);
        if (strncmp(faults[i].file, "f16", 3) == 0) {
            cr_expect_str_eq(f.form->device[MDS_DEVICE_DOCUMENT_DATE], "2025-10-03");
            cr_expect_str_eq(f.form->device[MDS_DEVICE_MODEL], "ECHO-SV");
            cr_expect_str_eq(f.form->device[MDS_DEVICE_VERSION], "V3.2");
        } else if (strncmp(faults[i].file, "f22", 3) == 0) {
            cr_expect_neq(fixture_answer(&f, "4.1#c")->note[0], '\0');
        } else if (strncmp(faults[i].file, "f23", 3) == 0) {
            cr_expect_neq(fixture_answer(&f, "3")->note[0], '\0');
        }
    }
    fixture_free(&f);
}

/* The same kinds without the files, and kinds beside them. */
typedef struct own_case {
    const char *text, *answers;
} own_case;

#define JP "開示書の例 (第5.2版対応)\n"

static const own_case own[] = {
    /* printed choices without a mark decide nothing */
    {"ID,Question,Yes,No,N/A\nALOF-1,q,Yes,No,N/A\nALOF-2,q,Yes,No,N/A\nAUDT-1,q,Yes,No,N/A\n",
     "ALOF-1=unanswered ALOF-2=unanswered AUDT-1=unanswered"},
    /* a mark in a cell in front of each word */
    {"ID,Question,A,B,C,D\nALOF-1,q,☐,Yes,☒,No\nALOF-2,q,☒,Yes,☐,No\n", "ALOF-1=no ALOF-2=yes"},
    {JP "No,設問,はい,いいえ,対象外\n3,a,✓,,\n4,b,,✓,\n5,c,,,✓\n6,d,✓,,\n",
     "3=yes 4=no 5=na 6=yes"},
    {JP "No,設問,前回,,,今回,,\nNo,設問,はい,いいえ,対象外,はい,いいえ,対象外\n"
        "3,a,,○,,○,,\n4,b,○,,,,○,\n5,c,○,,,,,○\n",
     "3=yes 4=no 5=na"},
    {JP "No,設問,有無\n3,a,有\n4,b,無\n5,c,対応済\n6,d,該当せず\n", "3=yes 4=no 5=yes 6=na"},
    {JP "No,設問,回答\n3,a,○\n4,b,×\n5,c,△\n6,d,○（オプション）\n", "3=yes 4=no 5=? 6=yes"},
    {"ID,Question,Response\nALOF-1,q,TRUE\nALOF-2,q,FALSE\nAUDT-1,q,TRUE\n",
     "ALOF-1=yes ALOF-2=no AUDT-1=yes"},
    {"ID,Question,Response\nALOF-1,q,1\nALOF-2,q,0\nAUDT-1,q,1\n",
     "ALOF-1=yes ALOF-2=no AUDT-1=yes"},
    {"ID,Question,Response\nALOF-1,q,1\nALOF-2,q,2\nAUDT-1,q,3\n", "ALOF-1=? ALOF-2=? AUDT-1=?"},
    {"ID,Question,Response\nALOF-1,q,Yes¹\nALOF-2,q,No²\nAUDT-1,q,Yes (3)\nNote 1,one\n",
     "ALOF-1=yes ALOF-2=no AUDT-1=yes"},
    {"ID,Question,Response\nALOF-1,q,Yes (default) / No (optional)\nALOF-2,q,No\n",
     "ALOF-1=? ALOF-2=no"},
    {"ID,Question,Response\nALOF-1,q,☒ Yes ☐ No ☐ N/A ☐ See Note\n"
     "ALOF-2,q,☐ Yes ☐ No ☐ N/A ☒ See Note\n",
     "ALOF-1=yes ALOF-2=see_note"},
    /* a crossed box beside a ring: two choices do not tell which is chosen, three do */
    {"ID,Question,Response\nALOF-1,q,○ Yes ☒ No\nALOF-2,q,☒ Yes ○ No\nAUDT-1,q,○ Yes ☒ No\n",
     "ALOF-1=? ALOF-2=? AUDT-1=?"},
    {"ID,Question,Response\nALOF-1,q,○ Yes ☒ No ○ N/A\nALOF-2,q,☒ Yes ○ No ○ N/A\n"
     "AUDT-1,q,○ Yes ○ No ☒ N/A\n",
     "ALOF-1=no ALOF-2=yes AUDT-1=na"},
    {JP "No,設問,回答\n3,a,×はい ○いいえ ○対象外\n4,b,○はい ○いいえ ×対象外\n"
        "5,c,○はい ×いいえ ○対象外\n",
     "3=yes 4=na 5=no"},
    {"ID,Question,Response\nALOF-1,q,○ Yes ▣ No ○ N/A\nALOF-2,q,▣ Yes ○ No ○ N/A\n",
     "ALOF-1=no ALOF-2=yes"},
    /* all choices, and signs that nobody understood */
    {"ID,Question,Response\nALOF-1,q,Yes ( )　No x¹　N/A ( )\nALOF-2,q,Yes ( )　No ( )　N/A x\n",
     "ALOF-1=? ALOF-2=na"},
};

Test(faults, kinds_of_our_own)
{
    fixture f;

    fixture_init(&f);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        const fault_case c = {own[i].text, own[i].answers};
        fixture_form_text(&f, own[i].text);
        cr_assert_eq(f.status, MDS_OK, "%s", own[i].text);
        check_answers(&f, &c);
    }
    fixture_free(&f);
}

/* What is struck through is no answer, whether the whole cell is or a run of its text. */
Test(faults, struck_text_is_left_out)
{
    static const char styles[] =
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
        "<fonts count=\"2\"><font/><font><strike/></font></fonts>"
        "<cellXfs count=\"2\"><xf fontId=\"0\"/><xf fontId=\"1\"/></cellXfs></styleSheet>";
    workbook book;
    fixture f;

    fixture_init(&f);
    workbook_init(&book);
    workbook_text(&book, "xl/styles.xml", styles);
    workbook_strings(&book, "<si><r><rPr><strike/></rPr><t>Yes</t></r><r><t> / No</t></r></si>");
    workbook_sheet(&book, "MDS2", "visible",
                   "<sheetData>"
                   "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>ID</t></is></c>"
                   "<c r=\"B1\" t=\"inlineStr\"><is><t>Response</t></is></c></row>"
                   "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>ALOF-1</t></is></c>"
                   "<c r=\"B2\" s=\"1\" t=\"inlineStr\"><is><t>Yes</t></is></c></row>"
                   "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>ALOF-2</t></is></c>"
                   "<c r=\"B3\" t=\"s\"><v>0</v></c></row>"
                   "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>AUDT-1</t></is></c>"
                   "<c r=\"B4\" t=\"inlineStr\"><is><t>Yes</t></is></c></row></sheetData>"
                   "<legacyDrawing/>");
    fixture_form_workbook(&f, &book);
    cr_assert_eq(f.status, MDS_OK);
    cr_expect_eq(fixture_answer(&f, "ALOF-1")->state, MDS_ANSWER_UNANSWERED);
    cr_expect_eq(fixture_answer(&f, "ALOF-2")->state, MDS_ANSWER_NO);
    cr_expect_eq(fixture_answer(&f, "AUDT-1")->state, MDS_ANSWER_YES);
    const mds_diag *d = fixture_expect(&f, MDS_D_FORM_STRUCK);
    cr_expect_str_eq(d->args[0], "2");
    cr_expect_str_eq(d->args[1], "B2, B3");
    (void)fixture_expect(&f, MDS_D_FORM_DRAWN_OVER);
    workbook_free(&book);
    fixture_free(&f);
}

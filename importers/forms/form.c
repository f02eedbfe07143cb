/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form.h"

#include "base/date.h"
#include "base/num.h"
#include "base/utf8.h"
#include "words.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

enum { EXAMPLES = 5 };

mds_status mds_form__begin(mds_disclosure **out, mds_answer **answers, mds_arena *arena,
                           const mds_catalog *catalog, uint32_t form, const mds_source *source,
                           mds_diags *diags)
{
    const size_t count = catalog->forms[form].question_count;
    const char *name = mds_source_name(source);
    mds_disclosure *disclosure = mds_arena_alloc(arena, 1, sizeof *disclosure);
    mds_answer *list = mds_arena_alloc(arena, count, sizeof *list);
    const char *file = mds_arena_strndup(arena, name, strlen(name));

    if (disclosure == NULL || list == NULL || file == NULL) {
        return mds_grid__out_of_memory(arena, name, diags);
    }
    for (size_t q = 0; q < count; q++) {
        list[q] = (mds_answer){.state = MDS_ANSWER_MISSING,
                               .response = "",
                               .note_cell = "",
                               .note = "",
                               .where = "",
                               .wording = ""};
    }
    disclosure->form = form;
    disclosure->file = file;
    mds_source_sha256(source, disclosure->sha256);
    disclosure->answers = list;
    disclosure->answer_count = count;
    disclosure->document_day = MDS_DAY_NONE;
    for (size_t i = 0; i < MDS_DEVICE_FIELD__COUNT; i++) {
        disclosure->device[i] = "";
    }
    *answers = list;
    *out = disclosure;
    return MDS_OK;
}

/* A month by its English name or its first three letters; 0 when it is none. */
static int month_of(const char *word, size_t n)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};

    for (int i = 0; i < 12; i++) {
        if (n >= 3 && n <= strlen(months[i]) && strncmp(word, months[i], n) == 0) {
            return i + 1;
        }
    }
    return 0;
}

/* The numbers and the month's name in a date that is written out, in their order. */
typedef struct date_parts {
    int numbers[3];
    size_t digits[3];
    size_t count;
    int month;        /* 0 when none is named */
    bool month_first; /* named before any number */
} date_parts;

static bool take_parts(date_parts *out, const char *key)
{
    static const char *const fillers[] = {"年", "月", "日", "st", "nd", "rd", "th"};

    while (*key != '\0') {
        const size_t digits = strspn(key, "0123456789");
        const size_t letters = strspn(key, "abcdefghijklmnopqrstuvwxyz");
        if (digits > 0) {
            uint64_t number = 0;
            if (out->count == 3 || !mds_num_parse_uint(&number, (mds_sv){key, digits}, 9999)) {
                return false;
            }
            out->digits[out->count] = digits;
            out->numbers[out->count++] = (int)number;
            key += digits;
            for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
                if (strncmp(key, fillers[i], strlen(fillers[i])) == 0) {
                    key += strlen(fillers[i]);
                    break;
                }
            }
        } else if (letters > 0) {
            const int month = month_of(key, letters);
            if (month == 0 || out->month != 0) {
                return false;
            }
            out->month = month;
            out->month_first = out->count == 0;
            key += letters;
        } else if (strchr(" -.,/", *key) != NULL) {
            key++;
        } else {
            return false;
        }
    }
    return true;
}

static bool from_parts(mds_day *day, const date_parts *parts)
{
    if (parts->month != 0 && parts->count == 2) {
        /* The year has four digits, whichever side of the month it stands on. */
        if (parts->digits[1] == 4) {
            return mds_date_from_civil(day, parts->numbers[1], parts->month, parts->numbers[0]);
        }
        return parts->digits[0] == 4 && !parts->month_first &&
               mds_date_from_civil(day, parts->numbers[0], parts->month, parts->numbers[1]);
    }
    /* The order is certain only with the year first: 10/8/2019 is two days, and no year 10. */
    return parts->month == 0 && parts->count == 3 &&
           mds_date_from_civil(day, parts->numbers[0], parts->numbers[1], parts->numbers[2]);
}

/* "2023年7月21日(金)" without the day of the week; NULL when the arena is exhausted. */
static const char *before_weekday(mds_arena *scratch, const char *key)
{
    const char *open = strchr(key, '(');
    size_t n = open != NULL ? (size_t)(open - key) : 0;

    if (open == NULL || strlen(open) > strlen("(月曜日)") || key[strlen(key) - 1] != ')') {
        return key;
    }
    while (n > 0 && key[n - 1] == ' ') {
        n--;
    }
    return mds_arena_strndup(scratch, key, n);
}

bool mds_form__read_date(int32_t *day, mds_arena *scratch, const char *text, bool epoch_1904)
{
    const char *key = mds_utf8_key(scratch, text);
    double serial = 0;
    mds_day found;

    if (key == NULL) {
        return false;
    }
    key = before_weekday(scratch, key);
    if (key == NULL) {
        return false;
    }
    const mds_sv view = {key, strlen(key)};
    date_parts parts = {0};
    /* Of five digits it is a serial: 1927 to 2173; a date without dashes has eight. */
    const bool is_date = strspn(key, "0123456789") == 5 && mds_num_parse(&serial, view)
                             ? mds_date_from_serial(&found, serial, epoch_1904)
                             : mds_date_parse(&found, view) || mds_date_parse_era(&found, key) ||
                                   (take_parts(&parts, key) && from_parts(&found, &parts));
    if (is_date) {
        *day = found;
    }
    return is_date;
}

static mds_status read_document_date(mds_disclosure *disclosure, mds_arena *arena,
                                     const mds_form *form, mds_diags *diags)
{
    const uint32_t q = form->device_questions[MDS_DEVICE_DOCUMENT_DATE];
    const char *text = disclosure->device[MDS_DEVICE_DOCUMENT_DATE];
    char shown[MDS_DATE_SIZE];

    if (text[0] == '\0') {
        return MDS_OK;
    }
    if (disclosure->document_day == MDS_DAY_NONE &&
        !mds_form__read_date(&disclosure->document_day, arena, text, false)) {
        mds_diag_add(diags, MDS_D_FORM_DATE_UNREADABLE, disclosure->file,
                     q != MDS_NO_ORDINAL ? disclosure->answers[q].where : NULL,
                     q != MDS_NO_ORDINAL ? form->questions[q].id
                                         : mds_device_field_name(MDS_DEVICE_DOCUMENT_DATE),
                     text, NULL);
        return MDS_OK;
    }
    mds_date_format(shown, disclosure->document_day);
    text = mds_arena_strndup(arena, shown, strlen(shown));
    if (text == NULL) {
        return mds_grid__out_of_memory(arena, disclosure->file, diags);
    }
    disclosure->device[MDS_DEVICE_DOCUMENT_DATE] = text;
    return MDS_OK;
}

mds_status mds_form__device(mds_disclosure *disclosure, mds_arena *arena,
                            const mds_catalog *catalog, mds_diags *diags)
{
    const mds_form *form = &catalog->forms[disclosure->form];

    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        const uint32_t q = form->device_questions[f];
        if (disclosure->device[f][0] != '\0' || q == MDS_NO_ORDINAL ||
            disclosure->answers[q].state != MDS_ANSWER_TEXT) {
            continue;
        }
        const char *response = disclosure->answers[q].response;
        const mds_sv trimmed = mds_words__trim((mds_sv){response, strlen(response)});
        disclosure->device[f] = mds_arena_strndup(arena, trimmed.p, trimmed.n);
        if (disclosure->device[f] == NULL) {
            disclosure->device[f] = "";
            return mds_grid__out_of_memory(arena, disclosure->file, diags);
        }
    }
    return read_document_date(disclosure, arena, form, diags);
}

/* Whether an answer is expected: not to a heading, nor to a line that only some vendors add. */
static bool is_asked(const mds_form *form, const mds_disclosure *disclosure, size_t q)
{
    const mds_question *question = &form->questions[q];

    return question->kind != MDS_QUESTION_HEADING &&
           !(question->optional && disclosure->answers[q].state == MDS_ANSWER_MISSING);
}

static size_t count_asked(const mds_disclosure *disclosure, const mds_form *form)
{
    size_t count = 0;

    for (size_t q = 0; q < disclosure->answer_count; q++) {
        count += is_asked(form, disclosure, q);
    }
    return count;
}

/* How many answers have a state, and the first of their questions as one text. */
static size_t count_state(mds_strbuf *examples, const mds_disclosure *disclosure,
                          const mds_form *form, mds_answer_state state)
{
    size_t count = 0;

    mds_strbuf_clear(examples);
    for (size_t q = 0; q < disclosure->answer_count; q++) {
        if (disclosure->answers[q].state != state || !is_asked(form, disclosure, q)) {
            continue;
        }
        if (count < EXAMPLES) {
            mds_strbuf_puts(examples, count > 0 ? ", " : "");
            mds_strbuf_puts(examples, form->questions[q].id);
        } else if (count == EXAMPLES) {
            mds_strbuf_puts(examples, ", ...");
        }
        count++;
    }
    return count;
}

mds_status mds_form__report(const mds_disclosure *disclosure, const mds_catalog *catalog,
                            mds_diags *diags)
{
    const mds_form *form = &catalog->forms[disclosure->form];
    mds_strbuf examples;
    char count[24];
    char total[24];

    mds_strbuf_init(&examples, 4096);
    const size_t asked = count_asked(disclosure, form);
    (void)snprintf(total, sizeof total, "%zu", asked);
    const size_t missing = count_state(&examples, disclosure, form, MDS_ANSWER_MISSING);
    if (missing > 0) {
        (void)snprintf(count, sizeof count, "%zu", missing);
        mds_diag_add(diags, MDS_D_FORM_QUESTIONS_MISSING, disclosure->file, NULL, count, total,
                     examples.p, NULL);
    }
    if (missing * 2 > asked) {
        (void)snprintf(count, sizeof count, "%zu", asked - missing);
        mds_diag_add(diags, MDS_D_FORM_MOSTLY_MISSING, disclosure->file, NULL, count, total, NULL);
    }
    const size_t unanswered = count_state(&examples, disclosure, form, MDS_ANSWER_UNANSWERED);
    if (unanswered > 0) {
        (void)snprintf(count, sizeof count, "%zu", unanswered);
        mds_diag_add(diags, MDS_D_FORM_UNANSWERED, disclosure->file, NULL, count, examples.p, NULL);
    }
    const mds_status status = examples.status;
    mds_strbuf_finish(&examples);
    return status;
}

const char *mds_form__editions(mds_arena *arena, const mds_catalog *catalog)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t f = 0; f < catalog->form_count; f++) {
        if (catalog->forms[f].completeness != MDS_TOPICS) {
            mds_strbuf_puts(&list, list.n > 0 ? ", " : "");
            mds_strbuf_puts(&list, catalog->forms[f].edition);
        }
    }
    const char *text = mds_strbuf_copy(&list, arena);
    mds_strbuf_finish(&list);
    return text;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/disclosure.h>

#include <string.h>

/* One table for printing and for reading: the two can not drift apart. */
static const char *const answer_state_names[MDS_ANSWER_STATE__COUNT] = {
    [MDS_ANSWER_MISSING] = "missing",
    [MDS_ANSWER_UNANSWERED] = "unanswered",
    [MDS_ANSWER_YES] = "yes",
    [MDS_ANSWER_NO] = "no",
    [MDS_ANSWER_NA] = "na",
    [MDS_ANSWER_SEE_NOTE] = "see_note",
    [MDS_ANSWER_TEXT] = "text",
    [MDS_ANSWER_UNREADABLE] = "unreadable",
    [MDS_ANSWER_CONFLICT] = "conflict",
};

static const char *const basis_names[MDS_BASIS__COUNT] = {
    [MDS_BASIS_NONE] = "none",           [MDS_BASIS_STATED] = "stated",
    [MDS_BASIS_WORD] = "word",           [MDS_BASIS_TEXT] = "text",
    [MDS_BASIS_WORD_NOTE] = "word_note", [MDS_BASIS_REFERENCE] = "reference",
    [MDS_BASIS_MARK] = "mark",           [MDS_BASIS_SIGN] = "sign",
    [MDS_BASIS_CODE] = "code",           [MDS_BASIS_LEFT_OVER] = "left_over",
    [MDS_BASIS_ROUND] = "round",
};

const char *mds_answer_basis_name(mds_answer_basis basis)
{
    return (unsigned)basis < MDS_BASIS__COUNT ? basis_names[basis] : "";
}

mds_answer_basis mds_answer_basis_from_name(const char *name)
{
    for (unsigned i = 0; i < MDS_BASIS__COUNT; i++) {
        if (strcmp(name, basis_names[i]) == 0) {
            return (mds_answer_basis)i;
        }
    }
    return MDS_BASIS__COUNT;
}

static const char *const medium_names[MDS_MEDIUM__COUNT] = {[MDS_MEDIUM_NONE] = "",
                                                            [MDS_MEDIUM_PRINTED] = "printed",
                                                            [MDS_MEDIUM_FIELD] = "field",
                                                            [MDS_MEDIUM_DRAWN] = "drawn",
                                                            [MDS_MEDIUM_RECOGNISED] = "recognised"};

const char *mds_medium_name(mds_medium medium)
{
    return (unsigned)medium < MDS_MEDIUM__COUNT ? medium_names[medium] : "";
}

mds_medium mds_medium_from_name(const char *name)
{
    for (unsigned i = 0; i < MDS_MEDIUM__COUNT; i++) {
        if (strcmp(name, medium_names[i]) == 0) {
            return (mds_medium)i;
        }
    }
    return MDS_MEDIUM__COUNT;
}

const char *mds_shape_name(mds_shape shape)
{
    static const char *const names[MDS_SHAPE__COUNT] = {[MDS_SHAPE_CELL] = "cell",
                                                        [MDS_SHAPE_MARKS] = "marks",
                                                        [MDS_SHAPE_WORDS] = "words",
                                                        [MDS_SHAPE_LINE] = "line"};

    return (unsigned)shape < MDS_SHAPE__COUNT ? names[shape] : "";
}

const char *mds_choice_side_name(mds_choice_side side)
{
    static const char *const names[MDS_SIDE__COUNT] = {
        [MDS_SIDE_UNKNOWN] = "unknown", [MDS_SIDE_FRONT] = "front", [MDS_SIDE_BEHIND] = "behind"};

    return (unsigned)side < MDS_SIDE__COUNT ? names[side] : "";
}

const char *mds_choice_sense_name(mds_choice_sense sense)
{
    static const char *const names[MDS_SENSE__COUNT] = {[MDS_SENSE_UNKNOWN] = "unknown",
                                                        [MDS_SENSE_CHOSEN] = "chosen",
                                                        [MDS_SENSE_NOT_CHOSEN] = "not_chosen",
                                                        [MDS_SENSE_YES] = "yes",
                                                        [MDS_SENSE_NO] = "no"};

    return (unsigned)sense < MDS_SENSE__COUNT ? names[sense] : "";
}

const char *mds_form_role_name(mds_form_role role)
{
    static const char *const names[MDS_ROLE__COUNT] = {[MDS_ROLE_OTHER] = "other",
                                                       [MDS_ROLE_ID] = "id",
                                                       [MDS_ROLE_QUESTION] = "question",
                                                       [MDS_ROLE_ANSWER] = "answer",
                                                       [MDS_ROLE_NOTE] = "note"};

    return (unsigned)role < MDS_ROLE__COUNT ? names[role] : "";
}

const char *mds_answer_state_name(mds_answer_state state)
{
    return (unsigned)state < MDS_ANSWER_STATE__COUNT ? answer_state_names[state] : "";
}

mds_answer_state mds_answer_state_from_name(const char *name)
{
    for (unsigned i = 0; i < MDS_ANSWER_STATE__COUNT; i++) {
        if (strcmp(name, answer_state_names[i]) == 0) {
            return (mds_answer_state)i;
        }
    }
    return MDS_ANSWER_STATE__COUNT;
}

const char *mds_form_label(const mds_form *form, uint32_t question, mds_answer_state answer)
{
    if (question >= form->question_count || form->questions[question].kind != MDS_QUESTION_CHOICE) {
        return "";
    }
    const bool applicable = form->questions[question].answer_set == MDS_ANSWERS_APPLICABLE;
    switch (answer) {
    case MDS_ANSWER_YES:
        return form->labels[applicable ? MDS_LABEL_APPLICABLE : MDS_LABEL_YES];
    case MDS_ANSWER_NO:
        return form->labels[applicable ? MDS_LABEL_NOT_APPLICABLE : MDS_LABEL_NO];
    case MDS_ANSWER_NA:
        return applicable ? "" : form->labels[MDS_LABEL_NA];
    case MDS_ANSWER_MISSING:
    case MDS_ANSWER_UNANSWERED:
    case MDS_ANSWER_SEE_NOTE:
    case MDS_ANSWER_TEXT:
    case MDS_ANSWER_UNREADABLE:
    case MDS_ANSWER_CONFLICT:
    case MDS_ANSWER_STATE__COUNT:
        break;
    }
    return "";
}

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

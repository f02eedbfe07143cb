/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The controls behind a risk: credited, missing, not known, and what would help most. */
#include "register_internal.h"

#include <stdio.h>
#include <string.h>

static void next(const mds_reg *r, mds_strbuf *list)
{
    if (list->n > 0) {
        mds_strbuf_puts(list, mds_reg__text(r, "list.entry")); /* titles hold commas */
    }
}

static void append_control(mds_reg *r, mds_strbuf *list, uint32_t fact)
{
    const mds_fact_value *value = &r->facts->at[fact];
    mds_strbuf questions;
    mds_strbuf_init(&questions, 1 << 18);
    if (value->truth == MDS_TRUE) {
        mds_proof__append_all(r, &questions, value, MDS_TRUE);
    } else {
        mds_proof__append_questions(r, &questions, value);
    }
    mds_strbuf_puts(list, mds_reg__in(r, &r->catalog->facts[fact].title));
    if (questions.n > 0) { /* what is concluded from other facts has no question of its own */
        mds_strbuf_printf(list, " (%s)", questions.p);
    }
    mds_reg__drop(r, &questions);
}

/* Whether the control has another effect on the same scenario before \p effect: it is named once.
 */
static bool is_named(const mds_catalog *catalog, const mds_effect *effect)
{
    return effect > catalog->effects && effect[-1].scenario == effect->scenario &&
           effect[-1].fact == effect->fact && effect[-1].compensating == effect->compensating;
}

/* Whether a control of the device is told here: a coarse one that nobody stated is its finer ones
 * again. */
static bool is_told(const mds_reg *r, const mds_effect *effect, const mds_risk *risk)
{
    return effect->scenario == risk->scenario && effect->fact != MDS_NO_ORDINAL &&
           (r->catalog->facts[effect->fact].derived.count == 0 ||
            r->facts->at[effect->fact].stated) &&
           !is_named(r->catalog, effect);
}

const char *mds_register__controls(mds_reg *r, const mds_risk *risk, mds_truth truth)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 18);
    for (size_t i = 0; i < r->catalog->effect_count; i++) {
        const mds_effect *effect = &r->catalog->effects[i];
        if (is_told(r, effect, risk) && r->facts->at[effect->fact].truth == truth) {
            next(r, &list);
            append_control(r, &list, effect->fact);
        }
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

static const char *questions_of(mds_reg *r, uint32_t fact)
{
    mds_strbuf ids;
    mds_strbuf_init(&ids, 1 << 16);
    mds_proof__append_questions(r, &ids, &r->facts->at[fact]);
    const char *text = mds_reg__copy(r, &ids);
    mds_strbuf_finish(&ids);
    return text;
}

/* Whether two facts hang on the same questions: a coarse form asks once for several. */
static bool is_listed(const char *const *listed, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(listed[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* The questions on which the unknown controls hang; the sheet of unknowns tells each one's story. A
 * coarse form has none for many controls: these are counted. */
const char *mds_register__unknown_controls(mds_reg *r, const mds_risk *risk)
{
    const char **listed = mds_arena_alloc(r->arena, r->catalog->fact_count + 1, sizeof *listed);
    size_t count = 0;
    size_t unasked = 0;
    mds_strbuf list;
    if (listed == NULL) {
        r->status = mds_arena_status(r->arena);
        return "";
    }
    mds_strbuf_init(&list, 1 << 18);
    for (size_t i = 0; i < r->catalog->effect_count; i++) {
        const mds_effect *effect = &r->catalog->effects[i];
        if (!is_told(r, effect, risk) || r->facts->at[effect->fact].truth != MDS_UNKNOWN) {
            continue;
        }
        const char *questions = questions_of(r, effect->fact);
        if (questions[0] == '\0') {
            unasked++;
        } else if (!is_listed(listed, count, questions)) {
            listed[count++] = questions;
            next(r, &list);
            mds_strbuf_puts(&list, questions);
        }
    }
    if (unasked > 0) {
        char number[24];
        (void)snprintf(number, sizeof number, "%zu", unasked);
        next(r, &list);
        mds_reg__append(r, &list, "controls.unasked", number, NULL);
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

const char *mds_register__compensating(mds_reg *r, const mds_risk *risk)
{
    mds_strbuf list;
    mds_strbuf_init(&list, 1 << 18);
    for (size_t i = 0; i < risk->member_count; i++) {
        const mds_layer_member *member = &risk->members[i];
        bool named = member->record == NULL;
        for (size_t k = 0; k < i && !named; k++) {
            named = risk->members[k].record == member->record;
        }
        if (!named) {
            next(r, &list);
            mds_reg__append(r, &list, "compensating.line",
                            mds_words__control(r, MDS_NO_ORDINAL, member->compensating),
                            mds_words__record_state(r, member->record), member->record->owner,
                            mds_reg__date(r, member->record->expires), NULL);
        }
    }
    const char *text = mds_reg__copy(r, &list);
    mds_strbuf_finish(&list);
    return text;
}

/* A smaller factor is noise to who reads the table. */
static const double worth_naming = 1.05;

const char *mds_register__helps_most(mds_reg *r, const mds_risk *risk)
{
    const double now = risk->at[MDS_STAGE_R2].rrf;
    const mds_help *best = NULL;

    for (size_t i = 0; i < r->as->help_count; i++) {
        const mds_help *help = &r->as->helps[i];
        if (best == NULL || help->risks[risk->scenario] < best->risks[risk->scenario]) {
            best = help;
        }
    }
    if (best == NULL || !(now > worth_naming * best->risks[risk->scenario])) {
        return mds_reg__text(r, "helps_most.none");
    }
    const char *title = mds_words__control(r, MDS_NO_ORDINAL, best->compensating);
    const double after = best->risks[risk->scenario];
    return after > 0.0 ? mds_reg__format(r, "helps_most.divides", title,
                                         mds_words__divides(r, now / after), NULL)
                       : title;
}

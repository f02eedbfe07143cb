/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "choice_rule.h"

#include "base/utf8.h"
#include <string.h>

/* The marks of a row by the class of the choice that they belong to. */
typedef struct slots {
    unsigned marks[MDS_CHOICE_CLASSES]; /* bits by meaning */
    bool there[MDS_CHOICE_CLASSES];
    bool bracketed[MDS_CHOICE_CLASSES];
    size_t count;
    bool unclear; /* a mark belongs to no choice, or to either of two */
} slots;

/* Where the words of a row begin and end, and whether they share a cell. */
typedef struct extent {
    size_t first, last; /* indices of words */
    bool one_cell;
} extent;

static extent extent_of(const mds_choices *row)
{
    extent e = {.first = row->count, .one_cell = true};

    for (size_t i = 0; i < row->count; i++) {
        if (row->at[i].word) {
            e.first = e.first == row->count ? i : e.first;
            e.last = i;
        }
        e.one_cell = e.one_cell && row->at[i].cell == row->at[0].cell;
    }
    return e;
}

/* The only word of a cell that a mark shares; the row's count when there is none, or several. */
static size_t word_beside(const mds_choices *row, size_t mark)
{
    size_t found = row->count;

    for (size_t i = 0; i < row->count; i++) {
        if (row->at[i].word && row->at[i].cell == row->at[mark].cell) {
            if (found < row->count) {
                return row->count;
            }
            found = i;
        }
    }
    return found;
}

/* Whether a mark neither has a heading nor, in a row of several cells, a word in its own cell. */
static bool is_loose(const mds_choices *row, const extent *e, size_t i)
{
    const mds_choice_token *t = &row->at[i];

    return !t->word && t->choice == MDS_CHOICE__COUNT && t->mark < MDS_TICK_STRUCK &&
           (e->one_cell || word_beside(row, i) == row->count);
}

/* The widest gap on the way from a mark to the next word on one side. */
static unsigned gap_before(const mds_choices *row, size_t mark)
{
    unsigned gap = row->at[mark].gap;

    for (size_t i = mark; i > 0 && !row->at[i - 1].word; i--) {
        gap = row->at[i - 1].gap > gap ? row->at[i - 1].gap : gap;
    }
    return gap;
}

static unsigned gap_behind(const mds_choices *row, size_t mark)
{
    unsigned gap = 0;

    for (size_t i = mark + 1; i < row->count; i++) {
        gap = row->at[i].gap > gap ? row->at[i].gap : gap;
        if (row->at[i].word) {
            break;
        }
    }
    return gap;
}

/* On which side the row itself shows the marks: in front of the first word or behind the last. */
static mds_choice_side shown_side(const mds_choices *row, const extent *e, bool *both)
{
    bool front = false;
    bool behind = false;

    for (size_t i = 0; i < row->count; i++) {
        if (is_loose(row, e, i)) {
            front = front || i < e->first;
            behind = behind || i > e->last;
        }
    }
    *both = front && behind;
    return front == behind ? MDS_SIDE_UNKNOWN : front ? MDS_SIDE_FRONT : MDS_SIDE_BEHIND;
}

/* The side that marks between two words lean to, by what parts them, "Yes x / No": by gaps of at
 * least that width. */
static mds_choice_side near_side(const mds_choices *row, const extent *e, unsigned least)
{
    size_t front = 0;
    size_t behind = 0;

    for (size_t i = e->first; i < e->last; i++) {
        if (is_loose(row, e, i)) {
            const unsigned before = gap_before(row, i);
            const unsigned after = gap_behind(row, i);
            front += after < before && before >= least;
            behind += before < after && after >= least;
        }
    }
    return (front > 0) == (behind > 0) ? MDS_SIDE_UNKNOWN
           : front > 0                 ? MDS_SIDE_FRONT
                                       : MDS_SIDE_BEHIND;
}

static bool has_loose(const mds_choices *row, const extent *e)
{
    for (size_t i = 0; i < row->count; i++) {
        if (is_loose(row, e, i)) {
            return true;
        }
    }
    return false;
}

void mds_choice__rule_side(mds_choice_rule *rule, const mds_choices *row)
{
    const extent e = extent_of(row);
    bool both = false;

    if (e.first < e.last && has_loose(row, &e)) {
        const mds_choice_side side = shown_side(row, &e, &both);
        rule->front += side == MDS_SIDE_FRONT;
        rule->behind += side == MDS_SIDE_BEHIND;
    }
}

void mds_choice__rule_settle_side(mds_choice_rule *rule)
{
    rule->side = (rule->front > 0) == (rule->behind > 0) ? MDS_SIDE_UNKNOWN
                 : rule->front > 0                       ? MDS_SIDE_FRONT
                                                         : MDS_SIDE_BEHIND;
}

/* The side of a row's marks: as it shows itself, else as the block has it, unless what parts the
 * words says otherwise, as it does in "x Yes x / No". */
static mds_choice_side side_of(const mds_choice_rule *rule, const mds_choices *row, const extent *e)
{
    bool both = false;
    const mds_choice_side shown = shown_side(row, e, &both);

    if (shown != MDS_SIDE_UNKNOWN || both) {
        const mds_choice_side parted = near_side(row, e, MDS_GAP_SIGN);
        return parted == MDS_SIDE_UNKNOWN || parted == shown ? shown : MDS_SIDE_UNKNOWN;
    }
    const mds_choice_side near = near_side(row, e, MDS_GAP_NONE);
    if (near != MDS_SIDE_UNKNOWN && rule->side != MDS_SIDE_UNKNOWN && near != rule->side) {
        return MDS_SIDE_UNKNOWN;
    }
    return near != MDS_SIDE_UNKNOWN ? near : rule->side;
}

/* The word that a loose mark belongs to on that side. */
static size_t word_of(const mds_choices *row, size_t mark, mds_choice_side side)
{
    if (side == MDS_SIDE_BEHIND) {
        for (size_t i = mark; i > 0; i--) {
            if (row->at[i - 1].word) {
                return i - 1;
            }
        }
        return row->count;
    }
    for (size_t i = mark + 1; side == MDS_SIDE_FRONT && i < row->count; i++) {
        if (row->at[i].word) {
            return i;
        }
    }
    return row->count;
}

/* The word that a loose mark is nearer to, by what parts them; the row's count where none is. */
static size_t nearest_word(const mds_choices *row, size_t mark)
{
    const size_t before = word_of(row, mark, MDS_SIDE_BEHIND);
    const size_t behind = word_of(row, mark, MDS_SIDE_FRONT);

    if (before == row->count || behind == row->count) {
        return before == row->count ? behind : before;
    }
    const unsigned left = gap_before(row, mark);
    const unsigned right = gap_behind(row, mark);
    return left < right ? before : right < left ? behind : row->count;
}

static void put_mark(slots *out, size_t choice, unsigned mark)
{
    const size_t class = mds_choice__class(choice);

    if (class >= MDS_CHOICE_CLASSES) {
        out->unclear = true;
        return;
    }
    out->there[class] = true;
    out->marks[class] |= 1u << mark;
}

static void put_loose(slots *out, const mds_choices *row, size_t i, mds_choice_side side,
                      const extent *e, bool around)
{
    const bool alone = e->first == e->last;
    const size_t word = alone ? e->first : around ? nearest_word(row, i) : word_of(row, i, side);

    put_mark(out, word < row->count ? row->at[word].choice : MDS_CHOICE__COUNT, row->at[i].mark);
}

/* Whether each word that has marks has the same one on both of its sides, "xYesx / No". */
static bool are_around(const mds_choices *row, const extent *e)
{
    uint8_t front[MDS_CHOICE_TOKENS] = {0};
    uint8_t behind[MDS_CHOICE_TOKENS] = {0};

    for (size_t i = 0; i < row->count; i++) {
        const size_t word = is_loose(row, e, i) ? nearest_word(row, i) : row->count;
        uint8_t *side = i < word ? front : behind;
        if (!is_loose(row, e, i)) {
            continue;
        }
        if (word == row->count || side[word] != 0) {
            return false;
        }
        side[word] = row->at[i].mark;
    }
    return memcmp(front, behind, sizeof front) == 0;
}

static slots slots_of(const mds_choice_rule *rule, const mds_choices *row)
{
    const extent e = extent_of(row);
    const mds_choice_side side =
        e.first < e.last && has_loose(row, &e) ? side_of(rule, row, &e) : MDS_SIDE_UNKNOWN;
    const bool around = e.first < e.last && are_around(row, &e);
    slots out = {.count = 0};

    for (size_t i = 0; i < row->count; i++) {
        const mds_choice_token *t = &row->at[i];
        if (t->word) {
            const size_t class = mds_choice__class(t->choice);
            out.there[class] = true;
            out.bracketed[class] = out.bracketed[class] || t->bracketed;
        } else if (is_loose(row, &e, i)) {
            if (e.first < row->count) {
                put_loose(&out, row, i, side, &e, around);
            }
        } else {
            const size_t word = word_beside(row, i);
            put_mark(&out, word < row->count ? row->at[word].choice : t->choice, t->mark);
        }
    }
    for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
        const unsigned empty = 1u << MDS_TICK_EMPTY;
        out.count += out.there[k];
        /* "□✓ Yes": a box and what was mds_compile__put into it. */
        out.marks[k] = out.marks[k] != empty ? out.marks[k] & ~empty : out.marks[k];
    }
    return out;
}

/* In how many slots each mark is. */
static size_t count_marks(size_t counts[MDS_TICK__COUNT], const slots *s)
{
    size_t marked = 0;

    memset(counts, 0, MDS_TICK__COUNT * sizeof *counts);
    for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
        marked += s->marks[k] != 0;
        for (size_t m = 0; m < MDS_TICK__COUNT; m++) {
            counts[m] += (s->marks[k] & (1u << m)) != 0;
        }
    }
    return marked;
}

static bool has_boxed(const mds_choices *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (row->at[i].mark == MDS_TICK_TYPED_CROSS && row->at[i].bracketed) {
            return true;
        }
    }
    return false;
}

void mds_choice__rule_count(mds_choice_rule *rule, const mds_choices *row, size_t offered)
{
    const slots s = slots_of(rule, row);
    const size_t n = offered > 0 ? offered : s.count;
    size_t counts[MDS_TICK__COUNT];
    const size_t marked = count_marks(counts, &s);

    rule->boxed += has_boxed(row);
    if (s.unclear || n < 2) {
        return;
    }
    for (size_t m = 0; m < MDS_TICK__COUNT; m++) {
        const bool only = marked == 1 && counts[m] == 1;
        rule->single[m] += only && (n > 2 || offered > 0);
        rule->pairs[m] += only && n == 2 && offered == 0;
        rule->all_but_one[m] += n > 2 && counts[m] == n - 1;
        rule->ones[m] += n > 2 && counts[m] == 1;
        rule->every[m] += n > 2 && counts[m] == n;
        for (size_t k = 0; k < MDS_TICK__COUNT; k++) {
            rule->together[m][k] += m != k && counts[m] > 0 && counts[k] > 0;
        }
    }
    /* of two choices a cross beside a ring is no radio button that is on */
    const bool crossed =
        n > 2 &&
        counts[MDS_TICK_CROSSED_BOX] + counts[MDS_TICK_CROSS] + counts[MDS_TICK_TYPED_CROSS] == 1;
    rule->radio += (counts[MDS_TICK_FULL] == 1 || crossed) && counts[MDS_TICK_RING] == n - 1;
}

static mds_choice_sense sense_by(bool chosen, bool not_chosen)
{
    return chosen == not_chosen ? MDS_SENSE_UNKNOWN
           : chosen             ? MDS_SENSE_CHOSEN
                                : MDS_SENSE_NOT_CHOSEN;
}

/* Whether a mark is at all choices but one, as strokes are: a row with two answers among many with
 * one is no sign of it. */
static bool leaves_one(const mds_choice_rule *rule, mds_mark_meaning mark)
{
    return rule->all_but_one[mark] * 3 > rule->ones[mark];
}

/* A letter "x" chooses beside a ring that is a button, and does not beside one that chooses. Two
 * choices do not tell which. */
static mds_choice_sense sense_of_typed_cross(const mds_choice_rule *rule)
{
    const size_t *with = rule->together[MDS_TICK_TYPED_CROSS];
    const bool several = leaves_one(rule, MDS_TICK_TYPED_CROSS);

    if (with[MDS_TICK_RING] > 0) {
        return sense_by(rule->all_but_one[MDS_TICK_RING] > 0, several || with[MDS_TICK_FULL] > 0);
    }
    return with[MDS_TICK_FULL] > 0
               ? MDS_SENSE_NOT_CHOSEN
               : sense_by(with[MDS_TICK_EMPTY] + with[MDS_TICK_DASH] + rule->boxed +
                                  rule->single[MDS_TICK_TYPED_CROSS] >
                              0,
                          several);
}

/* A ring chooses, except where it is a radio button that is off. */
static mds_choice_sense sense_of_ring(const mds_choice_rule *rule)
{
    if (rule->together[MDS_TICK_RING][MDS_TICK_TYPED_CROSS] > 0) {
        const mds_choice_sense typed = sense_of_typed_cross(rule);
        if (typed != MDS_SENSE_NOT_CHOSEN) {
            return typed == MDS_SENSE_CHOSEN ? MDS_SENSE_NOT_CHOSEN : MDS_SENSE_UNKNOWN;
        }
    }
    const size_t chosen = rule->single[MDS_TICK_RING] + rule->pairs[MDS_TICK_RING];
    const size_t off = rule->radio + rule->every[MDS_TICK_RING];

    if (off == 0) {
        return MDS_SENSE_CHOSEN;
    }
    /* Where single rings choose, a row with all of them has several. */
    return chosen == 0        ? MDS_SENSE_NOT_CHOSEN
           : rule->radio == 0 ? MDS_SENSE_CHOSEN
                              : MDS_SENSE_UNKNOWN;
}

/* A box with a cross is ticked beside an empty one, and crossed out beside one with a tick. Beside
 * a ring it is what the ring is not, which two choices do not tell. */
static mds_choice_sense sense_of_crossed_box(const mds_choice_rule *rule)
{
    const size_t *with = rule->together[MDS_TICK_CROSSED_BOX];
    const bool several = leaves_one(rule, MDS_TICK_CROSSED_BOX);
    const bool off = with[MDS_TICK_FULL] > 0 || (with[MDS_TICK_RING] > 0 && several);

    if (off) {
        return sense_by(with[MDS_TICK_EMPTY] > 0, true);
    }
    if (with[MDS_TICK_RING] > 0) {
        return rule->all_but_one[MDS_TICK_RING] > 0 ? MDS_SENSE_CHOSEN : MDS_SENSE_UNKNOWN;
    }
    return several ? MDS_SENSE_UNKNOWN : MDS_SENSE_CHOSEN;
}

/* A cross chooses in one sheet and strikes out in another. */
static mds_choice_sense sense_of_cross(const mds_choice_rule *rule)
{
    const size_t *with = rule->together[MDS_TICK_CROSS];

    if (with[MDS_TICK_FULL] == 0 && with[MDS_TICK_RING] > 0 &&
        rule->all_but_one[MDS_TICK_RING] > 0) {
        return sense_by(true, leaves_one(rule, MDS_TICK_CROSS));
    }
    if (with[MDS_TICK_RING] + with[MDS_TICK_FULL] > 0) {
        return MDS_SENSE_NOT_CHOSEN;
    }
    return sense_by(with[MDS_TICK_EMPTY] + with[MDS_TICK_DASH] + rule->single[MDS_TICK_CROSS] > 0,
                    leaves_one(rule, MDS_TICK_CROSS));
}

void mds_choice__rule_settle(mds_choice_rule *rule)
{
    rule->sense[MDS_TICK_DASH] = MDS_SENSE_NOT_CHOSEN;
    rule->sense[MDS_TICK_EMPTY] = MDS_SENSE_NOT_CHOSEN;
    rule->sense[MDS_TICK_STRUCK] = MDS_SENSE_NOT_CHOSEN;
    rule->sense[MDS_TICK_FULL] = MDS_SENSE_CHOSEN;
    rule->sense[MDS_TICK_STYLED] = MDS_SENSE_CHOSEN;
    rule->sense[MDS_TICK_RING] = sense_of_ring(rule);
    rule->sense[MDS_TICK_CROSSED_BOX] = sense_of_crossed_box(rule);
    rule->sense[MDS_TICK_CROSS] = sense_of_cross(rule);
    rule->sense[MDS_TICK_TYPED_CROSS] = sense_of_typed_cross(rule);
}

/* The choices of a row by what the rule makes of their marks. */
typedef struct senses {
    unsigned chosen, not_chosen, unknown, bare; /* bits by class */
    size_t chosen_count, off_count, bare_count;
} senses;

/* What was only styled or struck through counts where it has no mark. */
static unsigned own_marks(const slots *s, size_t k)
{
    const unsigned styles = 1u << MDS_TICK_STRUCK | 1u << MDS_TICK_STYLED;
    unsigned marks = 0;

    for (size_t i = 0; i < MDS_CHOICE_CLASSES; i++) {
        marks |= s->marks[i] & ~styles;
    }
    return marks != 0 ? s->marks[k] & ~(1u << MDS_TICK_STYLED) : s->marks[k];
}

static senses senses_of(const mds_choice_rule *rule, const slots *s)
{
    senses out = {0};

    for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
        const unsigned marks = own_marks(s, k);
        bool chosen = false;
        bool off = false;
        bool unknown = false;
        for (size_t m = 0; m < MDS_TICK__COUNT; m++) {
            const bool has = (marks & (1u << m)) != 0;
            chosen = chosen || (has && rule->sense[m] == MDS_SENSE_CHOSEN);
            off = off || (has && rule->sense[m] == MDS_SENSE_NOT_CHOSEN);
            unknown = unknown || (has && rule->sense[m] == MDS_SENSE_UNKNOWN);
        }
        if (!s->there[k]) {
            continue;
        }
        if (unknown || (chosen && off)) {
            out.unknown |= 1u << k;
        } else if (chosen) {
            out.chosen |= 1u << k;
            out.chosen_count++;
        } else if (off) {
            out.not_chosen |= 1u << k;
            out.off_count++;
        } else {
            out.bare |= 1u << k;
            out.bare_count++;
        }
    }
    return out;
}

static unsigned all_marks(const slots *s)
{
    unsigned marks = 0;

    for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
        marks |= s->marks[k];
    }
    return marks;
}

/* A cross or a dash alone below a heading: the answer where the block has them as such, "×" below
 * No beside a ring below Yes. */
static bool holds_alone(const mds_choice_rule *rule, const slots *s, unsigned taken)
{
    const bool rings = rule->single[MDS_TICK_RING] + rule->single[MDS_TICK_FULL] > 0;

    const unsigned crosses = 1u << MDS_TICK_CROSS | 1u << MDS_TICK_TYPED_CROSS;

    return (all_marks(s) & ~crosses) != 0 || !rings || taken == 1u << 1;
}

static bool dash_answers(const mds_choice_rule *rule, const slots *s)
{
    size_t others = rule->all_but_one[MDS_TICK_DASH] + rule->every[MDS_TICK_DASH];

    for (size_t m = 0; m < MDS_TICK__COUNT; m++) {
        others += rule->together[MDS_TICK_DASH][m];
    }
    return others == 0 && s->marks[2] == 1u << MDS_TICK_DASH && s->count == 1;
}

/* The marks below the headings of the choices. */
static mds_choice_decision decide_headed(const mds_choice_rule *rule, const slots *s,
                                         const senses *in, size_t offered)
{
    if (in->chosen_count == 1) {
        return (mds_choice_decision){
            holds_alone(rule, s, in->chosen) ? MDS_CHOSEN_ONE : MDS_CHOSEN_UNCLEAR, in->chosen};
    }
    if (dash_answers(rule, s)) {
        return (mds_choice_decision){MDS_CHOSEN_ONE, in->not_chosen};
    }
    if (in->off_count == 0) {
        return (mds_choice_decision){MDS_CHOSEN_NOTHING, 0};
    }
    const bool boxes = all_marks(s) == 1u << MDS_TICK_EMPTY;
    return (mds_choice_decision){
        boxes || in->off_count == offered ? MDS_CHOSEN_EMPTY : MDS_CHOSEN_UNCLEAR, 0};
}

/* Words of which brackets are around one. */
static mds_choice_decision decide_brackets(const slots *s)
{
    unsigned taken = 0;
    size_t count = 0;

    for (size_t k = 0; k < MDS_CHOICE_CLASSES; k++) {
        taken |= s->bracketed[k] ? 1u << k : 0;
        count += s->bracketed[k];
    }
    if (count == 0 || count == s->count) {
        return (mds_choice_decision){MDS_CHOSEN_UNMARKED, 0};
    }
    return (mds_choice_decision){count == 1 ? MDS_CHOSEN_ONE : MDS_CHOSEN_UNCLEAR, taken};
}

static mds_choice_decision decide_printed(const slots *s, const senses *in)
{
    const unsigned strikes = 1u << MDS_TICK_CROSS | 1u << MDS_TICK_TYPED_CROSS |
                             1u << MDS_TICK_DASH | 1u << MDS_TICK_STRUCK |
                             1u << MDS_TICK_CROSSED_BOX;

    if (in->chosen_count == 1) {
        return (mds_choice_decision){MDS_CHOSEN_ONE, in->chosen};
    }
    if (s->count == 1 && in->bare_count == 1) {
        return (mds_choice_decision){MDS_CHOSEN_ONE, in->bare};
    }
    if (in->bare_count == 1 && in->off_count == s->count - 1 && (all_marks(s) & ~strikes) == 0) {
        return (mds_choice_decision){MDS_CHOSEN_ONE, in->bare};
    }
    if (in->off_count == s->count) {
        const bool struck = s->count == 1 && all_marks(s) != 1u << MDS_TICK_EMPTY;
        return (mds_choice_decision){struck ? MDS_CHOSEN_UNCLEAR : MDS_CHOSEN_EMPTY, 0};
    }
    return in->off_count == 0 ? decide_brackets(s) : (mds_choice_decision){MDS_CHOSEN_UNCLEAR, 0};
}

mds_choice_decision mds_choice__rule_decide(const mds_choice_rule *rule, const mds_choices *row,
                                            size_t offered)
{
    const slots s = slots_of(rule, row);
    const senses in = senses_of(rule, &s);

    if (s.unclear || in.unknown != 0) {
        return (mds_choice_decision){MDS_CHOSEN_UNCLEAR, 0};
    }
    if (s.count == 0) {
        return (mds_choice_decision){MDS_CHOSEN_NOTHING, 0};
    }
    if (in.chosen_count > 1) {
        return (mds_choice_decision){MDS_CHOSEN_SEVERAL, in.chosen};
    }
    return offered > 0 ? decide_headed(rule, &s, &in, offered) : decide_printed(&s, &in);
}

static const mds_mark *mark_of(const mds_choice_words *words, const char *key)
{
    for (size_t i = 0; i < words->mark_count; i++) {
        if (strcmp(words->marks[i].key, key) == 0) {
            return words->marks[i].mark;
        }
    }
    return NULL;
}

void mds_choice__rule_count_cell(mds_choice_rule *rule, const mds_choice_words *words,
                                 const char *key)
{
    const mds_mark *mark = mark_of(words, key);
    mds_choices choices;

    if (key[0] >= '0' && key[0] <= '9' && key[1] == '\0') {
        rule->digits[key[0] - '0']++;
    }
    if (mark != NULL) {
        rule->alone[mark->answer]++;
        return;
    }
    (void)mds_choices__read(&choices, words, key);
    rule->worded += choices.words > 0;
}

mds_answer_state mds_choice__rule_sign(const mds_choice_rule *rule, const mds_choice_words *words,
                                       const char *key)
{
    const mds_mark *mark = mark_of(words, key);
    const bool digit = key[0] >= '0' && key[0] <= '9';

    if (mark == NULL || rule->worded > 0) {
        return MDS_ANSWER_UNREADABLE;
    }
    for (size_t i = 2; digit && i < MDS_CODES; i++) {
        if (rule->digits[i] > 0) {
            return MDS_ANSWER_UNREADABLE; /* "1" to "3" are the numbers of options */
        }
    }
    if (mark->answer == MDS_WORD_YES && (!digit || rule->digits[0] > 0)) {
        return MDS_ANSWER_YES;
    }
    return mark->answer == MDS_WORD_NO && rule->alone[MDS_WORD_YES] > 0 ? MDS_ANSWER_NO
                                                                        : MDS_ANSWER_UNREADABLE;
}

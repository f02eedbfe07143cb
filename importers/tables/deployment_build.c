/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "deployment_build.h"

#include "base/date.h"
#include "base/num.h"
#include "day.h"
#include "words.h"
#include <string.h>

mds_deployment_build mds_deployment__build_start(mds_arena *arena, const mds_catalog *catalog,
                                                 const mds_policy *policy, const mds_source *source,
                                                 mds_diags *diags)
{
    mds_deployment_build b = {.arena = arena,
                              .from = {catalog, policy},
                              .file = mds_source_name(source),
                              .diags = diags,
                              .deployment = mds_deployment_default(policy)};
    const char *file = mds_arena_strndup(arena, b.file, strlen(b.file));

    if (file != NULL) {
        b.deployment.file = file;
        mds_source_sha256(source, b.deployment.sha256);
    } else {
        b.failed = mds_grid__out_of_memory(arena, b.file, diags);
    }
    return b;
}

void mds_deployment__no_memory(mds_deployment_build *b)
{
    if (b->failed == MDS_OK) {
        b->failed = mds_grid__out_of_memory(b->arena, b->file, b->diags);
    }
}

const char *mds_deployment__keep(mds_deployment_build *b, const char *text)
{
    const mds_sv trimmed = mds_words__trim((mds_sv){text, strlen(text)});
    char *copy = mds_arena_strndup(b->arena, trimmed.p, trimmed.n);

    if (copy == NULL) {
        mds_deployment__no_memory(b);
        return "";
    }
    (void)mds_grid__blank_controls(copy);
    return copy;
}

static void store_date(mds_deployment_build *b, void *at, const char *path, const char *text,
                       const char *where)
{
    mds_day day;
    mds_day two[2];

    if (mds_day__read(&day, b->arena, b->from.catalog, text, false)) {
        memcpy(at, &day, sizeof day);
        return;
    }
    b->refused = true;
    if (mds_day__is_two(two, b->arena, b->from.catalog, text)) {
        char first[MDS_DATE_SIZE];
        char second[MDS_DATE_SIZE];
        mds_date_format(first, two[0]);
        mds_date_format(second, two[1]);
        mds_diag_add(b->diags, MDS_D_DEPLOYMENT_DATE_TWO, b->file, where, path, text, first, second,
                     NULL);
        return;
    }
    mds_diag_add(b->diags, MDS_D_DEPLOYMENT_DATE, b->file, where, path, text, NULL);
}

static void refuse_number(mds_deployment_build *b, const mds_deployment_member *member,
                          const char *path, const char *text, const char *where)
{
    char least[MDS_NUM_SIZE];
    char most[MDS_NUM_SIZE];

    mds_num_exact(least, member->least);
    mds_num_exact(most, member->most);
    b->refused = true;
    mds_diag_add(b->diags, MDS_D_DEPLOYMENT_NUMBER, b->file, where, path, text, least, most, NULL);
}

static void store_number(mds_deployment_build *b, void *at, const mds_deployment_member *member,
                         const char *path, const char *text, const char *where)
{
    double number = 0;

    if (mds_num_parse(&number, (mds_sv){text, strlen(text)}) && number >= member->least &&
        number <= member->most) {
        memcpy(at, &number, sizeof number);
    } else {
        refuse_number(b, member, path, text, where);
    }
}

static void store_whole(mds_deployment_build *b, void *at, const mds_deployment_member *member,
                        const char *path, const char *text, const char *where)
{
    uint64_t number = 0;

    if (mds_num_parse_uint(&number, (mds_sv){text, strlen(text)}, (uint64_t)member->most) &&
        number >= (uint64_t)member->least) {
        memcpy(at, &text, sizeof text);
    } else {
        refuse_number(b, member, path, text, where);
    }
}

static void store_choice(mds_deployment_build *b, void *at, const mds_deployment_member *member,
                         const char *path, const char *text, const char *where)
{
    const size_t chosen = mds_deployment__choose(b, member->values, path, text, where);
    const uint32_t ordinal = (uint32_t)chosen;

    if (chosen < mds_value_set_size(&b->from, member->values)) {
        memcpy(at, &ordinal, sizeof ordinal);
    }
}

static void store_bool(mds_deployment_build *b, void *at, const mds_deployment_member *member,
                       const char *path, const char *text, const char *where)
{
    const bool yes = mds_deployment__choose(b, MDS_VALUES_YES_NO, path, text, where) == 0;
    const bool value = yes == (member->type == MDS_MEMBER_YES_NO);

    memcpy(at, &value, sizeof value);
}

void mds_deployment__store(mds_deployment_build *b, void *base, const mds_deployment_member *member,
                           const char *path, const char *value, const char *where)
{
    void *at = (char *)base + member->offset;

    switch (member->type) {
    case MDS_MEMBER_TEXT:
        memcpy(at, &value, sizeof value);
        break;
    case MDS_MEMBER_WHOLE:
        store_whole(b, at, member, path, value, where);
        break;
    case MDS_MEMBER_NUMBER:
        store_number(b, at, member, path, value, where);
        break;
    case MDS_MEMBER_DATE:
        store_date(b, at, path, value, where);
        break;
    case MDS_MEMBER_YES_NO:
    case MDS_MEMBER_NO_YES:
        store_bool(b, at, member, path, value, where);
        break;
    case MDS_MEMBER_CHOICE:
        store_choice(b, at, member, path, value, where);
        break;
    case MDS_MEMBER_HEAD:
    case MDS_MEMBER_GROUP:
        break;
    }
}

void mds_deployment__set(mds_deployment_build *b, const mds_deployment_member *member,
                         const char *path, const char *text, const char *where)
{
    const char *value = mds_deployment__keep(b, text);

    b->fields++;
    if (value[0] == '\0') {
        return;
    }
    b->deployment.stated |= member->stated;
    mds_deployment__store(b, &b->deployment, member, path, value, where);
}

static void check_order(mds_deployment_build *b, int32_t first, const char *first_name,
                        int32_t second, const char *second_name, const char *where)
{
    char one[MDS_DATE_SIZE];
    char two[MDS_DATE_SIZE];

    if (first == MDS_DAY_NONE || second == MDS_DAY_NONE || first <= second) {
        return;
    }
    mds_date_format(one, first);
    mds_date_format(two, second);
    mds_diag_add(b->diags, MDS_D_DEPLOYMENT_DATE_ORDER, b->file, where, first_name, one,
                 second_name, two, NULL);
}

mds_status mds_deployment__build_end(const mds_deployment **out, mds_deployment_build *b)
{
    mds_deployment *made = NULL;
    mds_control_record *records = b->entries[MDS_MEMBERS_CONTROL].items;

    b->deployment.records = records;
    b->deployment.verified = b->entries[MDS_MEMBERS_VERIFIED].items;
    b->deployment.costs = b->entries[MDS_MEMBERS_COST].items;
    b->deployment.documents = b->entries[MDS_MEMBERS_DOCUMENT].items;
    mds_deployment__check_entries(b);
    check_order(b, b->deployment.end_of_life, "end_of_life", b->deployment.end_of_support,
                "end_of_support", NULL);
    for (size_t i = 0; i < b->deployment.record_count; i++) {
        mds_control_record *record = &records[i];
        record->file = b->deployment.file;
        check_order(b, record->validated, "validated", record->expires, "expires", record->where);
    }
    if (b->failed != MDS_OK) {
        return b->failed;
    }
    if (b->refused) {
        return MDS_EFORMAT;
    }
    made = mds_arena_alloc(b->arena, 1, sizeof *made);
    if (made == NULL) {
        mds_deployment__no_memory(b);
        return b->failed;
    }
    *made = b->deployment;
    *out = made;
    return MDS_OK;
}

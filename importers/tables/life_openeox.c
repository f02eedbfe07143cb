/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenEoX Core 1.0: the dates of one product, which it does not name. Its end of sales (EoS) is no
 * end of support. */
#include "life.h"

#include <string.h>

typedef enum core_day {
    CORE_SALES_BEGIN,
    CORE_SALES_END,
    CORE_SECURITY,
    CORE_LIFE,
    CORE_DAYS
} core_day;

static const char *const members[CORE_DAYS] = {
    [CORE_SALES_BEGIN] = "general_availability",
    [CORE_SALES_END] = "end_of_sales",
    [CORE_SECURITY] = "end_of_security_support",
    [CORE_LIFE] = "end_of_life",
};

typedef struct core {
    int64_t at[CORE_DAYS];
    bool known[CORE_DAYS];
} core;

static bool is_required(core_day which)
{
    return which == CORE_SECURITY || which == CORE_LIFE;
}

static void read_day(life *l, const mds_json *root, core_day which, core *out)
{
    const mds_json *value = mds_json_member(root, members[which]);
    const char *text = mds_json_string(value, NULL);

    if (text != NULL && strcmp(text, "tba") == 0) {
        return;
    }
    out->known[which] = text != NULL && mds_life__instant(&out->at[which], text);
    if (value == NULL && is_required(which)) {
        mds_life__refuse(l, members[which], "missing");
    } else if (value != NULL && !out->known[which]) {
        mds_life__refuse(l, members[which], "instant");
    }
}

static bool is_after(const core *c, core_day one, core_day other)
{
    return c->known[one] && c->known[other] && c->at[one] > c->at[other];
}

/* The mandatory tests of the standard, section 7.1. */
static void check(life *l, const core *c)
{
    if (is_after(c, CORE_SECURITY, CORE_LIFE)) {
        mds_life__refuse(l, members[CORE_SECURITY], "security_after_life");
    }
    for (core_day d = CORE_SALES_END; d < CORE_DAYS; d++) {
        if (is_after(c, CORE_SALES_BEGIN, d)) {
            mds_life__refuse(l, members[d], "before_sales");
        }
    }
}

static const char *file_stem(life *l)
{
    const char *slash = strrchr(l->file, '/');
    const char *name = slash != NULL ? slash + 1 : l->file;
    const char *dot = strrchr(name, '.');
    const char *stem =
        mds_arena_strndup(l->arena, name, dot != NULL ? (size_t)(dot - name) : strlen(name));

    if (stem == NULL) {
        mds_life__fail(l, mds_arena_status(l->arena));
    }
    return stem != NULL ? stem : "";
}

/* The system that the user names; else one whose very name the file has. */
static uint32_t system_of(life *l)
{
    const char *name = l->system != NULL ? l->system : file_stem(l);
    uint32_t platform = mds_life__called(l, name);

    if (platform == MDS_NO_ORDINAL && l->system != NULL) {
        platform = mds_life__add(l, l->system, &l->system, 1);
    }
    return platform;
}

void mds_life__read_openeox(life *l, const mds_json *root)
{
    core c = {.known = {false}};

    for (core_day d = CORE_SALES_BEGIN; d < CORE_DAYS; d++) {
        read_day(l, root, d, &c);
    }
    check(l, &c);
    if (l->status != MDS_OK) {
        return;
    }
    const uint32_t platform = system_of(l);
    if (platform == MDS_NO_ORDINAL) {
        mds_diag_add(l->diags, MDS_D_LIFE_NO_SYSTEM, l->file, NULL, NULL);
        mds_life__fail(l, MDS_EFORMAT);
    } else if (c.known[CORE_SECURITY]) {
        mds_life__day(l, platform, LIFE_ANY_END, mds_life__day_of(c.at[CORE_SECURITY]),
                      members[CORE_SECURITY]);
    } else if (c.known[CORE_LIFE]) {
        /* No support of any kind behind it. */
        mds_life__day(l, platform, LIFE_ANY_END, mds_life__day_of(c.at[CORE_LIFE]),
                      members[CORE_LIFE]);
    } else {
        mds_life__undated(l, platform, false, members[CORE_SECURITY]);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON of endoflife.date: version 0 of its interface is a list of cycles, version 1 a product or a
 * list of products under "result", and a page's head has "releases". "eol" is a date, or true or
 * false where no date is known. */
#include "life.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { MOST_CYCLE = 128 };

typedef struct product {
    const char *id;    /* "windows" */
    const char *label; /* "Microsoft Windows" */
} product;

static const char *either(const mds_json *object, const char *one, const char *other)
{
    return mds_json_string(mds_json_member(object, one),
                           mds_json_string(mds_json_member(object, other), NULL));
}

static bool is_cycle(const mds_json *value)
{
    return mds_json_string(mds_json_member(value, "cycle"), NULL) != NULL;
}

bool mds_life__is_endoflife(const mds_json *root)
{
    return (mds_json_is_array(root) && is_cycle(mds_json_first(root))) ||
           mds_json_is_array(mds_json_member(root, "releases")) ||
           mds_json_is_array(mds_json_member(mds_json_member(root, "result"), "releases")) ||
           mds_json_is_array(
               mds_json_member(mds_json_first(mds_json_member(root, "result")), "releases"));
}

static const char *joined(life *l, const char *one, const char *other)
{
    char text[2 * MOST_CYCLE];

    (void)snprintf(text, sizeof text, "%.*s %.*s", MOST_CYCLE - 2, one, MOST_CYCLE - 2, other);
    return mds_life__keep(l, text);
}

/* The first of the ends that the catalog names so, "windows/10-22h2"; MDS_NO_ORDINAL. */
static uint32_t first_end(const life *l, const product *p, const char *cycle)
{
    char key[2 * MOST_CYCLE];

    (void)snprintf(key, sizeof key, "%.*s/%.*s", MOST_CYCLE - 2, p->id, MOST_CYCLE - 2, cycle);
    return mds_map_find(l->cycle_names, key);
}

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* A system that the catalog lacks; without a number it would be found in any sentence. */
static uint32_t add(life *l, const product *p, const char *cycle, const char *label)
{
    const char *words[] = {joined(l, p->id, cycle), joined(l, p->label, cycle),
                           joined(l, p->label, label)};

    if (!has_digit(cycle)) {
        return MDS_NO_ORDINAL;
    }
    return mds_life__add(l, words[2], words, sizeof words / sizeof *words);
}

/* The end as the cycle states it: a day, true or false; in version 1 day and word apart. */
static void take(life *l, const mds_json *cycle, uint32_t platform, uint32_t end, const char *where)
{
    const mds_json *eol = mds_json_member(cycle, "eol");
    const mds_json *from = mds_json_member(cycle, "eolFrom");
    const mds_json *word = mds_json_member(cycle, "isEol");
    const char *text = mds_json_string(from != NULL ? from : eol, NULL);
    mds_day day;

    if (text != NULL) {
        if (strlen(text) == 10 && mds_date_parse(&day, (mds_sv){text, strlen(text)})) {
            mds_life__day(l, platform, end, day, where);
        } else {
            mds_life__refuse(l, where, "day");
        }
    } else if (mds_json_is_bool(eol) || mds_json_is_bool(word)) {
        mds_life__undated(l, platform, mds_json_bool(eol, mds_json_bool(word, false)), where);
    } else {
        mds_life__refuse(l, where, "eol");
    }
}

static void read_cycle(life *l, const product *p, const mds_json *cycle, const char *where)
{
    const char *name = either(
        cycle, "cycle", mds_json_member(cycle, "releaseCycle") != NULL ? "releaseCycle" : "name");
    const char *label = either(cycle, "releaseLabel", "label");

    if (name == NULL || name[0] == '\0') {
        mds_life__refuse(l, where, "cycle");
        return;
    }
    const uint32_t first = first_end(l, p, name);
    for (uint32_t i = first; i != MDS_NO_ORDINAL; i = l->cycles[i].next) {
        take(l, cycle, l->cycles[i].platform, l->cycles[i].end, where);
    }
    if (first != MDS_NO_ORDINAL) {
        return;
    }
    uint32_t platform = mds_life__called(l, joined(l, p->id, name));
    if (platform == MDS_NO_ORDINAL) {
        /* Labels may hold signs that a page fills in. */
        platform = add(l, p, name, label != NULL && strstr(label, "__") == NULL ? label : name);
    }
    if (platform == MDS_NO_ORDINAL) {
        mds_life__unmatched(l, joined(l, p->id, name));
    } else {
        take(l, cycle, platform, LIFE_ANY_END, where);
    }
}

static void read_cycles(life *l, const product *p, const mds_json *list, const char *path)
{
    char where[2 * LIFE_PLACE];
    size_t i = 0;

    for (const mds_json *at = mds_json_first(list); at != NULL; at = mds_json_next(at)) {
        (void)snprintf(where, sizeof where, "%s[%zu]", path, i++);
        read_cycle(l, p, at, where);
        if (l->status == MDS_ENOMEM || l->status == MDS_ELIMIT) {
            return;
        }
    }
}

/* "windows" of "data/Windows.json", as the files of version 0 are called. */
static const char *stem(life *l)
{
    const char *slash = strrchr(l->file, '/');
    const char *name = slash != NULL ? slash + 1 : l->file;
    char text[MOST_CYCLE];
    const size_t n = strcspn(name, ".");

    (void)snprintf(text, sizeof text, "%.*s", (int)(n < MOST_CYCLE ? n : MOST_CYCLE - 1), name);
    for (char *p = text; *p != '\0'; p++) {
        *p = (char)tolower((unsigned char)*p);
    }
    return mds_life__keep(l, text);
}

static void read_product(life *l, const mds_json *object, const char *path)
{
    const char *id = either(object, "name", "permalink");
    char where[LIFE_PLACE];

    id = l->system != NULL ? l->system : id != NULL ? id + (id[0] == '/') : stem(l);
    const char *label = either(object, "label", "title");
    const product p = {id, label != NULL ? label : id};
    (void)snprintf(where, sizeof where, "%sreleases", path);
    read_cycles(l, &p, mds_json_member(object, "releases"), where);
}

void mds_life__read_endoflife(life *l, const mds_json *root)
{
    const mds_json *result = mds_json_member(root, "result");
    char path[LIFE_PLACE];
    size_t i = 0;

    if (mds_json_is_array(root)) {
        const char *id = l->system != NULL ? l->system : stem(l);
        read_cycles(l, &(product){id, id}, root, "");
    } else if (mds_json_is_array(result)) {
        for (const mds_json *at = mds_json_first(result); at != NULL; at = mds_json_next(at)) {
            (void)snprintf(path, sizeof path, "result[%zu].", i++);
            read_product(l, at, path);
        }
    } else {
        read_product(l, result != NULL ? result : root, result != NULL ? "result." : "");
    }
}

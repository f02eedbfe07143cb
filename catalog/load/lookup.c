/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loader.h"

#include "embed.h"
#include <stdlib.h>
#include <string.h>

/* The records of these kinds are sorted by id, which is their first member: loading refuses
 * another order. */
static int compare_id(const void *id, const void *entry)
{
    const char *const *entry_id = entry;
    return strcmp(id, *entry_id);
}

static uint32_t find(const char *id, const void *list, size_t count, size_t size)
{
    const char *found = count > 0 ? bsearch(id, list, count, size, compare_id) : NULL;

    return found == NULL ? MDS_NO_ORDINAL : (uint32_t)((size_t)(found - (const char *)list) / size);
}

uint32_t mds_catalog_fact(const mds_catalog *catalog, const char *id)
{
    return find(id, catalog->facts, catalog->fact_count, sizeof *catalog->facts);
}

uint32_t mds_catalog_scenario(const mds_catalog *catalog, const char *id)
{
    return find(id, catalog->scenarios, catalog->scenario_count, sizeof *catalog->scenarios);
}

uint32_t mds_catalog_compensating(const mds_catalog *catalog, const char *id)
{
    return find(id, catalog->compensating, catalog->compensating_count,
                sizeof *catalog->compensating);
}

uint32_t mds_catalog_route(const mds_catalog *catalog, const char *id)
{
    return find(id, catalog->routes, catalog->route_count, sizeof *catalog->routes);
}

const mds_message *mds_catalog_message(const mds_catalog *catalog, const char *id)
{
    const uint32_t found =
        find(id, catalog->messages, catalog->message_count, sizeof *catalog->messages);

    return found != MDS_NO_ORDINAL ? &catalog->messages[found] : NULL;
}

uint32_t mds_catalog_form(const mds_catalog *catalog, const char *edition)
{
    for (size_t i = 0; i < catalog->form_count; i++) {
        if (catalog->forms[i].edition != NULL && strcmp(catalog->forms[i].edition, edition) == 0) {
            return (uint32_t)i;
        }
    }
    return MDS_NO_ORDINAL;
}

uint32_t mds_catalog_policy(const mds_catalog *catalog, const char *id)
{
    for (size_t i = 0; i < catalog->policy_count; i++) {
        if (strcmp(catalog->policies[i].id, id) == 0) {
            return (uint32_t)i;
        }
    }
    return MDS_NO_ORDINAL;
}

uint32_t mds_catalog_guideline(const mds_catalog *catalog, const char *edition)
{
    for (size_t i = 0; i < catalog->guideline_count; i++) {
        const char *known = catalog->guidelines[i].edition;
        if (known != NULL && strcmp(known, edition) == 0) {
            return (uint32_t)i;
        }
    }
    return MDS_NO_ORDINAL;
}

uint32_t mds_guideline_clause(const mds_guideline *guideline, const char *id)
{
    return find(id, guideline->clauses, guideline->clause_count, sizeof *guideline->clauses);
}

uint32_t mds_catalog_translation(const mds_catalog *catalog, uint32_t one, uint32_t other)
{
    for (size_t i = 0; i < catalog->translation_count; i++) {
        const mds_translation *at = &catalog->translations[i];
        if ((at->left == one && at->right == other) || (at->left == other && at->right == one)) {
            return (uint32_t)i;
        }
    }
    return MDS_NO_ORDINAL;
}

static bool has_alias(const mds_question *question, const char *id)
{
    for (size_t i = 0; i < question->aliases.count; i++) {
        if (strcmp(question->aliases.at[i], id) == 0) {
            return true;
        }
    }
    return false;
}

uint32_t mds_form_question(const mds_form *form, const char *id)
{
    for (size_t i = 0; i < form->question_count; i++) {
        if (strcmp(form->questions[i].id, id) == 0 || has_alias(&form->questions[i], id)) {
            return (uint32_t)i;
        }
    }
    return MDS_NO_ORDINAL;
}

size_t mds_catalog_file_count(void)
{
    return mds_embedded__count;
}

mds_catalog_file mds_catalog_file_at(size_t i)
{
    const mds_embedded *from = &mds_embedded__files[i];

    return (mds_catalog_file){from->name, from->begin, (size_t)(from->end - from->begin),
                              from->sha256};
}
